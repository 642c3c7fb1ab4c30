import { appendFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import type { AgentDefinition, ToolContext } from '../../src/domain/agent.ts'
import { agentOf } from '../agents.ts'
import { scriptedModel } from '../doubles/scripted-model.ts'
import type { countSteps } from './steps.ts'

const THINK_MS = 20
const PAY_MS = 10

/**
 * Pays an order back by a line in a file, which counts each time. Its model knows no restraint: in every run it asks for
 * the refund twice, whatever it is told of earlier ones. Both are steps at which the process may end.
 */
export function refundAgent(file: string, { around }: Pick<ReturnType<typeof countSteps>, 'around'>): AgentDefinition {
  const refund = {
    name: 'refund',
    description: 'Pays an order back.',
    effect: 'irreversible',
    key: ['order'],
    parameters: { order: 'string', reason: 'string' },
    run: ({ order }: { order: string }, { callId }: ToolContext) =>
      around('refund', async () => {
        await pause(PAY_MS)
        // Opened with O_APPEND and written at once: the line is there or not, and outlives the process.
        appendFileSync(file, `${order} ${callId}\n`)
        await around('paid', () => pause(PAY_MS))
        return { paid: true }
      }),
  }
  const model = scriptedModel(({ said, results }) =>
    around('model', async () => {
      await pause(THINK_MS)
      const order = /ORD-\d+/.exec(said)?.[0]
      if (!order || results.length >= 2) return 'I have seen to it.'
      return { calls: [{ tool: 'refund', input: { order, reason: `try ${results.length}` } }] }
    }),
  )
  return agentOf({ model, tools: [refund], disclosure: false })
}
