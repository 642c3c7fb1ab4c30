import { type Author, mayStillSend, type Owner } from '../domain/conversation.ts'
import type { Address } from '../domain/customer.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { Outbound } from '../domain/outbound.ts'
import { nextSlot } from '../domain/pace.ts'
import { isWindowOpen } from '../domain/window.ts'
import type { ClaimedDelivery, NextSend, SendClaim } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { type HandoffToOpen, openHandoffs } from './handoffs.ts'
import { lockConversations, lockLines } from './locks.ts'
import { statement, type Tx } from './statement.ts'
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
  kind: Outbound['kind']
  text: string
  content: string | null
  quotes: string | null
  turn: string | null
  now: number
}

const KEY = { business: 'text', id: 'id' } as const
const OUTBOUND = { ...KEY, conversation: 'id', position: 'int', line: 'text', author: 'text', now: 'ms' } as const

const INSERT_MESSAGES = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  insert into messages (business, id, conversation, position, line, phone_number_id, author, kind, text, content, quotes, sent_at, received_at, turn)
  select business, id, conversation, position, line, '', author, kind, text, content, quotes, now, now, turn
  from ${rows(':rows', 'fresh', { ...OUTBOUND, kind: 'text', text: 'text', content: 'text', quotes: 'text', turn: 'id' })}`,
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
  kind: Outbound['kind']
  text: string
  content: string | null
  quotes: string | null
  nth_last: number | null
}

/** The first open delivery of each conversation, with all that decides whether it may leave now. */
const heads = (scope: 'conversation' | 'line') =>
  statement<{ rows: readonly object[]; since: number; nth: number }, HeadRow>(
    ({ rows }) => `
  select c.business, c.id as conversation, c.owner, c.epoch as conversation_epoch, c.last_inbound_at,
    d.id, c.line, d.author, d.epoch, d.phone, d.bsuid, d.state, d.attempts, d.due_at, d.unknown_at, m.kind, m.text, m.content, m.quotes,
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
  if (head.kind !== 'template' && !isWindowOpen(head.last_inbound_at, now)) return settled('failed', 'window_closed')
  if (head.due_at > now) return { kind: 'later', at: head.due_at, because: 'retry' }
  const slot = nextSlot({ limit: rateLimit, nthLast: head.nth_last ?? undefined, now })
  return slot > now ? { kind: 'later', at: slot, because: 'rate-limit' } : { kind: 'claim' }
}

/**
 * Decides for each conversation what happens to its next message, in one transaction that looks at owner, epoch and
 * window last. What is claimed here is written to the wire right after.
 */
export async function claimNextSends(tx: Tx, claims: readonly SendClaim[], ids: Ids): Promise<NextSend[]> {
  const conversations = claims.map(({ conversation }) => conversation)
  if (claims[0]!.rateLimit.scope === 'customer') {
    await lockConversations(tx, conversations)
    return claimTogether(tx, claims, ids)
  }
  // All conversations of a line draw on one allowance: each claim must see the one before, also another process's.
  await lockLines(tx, conversations)
  await lockConversations(tx, conversations)
  const results: NextSend[] = []
  for (const claim of claims) results.push(...(await claimTogether(tx, [claim], ids)))
  return results
}

async function claimTogether(tx: Tx, claims: readonly SendClaim[], ids: Ids): Promise<NextSend[]> {
  const { now, rateLimit } = claims[0]!
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
    if (!head || !held.has(claim.work)) return { kind: 'lost' }
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

function toClaimed(head: HeadRow, attempt: number): ClaimedDelivery {
  const { id, line, phone, bsuid, text, content, quotes, author } = head
  const to: Address = phone ? { phone } : { bsuid: bsuid ?? '' }
  return {
    id: id!,
    line,
    to,
    content: content === null ? { kind: 'text', text } : JSON.parse(content),
    quotes: quotes ?? undefined,
    author,
    attempt,
  }
}

/** What a reply that did not arrive asks of people. */
export function handoffFor(
  { business, conversation, line }: Pick<HeadRow, 'business' | 'conversation' | 'line'>,
  id: string,
  summary: string,
  now: number,
): HandoffToOpen {
  return { business, id: conversation, line, handoff: { id, reason: 'agent_failed', summary }, now }
}
