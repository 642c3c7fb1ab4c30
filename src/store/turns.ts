import type { Owner } from '../domain/conversation.ts'
import { addressOf } from '../domain/customer.ts'
import { nextSlot, type RateLimit } from '../domain/pace.ts'
import { templateIn } from '../domain/template.ts'
import { isWindowOpen } from '../domain/window.ts'
import type { ClaimedDelivery, ConversationKey, FinishedTurn, TurnVerdict, Work } from '../flows/store.ts'
import { ADDRESS, nthLastClaim, toClaimed } from './claims.ts'
import { insertOutbound, type OutboundRow, outboundRow } from './deliveries.ts'
import { callPeople, declinedOf, endingsOf, keepIntents } from './intents.ts'
import { type Burst, promiseToRemember } from './remembering.ts'
import { statement, type Tx } from './statement.ts'
import { ensure, finish, letGo, lockHeld, promiseHeld } from './work.ts'

const KEY = { business: 'text', id: 'id' } as const

export interface LockedRow {
  business: string
  id: string
  line: string
  owner: Owner
  epoch: number
  last_position: number
  phone: string | null
  bsuid: string | null
  last_inbound_at: number
  nth_last: number | null
  delivering: number
  paused_by: number | null
  /** Irreversible tools have run that no answer has told of. */
  untold: number | boolean
  /** Up to where facts were drawn. */
  remembered: number
}

/** With all that decides whether the first part may leave at once: window, pause, pace, and what is on its way before it. */
const LOCK_CONVERSATIONS = statement<{ rows: readonly object[]; since: number; nth: number }, LockedRow>(
  ({ each, forUpdate }) => {
    const { row, join } = each('wanted', KEY)
    return `
  select c.business, c.id, c.line, c.owner, c.epoch, c.last_position, c.last_inbound_at, c.remembered, ${ADDRESS},
    ${nthLastClaim('c.business', 'cast(c.id as text)')} as nth_last,
    (select count(*) from work w where w.business = c.business and w.kind = 'deliver' and w.key = c.id) as delivering,
    (select p.code from line_pauses p where p.business = c.business and p.line = c.line) as paused_by,
    exists (select 1 from tool_calls t where t.business = c.business and t.conversation = c.id and t.turn is null) as untold
  from conversations c join contacts a on a.business = c.business and a.customer = c.customer ${join}
  where c.business = ${row.business} and c.id = ${row.id}
  order by c.id ${forUpdate('c')}`
  },
)

const NEWER = statement<{ rows: readonly object[] }, { conversation: string }>(({ each }) => {
  const { row, join } = each('seen', { ...KEY, position: 'int' })
  return `
  select distinct m.conversation from messages m ${join}
  where m.business = ${row.business} and m.conversation = ${row.id} and m.position > ${row.position}
    and (m.outcome = 'pending' or m.kind in ('edit', 'revoke'))`
})

export const ANSWER_MESSAGES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('done', { ...KEY, position: 'int', turn: 'id', outcome: 'text', because: 'text' })
  return `
  update messages set outcome = ${row.outcome}, because = ${row.because}, turn = ${row.turn} ${from}
  where messages.business = ${row.business} and messages.conversation = ${row.id} and messages.position = ${row.position}`
})

const INSERT_TURNS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('ended', {
    ...KEY,
    conversation: 'id',
    outcome: 'text',
    because: 'text',
    started_at: 'ms',
    ended_at: 'ms',
  })
  return `
  insert into turns (business, id, conversation, outcome, because, started_at, ended_at)
  ${values([row.business, row.id, row.conversation, row.outcome, row.because, row.started_at, row.ended_at])}`
})

export const MOVE_CONVERSATIONS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('moved', {
    ...KEY,
    last_position: 'int',
    unanswered_since: 'ms',
    context_from: 'int',
    refused_at: 'ms',
    disclosed_at: 'ms',
    declined: 'int',
  })
  return `
  update conversations set last_position = ${row.last_position}, unanswered_since = ${row.unanswered_since},
    context_from = coalesce(${row.context_from}, conversations.context_from),
    refused_at = coalesce(${row.refused_at}, conversations.refused_at),
    disclosed_at = coalesce(conversations.disclosed_at, ${row.disclosed_at}),
    declined = case when ${row.declined} = 0 then 0 else conversations.declined + coalesce(${row.declined}, 0) end ${from}
  where conversations.business = ${row.business} and conversations.id = ${row.id}`
})

/** Locks conversations, then their work: the order every transaction keeps, so that two never wait for each other. */
export async function lockForWork(
  tx: Tx,
  items: readonly { work: Work; conversation: ConversationKey }[],
  claim?: { now: number; rateLimit: RateLimit },
) {
  const rows = await LOCK_CONVERSATIONS(tx, {
    rows: items.map(({ conversation }) => conversation),
    since: claim ? claim.now - claim.rateLimit.windowMs : 0,
    nth: claim ? claim.rateLimit.most - 1 : 0,
  })
  const held = await lockHeld(
    tx,
    items.map(({ work }) => work),
  )
  return { conversations: new Map(rows.map((row) => [row.id, row])), held }
}

/** Locks a conversation whose answer nobody is at. */
export async function lockForAnswer(tx: Tx, conversation: ConversationKey): Promise<LockedRow | undefined> {
  return (await LOCK_CONVERSATIONS(tx, { rows: [conversation], since: 0, nth: 0 }))[0]
}

/**
 * Stores finished turns: the reply with its deliveries, what became of each message, and the end of the work. Looks
 * again at who owns the conversation, and at what came meanwhile: after a slow call nothing is as it was.
 */
export async function commitTurns(
  tx: Tx,
  turns: readonly FinishedTurn[],
  { burst }: { burst: Burst | undefined },
): Promise<TurnVerdict[]> {
  const claim = turns.find((turn) => turn.claim)
  const { conversations, held } = await lockForWork(tx, turns, claim && { now: claim.now, ...claim.claim! })
  const seen = turns.map(({ conversation, lastPosition }) => ({ ...conversation, position: lastPosition }))
  const newer = new Set((await NEWER(tx, { rows: seen })).map(({ conversation }) => conversation))

  const verdicts = turns.map((turn): TurnVerdict['kind'] => {
    const now = conversations.get(turn.conversation.id)
    if (!now || !held.has(turn.work)) return 'lost'
    if (now.owner !== turn.fence.owner || now.epoch !== turn.fence.epoch) return 'overtaken'
    if (turn.yieldToNewer && newer.has(turn.conversation.id)) return 'newer'
    return 'committed'
  })
  const gone = turns.filter(({ work, conversation }) => held.has(work) && !conversations.has(conversation.id))
  await finish(
    tx,
    gone.map(({ work }) => work),
  )
  const committed = turns.filter((_, index) => verdicts[index] === 'committed')
  const { deliver, first, again } = await store(tx, committed, conversations, newer)
  if (burst && committed.length > 0)
    await promiseToRemember(
      tx,
      committed.map(({ conversation }) => conversations.get(conversation.id)!),
      burst,
      committed[0]!.now,
    )
  const givenBack = turns.filter((_, index) => verdicts[index] === 'newer' || verdicts[index] === 'overtaken')
  await letGo(
    tx,
    givenBack.map(({ work }) => work),
  )
  return verdicts.map((kind, index) => {
    const { id } = turns[index]!.conversation
    return kind === 'committed'
      ? { kind, deliver: deliver.get(id), first: first.get(id), again: again.has(id) }
      : { kind }
  })
}

/** The same rules as for every other claim: window, pause and pace; and what was said before leaves first. */
function mayLeaveAtOnce(conversation: LockedRow, { claim, now, parts }: FinishedTurn): boolean {
  if (!claim || conversation.delivering > 0 || conversation.paused_by !== null) return false
  if (addressOf(conversation) === undefined) return false
  // Whether somebody may be sent a template is looked at where it is claimed by itself.
  if (parts[0] && templateIn(parts[0].content)) return false
  return (
    isWindowOpen(conversation.last_inbound_at, now) &&
    nextSlot({ limit: claim.rateLimit, nthLast: conversation.nth_last ?? undefined, now }) <= now
  )
}

async function store(
  tx: Tx,
  turns: readonly FinishedTurn[],
  conversations: Map<string, LockedRow>,
  newer: Set<string>,
): Promise<{ deliver: Map<string, Work>; first: Map<string, ClaimedDelivery>; again: ReadonlySet<string> }> {
  const first = new Map<string, ClaimedDelivery>()
  if (turns.length === 0) return { deliver: new Map(), first, again: new Set() }
  await callPeople(tx, turns, conversations)
  const outbound: OutboundRow[] = []
  for (const turn of turns) {
    const conversation = conversations.get(turn.conversation.id)!
    const { quotes } = turn
    const quoted = quotes && (quotes.when === 'always' || newer.has(conversation.id)) ? quotes.wamid : undefined
    const claimed = mayLeaveAtOnce(conversation, turn)
    for (const [index, part] of turn.parts.entries()) {
      const quotes = index === 0 ? quoted : undefined
      const row = outboundRow(conversation, { ...part, quotes, turn: turn.id, now: turn.now })
      outbound.push(index === 0 && claimed ? { ...row, claimed_for: conversation.id } : row)
      if (index === 0 && claimed)
        first.set(
          conversation.id,
          toClaimed({ ...row, phone: conversation.phone, bsuid: conversation.bsuid }, 1, false),
        )
    }
  }
  await insertOutbound(tx, outbound)
  await ANSWER_MESSAGES(tx, { rows: await endingsOf(tx, turns) })
  await INSERT_TURNS(tx, {
    rows: turns.map(({ conversation, id, outcome, because, handoff, startedAt, now }) => ({
      business: conversation.business,
      id,
      conversation: conversation.id,
      outcome: handoff ? 'handed-off' : outcome,
      because: because ?? handoff?.reason ?? null,
      started_at: startedAt,
      ended_at: now,
    })),
  })
  // What came later, or was left for a turn of its own, is still to be answered; people have it where they take over.
  const left = turns.filter(({ conversation, handoff }) => !handoff && newer.has(conversation.id))
  await MOVE_CONVERSATIONS(tx, {
    rows: turns.map((turn) => {
      const { business, id } = turn.conversation
      const { outcome, parts, forgets, lastPosition, disclosed, now } = turn
      return {
        business,
        id,
        last_position: conversations.get(id)!.last_position,
        unanswered_since: left.includes(turn) ? now : null,
        context_from: forgets ? lastPosition : null,
        refused_at: outcome === 'refused' && parts.length > 0 ? now : null,
        disclosed_at: disclosed ? now : null,
        declined: declinedOf(turn),
      }
    }),
  })
  await keepIntents(tx, turns, conversations)
  for (const { conversation, id, now } of turns) tx.tell({ kind: 'turn', business: conversation.business, id, at: now })
  const asked = await finish(
    tx,
    turns.map(({ work }) => work),
  )
  if (left.length > 0)
    await ensure(
      tx,
      left.map(({ conversation: { business, id }, now }) => ({ business, kind: 'answer', key: id, due_at: now })),
    )
  const again = new Set([...asked, ...left.map(({ conversation }) => conversation.id)])
  const speaking = turns.filter(({ parts }) => parts.length > 0)
  if (speaking.length === 0) return { deliver: new Map(), first, again }
  const deliver = await promiseHeld(
    tx,
    speaking.map(({ conversation, deliverToken, deliverLeaseUntil }) => ({
      business: conversation.business,
      kind: 'deliver',
      key: conversation.id,
      token: deliverToken,
      lease_until: deliverLeaseUntil,
    })),
    speaking[0]!.now,
  )
  return { deliver, first, again }
}
