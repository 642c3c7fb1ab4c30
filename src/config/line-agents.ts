import type { FoundAgent } from './agents.ts'
import type { Combined } from './combine.ts'
import { ownName } from './entries.ts'
import type { Fault } from './faults.ts'
import { labelOf, settingAt } from './labels.ts'

/** The agents that lines bring themselves, and the names of those they only name. */
export function agentsOfLines({ values, chosen }: Combined, faults: Fault[]) {
  const agents: FoundAgent[] = []
  const named: { readonly where: string; readonly name: string }[] = []
  const ofLines = new Map<string, string>()
  for (const [id, { name, displayName, agent, model, system, tools }] of Object.entries(values.lines)) {
    const path = `lines.${id}`
    const own = Object.entries({ model, system, tools }).filter(([, value]) => value !== undefined)
    if (typeof agent === 'string') {
      ofLines.set(id, agent)
      named.push({ where: labelOf(chosen, `${path}.agent`), name: agent })
    } else if (agent !== undefined) {
      const called = ownName(agent) ?? name ?? id
      ofLines.set(id, called)
      agents.push({ name: called, value: agent, where: settingAt(labelOf(chosen, `${path}.agent`)) })
    } else if (own.length > 0) {
      const called = name ?? id
      ofLines.set(id, called)
      const value = { ...(displayName && { displayName }), ...Object.fromEntries(own) }
      agents.push({ name: called, value, where: settingAt(labelOf(chosen, path)) })
    }
    if (agent !== undefined && own.length > 0)
      faults.push({
        where: labelOf(chosen, `${path}.${own[0]![0]}`),
        problem: 'stands beside agent, which has its own.',
        cure: 'Keep agent, or the model, system and tools of this line.',
      })
  }
  return { agents, named, ofLines }
}
