import type { MemoryStore, Undrawn } from '../flows/memories.ts'
import { applyChanges, factsOfSeen } from './facts.ts'
import { memory } from './memories.ts'
import { stateOfSeen } from './memory-state.ts'
import { heldScope, seen } from './scopes.ts'
import { isId, statement, type Tx } from './statement.ts'
import { finish, lockHeld } from './work.ts'

const OF_CUSTOMER = statement<{ business: string; id: string }, { customer: string; scope: string }>(
  () => `
  select customer, scope from memories
  where business = :business and id = :id and customer is not null and status = 'processing'`,
)

const SETTLE = statement<{ business: string; id: string; status: string }>(
  () => 'update memories set status = :status where business = :business and id = :id',
)

/** See `scopeKey`. */
const tenantIn = (scope: string): string | undefined => {
  const tenant = /^tenant:([^/]*)\//.exec(scope)?.[1]
  return tenant === undefined ? undefined : decodeURIComponent(tenant)
}

export async function undrawn(
  tx: Tx,
  { business, id }: { business: string; id: string },
): Promise<Undrawn | undefined> {
  const [row] = isId(id) ? await OF_CUSTOMER(tx, { business, id }) : []
  const scope = row && { business, tenant: tenantIn(row.scope), customer: row.customer }
  const found = scope && (await seen(tx, scope))
  const kept = scope && (await memory(tx, scope, id))
  if (!found || !kept) return undefined
  const { facts: version } = await stateOfSeen(tx, found)
  return { memory: kept, facts: await factsOfSeen(tx, found, true), version }
}

/** Nothing is kept where facts of the scope have changed since they were read; then the work is held as before. */
export async function drawn(tx: Tx, done: Parameters<MemoryStore['drawn']>[0]): Promise<boolean> {
  const { work, scope, changes, version, status } = done
  const { business, key: id } = work
  const found = await heldScope(tx, scope)
  if (!(await lockHeld(tx, [work])).has(work)) return false
  if (found) {
    if ((await stateOfSeen(tx, found)).facts !== version) return false
    // Whoever has changed or taken back the memory meanwhile has changed what may be drawn from it.
    if (await OF_CUSTOMER(tx, { business, id }).then((rows) => rows.length > 0))
      await applyChanges(tx, { scope, found, changes })
    await SETTLE(tx, { business, id, status })
  }
  await finish(tx, [work])
  return true
}
