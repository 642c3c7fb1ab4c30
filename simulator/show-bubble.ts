import type { Line } from './line.ts'
import { type Person, threadOf } from './person.ts'
import type { Speech } from './speech/speech.ts'
import type { Bubble } from './thread.ts'
import { stopTyping } from './typing.ts'
import type { World } from './world.ts'

type Shown = Pick<Speech, 'type' | 'content' | 'text' | 'quoting'> & {
  wamid: string
  by: 'staff' | 'meta-agent'
}

/** A bubble on the customer's phone that did not come by the server's own request. */
export function showBubble(
  { agenda, events }: Pick<World, 'agenda' | 'events'>,
  person: Person,
  line: Line,
  shown: Shown,
) {
  const { wamid, type, content, text, quoting, by } = shown
  const thread = threadOf(person, line)
  const bubble: Bubble = {
    kind: 'bubble',
    wamid,
    line: line.phoneNumberId,
    type,
    content,
    text,
    at: agenda.now(),
    ...(quoting !== undefined && { quoted: quoting }),
    by,
    status: 'delivered',
  }
  thread.entries.push(bubble)
  thread.unheard.push(bubble)
  stopTyping({ events }, person, thread)
  events.emit({ type: 'bubble-received', phone: person.phone, line: line.phoneNumberId, bubble })
  for (const listener of [...thread.listeners]) listener(bubble)
}
