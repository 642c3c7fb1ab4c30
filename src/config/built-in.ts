import type { AgentDefinition } from '../domain/agent.ts'
import { readAgent } from './agent-definition.ts'
import { BUILT_IN_AGENT } from './agents.ts'

/** The persona of the demo, before it gets its tools. */
export function builtInAgent(): AgentDefinition {
  const written = {
    displayName: 'Ada (demo)',
    description: 'orders, deliveries, exports and plans of a small shop that exists only in this demo',
    model: 'demo',
  }
  const reading = { env: {}, folder: '', simulator: true, faults: [], warnings: [], workspaces: [] }
  return readAgent(written, BUILT_IN_AGENT, (path) => path, reading)!
}
