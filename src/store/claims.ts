import { MARKETING_STOPPED } from '../domain/consent.ts'
import { type Author, mayStillSend } from '../domain/conversation.ts'
import { addressOf } from '../domain/customer.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { Outbound } from '../domain/outbound.ts'
import { nextSlot } from '../domain/pace.ts'
import type { WhenClosed } from '../domain/parked.ts'
import { isWindowOpen } from '../domain/window.ts'
import type { ClaimedDelivery, NextSend, SendClaim } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { lockConversations, lockLines } from './locks.ts'
import { marketingWithheld } from './marketing.ts'
import { type HandoffToOpen, openHandoffs } from './open-handoffs.ts'
import { noteInitiated } from './outreach.ts'
import { probeLines } from './pauses.ts'
import { unsend } from './replies.ts'
import { statement, type Tx } from './statement.ts'
import { finish, lockHeld, postpone } from './work.ts'

export interface HeadRow {
  business: string
  conversation: string
  customer: string
  conversation_epoch: number
  last_inbound_at: number
  id: string | null
  line: string
  author: Author
  epoch: number | null
  position: number
  phone: string | null
  bsuid: string | null
  state: DeliveryState
  campaign: string | null
  attempts: number
  due_at: number
  unknown_at: number | null
  kind: Outbound['kind']
  text: string
  content: string | null
  quotes: string | null
  when_closed: WhenClosed | null
  nth_last: number | null
  probe_at: number | null
}

const KEY = { business: 'text', id: 'id' } as const
export const OPEN_STATES = `('queued', 'claimed', 'unknown')`

/** When the claim before the last `nth` of this conversation, or of this line, was made, if it was after `since`. */
export const nthLastClaim = (business: string, countsFor: string) => `(select e.claimed_at from deliveries e
    where e.business = ${business} and e.counts_for = ${countsFor} and e.claimed_at > :since
    order by e.claimed_at desc limit 1 offset :nth)`

/**
 * Where the customer is reached in this moment, from their contact `a`: a number that belongs to somebody else by now is
 * written to no more. A parent id is the last that is left of somebody.
 */
export const ADDRESS = 'a.phone, coalesce(a.bsuid, a.parent_bsuid) as bsuid'

/** The first open delivery of each conversation, with all that decides whether it may leave now. */
const heads = (countsFor: string) =>
  statement<{ rows: readonly object[]; since: number; nth: number }, HeadRow>(({ each }) => {
    const { row, join } = each('wanted', KEY)
    return `
  select c.business, c.id as conversation, c.customer, c.epoch as conversation_epoch, c.last_inbound_at,
    d.id, c.line, d.author, d.epoch, d.position, ${ADDRESS}, d.state, d.campaign, d.attempts, d.due_at, d.unknown_at, m.kind, m.text, m.content, m.quotes, d.when_closed,
    ${nthLastClaim('c.business', countsFor)} as nth_last, p.probe_at
  from conversations c join contacts a on a.business = c.business and a.customer = c.customer ${join}
  left join deliveries d on d.business = c.business and d.conversation = c.id and d.state in ${OPEN_STATES}
    and d.position = (select min(o.position) from deliveries o
      where o.business = c.business and o.conversation = c.id and o.state in ${OPEN_STATES})
  left join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  left join line_pauses p on p.business = c.business and p.line = c.line
  where c.business = ${row.business} and c.id = ${row.id}`
  })
const HEADS_BY_CUSTOMER = heads(`cast(c.id as text)`)
const HEADS_BY_LINE = heads('c.line')

const MOVE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('moved', {
    ...KEY,
    state: 'text',
    attempts: 'int',
    counts_for: 'text',
    claimed_at: 'ms',
    unknown_at: 'ms',
    error_code: 'int',
    error_reason: 'text',
  })
  return `
  update deliveries set state = ${row.state}, attempts = ${row.attempts}, counts_for = coalesce(${row.counts_for}, deliveries.counts_for),
    claimed_at = coalesce(${row.claimed_at}, deliveries.claimed_at), unknown_at = coalesce(${row.unknown_at}, deliveries.unknown_at),
    error_code = ${row.error_code}, error_reason = ${row.error_reason}
  ${from} where deliveries.business = ${row.business} and deliveries.id = ${row.id}`
})

/** What the claim decides about the head of one conversation. */
type Verdict = NextSend | { kind: 'claim' } | { kind: 'probe' }

function judge(head: HeadRow, { now, rateLimit, unconfirmedAfterMs }: SendClaim, withheld: boolean): Verdict {
  if (head.id === null) return { kind: 'done', again: false }
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
  if (!mayStillSend(head.epoch, head.conversation_epoch))
    return settled('dropped', 'a person took the conversation over')
  if (withheld) return settled('failed', MARKETING_STOPPED)
  if (head.kind !== 'template' && !isWindowOpen(head.last_inbound_at, now))
    return settled(head.when_closed === 'park' ? 'parked' : 'failed', WINDOW_CLOSED)
  if (addressOf(head) === undefined) return settled('failed', 'no_address')
  if (head.due_at > now) return { kind: 'later', at: head.due_at, because: 'retry' }
  if (head.probe_at !== null && head.probe_at > now) return { kind: 'later', at: head.probe_at, because: 'line-paused' }
  const slot = nextSlot({ limit: rateLimit, nthLast: head.nth_last ?? undefined, now })
  if (slot > now) return { kind: 'later', at: slot, because: 'rate-limit' }
  return { kind: head.probe_at === null ? 'claim' : 'probe' }
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
  const withheld = await marketingWithheld(tx, found)
  const judged = claims.map((claim) => {
    const head = byConversation.get(claim.conversation.id)
    const mine = head && held.has(claim.work)
    return { claim, head, verdict: mine ? judge(head, claim, withheld.has(head.id)) : ({ kind: 'lost' } as const) }
  })
  const probing = judged.flatMap(({ head, verdict }) => (verdict.kind === 'probe' ? [head!] : []))
  const mayProbe = await probeLines(tx, probing, now)

  const moved: ({ business: string; id: string; state: DeliveryState } & Record<string, unknown>)[] = []
  const unsaid: HeadRow[] = []
  const called: HandoffToOpen[] = []
  const initiating: HeadRow[] = []
  const results = judged.map(({ head, verdict }): NextSend => {
    if (!head) return { kind: 'lost' }
    if (verdict.kind === 'probe' && !mayProbe.delete(`${head.business} ${head.line}`))
      return { kind: 'later', at: now + ANOTHER_PROBES_MS, because: 'line-paused' }
    if (verdict.kind === 'claim' || verdict.kind === 'probe') {
      const attempt = head.attempts + 1
      const counts_for = rateLimit.scope === 'line' ? head.line : head.conversation
      moved.push({ ...idOf(head), state: 'claimed', attempts: attempt, counts_for, claimed_at: now })
      // Free text does not leave outside the window.
      if (!isWindowOpen(head.last_inbound_at, now)) initiating.push(head)
      return { kind: 'send', delivery: toClaimed(head, attempt, verdict.kind === 'probe') }
    }
    if (verdict.kind === 'settled') {
      const unknown_at = verdict.state === 'unknown' ? now : null
      moved.push({
        ...idOf(head),
        state: verdict.state,
        attempts: head.attempts,
        unknown_at,
        error_reason: verdict.state === 'parked' ? null : verdict.because,
      })
      if (verdict.state === 'dropped' || verdict.state === 'parked') unsaid.push(head)
      if (head.author === 'agent' && (verdict.state === 'unconfirmed' || verdict.state === 'failed'))
        called.push(handoffFor(head, ids.next(), lostBecause(verdict.because), now))
    }
    return verdict
  })
  if (moved.length > 0) await MOVE(tx, { rows: moved })
  await noteInitiated(tx, initiating, now)
  for (const { business, id, state } of moved) tx.tell({ kind: 'status', business, id, state, at: now })
  if (unsaid.length > 0) await unsend(tx, unsaid)
  await openHandoffs(tx, called)
  const again = await finish(tx, workWhere('done'))
  await postpone(
    tx,
    claims.flatMap(({ work }, index) => {
      const result = results[index]!
      return result.kind === 'later' ? [{ ...work, due_at: result.at }] : []
    }),
  )
  return results.map((result, index) =>
    result.kind === 'done' ? { kind: 'done', again: again.has(claims[index]!.work.key) } : result,
  )

  function workWhere(kind: NextSend['kind']) {
    return claims.filter((_, index) => results[index]!.kind === kind).map(({ work }) => work)
  }
}

/** What the failure of a delivery says that came too late for words of one's own. */
const WINDOW_CLOSED = 'window_closed'

/** Read by whoever is called for it: with what they can do, where they can do something. */
const lostBecause = (because: string) =>
  `A reply was not delivered: ${because}.${because === WINDOW_CLOSED ? ' Let it wait until they write, or send a template.' : ''}`

/** Somebody else probes the line in this moment: soon it is known whether it sends again. */
const ANOTHER_PROBES_MS = 5000

const idOf = ({ business, id }: HeadRow) => ({ business, id: id! })

type Claimable = Pick<HeadRow, 'id' | 'line' | 'phone' | 'bsuid' | 'text' | 'content' | 'quotes' | 'author'> & {
  readonly campaign?: string | null | undefined
}

export function toClaimed(head: Claimable, attempt: number, probe: boolean): ClaimedDelivery {
  const { id, line, text, content, quotes, author } = head
  return {
    id: id!,
    line,
    to: addressOf(head)!,
    content: content === null ? { kind: 'text', text } : JSON.parse(content),
    quotes: quotes ?? undefined,
    author,
    campaign: head.campaign ?? undefined,
    attempt,
    probe,
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
