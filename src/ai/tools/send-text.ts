import { z } from 'zod'
import { type MakeReady, post, readyFor, say, targetsOf } from './ready-tool.ts'

const text = z.string().min(1).describe('In plain words; *bold* and lists are fine.')

const toCustomer = readyFor({
  description:
    'Sends the customer a message of its own, before your reply. Your reply itself needs no tool: use this only for what should stand apart.',
  parameters: z.object({ text }),
  run: (input, binding) => say(binding, { kind: 'text', text: input.text }),
})

/** Only names of the configuration can be chosen besides the customer: no argument holds a number. */
export const sendText: MakeReady = (binding) => {
  const targets = targetsOf(binding, 'whatsapp')
  if (!targets) return toCustomer
  return readyFor({
    description:
      'Sends a WhatsApp message: to the customer, apart from your reply, or to one of the people in the list of `to`.',
    parameters: z.object({ text, to: z.enum(['customer', ...targets]).default('customer') }),
    run(input) {
      if (input.to === 'customer') return say(binding, { kind: 'text', text: input.text })
      return post(binding, { channel: 'whatsapp', target: input.to, text: input.text })
    },
  })
}
