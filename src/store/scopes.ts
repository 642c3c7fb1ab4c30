import { type MemoryScope, scopeKey } from '../domain/memory/scope.ts'
import { rootOf } from './join.ts'
import { needsLocks } from './locks.ts'
import { isId, statement, type Tx } from './statement.ts'

/** A scope as the store reads it: a customer's with all who were joined to them. */
export interface SeenScope {
  readonly business: string
  /** Its version is kept under this one; of a customer, it is that of whoever they were joined to. */
  readonly key: string
  readonly keys: readonly string[]
  /** Whose it is. */
  readonly whose: string | undefined
  /** Whose conversations belong to it. */
  readonly customer: string | undefined
}

const JOINED = statement<{ business: string; customer: string }, { customer: string }>(
  ({ types }) => `
  with recursive joined(customer) as (
    select cast(:customer as ${types.id})
    union select c.customer from contacts c join joined on c.business = :business and c.joined_to = joined.customer)
  select customer from joined`,
)

/** Undefined where it is that of a customer who is not there. */
export async function seen(tx: Tx, scope: MemoryScope): Promise<SeenScope | undefined> {
  const { business, tenant, customer } = scope
  const key = scopeKey(scope)
  if (customer === undefined) return { business, key, keys: [key], whose: undefined, customer }
  const root = isId(customer) ? await rootOf(tx, business, customer) : undefined
  if (!root) return undefined
  const joined = await JOINED(tx, { business, customer: root.customer })
  const keys = joined.map((one) => scopeKey({ tenant, customer: one.customer }))
  // What was said in conversations is the business's: no tenant has a part of it.
  const own = tenant === undefined ? root.customer : undefined
  return { business, key: scopeKey({ tenant, customer: root.customer }), keys, whose: root.customer, customer: own }
}

export const rowsOf = ({ business, keys }: SeenScope) => keys.map((scope) => ({ business, scope }))

/** What moves: `added` when memories came, `facts` with each change of them, `version` with all else. */
export interface Versions {
  readonly version: number
  readonly added: number
  readonly facts: number
}

const READ = statement<{ business: string; scope: string }, Versions>(
  () => 'select version, added, facts from memory_versions where business = :business and scope = :scope',
)
const NONE: Versions = { version: 0, added: 0, facts: 0 }

export async function versionsOf(tx: Tx, { business, key }: SeenScope): Promise<Versions> {
  return (await READ(tx, { business, scope: key }))[0] ?? NONE
}

type Of = { business: string; scope: string; customer: string | null }
const AT_FIRST = { version: [1, 0, 0], added: [0, 1, 0], facts: [0, 0, 1] } as const
const moving = (what: keyof Versions) =>
  statement<Of, Versions>(
    () => `
  insert into memory_versions (business, scope, customer, version, added, facts)
  values (:business, :scope, :customer, ${AT_FIRST[what].join(', ')})
  on conflict (business, scope) do update set ${what} = memory_versions.${what} + 1
  returning version, added, facts`,
  )
const MOVE = { version: moving('version'), added: moving('added'), facts: moving('facts') }

/** Whoever changes this scope at the same time waits. */
export async function move(tx: Tx, { business, key, whose }: SeenScope, what: keyof Versions): Promise<Versions> {
  return (await MOVE[what](tx, { business, scope: key, customer: whose ?? null }))[0]!
}

const HOLD = statement<Of>(
  ({ name }) => `
  insert into memory_versions (business, scope, customer, version, added, facts) values (:business, :scope, :customer, 0, 0, 0)
  on conflict (business, scope) do ${name === 'sqlite' ? 'nothing' : 'update set version = memory_versions.version'}`,
)

/** Whoever changes this scope now waits, or has come first. */
export const holdVersions = (tx: Tx, { business, key, whose }: SeenScope) =>
  HOLD(tx, { business, scope: key, customer: whose ?? null })

const MOVE_OF = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, join } = each('changed', { business: 'text', conversation: 'id' })
  return `
  insert into memory_versions (business, scope, customer, version, added, facts)
  select distinct c.business, 'customer:' || cast(c.customer as text), c.customer, 1, 0, 0 from conversations c ${join}
  where c.business = ${row.business} and c.id = ${row.conversation} order by 2
  on conflict (business, scope) do update set version = memory_versions.version + 1`
})

/** Something that was said in these conversations has changed, or is not said any more. */
export async function moveVersionsOf(
  tx: Tx,
  conversations: readonly { business: string; conversation: string }[],
): Promise<void> {
  const rows = [...new Map(conversations.map((one) => [one.conversation, one])).values()]
  if (rows.length > 0) await MOVE_OF(tx, { rows })
}

const MOVE_SCOPES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('bare', { business: 'text', scope: 'text' })
  return `
  update memory_versions set facts = memory_versions.facts + 1 ${from}
  where memory_versions.business = ${row.business} and memory_versions.scope = ${row.scope}`
})

/** Facts of these scopes are gone. */
export async function moveVersionsByFacts(tx: Tx, business: string, scopes: ReadonlySet<string>): Promise<void> {
  if (scopes.size > 0) await MOVE_SCOPES(tx, { rows: [...scopes].toSorted().map((scope) => ({ business, scope })) })
}

const DROP = statement<{ business: string; scope: string }>(
  () => 'delete from memory_versions where business = :business and scope = :scope',
)

/** For writing: whoever is erased in this moment is gone when this returns, or waits until it is written. */
export async function heldScope(tx: Tx, scope: MemoryScope): Promise<SeenScope | undefined> {
  const found = await seen(tx, scope)
  if (!found) return undefined
  await holdVersions(tx, found)
  if (found.whose === undefined || !needsLocks(tx.dialect)) return found
  const again = await seen(tx, scope)
  if (!again) await DROP(tx, { business: found.business, scope: found.key })
  return again
}
