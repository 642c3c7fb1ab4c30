import { inside, isBlock, type Where } from './agent-tree.ts'
import { type Entry, isAbsent } from './entries.ts'
import type { Environment } from './environment.ts'
import type { Fault } from './faults.ts'
import { settingAt } from './labels.ts'

const REFERENCE = /\$\{([^}]*)\}/g

export const holdsReference = (value: unknown) => typeof value === 'string' && value.includes('${')

/**
 * Puts the variables' values in the place of `${NAME}`. An entry that cannot be completed is reported and left out.
 * `unresolved` holds its path, so that it is not missed a second time.
 */
export function resolveReferences(entries: readonly Entry[], env: Environment) {
  const resolved: Entry[] = []
  const unresolved = new Set<string>()
  const faults: Fault[] = []
  for (const entry of entries) {
    const before = faults.length
    const value = resolveTree(entry.value, settingAt(entry.where), env, faults)
    if (faults.length === before) resolved.push(value === entry.value ? entry : { ...entry, value })
    else unresolved.add(entry.path)
  }
  return { resolved, unresolved, faults }
}

/** The same for a whole block: what a program has made (functions, models, schemas) is handed on as it is. */
export function resolveTree(value: unknown, where: Where, env: Environment, faults: Fault[]): unknown {
  if (typeof value === 'string') return holdsReference(value) ? resolveText(value, where, env, faults) : value
  if (Array.isArray(value)) return value.map((one, index) => resolveTree(one, inside(where, index), env, faults))
  if (!isBlock(value)) return value
  const children = Object.entries(value).map(([key, one]) => [key, resolveTree(one, inside(where, key), env, faults)])
  return Object.fromEntries(children)
}

function resolveText(text: string, where: Where, env: Environment, faults: Fault[]): string {
  const names = [...text.matchAll(REFERENCE)].map(([, name]) => name ?? '')
  for (const name of new Set(names.filter((one) => isAbsent(env[one])))) {
    if (/^[A-Za-z_]\w*$/.test(name))
      faults.push({
        where: where(''),
        problem: `needs the variable ${name}, which is not set.`,
        cure: `Set ${name} in the environment or in .env.`,
      })
    else
      faults.push({
        where: where(''),
        problem: 'has something else than the name of a variable between the braces.',
        cure: 'Write only a name there, such as SALES_TOKEN.',
      })
  }
  return text.replaceAll(REFERENCE, (_, name: string) => env[name] ?? '')
}
