import { type PhoneHash, phoneForms } from '../domain/phone.ts'
import type { Ids } from '../flows/world.ts'
import { belongingsOf, giveBelongings } from './belongings.ts'
import { splitBlocks } from './blocks.ts'
import { findAgain } from './contact-words.ts'
import { divideFacts } from './divide-facts.ts'
import { divideMemories } from './divide-memories.ts'
import { carryUpdates, promiseUpdates } from './follow-ups.ts'
import {
  ALIASES_OF,
  CONTACT_OF,
  CONVERSATIONS_OF,
  GIVE_ALIASES,
  giveConversation,
  JOIN_CONTACT,
  type Joined,
  TAKE_CONTACT,
} from './join.ts'
import { splitConsents } from './join-consents.ts'
import { lockConversations } from './locks.ts'
import {
  giveHandoff,
  goOn,
  HANDOFFS_OF,
  MESSAGES_OF,
  type Merged,
  type MessageRow,
  place,
  SET_CONVERSATION,
} from './merge.ts'
import { settleOwners } from './settle-owners.ts'
import { statement, type Tx } from './statement.ts'

interface Splitting {
  readonly business: string
  readonly joined: Joined
  readonly now: number
}

/** Takes a join back. What came since belongs to the newer customer, unless it was written from what was the older one's. */
export async function splitCustomers(
  tx: Tx,
  { business, joined, now }: Splitting,
  { ids, hash }: { ids: Ids; hash: PhoneHash },
): Promise<void> {
  const { into, from, merged } = joined
  const [contact] = await CONTACT_OF(tx, { business, id: into })
  if (!contact) return
  const own = new Set(joined.aliases)
  const values = (await ALIASES_OF(tx, { business, id: into })).map(({ value }) => value)
  const theirs = values.filter((value) => !own.has(value))
  await GIVE_ALIASES(tx, { rows: theirs.map((value) => ({ business, value, customer: from })) })
  const { phone, bsuid, parent_bsuid, username, name, before: kept } = contact
  const before = JSON.parse(kept ?? '[]')
  const was = before.pop()
  await TAKE_CONTACT(tx, { business, id: from, phone, bsuid, parent_bsuid, username, name, before: null })
  await TAKE_CONTACT(tx, { business, id: into, ...was, before: before.length > 0 ? JSON.stringify(before) : null })
  await JOIN_CONTACT(tx, { business, id: from, to: null })
  await findAgain(tx, business, [into, from])

  const conversations = await CONVERSATIONS_OF(tx, { business, id: into })
  const emptied = await CONVERSATIONS_OF(tx, { business, id: from })
  await lockConversations(
    tx,
    [...conversations, ...emptied].map(({ id }) => ({ business, id })),
  )
  const isOwn = writerOf(own, hash)
  for (const { from: alone, into: joint, messages, kept, handoffs, belongings, forgotten } of merged) {
    const there = await MESSAGES_OF(tx, { business, id: joint })
    const leaving = writtenBySomebodyElse(there, { isOwn, theirs: new Set(messages), kept: new Set(kept) })
    const hung = { handoffs, belongings, since: joined.at }
    await separate(tx, business, { from: joint, to: alone, there, leaving, ...hung, forgotten, now })
  }
  const stay = new Set(joined.conversations)
  for (const { id } of conversations) {
    if (stay.has(id)) continue
    const there = await MESSAGES_OF(tx, { business, id })
    // Until they were joined it was the newer one's alone, whatever number it was written from.
    const before = new Set(there.filter((one) => one.received_at < joined.at).map((one) => one.id))
    const theirs = new Set(writtenBySomebodyElse(there, { isOwn, theirs: before, kept: new Set() }))
    if (theirs.size === 0) continue
    await giveConversation(tx, { business, id, customer: from })
    tx.tell({ kind: 'conversation', business, id, state: 'parted', at: now })
    const leaving = there.filter((message) => !theirs.has(message))
    if (leaving.length === 0) continue
    const alone = ids.next()
    await OPEN_BESIDE(tx, { business, id, fresh: alone, customer: into })
    const forgotten = { from: null, into: null, at: -1 }
    const hung = { handoffs: [], belongings: [], since: joined.at }
    await separate(tx, business, { from: id, to: alone, there, leaving, ...hung, forgotten, now })
  }
  const parting = { business, into, from, since: joined.at }
  await splitBlocks(tx, parting)
  await splitConsents(tx, parting)
  await divideFacts(tx, parting, await divideMemories(tx, parting))
  await settleOwners(tx, { business, customers: [into, from], now })
}

const OPEN_BESIDE = statement<{ business: string; id: string; fresh: string; customer: string }>(
  ({ name }) => `
  insert into conversations (business, id, line, customer, owner, epoch, agent, last_position, last_inbound_at, last_received_at, gaps, created_at)
  select business, ${name === 'postgres' ? 'cast(:fresh as uuid), line, cast(:customer as uuid)' : ':fresh, line, :customer'},
    'agent', 0, agent, 0, 0, 0, gaps, created_at
  from conversations where business = :business and id = :id`,
)

type IsOwn = (message: MessageRow) => boolean

/** Whether a message was written from a number or an id that was the older customer's before they were joined. */
function writerOf(own: ReadonlySet<string>, hash: PhoneHash): IsOwn {
  return ({ raw }) => {
    const { from_user_id: bsuid, from } = JSON.parse(raw ?? '{}')
    if (typeof bsuid === 'string' && own.has(bsuid)) return true
    if (typeof from !== 'string') return false
    return own.has(from) || phoneForms(from.replaceAll(/\D/g, '')).some((form) => own.has(hash.of(form)))
  }
}

/** The messages that are not the older customer's. What we said went to whoever had written last. */
function writtenBySomebodyElse(
  messages: readonly MessageRow[],
  { isOwn, theirs, kept }: { isOwn: IsOwn; theirs: ReadonlySet<string>; kept: ReadonlySet<string> },
): MessageRow[] {
  let lastWasOwn = false
  return messages.filter((message) => {
    if (theirs.has(message.id)) return true
    if (kept.has(message.id)) return false
    if (message.author === 'customer') lastWasOwn = isOwn(message)
    return !lastWasOwn
  })
}

/** Whether one of these was what the customer had written last at a time: what was done then was done about it. */
function lastWrittenBy(these: readonly MessageRow[], all: readonly MessageRow[]): (at: number) => boolean {
  const chosen = new Set(these)
  return (at) => {
    const last = all.findLast(({ author, received_at }) => author === 'customer' && received_at <= at)
    return last !== undefined && chosen.has(last)
  }
}

interface Separation extends Pick<Merged, 'handoffs' | 'belongings' | 'forgotten'> {
  readonly from: string
  readonly to: string
  readonly there: readonly MessageRow[]
  readonly leaving: readonly MessageRow[]
  /** When they were joined: what was done since goes with the messages it was done about. */
  readonly since: number
  readonly now: number
}

/** Moves messages of one conversation into another, with all that hangs on them. */
async function separate(
  tx: Tx,
  business: string,
  { from: into, to: from, there: messages, leaving, since, handoffs: theirs, belongings, forgotten, now }: Separation,
) {
  const joint = await find(tx, business, into)
  const alone = await find(tx, business, from)
  const gone = new Set(leaving)
  await place(
    tx,
    business,
    messages.map((message) => {
      const leaves = gone.has(message)
      const epoch = (leaves ? alone : joint).epoch + 1
      return { message, from: into, to: leaves ? from : into, position: message.position, was: joint.epoch, epoch }
    }),
  )

  const theirOwn = new Set(belongings)
  const isAboutThem = lastWrittenBy(leaving, messages)
  const hung = await belongingsOf(tx, { business, id: into })
  const going = hung.filter(({ id, at }) => theirOwn.has(id) || (at >= since && isAboutThem(at)))
  await giveBelongings(
    tx,
    business,
    going.map(({ id }) => id),
    from,
  )
  await FORGET_NOTE(tx, { business, id: into })

  const positionOf = (id: string | null) => messages.find((message) => message.id === id)?.position ?? 0
  // Who asked to forget since, asked for all there was.
  const isAsBefore = joint.context_from === forgotten.at
  const contextOf = (leaves: boolean) =>
    isAsBefore ? positionOf(leaves ? forgotten.from : forgotten.into) : joint.context_from
  const moved = new Set(theirs)
  const handoffs = await HANDOFFS_OF(tx, { business, id: into })
  for (const { id, released_at } of handoffs.filter((one) => moved.has(one.id)))
    await giveHandoff(tx, { business, id, conversation: from, released_at })
  const isOpen = (one: { id: string; released_at: number | null }) => one.released_at === null
  const openThere = handoffs.some((one) => moved.has(one.id) && isOpen(one))
  const openHere = handoffs.some((one) => !moved.has(one.id) && isOpen(one))
  for (const [conversation, open] of [
    [joint, openHere],
    [alone, openThere],
  ] as const) {
    const [state] = await STATE_OF(tx, { business, id: conversation.id })
    const owner = open ? (joint.owner === 'agent' ? 'waiting' : joint.owner) : 'agent'
    const epochs = { was: joint.epoch, epoch: conversation.epoch + 1 }
    if (owner === 'agent') await carryUpdates(tx, { business, id: conversation.id }, epochs)
    await SET_CONVERSATION(tx, {
      ...conversation,
      business,
      owner,
      teammate: open ? joint.teammate : null,
      teammate_name: open ? joint.teammate_name : null,
      epoch: epochs.epoch,
      last_position: Math.max(conversation.last_position, state?.last_position ?? 0),
      last_inbound_at: state?.last_inbound_at ?? 0,
      last_received_at: state?.last_received_at ?? 0,
      active_at: state?.active_at ?? 0,
      unanswered_since: state?.unanswered_since ?? null,
      context_from: contextOf(conversation === alone),
      // Places stay as they were.
      remembered: joint.remembered,
    })
  }
  for (const id of [into, from]) await promiseUpdates(tx, { business, id })
  await goOn(tx, business, [into, from], now)
  for (const id of [into, from]) tx.tell({ kind: 'conversation', business, id, state: 'parted', at: now })
}

/** Nobody knows about which of the two an agent has written it for the next one. */
const FORGET_NOTE = statement<{ business: string; id: string }>(
  () => 'update conversations set passed_to = null, note = null where business = :business and id = :id',
)

async function find(tx: Tx, business: string, id: string) {
  const [found] = await CONVERSATION(tx, { business, id })
  return found!
}

const CONVERSATION = statement<{ business: string; id: string }, Awaited<ReturnType<typeof CONVERSATIONS_OF>>[number]>(
  () => `
  select id, line, customer, owner, epoch, teammate, teammate_name, agent, last_position, last_inbound_at, last_received_at, active_at, unanswered_since, context_from, remembered
  from conversations where business = :business and id = :id`,
)

/** What the messages that are left say of a conversation. An edit or WhatsApp's own notice opens no window. */
const STATE_OF = statement<
  { business: string; id: string },
  {
    last_position: number | null
    last_inbound_at: number | null
    last_received_at: number | null
    active_at: number | null
    unanswered_since: number | null
  }
>(
  () => `
  select max(position) as last_position,
    max(case when author = 'customer' and kind not in ('edit', 'revoke', 'system') then sent_at end) as last_inbound_at,
    max(case when author = 'customer' then received_at end) as last_received_at,
    max(case when author <> 'agent' then received_at end) as active_at,
    min(case when outcome = 'pending' then received_at end) as unanswered_since
  from messages where business = :business and conversation = :id`,
)
