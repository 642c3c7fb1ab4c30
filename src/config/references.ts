import type { Entry } from './entries.ts'
import { isAbsent } from './entries.ts'
import type { Environment } from './environment.ts'
import type { Fault } from './faults.ts'

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
    if (typeof entry.value !== 'string' || !holdsReference(entry.value)) {
      resolved.push(entry)
      continue
    }
    const names = [...entry.value.matchAll(REFERENCE)].map(([, name]) => name ?? '')
    const missing = [...new Set(names)].filter((name) => isAbsent(env[name]))
    for (const name of missing) {
      if (/^[A-Za-z_]\w*$/.test(name))
        faults.push({
          where: entry.where,
          problem: `needs the variable ${name}, which is not set.`,
          cure: `Set ${name} in the environment or in .env.`,
        })
      else
        faults.push({
          where: entry.where,
          problem: 'has something else than the name of a variable between the braces.',
          cure: 'Write only a name there, such as SALES_TOKEN.',
        })
    }
    const value = entry.value.replaceAll(REFERENCE, (_, name: string) => env[name] ?? '')
    if (missing.length === 0) resolved.push({ ...entry, value })
    else unresolved.add(entry.path)
  }
  return { resolved, unresolved, faults }
}
