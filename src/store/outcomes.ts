import type { Author } from '../domain/conversation.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { SendRecord, SendRecorded } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { reactToOurs } from './amendments.ts'
import { handoffFor, OPEN_STATES } from './claims.ts'
import { heardOfCustomers } from './consents.ts'
import { lockConversations } from './locks.ts'
import { type HandoffToOpen, openHandoffs } from './open-handoffs.ts'
import { pauseLines, resumeLines } from './pauses.ts'
import { statement, type Tx } from './statement.ts'
import { applyOrphans } from './statuses.ts'
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

const LOCK_DELIVERIES = statement<{ rows: readonly object[] }, DeliveryRow>(({ each, forUpdate }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select d.business, d.id, d.conversation, d.line, d.author, d.state, d.attempts, d.unknown_at, d.error_code, d.error_reason
  from deliveries d ${join} where d.business = ${row.business} and d.id = ${row.id}
  order by d.id ${forUpdate('d')}`
})

const RECORD = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('done', {
    ...KEY,
    state: 'text',
    wamid: 'text',
    due_at: 'ms',
    unknown_at: 'ms',
    error_code: 'int',
    error_reason: 'text',
  })
  return `
  update deliveries set state = ${row.state}, wamid = coalesce(deliveries.wamid, ${row.wamid}), due_at = coalesce(${row.due_at}, deliveries.due_at),
    unknown_at = ${row.unknown_at}, error_code = ${row.error_code}, error_reason = ${row.error_reason}
  ${from} where deliveries.business = ${row.business} and deliveries.id = ${row.id}`
})

const STILL_OPEN = statement<{ rows: readonly object[] }, { conversation: string }>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select distinct d.conversation from deliveries d ${join}
  where d.business = ${row.business} and d.conversation = ${row.id} and d.state in ${OPEN_STATES}`
})

/** Writes down what became of each attempt. A status that was faster than the answer has already moved it further. */
export async function recordSends(tx: Tx, records: readonly SendRecord[], ids: Ids): Promise<SendRecorded[]> {
  const keys = records.map(({ work }) => ({ business: work.business, id: work.key }))
  const { now } = records[0]!
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
    if (after.state !== row.state)
      tx.tell({ kind: 'status', business: row.business, id: row.id, state: after.state, at: now })
    if (after.state === 'failed' && row.state !== 'failed' && row.author === 'agent')
      called.push(handoffFor(row, ids.next(), `WhatsApp refused a reply: ${after.error_reason}`, record.now))
    if (row.state === 'unknown' && after.state !== 'unknown' && !held.has(record.work)) settledByStranger.push(row)
    return [{ business: row.business, id: row.id, line: row.line, ...after }]
  })
  if (done.length > 0) await RECORD(tx, { rows: done })
  const named = done.flatMap(({ business, id, line, wamid }) => (wamid ? [{ business, id, line, wamid }] : []))
  if (named.length > 0) {
    await applyOrphans(tx, named, ids, now)
    await reactToOurs(tx, named, now)
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
        due_at: now,
      })),
    )
  await heardOfCustomers(
    tx,
    done.flatMap(({ id, state, error_code }) => {
      const row = deliveries.get(id)!
      return state === 'failed' && row.state !== state ? [{ ...row, delivery: id, code: error_code }] : []
    }),
    ids,
    now,
  )
  const resumed = await judgeLines(tx, records, deliveries)
  const open = new Set((await STILL_OPEN(tx, { rows: keys })).map(({ conversation }) => conversation))
  const again = await finish(
    tx,
    records.filter(({ work }) => !open.has(work.key)).map(({ work }) => work),
  )
  return records.map(({ work }) => ({ more: open.has(work.key), again: again.has(work.key), resumed }))
}

/** What the answers say of their lines: one that Meta lets send nothing is paused, a probe that passed lifts the pause. */
async function judgeLines(tx: Tx, records: readonly SendRecord[], deliveries: ReadonlyMap<string, DeliveryRow>) {
  const faulty: { business: string; line: string; code: number; reason: string; now: number }[] = []
  const sound: { business: string; line: string }[] = []
  for (const { delivery, outcome, probe, now } of records) {
    const row = deliveries.get(delivery)
    if (!row) continue
    const { business, line } = row
    if (outcome.kind === 'line-fault') faulty.push({ business, line, code: outcome.code, reason: outcome.reason, now })
    if (outcome.kind === 'accepted' && probe) sound.push({ business, line })
  }
  await pauseLines(tx, distinctLines(faulty))
  return resumeLines(tx, distinctLines(sound), records[0]!.now)
}

/** PostgreSQL writes a row only once in a statement. */
function distinctLines<Named extends { business: string; line: string }>(named: readonly Named[]): Named[] {
  return [...new Map(named.map((one) => [`${one.business} ${one.line}`, one])).values()]
}

/** Only what is still open is moved by the answer to its request; where a status has spoken, it adds the name at most. */
function settle(
  row: DeliveryRow,
  { outcome, retryAt, now }: SendRecord,
): Pick<DeliveryRow, 'state' | 'unknown_at' | 'error_code' | 'error_reason'> & {
  wamid: string | null
  due_at?: number | null
} {
  const { state, unknown_at, error_code, error_reason } = row
  const as = { state, wamid: outcome.kind === 'accepted' ? outcome.wamid : null, unknown_at, error_code, error_reason }
  if (state !== 'claimed' && state !== 'unknown' && state !== 'unconfirmed') return as
  switch (outcome.kind) {
    case 'accepted':
      return { ...as, state: 'accepted', error_code: null, error_reason: null }
    case 'unknown':
      if (state !== 'claimed') return as
      return { ...as, state: 'unknown', unknown_at: now, error_code: null, error_reason: outcome.reason }
    case 'line-fault':
      return { ...as, state: 'queued', due_at: now, error_code: outcome.code, error_reason: outcome.reason }
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
