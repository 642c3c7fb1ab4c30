import {
  type Consent,
  type ConsentEntry,
  type ConsentSource,
  type ConsentState,
  consentIn,
  STOPPED_AT_META,
  WITHHELD_AT_META,
  WITHHELD_FOR_MS,
} from '../domain/consent.ts'
import { needsLocks } from './locks.ts'
import { noteWithheld } from './outreach.ts'
import { statement, type Tx } from './statement.ts'

type Of = { business: string; customer: string }

/** An entry, and who wrote it down, where somebody did. */
export interface ConsentRow {
  readonly business: string
  readonly customer: string
  readonly id: string
  readonly state: ConsentState
  readonly source: ConsentSource
  readonly evidence: string
  readonly words: string | null
  readonly line: string | null
  readonly person: string | null
  readonly person_name: string | null
  readonly at: number
  readonly recorded_at: number
}

const CUSTOMER = { business: 'text', customer: 'id' } as const

const INSERT = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, values } = each('fresh', {
    ...CUSTOMER,
    id: 'id',
    state: 'text',
    source: 'text',
    evidence: 'text',
    words: 'text',
    line: 'text',
    person: 'text',
    person_name: 'text',
    at: 'ms',
    recorded_at: 'ms',
  })
  const said = [row.state, row.source, row.evidence, row.words, row.line, row.person, row.person_name]
  return `
  insert into consents (business, customer, id, origin, state, source, evidence, words, line, person, person_name, at, recorded_at)
  ${values([row.business, row.customer, row.id, row.customer, ...said, row.at, row.recorded_at], [row.business, row.customer, row.id])}
  on conflict do nothing returning id`
})

/** Nobody is claimed a template for while their no is being written, in whatever process: one of the two comes first. */
const keyed = (lock: string) =>
  statement<{ rows: readonly object[] }>(
    ({ all }) => `
  select ${lock}(hashtextextended(named.key, 0)) from (
    select distinct 'consent ' || wanted.business || ' ' || cast(wanted.customer as text) as key from ${all('wanted', CUSTOMER)}
    order by key) as named`,
  )
const LOCK = keyed('pg_advisory_xact_lock')
const SHARE = keyed('pg_advisory_xact_lock_shared')

/** Taken after all other locks: whoever holds it waits for nothing that another may hold who wants it. */
export async function holdConsents(tx: Tx, customers: readonly Of[]): Promise<void> {
  if (needsLocks(tx.dialect))
    await SHARE(tx, { rows: customers.map(({ business, customer }) => ({ business, customer })) })
}

/** Adds what was said, each once. Hands back the ids of what was not there before. */
export async function addConsents(tx: Tx, rows: readonly ConsentRow[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set()
  if (needsLocks(tx.dialect)) await LOCK(tx, { rows: rows.map(({ business, customer }) => ({ business, customer })) })
  return new Set((await INSERT(tx, { rows })).map(({ id }) => id))
}

const ENTRIES = statement<{ rows: readonly object[] }, ConsentRow>(({ each }) => {
  const { row, join } = each('wanted', CUSTOMER)
  return `
  select c.business, c.customer, c.id, c.state, c.source, c.evidence, c.words, c.line, c.person, c.person_name, c.at, c.recorded_at
  from consents c ${join} where c.business = ${row.business} and c.customer = ${row.customer}`
})

export async function entriesOf(tx: Tx, customers: readonly Of[]): Promise<ReadonlyMap<string, ConsentEntry[]>> {
  const rows = [...new Map(customers.map((one) => [keyOf(one), one])).values()]
  if (rows.length === 0) return new Map()
  const found = Map.groupBy(await ENTRIES(tx, { rows }), keyOf)
  return new Map([...found].map(([key, entries]) => [key, entries.map(toEntry).toSorted(latestFirst)]))
}

/** How it stands for each of them. */
export async function consentsOf(tx: Tx, customers: readonly Of[]): Promise<(customer: Of) => Consent> {
  const entries = await entriesOf(tx, customers)
  return (customer) => consentIn(entries.get(keyOf(customer)) ?? [])
}

const keyOf = ({ business, customer }: Of) => `${business} ${customer}`

const latestFirst = (one: ConsentEntry, other: ConsentEntry) => other.at - one.at || (one.id < other.id ? 1 : -1)

const toEntry = ({
  id,
  state,
  source,
  evidence,
  words,
  line,
  person_name,
  at,
  recorded_at,
}: ConsentRow): ConsentEntry => ({
  id,
  state,
  source,
  evidence,
  words: words ?? undefined,
  line: line ?? undefined,
  by: person_name ?? undefined,
  at,
  recordedAt: recorded_at,
})

const CUSTOMERS = statement<{ rows: readonly object[] }, { business: string; conversation: string; customer: string }>(
  ({ each }) => {
    const { row, join } = each('wanted', { business: 'text', conversation: 'id' })
    return `
  select c.business, c.id as conversation, c.customer from conversations c ${join}
  where c.business = ${row.business} and c.id = ${row.conversation}`
  },
)

/** A message of ours that came back because they have stopped marketing in WhatsApp. */
export interface CameBack {
  readonly business: string
  readonly conversation: string
  readonly line: string
  readonly delivery: string
}

/** What Meta says of a customer when it sends a message of ours back. */
export async function heardOfCustomers(
  tx: Tx,
  backs: readonly (CameBack & { readonly code: number | null | undefined })[],
  ids: { next(): string },
  now: number,
): Promise<void> {
  await stoppedAtMeta(
    tx,
    backs.filter(({ code }) => code === STOPPED_AT_META),
    ids,
    now,
  )
  const withheld = backs.filter(({ code }) => code && WITHHELD_AT_META.includes(code))
  if (withheld.length === 0) return
  await noteWithheld(tx, await CUSTOMERS(tx, { rows: withheld }), now + WITHHELD_FOR_MS)
}

async function stoppedAtMeta(tx: Tx, backs: readonly CameBack[], ids: { next(): string }, now: number) {
  if (backs.length === 0) return
  const customers = new Map((await CUSTOMERS(tx, { rows: backs })).map((row) => [row.conversation, row.customer]))
  const rows = backs.map(({ business, conversation, line, delivery }): ConsentRow => {
    const known = { business, customer: customers.get(conversation)!, id: ids.next(), line, evidence: delivery }
    return { ...known, ...NOBODY, state: 'out', source: 'refused', words: null, at: now, recorded_at: now }
  })
  await addConsents(tx, rows)
}

export const NOBODY = { person: null, person_name: null } as const
