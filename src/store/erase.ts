import { createHash } from 'node:crypto'
import type { PhoneHash } from '../domain/phone.ts'
import type { CustomerAct, ErasureReceipt } from '../flows/memories.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { forgetRecipients } from './campaign-recipients.ts'
import { CUSTOMER_TABLES, isIn, type Kind } from './customer-tables.ts'
import { forgetInEvents } from './erase-events.ts'
import { familyOf, type Known } from './family.ts'
import { lockContacts, lockConversations } from './locks.ts'
import { holdVersions, moveVersionsByFacts } from './scopes.ts'
import { statement, type Tx } from './statement.ts'

type Rows = { business: string; rows: readonly object[] }

const DELETE = new Map(
  Object.entries(CUSTOMER_TABLES).map(([table, places]) => [
    table,
    places.map((place) => ({
      of: place.of,
      run: statement<Rows, { one: number }>(
        (dialect) => `delete from ${table} where business = :business and ${isIn(place, dialect)} returning 1 as one`,
      ),
    })),
  ]),
)

const FACTS_ELSEWHERE = statement<Rows, { fact: string }>(
  (dialect) =>
    `select distinct fact from fact_sources where business = :business and ${isIn({ column: 'source', of: 'message', asText: true }, dialect)}`,
)
const DROP_BARE = statement<Rows, { scope: string }>(
  (dialect) => `
  delete from facts where business = :business and ${isIn({ column: 'id', of: 'fact' }, dialect)}
    and not exists (select 1 from fact_sources s where s.business = facts.business and s.fact = facts.id)
  returning scope`,
)

const FORGET_SUBJECTS = statement<Rows, { one: number }>(
  (dialect) => `
  update audit set subject = null, detail = null
  where business = :business and ${isIn({ column: 'subject', of: 'customer', asText: true }, dialect)} returning 1 as one`,
)

const KEEP_RECEIPT = statement<{
  business: string
  id: string
  customer_hash: string
  at: number
  by_whom: string
  removed: string
}>(
  () => `
  insert into erasures (business, id, customer_hash, at, by_whom, removed, leftovers)
  values (:business, :id, :customer_hash, :at, :by_whom, :removed, '[]')`,
)

export interface Erased {
  readonly known: Known
  readonly receipt: ErasureReceipt
}

export const customerHashOf = (business: string, customer: string) =>
  createHash('sha256').update(`${business} ${customer.toLowerCase()}`).digest('hex')

/**
 * Deletes every row of a customer, and of those who were joined to them, in one transaction. A worker in the middle of a
 * turn of theirs finds neither its conversation nor its work when it comes to commit.
 */
export async function eraseCustomer(
  tx: Tx,
  erasure: CustomerAct & { readonly id: string },
  { ids, hash }: { ids: Ids; hash: PhoneHash },
): Promise<Erased | undefined> {
  const { business, id, by, now } = erasure
  const before = await familyOf(tx, erasure, hash)
  if (!before) return undefined
  const keys = (ids: readonly string[]) =>
    ids.map((one) => ({ business, id: one })).toSorted((a, b) => (a.id < b.id ? -1 : 1))
  await lockContacts(tx, keys(before.ids.customer))
  await lockConversations(tx, keys(before.ids.conversation))
  for (const customer of before.ids.customer.toSorted()) {
    const key = `customer:${customer}`
    await holdVersions(tx, { business, key, keys: [key], whose: customer, customer })
  }
  // What came until the locks were there belongs to it.
  const known = (await familyOf(tx, erasure, hash)) ?? before
  if (tx.dialect.name === 'sqlite') await tx.query({ name: '', text: 'pragma secure_delete = on' }, [])
  const removed = await remove(tx, known)
  if (tx.dialect.name === 'sqlite') await tx.query({ name: '', text: 'pragma secure_delete = off' }, [])
  const customerHash = customerHashOf(business, known.root)
  const receipt = { id, business, customerHash, at: now, by: by.name, removed, leftovers: [] }
  const kept = { business, id, customer_hash: customerHash, at: now, by_whom: by.name }
  await KEEP_RECEIPT(tx, { ...kept, removed: JSON.stringify(removed) })
  await audit(tx, ids, { business, at: now, by, action: 'customer.erased', subject: id })
  return { known, receipt }
}

async function remove(tx: Tx, known: Known): Promise<Record<string, number>> {
  const { business, ids } = known
  const removed: Record<string, number> = {}
  const rowsOf = (kind: Kind) => ids[kind].map((id) => ({ id }))
  const facts = await FACTS_ELSEWHERE(tx, { business, rows: [...rowsOf('message'), ...rowsOf('memory')] })
  for (const [table, places] of DELETE) {
    let count = 0
    for (const { of, run } of places)
      if (ids[of].length > 0) count += (await run(tx, { business, rows: rowsOf(of) })).length
    if (count > 0) removed[table] = count
  }
  const rows = facts.map(({ fact }) => ({ id: fact }))
  const bare = rows.length > 0 ? await DROP_BARE(tx, { business, rows }) : []
  await moveVersionsByFacts(tx, business, new Set(bare.map(({ scope }) => scope)))
  const subjects = [...ids.customer, ...ids.conversation, ...ids.message, ...ids.handoff, ...ids.fact, ...ids.memory]
  const named = [...subjects, ...known.names].map((one) => ({ id: one }))
  const audited = (await FORGET_SUBJECTS(tx, { business, rows: named })).length
  const recipients = await forgetRecipients(tx, { business, customers: ids.customer })
  const events = await forgetInEvents(tx, known)
  return {
    ...removed,
    ...(audited > 0 && { audit: audited }),
    ...(recipients > 0 && { campaign_recipients: recipients }),
    ...(events > 0 && { events }),
  }
}

const LIST = statement<{ business: string }, ReceiptRow>(
  () => 'select * from erasures where business = :business order by at desc, id desc limit 1000',
)
interface ReceiptRow {
  id: string
  customer_hash: string
  at: number
  by_whom: string
  removed: string
  leftovers: string
}

export async function erasures(tx: Tx, business: string): Promise<readonly ErasureReceipt[]> {
  return (await LIST(tx, { business })).map(({ id, customer_hash, at, by_whom, removed, leftovers }) => ({
    ...{ id, business, customerHash: customer_hash, at, by: by_whom },
    removed: JSON.parse(removed),
    leftovers: JSON.parse(leftovers),
  }))
}

const NOTE_LEFTOVERS = statement<{ business: string; id: string; leftovers: string }>(
  () => 'update erasures set leftovers = :leftovers where business = :business and id = :id',
)

export const noteLeftovers = (tx: Tx, { business, id, leftovers }: ErasureReceipt) =>
  NOTE_LEFTOVERS(tx, { business, id, leftovers: JSON.stringify(leftovers) })
