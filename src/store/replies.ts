import type { Author } from '../domain/conversation.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { Replied, TakingBack, TeammateReply } from '../flows/baton.ts'
import type { ConversationKey } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { insertOutbound, outboundRow } from './deliveries.ts'
import { newsOfHandoffs } from './desk-work.ts'
import { dropDraft } from './drafts.ts'
import { hold } from './holding.ts'
import { moveHeld } from './ownership.ts'
import { type Burst, promiseToRemember } from './remembering.ts'
import { moveVersionsOf } from './scopes.ts'
import { isId, statement, type Tx } from './statement.ts'
import { messagesAfter } from './threads.ts'
import { promise } from './work.ts'

type Of = { business: string; id: string }

const NAMED = statement<Of, { conversation: string; author: Author; position: number }>(
  () => 'select conversation, author, position from deliveries where business = :business and id = :id',
)

/** The parts of a reply stand one behind the other. */
const PARTS = statement<{ business: string; conversation: string; from: number; to: number }, PartRow>(
  () => `
  select id, due_at from deliveries
  where business = :business and conversation = :conversation and position >= :from and position < :to and author = 'teammate'
  order by position`,
)
interface PartRow {
  id: string
  due_at: number
}

export const WRITTEN_BY = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('written', {
    business: 'text',
    id: 'id',
    conversation: 'id',
    position: 'int',
    writer: 'text',
    writer_name: 'text',
  })
  return `
  update messages set writer = ${row.writer}, writer_name = ${row.writer_name} ${from}
  where messages.business = ${row.business} and messages.conversation = ${row.conversation} and messages.position = ${row.position}`
})

const HOLD_BACK = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('held', { business: 'text', id: 'id', due_at: 'ms' })
  return `
  update deliveries set due_at = ${row.due_at} ${from}
  where deliveries.business = ${row.business} and deliveries.id = ${row.id}`
})

export const MOVE = statement<{ business: string; id: string; last_position: number; now: number }>(
  () => `
  update conversations set last_position = :last_position, active_at = :now where business = :business and id = :id`,
)

/** A failed delivery is tried again once; when that fails as well, it is that one which is tried again. */
const MAY_RETRY = statement<Of & { conversation: string }, { id: string }>(
  () => `
  select id from deliveries
  where business = :business and conversation = :conversation and id = :id and state = 'failed' and again is null`,
)
const RETRIED = statement<{ business: string; id: string; again: string }>(
  () => 'update deliveries set again = :again where business = :business and id = :id',
)

/**
 * A teammate writes: the conversation is theirs and the message is on its way, in one transaction. Somebody who has not
 * seen what the business said last, or what became of the conversation, sends nothing.
 */
export async function replyAsTeammate(
  tx: Tx,
  reply: TeammateReply,
  { ids, burst }: { ids: Ids; burst: Burst | undefined },
): Promise<Replied> {
  const { parts, quotes, seen, over, holdMs, retryOf, whenClosed, by, now, source } = reply
  const held = await hold(tx, reply.conversation)
  if (!held) return { kind: 'unknown' }
  const { business, id } = reply.conversation
  const { holding } = held
  const first = parts[0]!.id
  // Asked again because a connection broke, it is not said again.
  const [named] = await NAMED(tx, { business, id: first })
  if (named && (named.conversation !== id || named.author !== 'teammate')) return { kind: 'id-taken', now: holding }
  if (named) {
    const { position } = named
    const said = await PARTS(tx, { business, conversation: id, from: position, to: position + parts.length })
    return { kind: 'queued', now: holding, conversations: [], onTheWire: [], ...whenOf(said) }
  }
  if (reply.epoch !== undefined && reply.epoch !== holding.epoch) return { kind: 'stale', now: holding }
  if (seen !== undefined) {
    const messages = await messagesAfter(tx, reply.conversation, seen)
    if (messages.length > 0) return { kind: 'newer', now: holding, messages }
  }
  if (retryOf !== undefined) {
    const [failed] = isId(retryOf) ? await MAY_RETRY(tx, { business, conversation: id, id: retryOf }) : []
    if (!failed) return { kind: 'not-failed', now: holding }
  }
  const step = { kind: 'reply', by, over } as const
  const moved = await moveHeld(tx, { held, act: { ...reply, source }, step, kind: 'reply' }, ids)
  if (moved.kind === 'refused') return moved
  if (retryOf !== undefined) await RETRIED(tx, { business, id: retryOf, again: first })
  else await dropDraft(tx, { conversation: reply.conversation, person: by.id }, 'reply')
  const conversation = { business, id, line: held.line, epoch: moved.now.epoch, last_position: holding.position }
  const rows = parts.map((part, index) =>
    outboundRow(conversation, {
      ...part,
      author: 'teammate',
      fenced: false,
      quotes: index === 0 ? quotes : undefined,
      // What was said at once stands together, as the answer of an agent does.
      turn: first,
      whenClosed,
      now,
    }),
  )
  await insertOutbound(tx, rows)
  const { last_position } = conversation
  await MOVE(tx, { business, id, last_position, now })
  await WRITTEN_BY(tx, { rows: rows.map((row) => ({ ...row, writer: by.id, writer_name: by.name })) })
  const leaving = rows.map((row) => ({ business, id: row.id, due_at: now + holdMs }))
  if (holdMs > 0) await HOLD_BACK(tx, { rows: leaving })
  await promise(tx, [{ business, kind: 'deliver', key: id, due_at: now }])
  if (burst) await promiseToRemember(tx, [{ business, id, last_position, remembered: held.remembered }], burst, now)
  await newsOfHandoffs(tx, [{ business, id: moved.now.handoff!, at: now }])
  const { conversations, onTheWire } = moved
  return {
    kind: 'queued',
    now: { ...moved.now, position: last_position },
    conversations,
    onTheWire,
    ...whenOf(leaving),
  }
}

const whenOf = (parts: readonly PartRow[]) => ({
  messages: parts.map((part) => part.id),
  leavesAt: parts[0]!.due_at,
})

const FAILED = statement<
  Of & { conversation: string },
  { text: string; content: string | null; quotes: string | null }
>(
  () => `
  select m.text, m.content, m.quotes from deliveries d
  join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  where d.business = :business and d.id = :id and d.conversation = :conversation and d.state = 'failed'`,
)

/** What a message of ours held that did not arrive. */
export async function failedContent(
  tx: Tx,
  { business, id: conversation }: ConversationKey,
  delivery: string,
): Promise<Outbound | undefined> {
  const [row] = isId(delivery) && isId(conversation) ? await FAILED(tx, { business, id: delivery, conversation }) : []
  return row && { ...contentOf(row), ...(row.quotes !== null && { quotes: row.quotes }) }
}

export const contentOf = ({ text, content }: { text: string; content: string | null }): Outbound =>
  content === null ? { kind: 'text', text } : JSON.parse(content)

/** All parts of what was said at once. */
const TAKE_BACK = statement<
  { business: string; id: string; conversation: string; person: string },
  { id: string; position: number }
>(
  () => `
  update deliveries set state = 'dropped', error_reason = 'taken back'
  where business = :business and conversation = :conversation and state = 'queued' and attempts = 0 and author = 'teammate'
    and position in (select m.position from messages m join messages s on s.business = m.business and s.conversation = m.conversation
      and s.turn = m.turn
      where m.business = :business and m.conversation = :conversation and s.id = :id and s.author = 'teammate' and s.writer = :person)
  returning id, position`,
)

/** Anybody who may write here may call it back, with all its parts. */
const CANCEL_PARKED = statement<
  { business: string; id: string; conversation: string },
  { id: string; position: number }
>(
  () => `
  update deliveries set state = 'dropped', error_reason = 'taken back'
  where business = :business and conversation = :conversation and state = 'parked'
    and (id = :id or position in (select m.position from messages m join messages s on s.business = m.business
      and s.conversation = m.conversation and s.turn = m.turn
      where m.business = :business and m.conversation = :conversation and s.id = :id))
  returning id, position`,
)

const UNSEND = statement<{ rows: readonly object[] }, { position: number; text: string; content: string | null }>(
  ({ each }) => {
    const { row, from } = each('unsent', { business: 'text', conversation: 'id', position: 'int' })
    return `
  update messages set outcome = 'unsent' ${from}
  where messages.business = ${row.business} and messages.conversation = ${row.conversation} and messages.position = ${row.position}
  returning messages.position, messages.text, messages.content`
  },
)

/** What was never sent was not said: neither agents nor people read it as if it had been. */
export async function unsend(tx: Tx, rows: readonly { business: string; conversation: string; position: number }[]) {
  await moveVersionsOf(tx, rows)
  return UNSEND(tx, { rows })
}

/**
 * Hands back a reply of theirs that had not left yet, or anybody's that waits for the customer, with all its parts;
 * undefined where it had left, or is another's.
 */
export async function takeBack(
  tx: Tx,
  { conversation, delivery, by, now }: TakingBack,
): Promise<{ messages: readonly string[]; contents: readonly Outbound[] } | undefined> {
  if (!isId(delivery) || !(await hold(tx, conversation))) return undefined
  const { business, id } = conversation
  const held = await TAKE_BACK(tx, { business, id: delivery, conversation: id, person: by.id })
  const taken = held.length > 0 ? held : await CANCEL_PARKED(tx, { business, conversation: id, id: delivery })
  if (taken.length === 0) return undefined
  const words = await unsend(
    tx,
    taken.map(({ position }) => ({ business, conversation: id, position })),
  )
  // What stood behind it need not wait any longer.
  await promise(tx, [{ business, kind: 'deliver', key: id, due_at: now }])
  for (const one of taken) tx.tell({ kind: 'status', business, id: one.id, state: 'dropped', at: now })
  const inOrder = (one: { position: number }, other: { position: number }) => one.position - other.position
  return {
    messages: taken.toSorted(inOrder).map((one) => one.id),
    contents: words.toSorted(inOrder).map(contentOf),
  }
}
