import { demoAgent } from './ai/demo-agent.ts'
import { BUILT_IN_AGENT } from './config/agents.ts'
import type { Agent } from './domain/turn.ts'

/** The agents that may answer: those of the project, and the demo that is always there. */
export function agentsOf(given: Readonly<Record<string, unknown>>): ReadonlyMap<string, Agent> {
  return new Map<string, Agent>([[BUILT_IN_AGENT, demoAgent], ...(Object.entries(given) as [string, Agent][])])
}
