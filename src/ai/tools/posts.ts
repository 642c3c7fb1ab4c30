import { z } from 'zod'
import { type MakeReady, post, readyFor, targetsOf } from './ready-tool.ts'

const LONGEST_TEXT = 20_000
const text = z.string().min(1).max(LONGEST_TEXT)

export const sendSlack: MakeReady = (binding) => {
  const names = targetsOf(binding, 'slack')
  if (!names) return undefined
  return readyFor({
    description: 'Tells the team something in Slack. The customer does not see it.',
    parameters: z.object({ target: placeOf(names), text }),
    run: (input) => post(binding, { channel: 'slack', ...input }),
  })
}

export const sendEmail: MakeReady = (binding) => {
  const names = targetsOf(binding, 'email')
  if (!names) return undefined
  return readyFor({
    description: 'Writes an e-mail to one of the addresses that the business has named. The customer does not see it.',
    parameters: z.object({ target: placeOf(names), subject: z.string().min(1).max(200), text }),
    run: (input) => post(binding, { channel: 'email', ...input }),
  })
}

export const sendWebhook: MakeReady = (binding) => {
  const names = targetsOf(binding, 'webhook')
  if (!names) return undefined
  return readyFor({
    description: 'Tells another system of the business what has happened. The customer does not see it.',
    parameters: z.object({
      target: placeOf(names),
      text: z.string().max(LONGEST_TEXT).default('').describe('What has happened, in a sentence.'),
      data: z.record(z.string(), z.unknown()).default({}).describe('Its particulars as JSON.'),
    }),
    run: (input) => post(binding, { channel: 'webhook', ...input }),
  })
}

/** Names only, no addresses; where there is one place, nobody has to choose. */
function placeOf(names: [string, ...string[]]) {
  const place = z.enum(names)
  return names.length === 1 ? place.default(names[0]) : place
}
