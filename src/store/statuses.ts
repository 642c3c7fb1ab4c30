import type { Author } from '../domain/conversation.ts'
import { afterStatus, type DeliveryState, type Status } from '../domain/delivery.ts'
import type { ReceivedStatus, StatusEffect } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { NAME_MESSAGES } from './deliveries.ts'
import { openHandoffs } from './handoffs.ts'
import { statement, type Tx } from './statement.ts'
import { wake } from './work.ts'

interface DeliveryRow {
  business: string
  id: string
  line: string
  conversation: string
  author: Author
  state: DeliveryState
  wamid: string | null
}

interface StatusRow {
  status: Status
  wamid: string
  at: number
  error_code: number | null
  error_reason: string | null
}

const COLUMNS = 'd.business, d.id, d.line, d.conversation, d.author, d.state, d.wamid'

const FIND_BY_ID = statement<{ rows: readonly object[] }, DeliveryRow>(
  ({ rows, forUpdate }) => `
  select ${COLUMNS} from deliveries d join ${rows(':rows', 'wanted', { business: 'text', id: 'id' })}
    on d.business = wanted.business and d.id = wanted.id order by d.id ${forUpdate('d')}`,
)

const FIND_BY_WAMID = statement<{ rows: readonly object[] }, DeliveryRow>(
  ({ rows, forUpdate }) => `
  select ${COLUMNS} from deliveries d join ${rows(':rows', 'wanted', { business: 'text', line: 'text', wamid: 'text' })}
    on d.business = wanted.business and d.line = wanted.line and d.wamid = wanted.wamid order by d.id ${forUpdate('d')}`,
)

const MOVE = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update deliveries set state = moved.state, wamid = coalesce(deliveries.wamid, moved.wamid),
    sent_at = coalesce(deliveries.sent_at, moved.sent_at), delivered_at = coalesce(deliveries.delivered_at, moved.delivered_at),
    read_at = coalesce(deliveries.read_at, moved.read_at), played_at = coalesce(deliveries.played_at, moved.played_at),
    failed_at = coalesce(deliveries.failed_at, moved.failed_at),
    error_code = coalesce(moved.error_code, deliveries.error_code), error_reason = coalesce(moved.error_reason, deliveries.error_reason)
  from ${rows(':rows', 'moved', {
    business: 'text',
    id: 'id',
    state: 'text',
    wamid: 'text',
    sent_at: 'ms',
    delivered_at: 'ms',
    read_at: 'ms',
    played_at: 'ms',
    failed_at: 'ms',
    error_code: 'int',
    error_reason: 'text',
  })}
  where deliveries.business = moved.business and deliveries.id = moved.id`,
)

const KEEP_ORPHANS = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  insert into orphan_statuses (business, line, wamid, status, at, error_code, error_reason)
  select business, line, wamid, status, at, error_code, error_reason
  from ${rows(':rows', 'early', {
    business: 'text',
    line: 'text',
    wamid: 'text',
    status: 'text',
    at: 'ms',
    error_code: 'int',
    error_reason: 'text',
  })} where true order by business, line, wamid, status
  on conflict (business, line, wamid, status) do nothing`,
)

const TAKE_ORPHANS = statement<{ rows: readonly object[] }, StatusRow & { line: string }>(
  ({ rows }) => `
  delete from orphan_statuses where (business, line, wamid) in (
    select business, line, wamid from ${rows(':rows', 'named', { business: 'text', line: 'text', wamid: 'text' })})
  returning line, wamid, status, at, error_code, error_reason`,
)

const LATE_ORPHANS = statement<Record<string, never>, { business: string; id: string; line: string; wamid: string }>(
  () => `
  select distinct d.business, d.id, d.line, d.wamid from orphan_statuses o
  join deliveries d on d.business = o.business and d.line = o.line and d.wamid = o.wamid`,
)

/** Moves one delivery through the statuses that speak of it, in whatever order they came. */
function move({ business, id, state, wamid }: DeliveryRow, statuses: readonly StatusRow[]) {
  let after = state
  const moved: Record<string, unknown> = { business, id }
  for (const { status, at, error_code, error_reason } of statuses) {
    after = afterStatus(after, status)
    moved[`${status}_at`] ??= at
    if (status === 'failed') Object.assign(moved, { error_code, error_reason })
  }
  return { ...moved, state: after, wamid: wamid ?? statuses[0]!.wamid, before: state }
}

export async function applyStatuses(
  tx: Tx,
  batch: readonly ReceivedStatus[],
  ids: Ids,
  now: number,
): Promise<StatusEffect[]> {
  const byId = batch.flatMap(({ business, delivery }) => (delivery ? [{ business, id: delivery }] : []))
  const found = new Map<string, DeliveryRow>()
  for (const row of byId.length > 0 ? await FIND_BY_ID(tx, { rows: byId }) : []) found.set(row.id, row)
  const rest = batch.filter(({ delivery }) => !delivery || !found.has(delivery))
  const byWamid = new Map<string, DeliveryRow>()
  for (const row of rest.length > 0 ? await FIND_BY_WAMID(tx, { rows: rest }) : []) {
    found.set(row.id, row)
    byWamid.set(`${row.line} ${row.wamid}`, row)
  }
  const ownerOf = ({ delivery, line, wamid }: ReceivedStatus) =>
    (delivery ? found.get(delivery) : undefined) ?? byWamid.get(`${line} ${wamid}`)

  const orphans = batch.filter((status) => !ownerOf(status))
  if (orphans.length > 0) await KEEP_ORPHANS(tx, { rows: orphans.map((one) => ({ ...one, ...toRow(one) })) })
  const grouped = Map.groupBy(
    batch.filter((status) => ownerOf(status)),
    (status) => ownerOf(status)!.id,
  )
  const moves = [...grouped].map(([id, statuses]) => move(found.get(id)!, statuses.map(toRow)))
  await store(tx, moves, found, ids, now)

  const states = new Map(moves.map((one) => [String((one as { id?: unknown }).id), one]))
  return batch.map((status) => {
    const owner = ownerOf(status)
    if (!owner) return { kind: 'orphan', wakeAt: undefined }
    const { before, state } = states.get(owner.id)!
    return {
      kind: before === state ? 'unmoved' : 'moved',
      wakeAt: before === 'unknown' && state !== 'unknown' ? now : undefined,
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

async function store(
  tx: Tx,
  moves: ReturnType<typeof move>[],
  deliveries: Map<string, DeliveryRow>,
  ids: Ids,
  now: number,
) {
  if (moves.length === 0) return
  await MOVE(tx, { rows: moves })
  const changed = moves.map((one) => ({ ...one, row: deliveries.get(String((one as { id?: unknown }).id))! }))
  const named = changed.filter(({ row }) => row.wamid === null)
  if (named.length > 0)
    await NAME_MESSAGES(tx, { rows: named.map(({ row, wamid }) => ({ business: row.business, id: row.id, wamid })) })
  const settled = changed.filter(({ before, state }) => before === 'unknown' && state !== 'unknown')
  if (settled.length > 0)
    await wake(
      tx,
      settled.map(({ row }) => ({ business: row.business, kind: 'deliver', key: row.conversation, due_at: now })),
    )
  // A reply that failed after it was accepted leaves the customer without an answer: people must know.
  await openHandoffs(
    tx,
    changed
      .filter(({ before, state, row }) => state === 'failed' && before !== 'failed' && row.author === 'agent')
      .map(({ row }) => ({
        business: row.business,
        id: row.conversation,
        line: row.line,
        handoff: { id: ids.next(), reason: 'agent_failed', summary: 'WhatsApp could not deliver a reply.' },
        now,
      })),
  )
}

/** Statuses may come before the answer that names their message; once it has its name, they are applied. */
export async function applyOrphans(
  tx: Tx,
  named: readonly { business: string; id: string; line: string; wamid: string }[],
): Promise<void> {
  const taken = await TAKE_ORPHANS(tx, { rows: named })
  if (taken.length === 0) return
  const statuses = Map.groupBy(taken, ({ line, wamid }) => `${line} ${wamid}`)
  const rows = await FIND_BY_ID(tx, { rows: named })
  const moves = rows.flatMap((row) => {
    const own = statuses.get(`${row.line} ${row.wamid}`)
    return own ? [move(row, own)] : []
  })
  if (moves.length > 0) await MOVE(tx, { rows: moves })
}

/** Two transactions that ran at once may have missed each other: a status and the answer that names its message. */
export async function joinLateOrphans(tx: Tx): Promise<number> {
  const late = await LATE_ORPHANS(tx, {})
  if (late.length > 0) await applyOrphans(tx, late)
  return late.length
}
