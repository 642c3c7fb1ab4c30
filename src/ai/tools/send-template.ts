import { z } from 'zod'
import type { Outbound } from '../../domain/outbound.ts'
import { type MakeReady, post, readyFor, refuseFaults, say, targetsOf } from './ready-tool.ts'

const values = z.union([z.array(z.string()), z.record(z.string(), z.string())])
const template = z.object({
  name: z.string().min(1).describe('Of an approved template.'),
  language: z.string().min(2).describe('As the template names it: en, en_US, pt_BR ...'),
  header: values.optional().describe('Values for the header.'),
  body: values.optional().describe('Values for {{1}}, {{2}} ... in order, or by name as the template names them.'),
  buttons: z
    .array(
      z.object({
        index: z.int().min(0),
        kind: z.enum(['quick-reply', 'url', 'copy-code', 'flow', 'catalog']),
        value: z.string(),
      }),
    )
    .optional(),
})

export const sendTemplate: MakeReady = (binding) => {
  const targets = targetsOf(binding, 'whatsapp') ?? []
  return readyFor({
    description:
      'Sends a message template that WhatsApp has approved, with its placeholders filled in. Only templates that your instructions name exist.',
    parameters:
      targets.length > 0 ? template.extend({ to: z.enum(['customer', ...targets]).default('customer') }) : template,
    async run(input) {
      const { to = 'customer', ...given } = input as z.output<typeof template> & { to?: string }
      const message = { kind: 'template', ...given } as Outbound
      if (to === 'customer') return say(binding, message)
      await refuseFaults(binding.turn, message)
      return post(binding, { channel: 'whatsapp', target: to, text: `[template ${given.name}]`, data: message })
    },
  })
}
