import type { Fact } from './fact.ts'

/** What facts that hold no more say of the entries they rest on. */
export interface Replaced {
  /** Only such facts rest on these. */
  readonly superseded: ReadonlySet<string>
  /** Where it stands what holds instead. */
  readonly replacedBy: ReadonlyMap<string, readonly string[]>
}

export const NOTHING_REPLACED: Replaced = { superseded: new Set(), replacedBy: new Map() }

export function replacedIn(facts: readonly Fact[]): Replaced {
  const byId = new Map(facts.map((fact) => [fact.id, fact]))
  const holding = new Set(facts.filter(({ status }) => status === 'open').flatMap(sourcesOf))
  const superseded = new Set<string>()
  const replacedBy = new Map<string, Set<string>>()
  for (const fact of facts) {
    if (fact.status !== 'superseded') continue
    const current = currentOf(fact, byId)
    for (const source of sourcesOf(fact)) {
      if (!holding.has(source)) superseded.add(source)
      const known = replacedBy.get(source) ?? new Set()
      for (const one of current ? sourcesOf(current) : []) known.add(one)
      replacedBy.set(source, known)
    }
  }
  return { superseded, replacedBy: new Map([...replacedBy].map(([source, by]) => [source, [...by]])) }
}

/** The one that holds now, behind all that took each other's place. */
function currentOf(fact: Fact, byId: ReadonlyMap<string, Fact>): Fact | undefined {
  const seen = new Set<string>()
  let next: Fact | undefined = fact
  while (next?.status === 'superseded' && !seen.has(next.id)) {
    seen.add(next.id)
    next = next.supersededBy === undefined ? undefined : byId.get(next.supersededBy)
  }
  return next?.status === 'open' ? next : undefined
}

const sourcesOf = ({ sources }: Fact) => sources.map(({ source }) => source)
