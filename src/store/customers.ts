import { type Alias, recognisableAliases } from '../domain/customer.ts'
import type { Received } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { statement, type Tx } from './statement.ts'

interface AliasRow {
  business: string
  kind: string
  value: string
  customer: string
}

const ALIAS = { business: 'text', kind: 'text', value: 'text' } as const

const FIND_ALIASES = statement<{ rows: readonly object[] }, AliasRow>(
  ({ rows }) => `
  select a.business, a.kind, a.value, a.customer
  from aliases a join ${rows(':rows', 'wanted', ALIAS)}
    on a.business = wanted.business and a.kind = wanted.kind and a.value = wanted.value`,
)

const INSERT_ALIASES = statement<{ rows: readonly object[]; now: number }, AliasRow>(
  ({ rows }) => `
  insert into aliases (business, kind, value, customer, evidence, since)
  select business, kind, value, customer, evidence, :now
  from ${rows(':rows', 'fresh', { ...ALIAS, customer: 'id', evidence: 'text' })} where true order by business, kind, value
  on conflict (business, kind, value) do nothing returning business, kind, value, customer`,
)

const INSERT_CUSTOMERS = statement<{ rows: readonly object[]; now: number }>(
  ({ rows }) => `
  insert into customers (business, id, name, created_at)
  select business, id, name, :now from ${rows(':rows', 'fresh', { business: 'text', id: 'id', name: 'text' })} where true order by business, id
  on conflict (business, id) do update set name = coalesce(excluded.name, customers.name)`,
)

const FOLLOW = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update aliases set customer = won.customer from ${rows(':rows', 'won', { ...ALIAS, customer: 'id' })}
  where aliases.business = won.business and aliases.kind = won.kind and aliases.value = won.value`,
)

const keyOf = ({ business, kind, value }: ({ business: string } & Alias) | AliasRow) => `${business} ${kind} ${value}`

/**
 * Says for each message which customer wrote it. A new alias is linked to the customer its sender was recognised by; a
 * sender nobody recognises is a new customer. Two processes that meet the same stranger agree on who won the alias.
 */
export async function resolveCustomers(tx: Tx, batch: readonly Received[], ids: Ids): Promise<string[]> {
  const aliases = batch.map(({ business, message }) =>
    recognisableAliases(message.sender).map((alias) => ({ business, ...alias })),
  )
  const known = new Map<string, string>()
  const learn = (rows: AliasRow[]) => {
    for (const row of rows) known.set(keyOf(row), row.customer)
  }
  learn(await FIND_ALIASES(tx, { rows: distinct(aliases.flat()) }))

  const fresh = new Map<string, AliasRow & { evidence: string }>()
  for (const [index, own] of aliases.entries()) {
    const recognised = own.map((alias) => known.get(keyOf(alias))).find(Boolean)
    const customer = recognised ?? ids.next()
    for (const alias of own.filter((one) => !known.has(keyOf(one)))) {
      known.set(keyOf(alias), customer)
      fresh.set(keyOf(alias), { ...alias, customer, evidence: `message ${batch[index]!.message.wamid}` })
    }
  }
  if (fresh.size > 0) {
    const now = batch[0]!.receivedAt
    const won = await INSERT_ALIASES(tx, { rows: [...fresh.values()], now })
    if (won.length < fresh.size) {
      learn(await FIND_ALIASES(tx, { rows: [...fresh.values()] }))
      await followWinners(tx, { aliases, known, ours: new Map(won.map((row) => [keyOf(row), row])) })
    }
  }

  const customers = aliases.map((own) => known.get(keyOf(own[0]!))!)
  await rememberNames(tx, batch, customers, fresh.size > 0)
  return customers
}

/**
 * Another process met some of these strangers first. Whoever was recognised there by one alias is the same person by
 * all of them: without this, phone and scoped id of one stranger would name two customers for good.
 */
async function followWinners(
  tx: Tx,
  options: {
    aliases: readonly ({ business: string } & Alias)[][]
    known: Map<string, string>
    ours: Map<string, AliasRow>
  },
) {
  const { aliases, known, ours } = options
  const following = new Map<string, AliasRow>()
  for (const own of aliases) {
    const foreign = own.find((alias) => !ours.has(keyOf(alias)))
    const winner = foreign && known.get(keyOf(foreign))
    if (!winner) continue
    for (const alias of own.filter((one) => ours.has(keyOf(one)) && known.get(keyOf(one)) !== winner)) {
      known.set(keyOf(alias), winner)
      following.set(keyOf(alias), { ...alias, customer: winner })
    }
  }
  if (following.size > 0) await FOLLOW(tx, { rows: [...following.values()] })
}

const RENAMED = statement<{ rows: readonly object[] }, { business: string; id: string }>(
  ({ rows }) => `
  select c.business, c.id from customers c join ${rows(':rows', 'named', { business: 'text', id: 'id', name: 'text' })}
    on c.business = named.business and c.id = named.id
  where c.name is not null and (named.name is null or c.name = named.name)`,
)

/** Writes customers who are new or have taken another name; nothing is written for those who are as they were. */
async function rememberNames(tx: Tx, batch: readonly Received[], customers: readonly string[], anyNew: boolean) {
  const rows = distinct(
    batch.map(({ business, message }, index) => ({
      business,
      id: customers[index]!,
      name: message.sender.name ?? null,
    })),
    ({ business, id }) => `${business} ${id}`,
  )
  const unchanged = new Set((await RENAMED(tx, { rows })).map(({ id }) => id))
  const changed = rows.filter(({ id, name }) => !unchanged.has(id) && (anyNew || name !== null))
  if (changed.length > 0) await INSERT_CUSTOMERS(tx, { rows: changed, now: batch[0]!.receivedAt })
}

function distinct<T extends object>(rows: T[], key: (row: T) => string = (row) => Object.values(row).join(' ')): T[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()]
}
