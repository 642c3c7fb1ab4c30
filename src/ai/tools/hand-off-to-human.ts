import { z } from 'zod'
import { AGENT_REASONS } from '../../domain/handoff.ts'
import { ready } from './ready-tool.ts'

const LONGEST_SUMMARY = 2000

/** Whoever was with a person a moment ago is not sent round in a circle for the same cause. */
const RECONSIDER =
  'A person has just dealt with this and given the conversation back to you: what they did stands in the conversation. Answer with it. Only if the customer brings up something that the person has not dealt with, call this once more.'

export const handOffToHuman = ready({
  description:
    'Hands this conversation to a person of the team. Use it when the customer asks for a person, is upset, needs what you must not or cannot do, or brings up something sensitive. It ends your part: the customer is told, and you write no more.',
  parameters: z.object({
    reason: z.enum(AGENT_REASONS),
    summary: z.string().min(1).describe('For the person who takes over: who wants what, and what was done so far.'),
  }),
  // Whatever else went wrong, the way to a person stays open.
  unlimited: true,
  run({ reason, summary }, { intents, turn }) {
    const again = turn.released?.reason === reason && reason !== 'customer_asked'
    if (again && !intents.reconsidered) {
      intents.reconsidered = true
      return { status: 'not_handed_off', note: RECONSIDER }
    }
    intents.handOff ??= { reason, summary: summary.slice(0, LONGEST_SUMMARY) }
    return { status: 'handed_off' }
  },
})
