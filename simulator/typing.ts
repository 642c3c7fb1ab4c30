import type { Person } from './person.ts'
import type { Thread } from './thread.ts'
import type { World } from './world.ts'

/** The phone shows that someone types until the reply comes, or for so long. */
const TYPING_SHOWS_MS = 25_000

type Needs = Pick<World, 'agenda' | 'events'>

export function startTyping({ agenda, events }: Needs, person: Person, thread: Thread) {
  const already = thread.stopTyping !== undefined
  thread.stopTyping?.()
  const { phoneNumberId } = thread.line
  thread.stopTyping = agenda.aside(TYPING_SHOWS_MS, () => {
    thread.stopTyping = undefined
    events.emit({ type: 'typing-changed', phone: person.phone, line: phoneNumberId, typing: false })
  })
  if (!already) events.emit({ type: 'typing-changed', phone: person.phone, line: phoneNumberId, typing: true })
}

export function stopTyping({ events }: Pick<World, 'events'>, person: Person, thread: Thread) {
  if (!thread.stopTyping) return
  thread.stopTyping()
  thread.stopTyping = undefined
  events.emit({ type: 'typing-changed', phone: person.phone, line: thread.line.phoneNumberId, typing: false })
}
