import type { Author, Owner } from '../domain/conversation.ts'
import { type Outbound, outboundInWords } from '../domain/outbound.ts'
import type { ConversationKey, FailedTurn, FinishedTurn, TurnVerdict, Work } from '../flows/store.ts'
import { insertOutbound, type OutboundRow } from './deliveries.ts'
import { openHandoffs } from './handoffs.ts'
import { statement, type Tx } from './statement.ts'
import { ensure, finish, letGo, lockHeld, promise, promiseHeld } from './work.ts'

const KEY = { business: 'text', id: 'id' } as const

interface LockedRow {
  business: string
  id: string
  line: string
  owner: Owner
  epoch: number
  last_position: number
  phone: string | null
  bsuid: string | null
}

const LOCK_CONVERSATIONS = statement<{ rows: readonly object[] }, LockedRow>(
  ({ rows, forUpdate }) => `
  select c.business, c.id, c.line, c.owner, c.epoch, c.last_position, c.phone, c.bsuid
  from conversations c join ${rows(':rows', 'wanted', KEY)} on c.business = wanted.business and c.id = wanted.id
  order by c.id ${forUpdate('c')}`,
)

const NEWER = statement<{ rows: readonly object[] }, { conversation: string }>(
  ({ rows }) => `
  select distinct m.conversation from ${rows(':rows', 'seen', { ...KEY, position: 'int' })}
  join messages m on m.business = seen.business and m.conversation = seen.id and m.position > seen.position
    and (m.outcome = 'pending' or m.kind in ('edit', 'revoke'))`,
)

const ANSWER_MESSAGES = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update messages set outcome = done.outcome, because = done.because, turn = done.turn
  from ${rows(':rows', 'done', { ...KEY, turn: 'id', outcome: 'text', because: 'text' })}
  where messages.business = done.business and messages.id = done.id`,
)

const INSERT_TURNS = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  insert into turns (business, id, conversation, outcome, because, started_at, ended_at)
  select business, id, conversation, outcome, because, started_at, ended_at
  from ${rows(':rows', 'ended', { ...KEY, conversation: 'id', outcome: 'text', because: 'text', started_at: 'ms', ended_at: 'ms' })}`,
)

const MOVE_CONVERSATIONS = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update conversations set last_position = moved.last_position, unanswered_since = moved.unanswered_since,
    context_from = coalesce(moved.context_from, conversations.context_from)
  from ${rows(':rows', 'moved', { ...KEY, last_position: 'int', unanswered_since: 'ms', context_from: 'int' })}
  where conversations.business = moved.business and conversations.id = moved.id`,
)

/** Locks conversations, then their work: the order every transaction keeps, so that two never wait for each other. */
export async function lockForWork(tx: Tx, items: readonly { work: Work; conversation: ConversationKey }[]) {
  const rows = await LOCK_CONVERSATIONS(tx, { rows: items.map(({ conversation }) => conversation) })
  const held = await lockHeld(
    tx,
    items.map(({ work }) => work),
  )
  return { conversations: new Map(rows.map((row) => [row.id, row])), held }
}

/**
 * Stores finished turns: the reply with its deliveries, what became of each message, and the end of the work. Looks
 * again at who owns the conversation, and at what came meanwhile: after a slow call nothing is as it was.
 */
export async function commitTurns(tx: Tx, turns: readonly FinishedTurn[]): Promise<TurnVerdict[]> {
  const { conversations, held } = await lockForWork(tx, turns)
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
  const deliver = await store(tx, committed, conversations, newer)
  const again = turns.filter((_, index) => verdicts[index] === 'newer' || verdicts[index] === 'overtaken')
  await letGo(
    tx,
    again.map(({ work }) => work),
  )
  return verdicts.map((kind, index) =>
    kind === 'committed' ? { kind, deliver: deliver.get(turns[index]!.conversation.id) } : { kind },
  )
}

async function store(
  tx: Tx,
  turns: readonly FinishedTurn[],
  conversations: Map<string, LockedRow>,
  newer: Set<string>,
) {
  if (turns.length === 0) return new Map<string, Work>()
  const outbound: OutboundRow[] = []
  for (const turn of turns) {
    const conversation = conversations.get(turn.conversation.id)!
    const { quotes } = turn
    const quoted = quotes && (quotes.when === 'always' || newer.has(conversation.id)) ? quotes.wamid : undefined
    for (const [index, part] of turn.parts.entries())
      outbound.push(
        outboundRow(conversation, { ...part, quotes: index === 0 ? quoted : undefined, turn: turn.id, now: turn.now }),
      )
  }
  await insertOutbound(tx, outbound)
  await ANSWER_MESSAGES(tx, {
    rows: turns.flatMap(({ conversation, answered, id, outcome, because }) =>
      answered.map((message) => ({
        business: conversation.business,
        id: message,
        turn: id,
        outcome,
        because: because ?? null,
      })),
    ),
  })
  await INSERT_TURNS(tx, {
    rows: turns.map(({ conversation, id, outcome, because, startedAt, now }) => ({
      business: conversation.business,
      id,
      conversation: conversation.id,
      outcome,
      because: because ?? null,
      started_at: startedAt,
      ended_at: now,
    })),
  })
  await MOVE_CONVERSATIONS(tx, {
    rows: turns.map(({ conversation: { business, id }, forgets, lastPosition, now }) => ({
      business,
      id,
      last_position: conversations.get(id)!.last_position,
      unanswered_since: newer.has(id) ? now : null,
      context_from: forgets ? lastPosition : null,
    })),
  })
  await finish(
    tx,
    turns.map(({ work }) => work),
  )
  // What came later, or was left for a turn of its own, is still to be answered.
  const left = turns.filter(({ conversation }) => newer.has(conversation.id))
  if (left.length > 0)
    await ensure(
      tx,
      left.map(({ conversation: { business, id }, now }) => ({ business, kind: 'answer', key: id, due_at: now })),
    )
  const speaking = turns.filter(({ parts }) => parts.length > 0)
  if (speaking.length === 0) return new Map<string, Work>()
  return promiseHeld(
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
}

/** Takes the next position of a locked conversation for one of our messages. */
function outboundRow(conversation: LockedRow, { id, content, author, quotes, turn, now }: OutboundPart): OutboundRow {
  conversation.last_position++
  const { business, id: conversationId, line, last_position, epoch, phone, bsuid } = conversation
  return {
    business,
    id,
    conversation: conversationId,
    position: last_position,
    line,
    author,
    epoch,
    phone,
    bsuid,
    kind: content.kind,
    text: outboundInWords(content),
    content: content.kind === 'text' && !content.preview ? null : JSON.stringify(content),
    quotes: content.kind === 'reaction' ? null : (content.quotes ?? quotes ?? null),
    turn,
    now,
  }
}

interface OutboundPart {
  readonly id: string
  readonly content: Outbound
  readonly author: Author
  readonly quotes?: string | undefined
  readonly turn: string | null
  readonly now: number
}

const PENDING_OF = statement<{ business: string; conversation: string }, { id: string }>(
  () => `select id from messages where business = :business and conversation = :conversation and outcome = 'pending'`,
)

/**
 * A turn that failed for good becomes a handoff: people own the conversation, the customer is told once, and what the
 * agent had prepared is overtaken. One transaction, so that nobody is silenced without anybody being called.
 */
export async function failTurn(tx: Tx, failed: FailedTurn): Promise<boolean> {
  const { work, conversation, handoff, sentence, now } = failed
  const { conversations, held } = await lockForWork(tx, [{ work, conversation }])
  const current = conversations.get(conversation.id)
  if (!current || !held.has(work)) return false
  const opened = await openHandoffs(tx, [{ ...conversation, line: current.line, handoff, now }])
  if (opened.has(conversation.id)) {
    current.epoch++
  }
  if (opened.has(conversation.id) && sentence) {
    await insertOutbound(tx, [
      outboundRow(current, {
        id: sentence.id,
        content: { kind: 'text', text: sentence.text },
        author: 'system',
        turn: null,
        now,
      }),
    ])
    await promise(tx, [{ business: conversation.business, kind: 'deliver', key: conversation.id, due_at: now }])
  }
  const pending = await PENDING_OF(tx, { business: conversation.business, conversation: conversation.id })
  await ANSWER_MESSAGES(tx, {
    rows: pending.map(({ id }) => ({
      business: conversation.business,
      id,
      turn: null,
      outcome: 'handed-off',
      because: handoff.reason,
    })),
  })
  const { business, id } = conversation
  await MOVE_CONVERSATIONS(tx, {
    rows: [{ business, id, last_position: current.last_position, unanswered_since: null }],
  })
  await finish(tx, [work])
  return opened.has(conversation.id)
}
