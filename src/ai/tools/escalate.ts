import { z } from 'zod'
import { type MakeReady, readyFor, say } from './ready-tool.ts'

const LONGEST_SUMMARY = 2000

export const escalate: MakeReady = (binding) => {
  const [first, ...others] = binding.colleagues
  if (!first) return undefined
  const known = binding.colleagues.map(
    ({ name, handoffDescription }) => `${name}: ${handoffDescription || 'a colleague'}`,
  )
  return readyFor({
    description: `Passes the customer on to another agent, who knows more about the matter and goes on from here. It ends your part. ${known.join('; ')}.`,
    parameters: z.object({
      agent: z.enum([first.name, ...others.map(({ name }) => name)]),
      summary: z.string().min(1).describe('For that agent: who wants what, and what was done so far.'),
      tell_customer: z.string().min(1).describe("What the customer reads about it, in the customer's language."),
    }),
    async run({ agent, summary, tell_customer }) {
      const { intents } = binding
      if (intents.passOn) return { status: 'escalated' }
      await say(binding, { kind: 'text', text: tell_customer })
      intents.passOn = { agent, note: summary.slice(0, LONGEST_SUMMARY) }
      return { status: 'escalated' }
    },
  })
}
