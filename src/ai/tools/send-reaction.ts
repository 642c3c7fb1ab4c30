import { z } from 'zod'
import { ToolFailure } from './offer.ts'
import { ready, say } from './ready-tool.ts'

export const sendReaction = ready({
  description:
    "Puts an emoji on the customer's newest message. It is no answer: use it besides one, or where a thank-you needs none.",
  parameters: z.object({ emoji: z.string().describe('One emoji; empty takes your reaction back.') }),
  run: ({ emoji }, binding) => {
    const to = binding.turn.messages.findLast(({ wamid }) => wamid)?.wamid
    if (!to) throw new ToolFailure('there is no message to react to')
    return say(binding, { kind: 'reaction', to, emoji })
  },
})
