import { type Button, buttonsOf } from '../buttons.ts'
import type { Bubble } from '../thread.ts'
import { entryOf } from './entry.ts'
import type { Phone, Speech } from './speech.ts'

interface Tap {
  /** The title, the id or the payload of a button or of a row. */
  button: string
  /** The wamid of the bubble; the newest one that has the button unless told. */
  bubble?: string
  /** Some taps come without the message they belong to. */
  withoutContext?: boolean
}

/** A reply button, a row of a list, or a quick reply of a template. */
export function tap({ button: wanted, bubble: wamid, withoutContext }: Tap, phone: Phone): Speech {
  const bubbles = wamid === undefined ? phone.thread.entries.toReversed() : [entryOf(phone, wamid)]
  for (const entry of bubbles) {
    if (entry.kind !== 'bubble') continue
    const button = buttonsOf(entry).find(({ title, id }) => title === wanted || id === wanted)
    if (button) return { ...answer(button), text: button.title, ...(!withoutContext && { quoting: entry.wamid }) }
  }
  const there = bubbles.filter((entry): entry is Bubble => entry.kind === 'bubble').flatMap(buttonsOf)
  const titles = there.map(({ title }) => title).join(', ')
  throw new Error(`There is no "${wanted}" to tap.${titles && ` There is: ${titles}.`}`)
}

function answer({ kind, id, title, description }: Button): Pick<Speech, 'type' | 'content'> {
  if (kind === 'quick_reply') return { type: 'button', content: { payload: id, text: title } }
  const reply = { id, title, ...(description !== undefined && { description }) }
  return { type: 'interactive', content: { type: kind, [kind]: reply } }
}
