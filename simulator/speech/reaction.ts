import { entryOf } from './entry.ts'
import type { Phone, Speech } from './speech.ts'

interface Reaction {
  /** The wamid of the message. */
  to: string
  /** None, or an empty one, takes the reaction back; webhooks have been seen with both. */
  emoji?: string
}

export function reaction({ to, emoji }: Reaction, phone: Phone): Speech {
  const entry = entryOf(phone, to)
  return {
    type: 'reaction',
    content: { message_id: to, ...(emoji !== undefined && { emoji }) },
    text: emoji ? `reacts ${emoji}` : 'takes a reaction back',
    about: to,
    change() {
      if (emoji) entry.reaction = emoji
      else delete entry.reaction
    },
  }
}
