import type { AgentDefinition } from '../domain/agent.ts'
import type { Agent } from '../domain/turn.ts'
import { readAgent } from './agent-definition.ts'
import { type AgentFiles, agentFile } from './agent-files.ts'
import type { Reading } from './agent-model.ts'
import type { Where } from './agent-tree.ts'
import type { Combined } from './combine.ts'
import { type Fault, inWords } from './faults.ts'
import { withRecipient } from './heartbeat.ts'
import { labelOf, settingAt } from './labels.ts'
import { agentsOfLines } from './line-agents.ts'
import { nearest } from './nearest.ts'
import { READY_AGENTS } from './personas.ts'
import { resolveTree } from './references.ts'
import { ONLY_AGENT } from './schema.ts'

/** The scripted agent that is always there: it needs no model and no key. */
export const BUILT_IN_AGENT = 'demo'

export interface Agents {
  /** What the project gave, and the ready-made agents that something names; the built-in one is not among them. */
  readonly given: Readonly<Record<string, Agent | AgentDefinition>>
  /** Empty when a fault says that there is none. */
  readonly defaultAgent: string
  /** The agent of each line that names or brings one, by phone number id. */
  readonly ofLines: ReadonlyMap<string, string>
}

/** An agent as it was found, before it is read. */
export interface FoundAgent {
  readonly name: string
  readonly value: unknown
  readonly where: Where
}

/** Reads all agents, settles which one answers where nothing names one, and that every named one exists. */
export function resolveAgents(combined: Combined, files: AgentFiles, reading: Reading): Agents {
  const { values, chosen, refused } = combined
  const { faults } = reading
  faults.push(...files.faults)
  const inline = agentsOfLines(combined, faults)
  const found = new Map<string, FoundAgent>()
  const add = (one: FoundAgent) => {
    const other = found.get(one.name)
    if (one.name === BUILT_IN_AGENT)
      faults.push({
        where: one.where(''),
        problem: 'has the name of the built-in agent.',
        cure: 'Give your agent another name.',
      })
    else if (other && other.value !== one.value)
      faults.push({
        where: `${other.where('')} and ${one.where('')}`,
        problem: `are two agents named ${one.name}.`,
        cure: 'Give one of them another name, or remove it.',
      })
    else found.set(one.name, one)
  }
  for (const [name, value] of Object.entries(values.agents))
    add({ name, value, where: settingAt(labelOf(chosen, `agents.${name}`)) })
  for (const { name, file, tree } of files.files) {
    const where: Where = (path) => (path ? `${file}: ${path}` : file)
    if (tree === undefined) found.set(name, { name, value: tree, where })
    else add({ name, value: resolveTree(tree, where, reading.env, faults), where })
  }
  for (const one of inline.agents) add(one)

  const named = namedAgents(combined, inline.named)
  const given: Record<string, Agent | AgentDefinition> = {}
  // A file that is no YAML has told its fault.
  const definitionOf = (value: unknown, name: string, where: Where) =>
    value === undefined ? undefined : readAgent(value, name, where, reading)
  const read = ({ name, value, where }: FoundAgent) => {
    const agent = typeof value === 'function' ? (value as Agent) : definitionOf(value, name, where)
    if (!agent) return
    given[name] = typeof agent === 'function' ? agent : withRecipient(agent, combined, where, faults)
    if (typeof agent === 'object')
      for (const colleague of agent.colleagues) named.push({ where: where('escalates_to'), name: colleague, by: name })
  }
  for (const one of found.values()) read(one)

  const own = [...found.keys()]
  const isRefused = (name: string) => refused.has(`agents.${name}`)
  // Agents that are read on the way name others.
  for (let next = 0; next < named.length; next++) {
    const { name, where, by } = named[next]!
    if (by === name) faults.push({ where, problem: 'names the agent itself.', cure: 'Remove it from the list.' })
    if (found.has(name) || name === BUILT_IN_AGENT || isRefused(name)) continue
    if (isReady(name)) {
      const ready = { name, value: { persona: name }, where: () => `agent ${name}` }
      found.set(name, ready)
      read(ready)
    } else faults.push(missing(where, name, [...found.keys()]))
  }

  const defaultAgent = values.defaultAgent ?? fallbackOf(combined, own, reading.simulator, inline)
  const told = refused.has('defaultAgent') || [...refused].some((path) => path.startsWith('agents.'))
  if (!defaultAgent && !told) faults.push(undecided(own))
  return { given, defaultAgent: typeof defaultAgent === 'string' ? defaultAgent : '', ofLines: inline.ofLines }
}

const isReady = (name: string) => READY_AGENTS.some((one) => one === name)

function fallbackOf(
  { values }: Combined,
  names: readonly string[],
  simulator: boolean,
  { ofLines, agents }: ReturnType<typeof agentsOfLines>,
): string | undefined {
  if (names.includes(ONLY_AGENT)) return ONLY_AGENT
  // What a line brings is for that line.
  const shared = names.filter((name) => !agents.some((one) => one.name === name))
  if (shared.length === 1) return shared[0]
  if (shared.length === 0 || simulator) return BUILT_IN_AGENT
  // Where every line has its agent nothing falls back, and any of them will do.
  const lines = Object.keys(values.lines)
  return lines.length > 0 && lines.every((id) => ofLines.has(id)) ? ofLines.get(lines[0]!) : undefined
}

function missing(where: string, name: string, names: readonly string[]): Fault {
  const known = [...names, ...READY_AGENTS.filter((one) => !names.includes(one)), BUILT_IN_AGENT]
  const guess = nearest(name, known, 2)
  const cure = `${guess ? `Did you mean ${guess}? ` : ''}Known: ${inWords(known)}. Agents are files like that one, or stand under \`agents\` in wabaton.config.ts.`
  return { where, problem: `names an agent that does not exist: there is no ${agentFile(name)}.`, cure }
}

const undecided = (names: readonly string[]): Fault => ({
  where: 'default_agent',
  problem: `is not set, and there are ${names.length} agents.`,
  cure: `Set it to ${inWords(names, 'or')}, or name an agent on every line.`,
})

interface Named {
  readonly where: string
  readonly name: string
  /** The agent that names it, where it is one. */
  readonly by?: string
}

function namedAgents({ values, chosen }: Combined, onLines: readonly Named[]): Named[] {
  const named: Named[] = [...onLines]
  if (typeof values.defaultAgent === 'string')
    named.push({ where: labelOf(chosen, 'defaultAgent'), name: values.defaultAgent })
  for (const name of Object.keys(values.webhook.agents))
    named.push({ where: labelOf(chosen, `webhook.agents.${name}`), name })
  return named
}
