import type { Outbound } from '../domain/outbound.ts'
import type { Replied, TeammateReply } from '../flows/baton.ts'
import type { ConversationKey } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { insertOutbound, outboundRow } from './deliveries.ts'
import { hold, moveHeld } from './ownership.ts'
import { isId, statement, type Tx } from './statement.ts'
import { messagesAfter } from './threads.ts'
import { promise } from './work.ts'

type Of = { business: string; id: string }

/** Asked again because a connection broke, it is not said again. */
const SAID = statement<Of, { id: string }>(() => 'select id from deliveries where business = :business and id = :id')

const WRITTEN_BY = statement<{ rows: readonly object[] }>(({ each }) => {
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

const MOVE = statement<{ business: string; id: string; last_position: number }>(
  () => 'update conversations set last_position = :last_position where business = :business and id = :id',
)

/** A failed delivery is tried again once; when that fails as well, it is that one which is tried again. */
const RETRY = statement<{ business: string; id: string; again: string }, { id: string }>(
  () => `
  update deliveries set again = :again where business = :business and id = :id and state = 'failed' and again is null
  returning id`,
)

/**
 * A teammate writes: the conversation is theirs and the message is on its way, in one transaction. Somebody who has not
 * seen what the business said last, or what became of the conversation, sends nothing.
 */
export async function replyAsTeammate(tx: Tx, reply: TeammateReply, ids: Ids): Promise<Replied> {
  const { parts, quotes, seen, over, holdMs, retryOf, by, now, source } = reply
  const held = await hold(tx, reply.conversation)
  if (!held) return { kind: 'unknown' }
  const { business, id } = reply.conversation
  const { holding } = held
  if ((await SAID(tx, { business, id: parts[0]!.id })).length > 0)
    return { kind: 'queued', now: holding, conversations: [] }
  if (reply.epoch !== undefined && reply.epoch !== holding.epoch) return { kind: 'stale', now: holding }
  if (seen !== undefined) {
    const messages = await messagesAfter(tx, reply.conversation, seen)
    if (messages.length > 0) return { kind: 'newer', now: holding, messages }
  }
  const again = parts[0]!.id
  if (retryOf !== undefined && (!isId(retryOf) || (await RETRY(tx, { business, id: retryOf, again })).length === 0))
    return { kind: 'not-failed', now: holding }
  const step = { kind: 'reply', by, over } as const
  const moved = await moveHeld(tx, { held, act: { ...reply, source }, step, kind: 'reply' }, ids)
  if (moved.kind === 'refused') return moved
  const conversation = { business, id, line: held.line, epoch: moved.now.epoch, last_position: holding.position }
  const rows = parts.map((part, index) =>
    outboundRow(conversation, {
      ...part,
      author: 'teammate',
      fenced: false,
      quotes: index === 0 ? quotes : undefined,
      turn: null,
      now,
    }),
  )
  await insertOutbound(tx, rows)
  const { last_position } = conversation
  await MOVE(tx, { business, id, last_position })
  await WRITTEN_BY(tx, { rows: rows.map((row) => ({ ...row, writer: by.id, writer_name: by.name })) })
  if (holdMs > 0) await HOLD_BACK(tx, { rows: rows.map((row) => ({ business, id: row.id, due_at: now + holdMs })) })
  await promise(tx, [{ business, kind: 'deliver', key: id, due_at: now }])
  return { kind: 'queued', now: { ...moved.now, position: last_position }, conversations: moved.conversations }
}

const FAILED = statement<Of & { conversation: string }, { text: string; content: string | null }>(
  () => `
  select m.text, m.content from deliveries d
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
  if (!row) return undefined
  return row.content === null ? { kind: 'text', text: row.text } : JSON.parse(row.content)
}

const TAKE_BACK = statement<{ business: string; id: string; conversation: string }, { position: number }>(
  () => `
  update deliveries set state = 'dropped', error_reason = 'taken back'
  where business = :business and id = :id and conversation = :conversation
    and state = 'queued' and attempts = 0 and author = 'teammate'
  returning position`,
)

const UNSEND = statement<{ rows: readonly object[] }, { text: string; content: string | null }>(({ each }) => {
  const { row, from } = each('unsent', { business: 'text', conversation: 'id', position: 'int' })
  return `
  update messages set outcome = 'unsent' ${from}
  where messages.business = ${row.business} and messages.conversation = ${row.conversation} and messages.position = ${row.position}
  returning messages.text, messages.content`
})

/** What was never sent was not said: neither agents nor people read it as if it had been. */
export const unsend = (tx: Tx, rows: readonly { business: string; conversation: string; position: number }[]) =>
  UNSEND(tx, { rows })

/** Hands back the words of a reply that had not left yet; undefined where it had. */
export async function takeBack(
  tx: Tx,
  { conversation, delivery }: { conversation: ConversationKey; delivery: string },
): Promise<string | undefined> {
  if (!isId(delivery) || !(await hold(tx, conversation))) return undefined
  const { business, id } = conversation
  const [taken] = await TAKE_BACK(tx, { business, id: delivery, conversation: id })
  if (!taken) return undefined
  const [words] = await unsend(tx, [{ business, conversation: id, ...taken }])
  return words?.text
}
