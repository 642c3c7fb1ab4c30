import { type Author, mayStillSend, type Owner } from '../domain/conversation.ts'
import type { Address } from '../domain/customer.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import { nextSlot } from '../domain/pace.ts'
import { isWindowOpen } from '../domain/window.ts'
import type { ClaimedDelivery, NextSend, SendClaim, SendRecord } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { type HandoffToOpen, openHandoffs } from './handoffs.ts'
import { statement, type Tx } from './statement.ts'
import { applyOrphans } from './statuses.ts'
import { finish, lockHeld, postpone } from './work.ts'

export interface OutboundRow {
  business: string
  id: string
  conversation: string
  position: number
  line: string
  author: Author
  epoch: number
  phone: string | null
  bsuid: string | null
  text: string
  turn: string | null
  now: number
}

const KEY = { business: 'text', id: 'id' } as const
const OUTBOUND = { ...KEY, conversation: 'id', position: 'int', line: 'text', author: 'text', now: 'ms' } as const

const INSERT_MESSAGES = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  insert into messages (business, id, conversation, position, line, phone_number_id, author, kind, text, sent_at, received_at, turn)
  select business, id, conversation, position, line, '', author, 'text', text, now, now, turn
  from ${rows(':rows', 'fresh', { ...OUTBOUND, text: 'text', turn: 'id' })}`,
)

const INSERT_DELIVERIES = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  insert into deliveries (business, id, conversation, position, line, author, epoch, phone, bsuid, state, attempts, due_at, created_at)
  select business, id, conversation, position, line, author, epoch, phone, bsuid, 'queued', 0, now, now
  from ${rows(':rows', 'fresh', { ...OUTBOUND, epoch: 'int', phone: 'text', bsuid: 'text' })}`,
)

export async function insertOutbound(tx: Tx, rows: readonly OutboundRow[]): Promise<void> {
  if (rows.length === 0) return
  await INSERT_MESSAGES(tx, { rows })
  await INSERT_DELIVERIES(tx, { rows })
}

interface HeadRow {
  business: string
  conversation: string
  owner: Owner
  conversation_epoch: number
  last_inbound_at: number
  id: string | null
  line: string
  author: Author
  epoch: number
  phone: string | null
  bsuid: string | null
  state: DeliveryState
  attempts: number
  due_at: number
  unknown_at: number | null
  text: string
  nth_last: number | null
}

const LOCK_CONVERSATIONS = statement<{ rows: readonly object[] }, { id: string }>(
  ({ rows, forUpdate }) => `
  select c.id from conversations c join ${rows(':rows', 'wanted', KEY)} on c.business = wanted.business and c.id = wanted.id
  order by c.id ${forUpdate('c')}`,
)

/** The first open delivery of each conversation, with all that decides whether it may leave now. */
const heads = (scope: 'conversation' | 'line') =>
  statement<{ rows: readonly object[]; since: number; nth: number }, HeadRow>(
    ({ rows }) => `
  select c.business, c.id as conversation, c.owner, c.epoch as conversation_epoch, c.last_inbound_at,
    d.id, c.line, d.author, d.epoch, d.phone, d.bsuid, d.state, d.attempts, d.due_at, d.unknown_at, m.text,
    (select e.claimed_at from deliveries e
      where e.business = c.business and e.${scope} = c.${scope === 'line' ? 'line' : 'id'} and e.claimed_at > :since
      order by e.claimed_at desc limit 1 offset :nth) as nth_last
  from ${rows(':rows', 'wanted', KEY)}
  join conversations c on c.business = wanted.business and c.id = wanted.id
  left join deliveries d on d.business = c.business and d.conversation = c.id
    and d.state in ('queued', 'claimed', 'unknown')
    and d.position = (select min(o.position) from deliveries o
      where o.business = c.business and o.conversation = c.id and o.state in ('queued', 'claimed', 'unknown'))
  left join messages m on m.business = d.business and m.id = d.id`,
  )
const HEADS_BY_CUSTOMER = heads('conversation')
const HEADS_BY_LINE = heads('line')

const MOVE = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update deliveries set state = moved.state, attempts = moved.attempts,
    claimed_at = coalesce(moved.claimed_at, deliveries.claimed_at), unknown_at = coalesce(moved.unknown_at, deliveries.unknown_at),
    error_code = moved.error_code, error_reason = moved.error_reason
  from ${rows(':rows', 'moved', {
    ...KEY,
    state: 'text',
    attempts: 'int',
    claimed_at: 'ms',
    unknown_at: 'ms',
    error_code: 'int',
    error_reason: 'text',
  })}
  where deliveries.business = moved.business and deliveries.id = moved.id`,
)

/** What the claim decides about the head of one conversation. */
type Verdict = NextSend | { kind: 'claim' }

function judge(head: HeadRow, { now, rateLimit, unconfirmedAfterMs }: SendClaim): Verdict {
  if (head.id === null) return { kind: 'done' }
  const settled = (state: DeliveryState, because: string): Verdict => ({
    kind: 'settled',
    delivery: head.id!,
    state,
    because,
  })
  if (head.state === 'claimed') return settled('unknown', 'the process that sent it died before it heard an answer')
  if (head.state === 'unknown') {
    const limit = (head.unknown_at ?? now) + unconfirmedAfterMs
    return limit > now
      ? { kind: 'later', at: limit, because: 'unknown' }
      : settled('unconfirmed', 'no status confirmed it')
  }
  if (!mayStillSend(head.author, head.epoch, { owner: head.owner, epoch: head.conversation_epoch }))
    return settled('dropped', 'a person took the conversation over')
  if (!isWindowOpen(head.last_inbound_at, now)) return settled('failed', 'window_closed')
  if (head.due_at > now) return { kind: 'later', at: head.due_at, because: 'retry' }
  const slot = nextSlot({ limit: rateLimit, nthLast: head.nth_last ?? undefined, now })
  return slot > now ? { kind: 'later', at: slot, because: 'rate-limit' } : { kind: 'claim' }
}

/**
 * Decides for each conversation what happens to its next message, in one transaction that looks at owner, epoch and
 * window last. What is claimed here is written to the wire right after.
 */
export async function claimNextSends(tx: Tx, claims: readonly SendClaim[], ids: Ids): Promise<NextSend[]> {
  const { now, rateLimit } = claims[0]!
  await LOCK_CONVERSATIONS(tx, { rows: claims.map(({ conversation }) => conversation) })
  const held = await lockHeld(
    tx,
    claims.map(({ work }) => work),
  )
  const query = rateLimit.scope === 'line' ? HEADS_BY_LINE : HEADS_BY_CUSTOMER
  const found = await query(tx, {
    rows: claims.map(({ conversation }) => conversation),
    since: now - rateLimit.windowMs,
    nth: rateLimit.most - 1,
  })
  const byConversation = new Map(found.map((row) => [row.conversation, row]))

  const moved: object[] = []
  const called: HandoffToOpen[] = []
  const results = claims.map((claim): NextSend => {
    const head = byConversation.get(claim.conversation.id)
    if (!head || !held.has(claim.work.key)) return { kind: 'lost' }
    const verdict = judge(head, claim)
    if (verdict.kind === 'claim') {
      const attempt = head.attempts + 1
      moved.push({ ...idOf(head), state: 'claimed', attempts: attempt, claimed_at: now })
      return { kind: 'send', delivery: toClaimed(head, attempt) }
    }
    if (verdict.kind === 'settled') {
      const unknown_at = verdict.state === 'unknown' ? now : null
      moved.push({
        ...idOf(head),
        state: verdict.state,
        attempts: head.attempts,
        unknown_at,
        error_reason: verdict.because,
      })
      if (head.author === 'agent' && (verdict.state === 'unconfirmed' || verdict.state === 'failed'))
        called.push(handoffFor(head, ids.next(), `A reply was not delivered: ${verdict.because}.`, now))
    }
    return verdict
  })
  if (moved.length > 0) await MOVE(tx, { rows: moved })
  await openHandoffs(tx, called)
  await finish(tx, workWhere('done'))
  await postpone(
    tx,
    claims.flatMap(({ work }, index) => {
      const result = results[index]!
      return result.kind === 'later' ? [{ ...work, due_at: result.at }] : []
    }),
  )
  return results

  function workWhere(kind: NextSend['kind']) {
    return claims.filter((_, index) => results[index]!.kind === kind).map(({ work }) => work)
  }
}

const idOf = ({ business, id }: HeadRow) => ({ business, id: id! })

function toClaimed({ id, line, phone, bsuid, text, author }: HeadRow, attempt: number): ClaimedDelivery {
  const to: Address = phone ? { phone } : { bsuid: bsuid ?? '' }
  return { id: id!, line, to, text, author, attempt }
}

function handoffFor(
  { business, conversation, line }: Pick<HeadRow, 'business' | 'conversation' | 'line'>,
  id: string,
  summary: string,
  now: number,
): HandoffToOpen {
  return { business, id: conversation, line, handoff: { id, reason: 'agent_failed', summary }, now }
}

interface DeliveryRow {
  business: string
  id: string
  conversation: string
  line: string
  author: Author
  state: DeliveryState
  attempts: number
}

const LOCK_DELIVERIES = statement<{ rows: readonly object[] }, DeliveryRow>(
  ({ rows, forUpdate }) => `
  select d.business, d.id, d.conversation, d.line, d.author, d.state, d.attempts
  from deliveries d join ${rows(':rows', 'wanted', KEY)} on d.business = wanted.business and d.id = wanted.id
  order by d.id ${forUpdate('d')}`,
)

const RECORD = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update deliveries set state = done.state, wamid = coalesce(done.wamid, deliveries.wamid), due_at = coalesce(done.due_at, deliveries.due_at),
    unknown_at = coalesce(done.unknown_at, deliveries.unknown_at), error_code = done.error_code, error_reason = done.error_reason
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

export const NAME_MESSAGES = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update messages set wamid = named.wamid from ${rows(':rows', 'named', { ...KEY, wamid: 'text' })}
  where messages.business = named.business and messages.id = named.id and messages.wamid is null`,
)

const STILL_OPEN = statement<{ rows: readonly object[] }, { conversation: string }>(
  ({ rows }) => `
  select distinct d.conversation from ${rows(':rows', 'wanted', KEY)}
  join deliveries d on d.business = wanted.business and d.conversation = wanted.id and d.state in ('queued', 'claimed', 'unknown')`,
)

/** Writes down what became of each attempt. A status that was faster than the answer has already moved it further. */
export async function recordSends(tx: Tx, records: readonly SendRecord[], ids: Ids): Promise<{ more: boolean }[]> {
  await lockHeld(
    tx,
    records.map(({ work }) => work),
  )
  const rows = await LOCK_DELIVERIES(tx, {
    rows: records.map(({ work, delivery }) => ({ business: work.business, id: delivery })),
  })
  const deliveries = new Map(rows.map((row) => [row.id, row]))
  const called: HandoffToOpen[] = []
  const done = records.flatMap((record) => {
    const row = deliveries.get(record.delivery)
    if (!row || row.attempts !== record.attempt) return []
    const { business, id } = row
    const { outcome, retryAt } = record
    const failed = outcome.kind === 'refused' || (outcome.kind === 'retry' && retryAt === undefined)
    if (failed && row.author === 'agent')
      called.push(handoffFor(row, ids.next(), `WhatsApp refused a reply: ${outcome.reason}`, record.now))
    return [{ business, id, line: row.line, ...settle(row.state, record) }]
  })
  await RECORD(tx, { rows: done })
  const named = done.flatMap(({ business, id, line, wamid }) => (wamid ? [{ business, id, line, wamid }] : []))
  if (named.length > 0) {
    await NAME_MESSAGES(tx, { rows: named })
    await applyOrphans(tx, named)
  }
  await openHandoffs(tx, called)
  const keys = records.map(({ work }) => ({ business: work.business, id: work.key }))
  const open = new Set((await STILL_OPEN(tx, { rows: keys })).map(({ conversation }) => conversation))
  await finish(
    tx,
    records.filter(({ work }) => !open.has(work.key)).map(({ work }) => work),
  )
  return records.map(({ work }) => ({ more: open.has(work.key) }))
}

function settle(state: DeliveryState, { outcome, retryAt, now }: SendRecord) {
  const waiting = state === 'claimed' || state === 'unknown' || state === 'unconfirmed'
  switch (outcome.kind) {
    case 'accepted':
      return { state: waiting ? 'accepted' : state, wamid: outcome.wamid }
    case 'unknown':
      return { state: waiting ? 'unknown' : state, unknown_at: now, error_reason: outcome.reason }
    case 'retry':
    case 'refused':
      return {
        state: waiting ? (retryAt === undefined ? 'failed' : 'queued') : state,
        due_at: retryAt ?? null,
        error_code: outcome.code,
        error_reason: outcome.reason,
      }
  }
}
