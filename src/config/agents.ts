import type { Combined } from './combine.ts'
import { type Fault, inWords } from './faults.ts'

/** The scripted agent that is always there: it needs no model and no key. */
export const BUILT_IN_AGENT = 'demo'

export interface Agents {
  /** What the project gave; the built-in agent is not among them. */
  readonly given: Readonly<Record<string, unknown>>
  /** Empty when a fault says that there is none. */
  readonly defaultAgent: string
  readonly faults: readonly Fault[]
}

/** Settles which agent answers where nothing names one, and that every named agent exists. */
export function resolveAgents({ values, chosen, refused }: Combined, simulator: boolean): Agents {
  const given = values.agents
  const faults: Fault[] = []
  if (Object.hasOwn(given, BUILT_IN_AGENT)) {
    const where = chosen.get(`agents.${BUILT_IN_AGENT}`)!.where
    faults.push({ where, problem: 'has the name of the built-in agent.', cure: 'Give your agent another name.' })
  }

  const known = [...new Set([...Object.keys(given), BUILT_IN_AGENT])]
  for (const { path, name } of namedAgents(values)) {
    if (known.includes(name)) continue
    faults.push({
      where: labelOf(chosen, path),
      problem: 'names an agent that does not exist.',
      cure: `Known: ${inWords(known)}. Agents are given under \`agents\` in wabaton.config.ts.`,
    })
  }

  const names = Object.keys(given)
  const lines = Object.values(values.lines)
  const everyLineNamesOne = lines.length > 0 && lines.every((line) => line.agent)
  const fallback = names.length === 1 ? names[0] : simulator || names.length === 0 ? BUILT_IN_AGENT : undefined
  // Where every line names its agent nothing falls back, and any of them will do.
  const defaultAgent = values.defaultAgent ?? fallback ?? (everyLineNamesOne ? lines[0]!.agent : undefined)
  const told = refused.has('defaultAgent') || [...refused].some((path) => path.startsWith('agents.'))
  if (!defaultAgent && !told) faults.push(undecided(names))
  return { given, defaultAgent: defaultAgent ?? '', faults }
}

const undecided = (names: readonly string[]): Fault => ({
  where: 'default_agent',
  problem: `is not set, and there are ${names.length} agents.`,
  cure: `Set it to ${inWords(names, 'or')}, or name an agent on every line.`,
})

function namedAgents(values: Combined['values']) {
  const named = Object.entries(values.lines).map(([id, line]) => ({ path: `lines.${id}.agent`, name: line.agent }))
  named.push({ path: 'defaultAgent', name: values.defaultAgent })
  for (const name of Object.keys(values.webhook.agents)) named.push({ path: `webhook.agents.${name}`, name })
  return named.filter((each): each is { path: string; name: string } => each.name !== undefined)
}

/** The name a path was written under; for a block, that of its first setting. */
export function labelOf(chosen: Combined['chosen'], path: string) {
  const exact = chosen.get(path)
  if (exact) return exact.where
  for (const [other, { where }] of chosen)
    if (other.startsWith(`${path}.`)) return where.slice(0, where.lastIndexOf('.'))
  return path
}
