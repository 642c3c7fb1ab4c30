import type { Bubble, SaidMessage } from '../thread.ts'
import type { Phone } from './speech.ts'

/** A message on the phone. */
export function entryOf({ thread, person }: Pick<Phone, 'thread' | 'person'>, wamid: string): SaidMessage | Bubble {
  const entry = thread.entries.find((one) => one.wamid === wamid)
  if (!entry) throw new Error(`No message on ${person.name}'s phone has the id "${wamid}".`)
  return entry
}
