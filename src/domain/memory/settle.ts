import type { Fact, FactChanges, FactSource, ProposedFact } from './fact.ts'
import { beginningOf, folded, isEnd, isSingleValued, predicateOf } from './facts/predicates.ts'
import { keepsPromise, keptBy } from './promise-kept.ts'
import { type Assertion, type Stretch, stretchesOf } from './timeline.ts'

interface Settling {
  readonly nextId: () => string
  readonly now: number
}

/** Two facts with one key cannot both hold: neither two addresses, nor that something holds and that it has ended. */
export function keyOf({ subject, predicate, value }: Pick<Fact, 'subject' | 'predicate' | 'value'>): string {
  const begun = beginningOf(predicate)
  const key = `${folded(subject)}|${begun}`
  return isSingleValued(begun) ? key : `${key}|${folded(value)}`
}

/**
 * What becomes of what somebody proposes to remember, beside what is known. Decided here alone, and the same whatever
 * comes in first: models only propose.
 */
export function settle(known: readonly Fact[], proposed: readonly ProposedFact[], settling: Settling): FactChanges {
  const wanted = proposed
    .filter(({ sources }) => sources.length > 0)
    .map((fact) => ({ ...fact, predicate: predicateOf(fact.predicate) }))
  const fresh = wanted.filter((fact) => !isWithdrawn(fact, known) && !isDoubled(fact, [...known, ...wanted]))
  const added: Fact[] = []
  const changed: FactChanges['changed'][number][] = []
  const seen: FactChanges['seen'][number][] = []
  for (const [key, facts] of Map.groupBy(fresh, keyOf)) {
    const rows = known.filter((row) => row.status !== 'withdrawn' && row.key === key)
    const done = settleKey(key, rows, facts, settling)
    added.push(...done.added)
    changed.push(...done.changed)
    seen.push(...done.seen)
  }
  return withKeptPromises(known, { added, changed, seen })
}

/** The same words that were withdrawn do not come back; new ones may. */
const isWithdrawn = (fact: ProposedFact, known: readonly Fact[]) =>
  known.some(
    (row) =>
      row.status === 'withdrawn' &&
      row.key === keyOf(fact) &&
      folded(row.value) === folded(fact.value) &&
      fact.sources.every(({ source }) => row.sources.some((one) => one.source === source)),
  )

/** A model has read in one message what the rules have read there. */
function isDoubled(fact: ProposedFact, others: readonly ProposedFact[]): boolean {
  if (fact.extractor !== 'model') return false
  return others.some(
    (other) =>
      other.extractor !== 'model' &&
      folded(other.subject) === folded(fact.subject) &&
      (other.predicate === fact.predicate || other.kind === fact.kind) &&
      other.sources.some(({ source }) => fact.sources.some((one) => one.source === source)) &&
      ((isSingleValued(fact.predicate) && other.predicate === fact.predicate) || overlaps(other.value, fact.value)),
  )
}

function overlaps(one: string, other: string): boolean {
  const [first, second] = [` ${folded(one)} `, ` ${folded(other)} `]
  return first.includes(second) || second.includes(first)
}

/** A row that is there, or something new. */
type Carrier = { readonly row: Fact } | { readonly fact: ProposedFact }

function settleKey(
  key: string,
  rows: readonly Fact[],
  facts: readonly ProposedFact[],
  { nextId, now }: Settling,
): FactChanges {
  const added: Fact[] = []
  const seen: FactChanges['seen'][number][] = []
  const stretches = stretchesOf<Carrier>([...rows.flatMap(ofRow), ...facts.flatMap(ofProposed)])
  const placed = stretches.map((stretch) => {
    const row = stretch.assertions.flatMap(({ of, first }) => (first && 'row' in of ? [of.row] : []))[0]
    return { stretch, row, id: row?.id ?? nextId() }
  })
  const changed = placed.flatMap(({ stretch, row, id }, index): FactChanges['changed'][number][] => {
    const held = heldFor(stretch, placed[index + 1]?.id)
    if (!row) {
      const last = stretch.assertions.at(-1)!
      const body = 'fact' in last.of ? last.of.fact : last.of.row
      added.push({
        ...onlyProposed(body),
        ...held,
        id,
        key,
        recordedAt: now,
        pinned: false,
        sources: sourcesOf(stretch),
      })
      return []
    }
    const told = sourcesOf(stretch).filter((one) => !row.sources.some((other) => isSameSource(one, other)))
    if (told.length > 0) seen.push({ id, sources: told })
    const status = row.status === 'kept-promise' ? row.status : held.status
    const stands =
      row.status === status &&
      row.validFrom === held.validFrom &&
      row.validTo === held.validTo &&
      row.supersededBy === held.supersededBy
    return stands ? [] : [{ id, ...held, status }]
  })
  return { added, changed, seen }
}

function heldFor({ from, to }: Stretch<Carrier>, next: string | undefined) {
  const status: Fact['status'] = next === undefined ? 'open' : 'superseded'
  return { validFrom: from, validTo: to, supersededBy: next, status }
}

/** What a row says was said when it began, and again whenever one of its other sources was. */
function ofRow(row: Fact): Assertion<Carrier>[] {
  return inOrder(row.sources)
    .filter(({ at }, index) => index === 0 || at >= row.validFrom)
    .map((source, index) => assertionOf(row, { row }, source, index === 0))
}

function ofProposed(fact: ProposedFact): Assertion<Carrier>[] {
  return inOrder(fact.sources).map((source, index) => ({
    ...assertionOf(fact, { fact }, source, index === 0),
    first: false,
  }))
}

const inOrder = (sources: readonly FactSource[]) =>
  [...sources].sort(
    (one, other) =>
      one.at - other.at ||
      (one.source < other.source ? -1 : one.source > other.source ? 1 : 0) ||
      one.start - other.start,
  )

function assertionOf(fact: ProposedFact, of: Carrier, source: FactSource, first: boolean): Assertion<Carrier> {
  const value = `${isEnd(fact.predicate) ? '-' : '+'}${folded(fact.value)}`
  return { value, from: first ? fact.validFrom : Math.max(source.at, fact.validFrom), source, of, first }
}

function sourcesOf({ assertions }: Stretch<Carrier>): FactSource[] {
  const sources = assertions.map(({ source }) => source)
  return sources.filter((one, index) => sources.findIndex((other) => isSameSource(one, other)) === index)
}

const isSameSource = (one: FactSource, other: FactSource) =>
  one.source === other.source && one.start === other.start && one.end === other.end

function onlyProposed(fact: ProposedFact): ProposedFact {
  const { kind, subject, predicate, value, text, language, confidence, validFrom, dueAt, tags, extractor, sources } =
    fact
  const due = dueAt === undefined ? {} : { dueAt }
  return { kind, subject, predicate, value, text, language, confidence, validFrom, ...due, tags, extractor, sources }
}

/** Promises never take each other's place: they are open until the words say that they were kept. */
function withKeptPromises(known: readonly Fact[], { added, changed, seen }: FactChanges): FactChanges {
  const done = [...known.filter(({ status }) => status !== 'withdrawn'), ...added].filter(keepsPromise)
  const isKept = (fact: Fact) => fact.status === 'open' && done.some((one) => keptBy(fact, one))
  return {
    added: added.map((fact) => (isKept(fact) ? { ...fact, status: 'kept-promise' } : fact)),
    changed: [
      ...changed,
      ...known
        .filter((row) => isKept(row) && !changed.some(({ id }) => id === row.id))
        .map(({ id, validFrom, validTo, supersededBy }) => ({
          id,
          validFrom,
          validTo,
          supersededBy,
          status: 'kept-promise' as const,
        })),
    ],
    seen,
  }
}
