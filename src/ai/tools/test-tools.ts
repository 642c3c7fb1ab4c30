import { z } from 'zod'
import type { OwnTool, ReadyTool, ToolContext } from '../../domain/agent.ts'
import type { ReadyToolName } from '../../domain/ready-tools.ts'

export type Run = (input: Record<string, unknown>, context: ToolContext) => unknown

export const own = (run: Run, over: Partial<OwnTool> = {}): OwnTool => ({
  kind: 'own',
  name: 'look_up',
  description: 'Looks something up.',
  parameters: z.object({ order: z.string().optional() }),
  effect: 'read',
  key: undefined,
  timeoutMs: 30_000,
  run: run as OwnTool['run'],
  ...over,
})

export const refund = (run: Run, over: Partial<OwnTool> = {}) =>
  own(run, { name: 'refund', effect: 'irreversible', key: ['order'], ...over })

export const ready = (tool: ReadyToolName, over: Partial<ReadyTool> = {}): ReadyTool => ({
  kind: 'ready',
  tool,
  name: tool,
  settings: {},
  ...over,
})
