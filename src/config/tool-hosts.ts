import type { AgentDefinition } from '../domain/agent.ts'
import { isAllowedHost } from '../domain/hosts.ts'
import type { Target } from '../domain/target.ts'
import type { Fault } from './faults.ts'

interface Reaching {
  readonly agents: Readonly<Record<string, AgentDefinition | ((...given: never) => unknown)>>
  readonly targets: Readonly<Record<string, Target>>
  readonly allowedHosts: readonly string[]
}

/** Tools and targets that lead to a host which is not on the list: they would only fail in front of a customer. */
export function hostFaults({ agents, targets, allowedHosts }: Reaching): Fault[] {
  const places = [
    ...Object.entries(agents).flatMap(([name, agent]) => (typeof agent === 'function' ? [] : toolsOf(name, agent))),
    ...Object.entries(targets).flatMap(([name, target]) => {
      const url = 'slack' in target ? target.slack : 'webhook' in target ? target.webhook : undefined
      return url === undefined ? [] : [{ where: `targets.${name}`, url }]
    }),
  ]
  return places.flatMap(({ where, url }) => {
    const place = URL.parse(url)
    if (!place || isAllowedHost(place, allowedHosts)) return []
    const problem = `leads to ${place.host}, which is not among tools.allowed_hosts.`
    return [{ where, problem, cure: `Add ${place.host} to tools.allowed_hosts, or remove it.` }]
  })
}

const toolsOf = (agent: string, { tools }: AgentDefinition) =>
  tools.flatMap((tool) =>
    tool.kind === 'http' || tool.kind === 'mcp' ? [{ where: `agent ${agent}: tool ${tool.name}`, url: tool.url }] : [],
  )
