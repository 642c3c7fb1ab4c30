import type { Acknowledgement, ConversationKey, Utterance, Work } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { SomebodyWasFaster } from './contacts.ts'
import { insertOutbound, type OutboundPart, outboundRow, type Speaking } from './deliveries.ts'
import { newsOfConversations } from './desk-work.ts'
import { rootOf } from './join.ts'
import { needsLocks } from './locks.ts'
import { FIND_CONVERSATIONS, INSERT_CONVERSATIONS } from './receive.ts'
import { isId, statement, type Tx } from './statement.ts'
import { lockForWork } from './turns.ts'
import { promise } from './work.ts'

/** What a program says by itself lifts the conversation to where people see it. */
const MOVE = statement<{ business: string; id: string; last_position: number; now: number }>(
  () => `
  update conversations set last_position = :last_position, active_at = :now where business = :business and id = :id`,
)

/** Says something in a locked conversation beside any turn. */
async function speak(tx: Tx, conversation: Speaking, part: OutboundPart): Promise<void> {
  await insertOutbound(tx, [outboundRow(conversation, part)])
  const { business, id, last_position } = conversation
  await MOVE(tx, { business, id, last_position, now: part.now })
  await promise(tx, [{ business, kind: 'deliver', key: id, due_at: part.now }])
}

/** Says something beside the turn whose work is held, where `still` says in the same transaction that it is to be said. */
export async function sayBeside(
  tx: Tx,
  held: { work: Work; conversation: ConversationKey },
  part: OutboundPart,
  still: () => Promise<boolean>,
): Promise<boolean> {
  const locked = await lockForWork(tx, [held])
  const current = locked.conversations.get(held.conversation.id)
  if (!current || !locked.held.has(held.work) || !(await still())) return false
  await speak(tx, current, part)
  return true
}

/** Asked again because a connection broke, it is not said again. */
const SAID = statement<{ business: string; id: string }, { id: string }>(
  () => 'select id from deliveries where business = :business and id = :id',
)

const ACKNOWLEDGE = statement<
  { business: string; conversation: string; position: number; now: number },
  { id: string }
>(
  () => `
  update messages set acknowledged_at = :now
  where business = :business and conversation = :conversation and position = :position
    and outcome = 'pending' and acknowledged_at is null
  returning id`,
)

/** The message itself remembers that it was acknowledged: also when it is read again, in whatever conversation. */
export async function acknowledge(tx: Tx, acknowledgement: Acknowledgement): Promise<boolean> {
  const { work, conversation, fence, id, content, position, now } = acknowledgement
  const { conversations, held } = await lockForWork(tx, [{ work, conversation }])
  const current = conversations.get(conversation.id)
  if (!current || !held.has(work) || current.owner !== fence.owner || current.epoch !== fence.epoch) return false
  const { business } = conversation
  if ((await SAID(tx, { business, id })).length > 0) return true
  const fresh = await ACKNOWLEDGE(tx, { business, conversation: conversation.id, position, now })
  if (fresh.length === 0) return false
  await speak(tx, current, { id, content, author: 'agent', fenced: true, turn: null, now })
  return true
}

const HOLD = statement<{ business: string; customer: string }, { customer: string }>(
  ({ name }) => `
  select customer from contacts where business = :business and customer = :customer and joined_to is null
  ${name === 'postgres' ? 'for share' : ''}`,
)

export async function say(
  tx: Tx,
  { business, line, customer: named, id, content, quotes, whenClosed, now }: Utterance,
  ids: Ids,
): Promise<{ kind: 'queued' } | { kind: 'unknown-customer' }> {
  const contact = isId(named) ? await rootOf(tx, business, named) : undefined
  if (!contact) return { kind: 'unknown-customer' }
  const { customer } = contact
  const conversation = await conversationWith(tx, { business, line, customer, now }, ids)
  if ((await SAID(tx, { business, id })).length === 0) {
    const said = { id, content, author: 'system', fenced: false, quotes, turn: null, whenClosed, now } as const
    await speak(tx, conversation, said)
    await newsOfConversations(tx, [{ business, id: conversation.id, at: now }])
  }
  return { kind: 'queued' }
}

/** The conversation of a customer on a line, begun where there is none. */
export async function conversationWith(
  tx: Tx,
  { business, line, customer, now }: { business: string; line: string; customer: string; now: number },
  ids: Ids,
) {
  // Whoever is joined in this moment would leave the new conversation behind.
  if (needsLocks(tx.dialect) && (await HOLD(tx, { business, customer })).length === 0)
    throw new SomebodyWasFaster('the customer was joined to another')
  const rows = [{ business, line, customer }]
  const [there] = await FIND_CONVERSATIONS(tx, { rows })
  if (there) return there
  await INSERT_CONVERSATIONS(tx, { rows: [{ business, line, customer, id: ids.next(), now }] })
  return (await FIND_CONVERSATIONS(tx, { rows }))[0]!
}
