import type { Owner } from '../domain/conversation.ts'
import { belongingsOf, giveBelongings } from './belongings.ts'
import { giveDrafts } from './drafts.ts'
import { carryUpdates, promiseUpdates } from './follow-ups.ts'
import { moveMarks } from './reading-marks.ts'
import { giveSlack } from './slack-threads.ts'
import { statement, type Tx } from './statement.ts'
import { promise } from './work.ts'

export interface Merged {
  readonly from: string
  readonly into: string
  readonly messages: readonly string[]
  readonly kept: readonly string[]
  readonly handoffs: readonly string[]
  /** Runs, calls and posts. */
  readonly belongings: readonly string[]
  /** The last message that each had asked to forget, and where both together begin. */
  readonly forgotten: { readonly from: string | null; readonly into: string | null; readonly at: number }
}

export interface ConversationRow {
  id: string
  line: string
  customer: string
  owner: Owner
  epoch: number
  teammate: string | null
  teammate_name: string | null
  agent: string | null
  last_position: number
  last_inbound_at: number
  last_received_at: number
  active_at: number
  unanswered_since: number | null
  context_from: number
  remembered: number
}

type Of = { business: string; id: string }

export interface MessageRow {
  id: string
  author: string
  position: number
  received_at: number
  turn: string | null
  raw: string | null
}

export const MESSAGES_OF = statement<Of, MessageRow>(
  () => `
  select id, author, position, received_at, turn, raw from messages
  where business = :business and conversation = :id order by position`,
)

const MOVED = { business: 'text', id: 'id', conversation: 'id', position: 'int' } as const

/** Positions are unique at every moment: those of the new order are taken far below all others first. */
const BELOW = 1_500_000_000
const IS_BELOW = -1_000_000_000

const PLACE_MESSAGES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('placed', { ...MOVED, was_in: 'id', was_at: 'int' })
  return `
  update messages set conversation = ${row.conversation}, position = ${row.position} - ${BELOW} ${from}
  where messages.business = ${row.business} and messages.conversation = ${row.was_in} and messages.position = ${row.was_at}`
})
const TURN_POSITIONS = statement<Of>(
  () =>
    `update messages set position = position + ${BELOW} where business = :business and conversation = :id and position < ${IS_BELOW}`,
)

/** What was prepared under the epoch that holds may still leave under the next; all else was overtaken. */
const PLACE_DELIVERIES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('placed', { ...MOVED, was: 'int', epoch: 'int' })
  return `
  update deliveries set conversation = ${row.conversation}, position = ${row.position},
    epoch = case when deliveries.epoch = ${row.was} then ${row.epoch} when deliveries.epoch is not null then -1 end ${from}
  where deliveries.business = ${row.business} and deliveries.id = ${row.id}`
})

const PLACE_TURNS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('placed', { business: 'text', turn: 'id', conversation: 'id' })
  return `
  update turns set conversation = ${row.conversation} ${from}
  where turns.business = ${row.business} and turns.id = ${row.turn}`
})

/** Files go with their messages. */
const PLACE_FILES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('placed', { business: 'text', id: 'id', conversation: 'id' })
  return `
  update attachments set conversation = ${row.conversation} ${from}
  where attachments.business = ${row.business} and attachments.message = ${row.id}`
})

/** A message, where it stands, where it goes, and the epochs of its delivery before and after. */
export interface Placing {
  readonly message: MessageRow
  readonly from: string
  readonly to: string
  readonly position: number
  readonly was: number
  readonly epoch: number
}

export async function place(tx: Tx, business: string, placings: readonly Placing[]): Promise<void> {
  const rows = placings.map(({ message, from, to, position, was, epoch }) => ({
    business,
    id: message.id,
    turn: message.turn,
    conversation: to,
    position,
    was_in: from,
    was_at: message.position,
    was,
    epoch,
  }))
  await moveMarks(tx, business, placings)
  await PLACE_MESSAGES(tx, { rows })
  for (const id of new Set(placings.map(({ to }) => to))) await TURN_POSITIONS(tx, { business, id })
  await PLACE_DELIVERIES(tx, { rows })
  await PLACE_TURNS(tx, { rows: rows.filter(({ turn }) => turn !== null) })
  await PLACE_FILES(tx, { rows: rows.filter(({ conversation, was_in }) => conversation !== was_in) })
}

export const HANDOFFS_OF = statement<Of, { id: string; released_at: number | null }>(
  () => 'select id, released_at from handoffs where business = :business and conversation = :id order by id',
)

interface GivenHandoff extends Record<string, string | number | null> {
  business: string
  id: string
  conversation: string
  released_at: number | null
}

const GIVE_HANDOFF = statement<GivenHandoff>(
  () => `
  update handoffs set conversation = :conversation, released_at = :released_at where business = :business and id = :id`,
)
const GIVE_STEPS = statement<Omit<GivenHandoff, 'released_at'>>(
  () => 'update handoff_steps set conversation = :conversation where business = :business and handoff = :id',
)

/** Its timeline goes along. */
export async function giveHandoff(tx: Tx, { released_at, ...given }: GivenHandoff): Promise<void> {
  await GIVE_HANDOFF(tx, { ...given, released_at })
  await GIVE_STEPS(tx, given)
  await giveSlack(tx, { business: given.business, id: given.id, conversation: given.conversation })
}

export const SET_CONVERSATION = statement<{
  business: string
  id: string
  owner: string
  epoch: number
  teammate: string | null
  teammate_name: string | null
  last_position: number
  last_inbound_at: number
  last_received_at: number
  active_at: number
  unanswered_since: number | null
  context_from: number
  remembered: number
}>(
  () => `
  update conversations set owner = :owner, epoch = :epoch, teammate = :teammate, teammate_name = :teammate_name, last_position = :last_position, last_inbound_at = :last_inbound_at,
    last_received_at = :last_received_at, active_at = :active_at, unanswered_since = :unanswered_since, context_from = :context_from, remembered = :remembered
  where business = :business and id = :id`,
)

/** A turn that is under way on either side has not seen the other: both epochs move on, so that it begins anew. */
export async function merge(
  tx: Tx,
  business: string,
  { from, into, now }: { from: ConversationRow; into: ConversationRow; now: number },
): Promise<Merged> {
  const kept: MessageRow[] = await MESSAGES_OF(tx, { business, id: into.id })
  const messages: MessageRow[] = await MESSAGES_OF(tx, { business, id: from.id })
  const all = [
    ...kept.map((message) => ({ message, from: into.id, was: into.epoch })),
    ...messages.map((message) => ({ message, from: from.id, was: from.epoch })),
  ].toSorted((one, other) => one.message.received_at - other.message.received_at)
  const epoch = into.epoch + 1
  const places = all.map((one, index): Placing => ({ ...one, to: into.id, position: index + 1, epoch }))
  await place(tx, business, places)

  if ((into.owner === 'agent' ? from : into).owner === 'agent')
    for (const { id, epoch: was } of [into, from]) await carryUpdates(tx, { business, id }, { was, epoch })
  const belongings = (await belongingsOf(tx, { business, id: from.id })).map(({ id }) => id)
  await giveBelongings(tx, business, belongings, into.id)

  const handoffs = await HANDOFFS_OF(tx, { business, id: from.id })
  for (const { id, released_at } of handoffs) {
    const isOpen = released_at === null
    const released = isOpen && into.owner !== 'agent' ? now : released_at
    await giveHandoff(tx, { business, id, conversation: into.id, released_at: released })
  }
  const forgotten = messages.findLast(({ position }) => position <= from.context_from)
  const forgottenHere = kept.findLast(({ position }) => position <= into.context_from)
  const positionOf = (message: MessageRow | undefined) => places.find((one) => one.message === message)?.position ?? 0
  const contextFrom = Math.max(positionOf(forgotten), positionOf(forgottenHere))
  const { owner, teammate, teammate_name } = into.owner === 'agent' ? from : into
  const unanswered = [into.unanswered_since, from.unanswered_since].filter((one) => one !== null)
  await SET_CONVERSATION(tx, {
    business,
    id: into.id,
    owner,
    teammate,
    teammate_name,
    epoch,
    last_position: all.length,
    last_inbound_at: Math.max(into.last_inbound_at, from.last_inbound_at),
    last_received_at: Math.max(into.last_received_at, from.last_received_at),
    active_at: Math.max(into.active_at, from.active_at),
    unanswered_since: unanswered.length > 0 ? Math.min(...unanswered) : null,
    context_from: contextFrom,
    remembered: rememberedOf(places, { from, into }),
  })
  const nobodys = { owner: 'agent', teammate: null, teammate_name: null, epoch: from.epoch + 1, unanswered_since: null }
  await SET_CONVERSATION(tx, { ...from, business, ...nobodys, active_at: 0 })
  await giveDrafts(tx, business, { from: from.id, into: into.id })
  await promiseUpdates(tx, { business, id: into.id })
  await goOn(tx, business, [into.id], now)
  for (const { id } of [into, from]) tx.tell({ kind: 'conversation', business, id, state: 'joined', at: now })
  return {
    from: from.id,
    into: into.id,
    messages: messages.map(({ id }) => id),
    kept: kept.map(({ id }) => id),
    handoffs: handoffs.map(({ id }) => id),
    belongings,
    forgotten: { from: forgotten?.id ?? null, into: forgottenHere?.id ?? null, at: contextFrom },
  }
}

/** Up to the first message that facts were not drawn from. */
function rememberedOf(places: readonly Placing[], { from, into }: { from: ConversationRow; into: ConversationRow }) {
  const last = (id: string) => (id === from.id ? from : into).remembered
  const next = places.find((place) => place.message.position > last(place.from))
  return next ? next.position - 1 : places.length
}

/** Both kinds of work look for themselves whether there is anything to do. */
export const goOn = (tx: Tx, business: string, conversations: readonly string[], now: number) =>
  promise(
    tx,
    conversations.flatMap((key) =>
      (['answer', 'deliver'] as const).map((kind) => ({ business, kind, key, due_at: now })),
    ),
  )
