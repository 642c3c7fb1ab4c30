import type { Speaker } from '../domain/memory/entry.ts'
import type { Fact, FactKind, FactSource } from '../domain/memory/fact.ts'
import { type MemoryScope, scopeKey } from '../domain/memory/scope.ts'
import type { FactChanges, FactQuery } from '../flows/memories.ts'
import { heldScope, move, rowsOf, type SeenScope, seen, versionsOf } from './scopes.ts'
import { isId, statement, type Tx } from './statement.ts'

const KEY = { business: 'text', id: 'id', scope: 'text' } as const
const MILLION = 1_000_000

interface FactRow {
  id: string
  kind: FactKind
  subject: string
  predicate: string
  value: string
  text: string
  language: string
  confidence: number
  valid_from: number
  valid_to: number | null
  due_at: number | null
  tags: string
  extractor: Fact['extractor']
  key: string
  status: Fact['status']
  superseded_by: string | null
  recorded_at: number
  pinned: number
}

const OF_SCOPE = statement<{ rows: readonly object[]; open: number }, FactRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', scope: 'text' })
  return `
  select f.id, f.kind, f.subject, f.predicate, f.value, f.text, f.language, f.confidence, f.valid_from, f.valid_to, f.due_at, f.tags,
    f.extractor, f.key, f.status, f.superseded_by, f.recorded_at, f.pinned
  from facts f ${join}
  where f.business = ${row.business} and f.scope = ${row.scope} and (:open = 0 or f.status = 'open')`
})

interface SourceRow {
  fact: string
  source: string
  quote: string
  starts: number
  ends: number
  speaker: Speaker
  line: string | null
  at: number
}

const SOURCES = statement<{ rows: readonly object[]; open: number }, SourceRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', scope: 'text' })
  return `
  select s.fact, s.source, s.quote, s.starts, s.ends, s.speaker, s.line, s.at
  from facts f join fact_sources s on s.business = f.business and s.fact = f.id ${join}
  where f.business = ${row.business} and f.scope = ${row.scope} and (:open = 0 or f.status = 'open')`
})

/** The one that holds since the latest first: two customers who were joined may have two of one key. */
export async function facts(tx: Tx, { scope, history }: FactQuery): Promise<readonly Fact[]> {
  const found = await seen(tx, scope)
  return found ? factsOfSeen(tx, found, history) : []
}

export async function factsOfSeen(tx: Tx, scope: SeenScope, history = false): Promise<readonly Fact[]> {
  const rows = rowsOf(scope)
  const open = history ? 0 : 1
  const found = await OF_SCOPE(tx, { rows, open })
  if (found.length === 0) return []
  const sources = Map.groupBy(await SOURCES(tx, { rows, open }), ({ fact }) => fact)
  return found
    .map((row) => toFact(row, (sources.get(row.id) ?? []).toSorted(byTime).map(toSource)))
    .toSorted((one, other) => other.validFrom - one.validFrom || (one.id < other.id ? 1 : -1))
}

const byTime = (one: SourceRow, other: SourceRow) =>
  one.at - other.at || (one.source === other.source ? one.starts - other.starts : one.source < other.source ? -1 : 1)

const toSource = ({ source, quote, starts, ends, speaker, line, at }: SourceRow): FactSource => ({
  source,
  quote,
  start: starts,
  end: ends,
  speaker,
  line: line ?? undefined,
  at,
})

function toFact(row: FactRow, sources: readonly FactSource[]): Fact {
  const { id, kind, subject, predicate, value, text, language, extractor, key, status } = row
  return {
    ...{ id, kind, subject, predicate, value, text, language, extractor, key, status, sources },
    confidence: row.confidence / MILLION,
    validFrom: row.valid_from,
    validTo: row.valid_to ?? undefined,
    dueAt: row.due_at ?? undefined,
    tags: JSON.parse(row.tags),
    supersededBy: row.superseded_by ?? undefined,
    recordedAt: row.recorded_at,
    pinned: row.pinned === 1,
  }
}

const INSERT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', {
    ...KEY,
    customer: 'id',
    kind: 'text',
    subject: 'text',
    predicate: 'text',
    value: 'text',
    text: 'text',
    language: 'text',
    confidence: 'int',
    valid_from: 'ms',
    valid_to: 'ms',
    due_at: 'ms',
    tags: 'text',
    extractor: 'text',
    key: 'text',
    status: 'text',
    superseded_by: 'id',
    recorded_at: 'ms',
    pinned: 'int',
  })
  return `
  insert into facts (business, id, scope, customer, kind, subject, predicate, value, text, language, confidence, valid_from, valid_to, due_at,
    tags, extractor, key, status, superseded_by, recorded_at, pinned)
  ${values([
    ...[row.business, row.id, row.scope, row.customer, row.kind, row.subject, row.predicate, row.value, row.text],
    ...[row.language, row.confidence, row.valid_from, row.valid_to, row.due_at, row.tags, row.extractor, row.key],
    ...[row.status, row.superseded_by, row.recorded_at, row.pinned],
  ])}`
})

const INSERT_SOURCES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', {
    business: 'text',
    fact: 'id',
    source: 'text',
    quote: 'text',
    starts: 'int',
    ends: 'int',
    speaker: 'text',
    line: 'text',
    at: 'ms',
  })
  return `
  insert into fact_sources (business, fact, source, quote, starts, ends, speaker, line, at)
  ${values([row.business, row.fact, row.source, row.quote, row.starts, row.ends, row.speaker, row.line, row.at])}
  on conflict do nothing`
})

const CHANGE = statement<{ rows: readonly object[] }>(({ each }) => {
  const columns = { status: 'text', valid_from: 'ms', valid_to: 'ms', superseded_by: 'id' } as const
  const { row, from } = each('changed', { ...KEY, ...columns })
  return `
  update facts set status = ${row.status}, valid_from = ${row.valid_from}, valid_to = ${row.valid_to}, superseded_by = ${row.superseded_by} ${from}
  where facts.business = ${row.business} and facts.scope = ${row.scope} and facts.id = ${row.id}`
})

const THERE = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select f.id from facts f ${join}
  where f.business = ${row.business} and f.scope = ${row.scope} and f.id = ${row.id}`
})

/** Says whether it was kept: nothing is where facts of the scope have changed since they were read. */
export async function keepFacts(
  tx: Tx,
  { scope, changes, version }: { scope: MemoryScope; changes: FactChanges; version: number },
): Promise<boolean> {
  const found = await heldScope(tx, scope)
  if (!found) return false
  if ((await versionsOf(tx, found)).facts !== version) return false
  await applyChanges(tx, { scope, found, changes })
  return true
}

/** What gives way goes first: no two facts of one key are open at any moment. */
export async function applyChanges(
  tx: Tx,
  { scope, found, changes }: { scope: MemoryScope; found: SeenScope; changes: FactChanges },
): Promise<void> {
  const { business } = scope
  const { added, changed, seen: again } = changes
  if (added.length + changed.length + again.length === 0) return
  const everywhere = <Row extends object>(rows: readonly Row[]) =>
    rows.flatMap((row) => rowsOf(found).map((one) => ({ ...row, ...one })))
  if (changed.length > 0)
    await CHANGE(tx, {
      rows: everywhere(
        changed
          .toSorted((one, other) => Number(one.status === 'open') - Number(other.status === 'open'))
          .map(({ id, status, validFrom, validTo, supersededBy }) => ({
            id,
            status,
            valid_from: validFrom,
            valid_to: validTo,
            superseded_by: supersededBy,
          })),
      ),
    })
  if (added.length > 0) await INSERT(tx, { rows: added.map((fact) => rowOf(scope, fact)) })
  const known = again.filter(({ id }) => isId(id))
  const there = new Set(known.length > 0 ? (await THERE(tx, { rows: everywhere(known) })).map(({ id }) => id) : [])
  const sources = [...added, ...known.filter(({ id }) => there.has(id))].flatMap(({ id, sources }) =>
    sources.map(({ start, end, ...source }) => ({ ...source, business, fact: id, starts: start, ends: end })),
  )
  if (sources.length > 0) await INSERT_SOURCES(tx, { rows: sources })
  await move(tx, found, 'facts')
}

function rowOf(scope: MemoryScope, fact: Fact) {
  const { id, kind, subject, predicate, value, text, language, extractor, key, status } = fact
  return {
    ...{ id, kind, subject, predicate, value, text, language, extractor, key, status },
    business: scope.business,
    scope: scopeKey(scope),
    customer: scope.customer,
    confidence: Math.round(fact.confidence * MILLION),
    valid_from: fact.validFrom,
    valid_to: fact.validTo,
    due_at: fact.dueAt,
    tags: JSON.stringify(fact.tags),
    superseded_by: fact.supersededBy,
    recorded_at: fact.recordedAt,
    pinned: fact.pinned ? 1 : 0,
  }
}
