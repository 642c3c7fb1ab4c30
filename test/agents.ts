import { readAgent } from '../src/config/agent-definition.ts'
import type { AgentDefinition } from '../src/domain/agent.ts'

/** An agent as it would be written, with every default of a real one. */
export function agentOf(written: object, name = 'test'): AgentDefinition {
  const faults: { where: string; problem: string; cure: string }[] = []
  const reading = { env: {}, folder: process.cwd(), simulator: false, workspaces: [], faults, warnings: [] }
  const whole = 'spec' in written ? written : { description: 'orders of a small shop', ...written }
  const definition = readAgent(whole, name, (path) => path, reading)
  if (!definition) throw new Error(`This agent cannot be read: ${JSON.stringify(faults)}`)
  return definition
}

/** A model on a local double. */
export const modelAt = (endpoint: string, change: object = {}) => ({
  provider: 'openai-compatible',
  model: 'gpt-4o-mini',
  endpoint,
  ...change,
})
