import { demoAgent } from './ai/demo-agent.ts'
import { BUILT_IN_AGENT } from './config/agents.ts'
import { builtInAgent } from './config/built-in.ts'
import type { Loaded } from './config/load-settings.ts'
import type { GivenAgents } from './staff.ts'

/** The agents that may answer: those of the project, and the demo where something names it. */
export function agentsOf({ settings, agents }: Loaded): GivenAgents {
  const given = new Map(Object.entries(agents))
  const isAsked = [settings.defaultAgent, ...settings.lines.map(({ agent }) => agent)].includes(BUILT_IN_AGENT)
  if (isAsked) given.set(BUILT_IN_AGENT, demoAgent(builtInAgent(), settings.realModel))
  return given
}
