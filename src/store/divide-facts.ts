import type { Fact } from '../domain/memory/fact.ts'
import { type Parting, whom } from './divide-memories.ts'
import { statement, type Tx } from './statement.ts'

interface FactRow {
  id: string
  customer: string
  scope: string
  key: string
  status: Fact['status']
  valid_from: number
  valid_to: number | null
  superseded_by: string | null
  recorded_at: number
}

const FACTS = statement<{ business: string; into: string; from: string }, FactRow>(
  () => `
  select id, customer, scope, key, status, valid_from, valid_to, superseded_by, recorded_at from facts
  where business = :business and customer in (:into, :from) order by valid_from, id`,
)

/** Each source, and who said it where it is a message of one of the two. */
const SOURCES = statement<
  { business: string; into: string; from: string },
  { fact: string; source: string; line: string | null; at: number; said_by: string | null }
>(
  () => `
  select s.fact, s.source, s.line, s.at, (
    select c.customer from conversations c join messages m on m.business = c.business and m.conversation = c.id
    where c.business = s.business and c.customer in (:into, :from) and cast(m.id as text) = s.source) as said_by
  from facts f join fact_sources s on s.business = f.business and s.fact = f.id
  where f.business = :business and f.customer in (:into, :from) order by s.at, s.source`,
)

const SET = statement<{ rows: readonly object[] }>(({ each }) => {
  const place = { business: 'text', id: 'id', scope: 'text', customer: 'id' } as const
  const { row, from } = each('parted', { ...place, status: 'text', valid_to: 'ms', superseded_by: 'id' })
  return `
  update facts set scope = ${row.scope}, customer = ${row.customer}, status = ${row.status}, valid_to = ${row.valid_to},
    superseded_by = ${row.superseded_by} ${from}
  where facts.business = ${row.business} and facts.id = ${row.id}`
})

const DROP_SOURCES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, using } = each('gone', { business: 'text', fact: 'id', source: 'text' })
  return `
  delete from fact_sources ${using}
  where fact_sources.business = ${row.business} and fact_sources.fact = ${row.fact} and fact_sources.source = ${row.source}`
})

/**
 * Facts that were drawn while two customers were taken for one go to whoever said what they rest on. What one has said
 * neither replaces nor supports any more what is known of the other.
 */
export async function divideFacts(tx: Tx, parting: Parting, memories: ReadonlySet<string>): Promise<void> {
  const { business, into, from, since } = parting
  const rows = await FACTS(tx, { business, into, from })
  const sources = await SOURCES(tx, { business, into, from })
  const owners = new Map(rows.map(({ id, customer }) => [id, customer]))
  for (const { id, customer, recorded_at } of rows) {
    if (customer !== into || recorded_at < since) continue
    const [first] = sources.filter(({ fact }) => fact === id)
    const isOfTheirs = first && memories.has(first.source.split('#')[0]!)
    const about = first && (first.said_by ?? (isOfTheirs ? from : await whom(tx, parting, first)))
    if (about === from) owners.set(id, from)
  }
  const foreign = sources.filter(({ fact, said_by }) => said_by !== null && said_by !== owners.get(fact))
  if (foreign.length > 0)
    await DROP_SOURCES(tx, { rows: foreign.map(({ fact, source }) => ({ business, fact, source })) })
  const parted = rows.map((row) => {
    const customer = owners.get(row.id)!
    const { scope, superseded_by } = row
    const cut = superseded_by !== null && owners.has(superseded_by) && owners.get(superseded_by) !== customer
    const now = { ...row, customer, scope: customer === row.customer ? scope : scope.replace(into, from) }
    return cut ? { ...now, superseded_by: null, valid_to: null, status: 'open' as const } : now
  })
  const settled = onlyOneOpen(parted)
  const before = new Map(rows.map((row) => [row.id, row]))
  const changed = settled.filter((row) => !isSame(row, before.get(row.id)!)).map((row) => ({ ...row, business }))
  if (changed.length === 0) return
  // Two of one key are open at no moment: all are closed where they go, and then opened.
  await SET(tx, { rows: changed.map((row) => ({ ...row, status: 'superseded' })) })
  await SET(tx, { rows: changed })
}

/** Of each key the one that holds since the latest stays; the others gave way to it. */
function onlyOneOpen(rows: readonly FactRow[]): FactRow[] {
  const last = new Map<string, FactRow>()
  for (const row of rows) if (row.status === 'open') last.set(`${row.scope} ${row.key}`, row)
  return rows.map((row) => {
    const open = last.get(`${row.scope} ${row.key}`)
    if (row.status !== 'open' || open === undefined || open === row) return row
    return { ...row, status: 'superseded', valid_to: open.valid_from, superseded_by: open.id }
  })
}

const isSame = (one: FactRow, other: FactRow) =>
  one.scope === other.scope &&
  one.status === other.status &&
  one.valid_to === other.valid_to &&
  one.superseded_by === other.superseded_by
