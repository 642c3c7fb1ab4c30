import type { KeptMemory, MemoryStore, Undrawn } from '../flows/memories.ts'
import { applyChanges, factsOfSeen } from './facts.ts'
import { stateOfSeen } from './memory-state.ts'
import { heldScope, seen } from './scopes.ts'
import { isId, statement, type Tx } from './statement.ts'
import { ensure, finish, lockHeld } from './work.ts'

/** So many are drawn from in one go: what is recorded by the thousand is not settled one by one. */
const MOST = 100

const FIRST = statement<{ business: string; customer: string }, { scope: string }>(
  () => `
  select scope from memories
  where business = :business and customer = :customer and status = 'processing' order by id limit 1`,
)

type WaitingRow = Pick<KeptMemory, 'id' | 'speaker' | 'body' | 'at'> & { line: string | null }

const WAITING = statement<{ business: string; customer: string; scope: string; most: number }, WaitingRow>(
  () => `
  select id, speaker, body, at, line from memories
  where business = :business and customer = :customer and scope = :scope and status = 'processing'
  order by id limit :most + 0`,
)

const SETTLE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('drawn', { business: 'text', id: 'id', status: 'text' })
  return `
  update memories set status = ${row.status} ${from}
  where memories.business = ${row.business} and memories.id = ${row.id}`
})

const STILL = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, join } = each('drawn', { business: 'text', id: 'id' })
  return `
  select m.id from memories m ${join}
  where m.business = ${row.business} and m.id = ${row.id} and m.status = 'processing'`
})

/** See `scopeKey`. */
const tenantIn = (scope: string): string | undefined => {
  const tenant = /^tenant:([^/]*)\//.exec(scope)?.[1]
  return tenant === undefined ? undefined : decodeURIComponent(tenant)
}

export async function undrawn(
  tx: Tx,
  { business, customer }: { business: string; customer: string },
): Promise<Undrawn | undefined> {
  const [row] = isId(customer) ? await FIRST(tx, { business, customer }) : []
  const scope = row && { business, tenant: tenantIn(row.scope), customer }
  const found = scope && (await seen(tx, scope))
  if (!found) return undefined
  const waiting = await WAITING(tx, { business, customer, scope: row.scope, most: MOST })
  const { facts: version } = await stateOfSeen(tx, found)
  return {
    scope,
    memories: waiting.map((one) => ({ ...one, line: one.line ?? undefined })),
    facts: await factsOfSeen(tx, found, true),
    version,
  }
}

/** Nothing is kept where facts of the scope have changed since they were read; then the work is held as before. */
export async function drawn(tx: Tx, done: Parameters<MemoryStore['drawn']>[0]): Promise<boolean> {
  const { work, scope, memories, changes, version, status, now } = done
  const { business, key: customer } = work
  const found = await heldScope(tx, scope)
  if (!(await lockHeld(tx, [work])).has(work)) return false
  if (found) {
    if ((await stateOfSeen(tx, found)).facts !== version) return false
    const rows = memories.map((id) => ({ business, id, status }))
    // Whoever has changed or taken back a memory meanwhile has changed what may be drawn.
    if ((await STILL(tx, { rows })).length < rows.length) return false
    await applyChanges(tx, { scope, found, changes })
    await SETTLE(tx, { rows })
  }
  await finish(tx, [work])
  if ((await FIRST(tx, { business, customer })).length > 0)
    await ensure(tx, [{ business, kind: 'draw', key: customer, due_at: now }])
  return true
}
