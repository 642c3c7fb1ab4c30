import { z } from 'zod'
import { ready } from './ready-tool.ts'

export const declineOffTopic = ready({
  description:
    'Say with this that the customer asks for something that is not your topic, each time before you decline it politely.',
  parameters: z.object({}),
  run(_, { intents }) {
    intents.declined = true
    return { status: 'noted', note: 'Now decline in a friendly sentence, and say what you can help with.' }
  },
})
