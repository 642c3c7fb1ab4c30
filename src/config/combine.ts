import { z } from 'zod'
import { type Entry, refusalOf, schemaAt } from './entries.ts'
import { type Fault, inWords } from './faults.ts'
import { type Configuration, configuration } from './schema.ts'

/** A setting that holds: its value as the schema read it, and the rank of its source (0 is the strongest). */
export interface Chosen {
  readonly value: unknown
  readonly where: string
  readonly rank: number
}

export interface Combined {
  readonly values: Configuration
  readonly chosen: ReadonlyMap<string, Chosen>
  /** Paths that were given but cannot be used: their faults are told, they are not missing as well. */
  readonly refused: ReadonlySet<string>
  readonly faults: readonly Fault[]
}

const isLine = (entry: Entry) => entry.path.startsWith('lines.')

/** Lines are one list: a stronger source that has any replaces those of the weaker ones. */
const withoutReplacedLines = (sources: readonly (readonly Entry[])[]) => {
  const first = sources.findIndex((entries) => entries.some(isLine))
  return sources.map((entries, rank) => (rank > first ? entries.filter((entry) => !isLine(entry)) : entries))
}

/** Chooses for each setting the strongest source that has it. Within one source two values contradict each other. */
export function combine(sources: readonly (readonly Entry[])[]): Combined {
  const chosen = new Map<string, Chosen>()
  const refused = new Set<string>()
  const faults: Fault[] = []
  withoutReplacedLines(sources).forEach((entries, rank) => {
    for (const [path, given] of Map.groupBy(entries, (entry) => entry.path)) {
      if (chosen.has(path) || refused.has(path)) continue
      const read = given.map((entry) => ({ entry, result: z.safeParse(schemaAt(path), entry.value) }))
      const unusable = read.filter(({ result }) => !result.success)
      for (const { entry, result } of unusable) {
        faults.push({ where: entry.where, ...refusalOf(result.error!) })
      }
      const names = [...new Set(given.map((entry) => entry.where))]
      const different = new Set(read.map(({ result }) => comparable(result.data))).size > 1
      if (unusable.length > 0) refused.add(path)
      else if (different) {
        refused.add(path)
        const cure = `Keep ${names.length > 2 ? 'one of them' : 'one of the two'}, or give the same value.`
        faults.push({ where: inWords(names), problem: 'set the same thing to different values.', cure })
      } else chosen.set(path, { value: read[0]!.result.data, where: names[0]!, rank })
    }
  })
  return { values: configuration.parse(treeOf(chosen)), chosen, refused, faults }
}

/** Two lists of the same are the same. */
const comparable = (value: unknown) => (Array.isArray(value) ? JSON.stringify(value) : value)

function treeOf(chosen: ReadonlyMap<string, Chosen>) {
  const root: Record<string, unknown> = {}
  for (const [path, { value }] of chosen) {
    const keys = path.split('.')
    const last = keys.pop()!
    let node = root
    for (const key of keys) {
      if (!Object.hasOwn(node, key)) node[key] = {}
      node = node[key] as Record<string, unknown>
    }
    node[last] = value
  }
  return root
}
