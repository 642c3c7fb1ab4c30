import type { Author } from '../domain/conversation.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { SendRecord } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { handoffFor } from './deliveries.ts'
import { type HandoffToOpen, openHandoffs } from './handoffs.ts'
import { lockConversations } from './locks.ts'
import { statement, type Tx } from './statement.ts'
import { applyOrphans, NAME_MESSAGES } from './statuses.ts'
import { finish, lockHeld, wake } from './work.ts'

const KEY = { business: 'text', id: 'id' } as const

interface DeliveryRow {
  business: string
  id: string
  conversation: string
  line: string
  author: Author
  state: DeliveryState
  attempts: number
  unknown_at: number | null
  error_code: number | null
  error_reason: string | null
}

const LOCK_DELIVERIES = statement<{ rows: readonly object[] }, DeliveryRow>(
  ({ rows, forUpdate }) => `
  select d.business, d.id, d.conversation, d.line, d.author, d.state, d.attempts, d.unknown_at, d.error_code, d.error_reason
  from deliveries d join ${rows(':rows', 'wanted', KEY)} on d.business = wanted.business and d.id = wanted.id
  order by d.id ${forUpdate('d')}`,
)

const RECORD = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update deliveries set state = done.state, wamid = coalesce(deliveries.wamid, done.wamid), due_at = coalesce(done.due_at, deliveries.due_at),
    unknown_at = done.unknown_at, error_code = done.error_code, error_reason = done.error_reason
  from ${rows(':rows', 'done', {
    ...KEY,
    state: 'text',
    wamid: 'text',
    due_at: 'ms',
    unknown_at: 'ms',
    error_code: 'int',
    error_reason: 'text',
  })}
  where deliveries.business = done.business and deliveries.id = done.id`,
)

const STILL_OPEN = statement<{ rows: readonly object[] }, { conversation: string }>(
  ({ rows }) => `
  select distinct d.conversation from ${rows(':rows', 'wanted', KEY)}
  join deliveries d on d.business = wanted.business and d.conversation = wanted.id and d.state in ('queued', 'claimed', 'unknown')`,
)

/** Writes down what became of each attempt. A status that was faster than the answer has already moved it further. */
export async function recordSends(tx: Tx, records: readonly SendRecord[], ids: Ids): Promise<{ more: boolean }[]> {
  const keys = records.map(({ work }) => ({ business: work.business, id: work.key }))
  await lockConversations(tx, keys)
  const held = await lockHeld(
    tx,
    records.map(({ work }) => work),
  )
  const rows = await LOCK_DELIVERIES(tx, {
    rows: records.map(({ work, delivery }) => ({ business: work.business, id: delivery })),
  })
  const deliveries = new Map(rows.map((row) => [row.id, row]))
  const called: HandoffToOpen[] = []
  const settledByStranger: DeliveryRow[] = []
  const done = records.flatMap((record) => {
    const row = deliveries.get(record.delivery)
    if (!row || row.attempts !== record.attempt) return []
    const after = settle(row, record)
    if (after.state === 'failed' && row.state !== 'failed' && row.author === 'agent')
      called.push(handoffFor(row, ids.next(), `WhatsApp refused a reply: ${after.error_reason}`, record.now))
    if (row.state === 'unknown' && after.state !== 'unknown' && !held.has(record.work)) settledByStranger.push(row)
    return [{ business: row.business, id: row.id, line: row.line, ...after }]
  })
  if (done.length > 0) await RECORD(tx, { rows: done })
  const named = done.flatMap(({ business, id, line, wamid }) => (wamid ? [{ business, id, line, wamid }] : []))
  if (named.length > 0) {
    await NAME_MESSAGES(tx, { rows: named })
    await applyOrphans(tx, named, ids, records[0]!.now)
  }
  await openHandoffs(tx, called)
  // The worker that sent it was thought dead; whoever took over waits for a status that need not come any more.
  if (settledByStranger.length > 0)
    await wake(
      tx,
      settledByStranger.map(({ business, conversation }) => ({
        business,
        kind: 'deliver',
        key: conversation,
        due_at: records[0]!.now,
      })),
    )
  const open = new Set((await STILL_OPEN(tx, { rows: keys })).map(({ conversation }) => conversation))
  await finish(
    tx,
    records.filter(({ work }) => !open.has(work.key)).map(({ work }) => work),
  )
  return records.map(({ work }) => ({ more: open.has(work.key) }))
}

/** Only what is still open is moved by the answer to its request; where a status has spoken, it adds the name at most. */
function settle(row: DeliveryRow, { outcome, retryAt, now }: SendRecord) {
  const { state, unknown_at, error_code, error_reason } = row
  const as = { state, wamid: outcome.kind === 'accepted' ? outcome.wamid : null, unknown_at, error_code, error_reason }
  if (state !== 'claimed' && state !== 'unknown' && state !== 'unconfirmed') return as
  switch (outcome.kind) {
    case 'accepted':
      return { ...as, state: 'accepted', error_code: null, error_reason: null }
    case 'unknown':
      if (state !== 'claimed') return as
      return { ...as, state: 'unknown', unknown_at: now, error_code: null, error_reason: outcome.reason }
    case 'retry':
    case 'refused': {
      const again = outcome.kind === 'retry' && retryAt !== undefined
      return {
        ...as,
        state: again ? 'queued' : 'failed',
        due_at: again ? Math.ceil(retryAt) : null,
        error_code: outcome.code,
        error_reason: outcome.reason,
      }
    }
  }
}
