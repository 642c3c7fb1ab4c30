import type { Author } from '../domain/conversation.ts'
import { afterStatus, type DeliveryState, type Status } from '../domain/delivery.ts'
import type { ReceivedStatus, StatusEffect } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { reactToOurs } from './amendments.ts'
import { heardOfCustomers } from './consents.ts'
import { lockConversations, needsLocks } from './locks.ts'
import { openHandoffs } from './open-handoffs.ts'
import { isId, statement, type Tx } from './statement.ts'
import { applyUsual } from './usual-statuses.ts'
import { wake } from './work.ts'

interface DeliveryRow {
  business: string
  id: string
  line: string
  conversation: string
  author: Author
  state: DeliveryState
  wamid: string | null
  campaign: string | null
}

interface StatusRow {
  status: Status
  wamid: string
  at: number
  error_code: number | null
  error_reason: string | null
}

const KEY = { business: 'text', id: 'id' } as const
const NAME = { business: 'text', line: 'text', wamid: 'text' } as const
const COLUMNS = 'd.business, d.id, d.line, d.conversation, d.author, d.state, d.wamid, d.campaign'

const FIND_BY_ID = statement<{ rows: readonly object[] }, DeliveryRow>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `select ${COLUMNS} from deliveries d ${join} where d.business = ${row.business} and d.id = ${row.id}`
})

const LOCK = statement<{ rows: readonly object[] }, DeliveryRow>(({ each, forUpdate }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select ${COLUMNS} from deliveries d ${join} where d.business = ${row.business} and d.id = ${row.id}
  order by d.id ${forUpdate('d')}`
})

const FIND_BY_WAMID = statement<{ rows: readonly object[] }, DeliveryRow>(({ each }) => {
  const { row, join } = each('wanted', NAME)
  return `
  select ${COLUMNS} from deliveries d ${join}
  where d.business = ${row.business} and d.line = ${row.line} and d.wamid = ${row.wamid}`
})

const MOVE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('moved', {
    ...KEY,
    state: 'text',
    sent_at: 'ms',
    delivered_at: 'ms',
    read_at: 'ms',
    played_at: 'ms',
    failed_at: 'ms',
    error_code: 'int',
    error_reason: 'text',
  })
  return `
  update deliveries set state = ${row.state},
    sent_at = coalesce(deliveries.sent_at, ${row.sent_at}), delivered_at = coalesce(deliveries.delivered_at, ${row.delivered_at}),
    read_at = coalesce(deliveries.read_at, ${row.read_at}), played_at = coalesce(deliveries.played_at, ${row.played_at}),
    failed_at = coalesce(deliveries.failed_at, ${row.failed_at}),
    error_code = coalesce(${row.error_code}, deliveries.error_code), error_reason = coalesce(${row.error_reason}, deliveries.error_reason)
  ${from} where deliveries.business = ${row.business} and deliveries.id = ${row.id}`
})

/** Apart from where it moves: a name is given once, and writing it again would cost its index each time. */
const NAME_DELIVERIES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('named', { ...KEY, wamid: 'text' })
  return `
  update deliveries set wamid = ${row.wamid} ${from}
  where deliveries.business = ${row.business} and deliveries.id = ${row.id} and deliveries.wamid is null`
})

const KEEP_ORPHANS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('early', {
    ...NAME,
    status: 'text',
    at: 'ms',
    error_code: 'int',
    error_reason: 'text',
  })
  return `
  insert into orphan_statuses (business, line, wamid, status, at, error_code, error_reason)
  ${values(
    [row.business, row.line, row.wamid, row.status, row.at, row.error_code, row.error_reason],
    [row.business, row.line, row.wamid, row.status],
  )}
  on conflict (business, line, wamid, status) do nothing`
})

const TAKE_ORPHANS = statement<{ rows: readonly object[] }, StatusRow & { business: string; line: string }>(
  ({ each }) => {
    const { row, using } = each('named', NAME)
    return `
  delete from orphan_statuses ${using}
  where orphan_statuses.business = ${row.business} and orphan_statuses.line = ${row.line} and orphan_statuses.wamid = ${row.wamid}
  returning orphan_statuses.business, orphan_statuses.line, orphan_statuses.wamid, status, at, error_code, error_reason`
  },
)

const LATE_ORPHANS = statement<
  Record<string, never>,
  { business: string; id: string; line: string; wamid: string; conversation: string }
>(
  () => `
  select distinct d.business, d.id, d.line, d.wamid, d.conversation from orphan_statuses o
  join deliveries d on d.business = o.business and d.line = o.line and d.wamid = o.wamid`,
)

interface Move {
  readonly row: DeliveryRow
  readonly state: DeliveryState
  readonly wamid: string
  readonly columns: Record<string, unknown>
}

/** Moves one delivery through the statuses that speak of it, in whatever order they came. */
function move(row: DeliveryRow, statuses: readonly StatusRow[]): Move {
  let { state } = row
  const columns: Record<string, unknown> = {}
  for (const { status, at, error_code, error_reason } of statuses) {
    state = afterStatus(state, status)
    columns[`${status}_at`] ??= at
    if (status === 'failed') Object.assign(columns, { error_code, error_reason })
  }
  return { row, state, wamid: row.wamid ?? statuses[0]!.wamid, columns }
}

const nameOf = ({ business, line, wamid }: { business: string; line: string; wamid: string | null }) =>
  `${business} ${line} ${wamid}`
const keyOf = (business: string, id: string) => `${business} ${id}`

/** Finds the delivery of each status: by the attempt it echoes, else by the name Meta gave the message. */
async function findOwners(tx: Tx, batch: readonly ReceivedStatus[]) {
  const byKey = new Map<string, DeliveryRow>()
  const byName = new Map<string, DeliveryRow>()
  const echoed = batch.flatMap(({ business, delivery }) =>
    delivery && isId(delivery) ? [{ business, id: delivery }] : [],
  )
  for (const row of echoed.length > 0 ? await FIND_BY_ID(tx, { rows: echoed }) : [])
    byKey.set(keyOf(row.business, row.id), row)
  const rest = batch.filter(({ business, delivery }) => !delivery || !byKey.has(keyOf(business, delivery)))
  for (const row of rest.length > 0 ? await FIND_BY_WAMID(tx, { rows: rest }) : []) byName.set(nameOf(row), row)

  return (status: ReceivedStatus) =>
    byKey.get(keyOf(status.business, status.delivery ?? '')) ?? byName.get(nameOf(status))
}

/** Locks the conversations first, as every other transaction does, and looks at the deliveries again. */
async function lock(tx: Tx, rows: readonly DeliveryRow[]): Promise<Map<string, DeliveryRow>> {
  if (!needsLocks(tx.dialect)) return new Map(rows.map((row) => [row.id, row]))
  await lockConversations(
    tx,
    rows.map(({ business, conversation }) => ({ business, id: conversation })),
  )
  const keys = rows.map(({ business, id }) => ({ business, id }))
  return new Map((await LOCK(tx, { rows: keys })).map((row) => [row.id, row]))
}

export async function applyStatuses(
  tx: Tx,
  batch: readonly ReceivedStatus[],
  ids: Ids,
  now: number,
): Promise<StatusEffect[]> {
  const usual = await applyUsual(tx, batch, now)
  const others = batch.filter((status) => !usual.has(status))
  const effects = others.length > 0 ? await applyOthers(tx, others, ids, now) : []
  return batch.map((status) => (usual.has(status) ? { kind: 'moved', wakeAt: undefined } : effects.shift()!))
}

async function applyOthers(tx: Tx, batch: readonly ReceivedStatus[], ids: Ids, now: number): Promise<StatusEffect[]> {
  const ownerOf = await findOwners(tx, batch)
  const orphans = batch.filter((status) => !ownerOf(status))
  if (orphans.length > 0) await KEEP_ORPHANS(tx, { rows: orphans.map((one) => ({ ...one, ...toRow(one) })) })

  const owned = batch.filter((status) => ownerOf(status))
  if (owned.length === 0) return batch.map(() => ({ kind: 'orphan', wakeAt: undefined }))
  const rows = await lock(
    tx,
    owned.map((status) => ownerOf(status)!),
  )
  const grouped = Map.groupBy(owned, (status) => ownerOf(status)!.id)
  const moves = new Map([...grouped].map(([id, statuses]) => [id, move(rows.get(id)!, statuses.map(toRow))]))
  await store(tx, [...moves.values()], ids, now)

  return batch.map((status) => {
    const owner = ownerOf(status)
    if (!owner) return { kind: 'orphan', wakeAt: undefined }
    const { row, state } = moves.get(owner.id)!
    return {
      kind: row.state === state ? 'unmoved' : 'moved',
      wakeAt: row.state === 'unknown' && state !== 'unknown' ? now : undefined,
      campaign: row.campaign ?? undefined,
    }
  })
}

const toRow = ({ status, wamid, at, error }: ReceivedStatus): StatusRow => ({
  status,
  wamid,
  at,
  error_code: error?.code ?? null,
  error_reason: error?.reason ?? null,
})

/** Stores where deliveries have moved, with all that follows from it. */
async function store(tx: Tx, moves: readonly Move[], ids: Ids, now: number): Promise<void> {
  if (moves.length === 0) return
  await MOVE(tx, {
    rows: moves.map(({ row: { business, id }, state, columns }) => ({ business, id, state, ...columns })),
  })
  for (const { row, state } of moves)
    if (row.state !== state) tx.tell({ kind: 'status', business: row.business, id: row.id, state, at: now })
  const settled = moves.filter(({ row, state }) => row.state === 'unknown' && state !== 'unknown')
  if (settled.length > 0)
    await wake(
      tx,
      settled.map(({ row }) => ({ business: row.business, kind: 'deliver', key: row.conversation, due_at: now })),
    )
  // A reply that failed after it was accepted leaves the customer without an answer: people must know.
  await openHandoffs(
    tx,
    moves
      .filter(({ row, state }) => state === 'failed' && row.state !== 'failed' && row.author === 'agent')
      .map(({ row }) => ({
        business: row.business,
        id: row.conversation,
        line: row.line,
        handoff: { id: ids.next(), reason: 'agent_failed', summary: 'WhatsApp could not deliver a reply.' },
        now,
      })),
  )
  await heardOfCustomers(
    tx,
    moves
      .filter(({ row, state }) => state === 'failed' && row.state !== state)
      .map(({ row, columns }) => ({ ...row, delivery: row.id, code: columns.error_code as number | null })),
    ids,
    now,
  )
  const named = moves
    .filter(({ row }) => row.wamid === null)
    .map(({ row: { business, id, line }, wamid }) => ({ business, id, line, wamid }))
  if (named.length === 0) return
  await NAME_DELIVERIES(tx, { rows: named })
  await applyOrphans(tx, named, ids, now)
  await reactToOurs(tx, named, now)
}

/** Statuses may come before the answer that names their message; once it has its name, they are applied. */
export async function applyOrphans(
  tx: Tx,
  named: readonly { business: string; id: string; line: string; wamid: string }[],
  ids: Ids,
  now: number,
): Promise<void> {
  const taken = await TAKE_ORPHANS(tx, { rows: named })
  if (taken.length === 0) return
  const statuses = Map.groupBy(taken, nameOf)
  const moves = (await LOCK(tx, { rows: named })).flatMap((row) => {
    const own = statuses.get(nameOf(row))
    return own ? [move(row, own)] : []
  })
  await store(tx, moves, ids, now)
}

const FORGET_ORPHANS = statement<{ before: number }>(() => 'delete from orphan_statuses where at < :before')

export async function forgetOrphans(tx: Tx, before: number): Promise<void> {
  await FORGET_ORPHANS(tx, { before })
}

/** Two transactions that ran at once may have missed each other: a status and the answer that names its message. */
export async function joinLateOrphans(tx: Tx, ids: Ids, now: number): Promise<number> {
  const late = await LATE_ORPHANS(tx, {})
  if (late.length === 0) return 0
  await lockConversations(
    tx,
    late.map(({ business, conversation }) => ({ business, id: conversation })),
  )
  await applyOrphans(tx, late, ids, now)
  return late.length
}
