import { type MemoryScope, scopeKey } from '../domain/memory/scope.ts'
import { rootOf } from './join.ts'
import { isId, statement, type Tx } from './statement.ts'

/** A scope as the store reads it: a customer's with all who were joined to them. */
export interface SeenScope {
  readonly business: string
  /** Its version is kept under this one; of a customer, it is that of whoever they were joined to. */
  readonly key: string
  readonly keys: readonly string[]
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
  if (customer === undefined) return { business, key: scopeKey(scope), keys: [scopeKey(scope)], customer }
  const root = isId(customer) ? await rootOf(tx, business, customer) : undefined
  if (!root) return undefined
  const joined = await JOINED(tx, { business, customer: root.customer })
  const keys = joined.map((one) => scopeKey({ tenant, customer: one.customer }))
  // What was said in conversations is the business's: no tenant has a part of it.
  const own = tenant === undefined ? root.customer : undefined
  return { business, key: scopeKey({ tenant, customer: root.customer }), keys, customer: own }
}

export const rowsOf = ({ business, keys }: SeenScope) => keys.map((scope) => ({ business, scope }))

const READ = statement<{ business: string; scope: string }, { version: number }>(
  () => 'select version from memory_versions where business = :business and scope = :scope',
)
const MOVE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('moved', { business: 'text', scope: 'text' })
  return `
  insert into memory_versions (business, scope, version)
  ${values([row.business, row.scope, '1'], [row.business, row.scope])}
  on conflict (business, scope) do update set version = memory_versions.version + 1`
})

export async function versionRow(tx: Tx, { business, key }: SeenScope): Promise<number> {
  return (await READ(tx, { business, scope: key }))[0]?.version ?? 0
}

/** Something but a new message has changed what may be found there. Who does so at the same time waits. */
export async function moveVersions(tx: Tx, scopes: readonly { business: string; scope: string }[]): Promise<void> {
  if (scopes.length > 0) await MOVE(tx, { rows: scopes })
}

export const moveVersion = (tx: Tx, { business, key }: SeenScope) => moveVersions(tx, [{ business, scope: key }])

const HOLD = statement<{ business: string; scope: string }>(
  ({ name }) => `
  insert into memory_versions (business, scope, version) values (:business, :scope, 0)
  on conflict (business, scope) do ${name === 'sqlite' ? 'nothing' : 'update set version = memory_versions.version'}`,
)

/** Whoever changes this scope now waits, or has come first. */
export const holdVersion = (tx: Tx, { business, key }: SeenScope) => HOLD(tx, { business, scope: key })

const MOVE_OF = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, join } = each('changed', { business: 'text', conversation: 'id' })
  return `
  insert into memory_versions (business, scope, version)
  select distinct c.business, 'customer:' || cast(c.customer as text), 1 from conversations c ${join}
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
