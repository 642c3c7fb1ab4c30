import type { Ids } from '../flows/world.ts'
import { CUSTOMER_TABLES } from './customer-tables.ts'
import { askWhoTheyAre } from './identity-questions.ts'
import { statement, type Tx } from './statement.ts'

type Pools = { from: string; to: string }

/** What is kept of customers, and what is known of the business itself. Who works there, and on which lines, is set up anew. */
const MOVED = [...Object.keys(CUSTOMER_TABLES), 'erasures'].filter((table) => table !== 'memory_versions')

const COUNTS = new Map(
  MOVED.map((table) => [
    table,
    statement<{ from: string }, { rows: number }>(() => `select count(*) as rows from ${table} where business = :from`),
  ]),
)
const MOVES = MOVED.map((table) => statement<Pools>(() => `update ${table} set business = :to where business = :from`))

interface Twice {
  value: string
  there: string
  here: string
  there_since: number
  here_since: number
}

/** Whoever is known by the same name in both. */
const TWICE = statement<Pools, Twice>(
  () => `
  select a.value, a.customer as there, b.customer as here, p.created_at as there_since, q.created_at as here_since
  from aliases a join aliases b on b.business = :to and b.value = a.value
  join contacts p on p.business = a.business and p.customer = a.customer
  join contacts q on q.business = b.business and q.customer = b.customer
  where a.business = :from order by a.value`,
)
const DROP_ALIASES = statement<Pools>(
  () => `
  delete from aliases where business = :from
    and exists (select 1 from aliases b where b.business = :to and b.value = aliases.value)`,
)
/** What the business knows twice is kept once. */
const DROP_TWICE = [
  `delete from memory_vectors where business = :from and source in (
    select m.id from memories m join memories n on n.business = :to and n.scope = m.scope and n.content_key = m.content_key
    where m.business = :from)`,
  `delete from memory_parts where business = :from and memory in (
    select m.id from memories m join memories n on n.business = :to and n.scope = m.scope and n.content_key = m.content_key
    where m.business = :from)`,
  `delete from memories where business = :from
    and exists (select 1 from memories n where n.business = :to and n.scope = memories.scope and n.content_key = memories.content_key)`,
].map((text) => statement<Pools>(() => text))
const CLOSE_TWICE = statement<Pools>(
  () => `
  update facts set status = 'superseded',
    valid_to = (select max(n.valid_from) from facts n
      where n.business = :to and n.scope = facts.scope and n.key = facts.key and n.status = 'open'),
    superseded_by = (select n.id from facts n
      where n.business = :to and n.scope = facts.scope and n.key = facts.key and n.status = 'open')
  where business = :from and status = 'open' and exists (select 1 from facts n
      where n.business = :to and n.scope = facts.scope and n.key = facts.key and n.status = 'open')`,
)
/** Every scope of either counts on from where the further of the two was. */
const MOVE_VERSIONS = statement<Pools>(
  () => `
  insert into memory_versions (business, scope, customer, version, added, facts)
  select cast(:to as text), v.scope, v.customer, v.version + 1, v.added + 1, v.facts + 1 from memory_versions v where v.business = :from
  on conflict (business, scope) do update set version = memory_versions.version + excluded.version,
    added = memory_versions.added + excluded.added, facts = memory_versions.facts + excluded.facts`,
)
const DROP_VERSIONS = statement<{ from: string }>(() => 'delete from memory_versions where business = :from')
const HASHES = statement<Pools, { value: string }>(
  () => `select distinct value from settings where name = 'phone-hash' and business in (:from, :to)`,
)

/** Phones were hashed in another way there: nobody would be recognised. */
export class OtherHash extends Error {}

/** Takes over what was kept under another business. Asked again there is nothing left to take. */
export async function rekey(
  tx: Tx,
  { from, to, dry, now }: Pools & { dry: boolean; now: number },
  ids: Ids,
): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  if (from === to) return counts
  for (const [table, count] of COUNTS) {
    const [row] = await count(tx, { from })
    if (row!.rows > 0) counts[table] = row!.rows
  }
  const twice = await TWICE(tx, { from, to })
  const pairs = new Map(twice.map((one) => [`${one.there} ${one.here}`, one]))
  if (pairs.size > 0) counts.joined = pairs.size
  if (dry || Object.keys(counts).length === 0) return counts
  if ((await HASHES(tx, { from, to })).length > 1)
    throw new OtherHash(`phones are hashed in another way in ${from} than in ${to}`)
  await DROP_ALIASES(tx, { from, to })
  for (const drop of DROP_TWICE) await drop(tx, { from, to })
  await CLOSE_TWICE(tx, { from, to })
  for (const move of MOVES) await move(tx, { from, to })
  await MOVE_VERSIONS(tx, { from, to })
  await DROP_VERSIONS(tx, { from })
  const doubts = [...pairs.values()].map(({ value, there, here, there_since, here_since }) => {
    const [older, newer] = there_since <= here_since ? [there, here] : [here, there]
    return { business: to, older, newer, alias: value, evidence: `rekey ${from}`, at: now, sure: true }
  })
  await askWhoTheyAre(tx, { doubts, ids })
  return counts
}
