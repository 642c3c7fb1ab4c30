import type { Refusal } from './graph-errors.ts'
import type { Line } from './line.ts'
import { type Person, threadOf } from './person.ts'
import type { Template } from './templates/template.ts'
import { windowOpen } from './thread.ts'
import type { World } from './world.ts'

/** What keeps a right message from this person: their phone, their will, the window, the limits of the account. */
export function findObstacle(
  { reach }: Pick<World, 'reach'>,
  person: Person,
  line: Line,
  template: Template | undefined,
  now: number,
): Refusal | undefined {
  if (!person.onWhatsApp || person.blocked.has(line.phoneNumberId)) return { code: 131026 }
  if (line.silenced.has(person)) return { code: 131026, details: 'The business has blocked this user.' }
  if (template?.category === 'MARKETING' && person.marketingStopped) return { code: 131050 }
  if (windowOpen(threadOf(person, line), now)) return undefined
  if (!template) return { code: 131047 }
  // No source names the error above the messaging limit; this one is about how many messages a number may send.
  if (reach.take(person.userId, now)) return undefined
  const details = `The business has written to ${reach.limit} unique customers outside their windows within 24 hours.`
  return { code: 131048, details }
}
