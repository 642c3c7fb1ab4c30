import { inWords, opensWindow } from '../domain/content.ts'
import type { PhoneHash } from '../domain/phone.ts'
import { answerDueAt, rememberGap } from '../domain/settling.ts'
import { windowAnchor } from '../domain/window.ts'
import type { Receipt, Received } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { amend, amendmentOf } from './amendments.ts'
import { type ConversationRow, holdContacts, SomebodyWasFaster } from './contacts.ts'
import { type Resolved, resolveCustomers } from './customers.ts'
import { newsOfConversations } from './desk-work.ts'
import { takenElsewhere } from './elsewhere.ts'
import { messageWithoutPhones } from './hidden-phones.ts'
import { needsLocks } from './locks.ts'
import { asCame } from './raw.ts'
import { statement, type Tx } from './statement.ts'
import { keepWordsOnMarketing } from './words-on-marketing.ts'
import { promise } from './work.ts'

const PLACE = { business: 'text', line: 'text', customer: 'id' } as const

export const FIND_CONVERSATIONS = statement<{ rows: readonly object[] }, ConversationRow>(({ each, forUpdate }) => {
  const { row, join } = each('wanted', PLACE)
  return `
  select c.business, c.id, c.line, c.customer, c.epoch, c.last_position, c.last_inbound_at, c.last_received_at, c.unanswered_since, c.gaps
  from conversations c ${join}
  where c.business = ${row.business} and c.line = ${row.line} and c.customer = ${row.customer}
  order by c.id ${forUpdate('c')}`
})

export const INSERT_CONVERSATIONS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', { ...PLACE, id: 'id', now: 'ms' })
  const order = [row.business, row.line, row.customer]
  // A handoff that holds for all lines of a customer holds for those they had not written to yet, with whoever has it.
  const ofRoot = (column: string) => `(select k.${column} from conversations k cross join handoffs h
    where h.business = k.business and h.conversation = k.id and k.business = ${row.business} and k.customer = ${row.customer} and h.released_at is null and h.scope = 'customer'
    order by h.opened_at, h.id limit 1)`
  const holder = [`coalesce(${ofRoot('owner')}, 'agent')`, ofRoot('teammate'), ofRoot('teammate_name')]
  return `
  insert into conversations (business, id, line, customer, owner, teammate, teammate_name, epoch, last_position, last_inbound_at, last_received_at, gaps, created_at)
  ${values([row.business, row.id, row.line, row.customer, ...holder, '0', '0', '0', '0', `'[]'`, row.now], order)}
  on conflict (business, line, customer) do nothing`
})

const INSERT_MESSAGES = statement<{ rows: readonly object[] }, InsertedRow>(({ each }) => {
  const { row, values } = each('fresh', {
    business: 'text',
    id: 'id',
    conversation: 'id',
    position: 'int',
    line: 'text',
    phone_number_id: 'text',
    kind: 'text',
    text: 'text',
    content: 'text',
    quotes: 'text',
    about: 'text',
    wamid: 'text',
    sent_at: 'ms',
    received_at: 'ms',
    outcome: 'text',
    because: 'text',
    raw: 'text',
  })
  return `
  insert into messages (business, id, conversation, position, line, phone_number_id, author, kind, text, content, quotes, about, wamid, sent_at, received_at, outcome, because, raw)
  ${values([
    row.business,
    row.id,
    row.conversation,
    row.position,
    row.line,
    row.phone_number_id,
    `'customer'`,
    row.kind,
    row.text,
    row.content,
    row.quotes,
    row.about,
    row.wamid,
    row.sent_at,
    row.received_at,
    row.outcome,
    row.because,
    row.raw,
  ])}
  on conflict (business, line, wamid) do nothing
  returning id, business, line, wamid, exists (select 1 from amendments a
    where a.business = messages.business and a.line = messages.line and a.wamid = messages.wamid) as amended`
})

const UPDATE_CONVERSATIONS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('moved', {
    business: 'text',
    id: 'id',
    last_position: 'int',
    last_inbound_at: 'ms',
    last_received_at: 'ms',
    unanswered_since: 'ms',
    gaps: 'text',
    agent: 'text',
    heard_at: 'ms',
  })
  return `
  update conversations set last_position = ${row.last_position}, last_inbound_at = ${row.last_inbound_at}, last_received_at = ${row.last_received_at},
    unanswered_since = ${row.unanswered_since}, gaps = ${row.gaps}, agent = ${row.agent}, active_at = ${row.last_received_at},
    elsewhere_since = case when conversations.elsewhere_since < ${row.heard_at} then null else conversations.elsewhere_since end ${from}
  where conversations.business = ${row.business} and conversations.id = ${row.id}`
})

interface InsertedRow {
  id: string
  business: string
  line: string
  wamid: string
  /** An edit or a deletion came before the message it changes. */
  amended: number | boolean
}

/** A conversation while the messages of one batch are put into it. */
interface OpenConversation extends ConversationRow {
  agent: string | undefined
  dueAt: number | undefined
  /** When they last wrote to us, and not to somebody else who has the chat; 0 where they did not. */
  heardAt: number
}

/**
 * Stores a batch of messages: each once, in the order they came, with the promise of an answer. Customers and
 * conversations that are new are made on the way.
 */
export async function receive(
  tx: Tx,
  came: readonly Received[],
  { ids, hash, hasDesks = false }: { ids: Ids; hash: PhoneHash; hasDesks?: boolean },
): Promise<Receipt[]> {
  const resolved = await resolveCustomers(tx, came, { ids, hash })
  const batch = came.map((received) => messageWithoutPhones(received, hash))
  const places = batch.map(({ business, line }, index) => ({ business, line, customer: resolved.customers[index]! }))
  const conversations = await openConversations(tx, { places, resolved, ids, now: batch[0]!.receivedAt })

  const rows = batch.map(({ message, line, business, receivedAt }, index) => {
    const conversation = conversations.get(keyOf(places[index]!))!
    conversation.last_position++
    const { content, wamid, phoneNumberId, sentAt, ignoredBecause, quotes, forwarded, product, referral } = message
    const about = forwarded || product || referral ? JSON.stringify({ forwarded, product, referral }) : null
    return {
      business,
      id: ids.next(),
      conversation: conversation.id,
      position: conversation.last_position,
      line,
      phone_number_id: phoneNumberId,
      kind: content.kind,
      text: inWords(content),
      content: content.kind === 'text' ? null : JSON.stringify(content),
      quotes: quotes ?? null,
      about,
      wamid,
      sent_at: windowAnchor(sentAt, receivedAt),
      received_at: receivedAt,
      outcome: ignoredBecause ? 'ignored' : 'pending',
      because: ignoredBecause ?? null,
      raw: asCame(message.raw),
    }
  })
  const inserted = await INSERT_MESSAGES(tx, { rows })
  if (inserted.length === 0) return batch.map(() => ({ kind: 'duplicate' }))
  const stored = new Set(inserted.map(({ id }) => id))
  const amending = batch.filter((_, index) => stored.has(rows[index]!.id))
  await amend(
    tx,
    amending,
    inserted.filter(({ amended }) => amended),
  )

  const touched = new Set<OpenConversation>()
  const receipts = batch.map((received, index): Receipt => {
    if (!stored.has(rows[index]!.id)) return { kind: 'duplicate' }
    const conversation = conversations.get(keyOf(places[index]!))!
    touched.add(conversation)
    takeNote(conversation, received)
    const amends = amendmentOf(received) !== undefined
    const { id, position } = rows[index]!
    tx.tell({
      kind: 'message',
      business: received.business,
      id,
      conversation: conversation.id,
      position,
      at: received.receivedAt,
    })
    return { kind: 'stored', conversation: conversation.id, dueAt: conversation.dueAt, amends }
  })
  await UPDATE_CONVERSATIONS(tx, { rows: [...touched].map(toRow) })
  for (const [index, { business, message, receivedAt: now, elsewhere }] of batch.entries())
    if (elsewhere && stored.has(rows[index]!.id))
      await takenElsewhere(tx, { business, id: rows[index]!.conversation }, windowAnchor(message.sentAt, now), now)
  const at = batch[0]!.receivedAt
  if (hasDesks)
    await newsOfConversations(
      tx,
      [...touched].map(({ business, id }) => ({ business, id, at })),
    )
  await keepWordsOnMarketing(tx, { batch, rows, places, stored }, ids)
  const due = [...touched].filter(({ dueAt }) => dueAt !== undefined)
  if (due.length > 0)
    await promise(
      tx,
      due.map(({ business, id, dueAt }) => ({ business, kind: 'answer', key: id, due_at: dueAt! })),
    )
  return receipts
}

function takeNote(conversation: OpenConversation, { message, receivedAt, settle, agent, elsewhere }: Received) {
  const gaps = rememberGap(JSON.parse(conversation.gaps), conversation.last_received_at, receivedAt)
  conversation.last_received_at = receivedAt
  conversation.gaps = JSON.stringify(gaps)
  if (opensWindow(message.content))
    conversation.last_inbound_at = Math.max(conversation.last_inbound_at, windowAnchor(message.sentAt, receivedAt))
  conversation.agent = agent
  if (!elsewhere) conversation.heardAt = Math.max(conversation.heardAt, windowAnchor(message.sentAt, receivedAt))
  if (message.ignoredBecause) return
  conversation.unanswered_since ??= receivedAt
  const dueAt = answerDueAt({ settle, gaps, now: receivedAt, firstUnansweredAt: conversation.unanswered_since })
  conversation.dueAt = Math.ceil(dueAt) // one and a half gaps may end on half a millisecond, which no bigint holds
}

function toRow(conversation: OpenConversation) {
  const { business, id, last_position, last_inbound_at, last_received_at, unanswered_since, gaps, agent, heardAt } =
    conversation
  const moved = { business, id, last_position, last_inbound_at, last_received_at, unanswered_since, gaps }
  return { ...moved, agent: agent ?? null, heard_at: heardAt }
}

const keyOf = ({ business, line, customer }: { business: string; line: string; customer: string }) =>
  `${business} ${line} ${customer}`

/**
 * Finds the conversations and locks them, in id order; makes those that are missing. Where nothing needs a lock they
 * were found along with their customers, and nobody else can know a customer who is new.
 */
async function openConversations(
  tx: Tx,
  {
    places,
    resolved: { book, joined },
    ids,
    now,
  }: {
    places: readonly { business: string; line: string; customer: string }[]
    resolved: Resolved
    ids: Ids
    now: number
  },
): Promise<Map<string, OpenConversation>> {
  const wanted = new Map(places.map((place) => [keyOf(place), place]))
  const open = new Map<string, OpenConversation>()
  const take = (row: ConversationRow) =>
    open.set(keyOf(row), { ...row, agent: undefined, dueAt: undefined, heardAt: 0 })
  const find = async (rows: readonly object[]) => {
    for (const row of rows.length > 0 ? await FIND_CONVERSATIONS(tx, { rows }) : []) take(row)
  }
  const isNew = (customer: string) => !joined && book.isNew(customer)
  const known = [...wanted.values()].filter(({ customer }) => !isNew(customer))
  if (needsLocks(tx.dialect) || joined) {
    await find(known)
    // Between the look and the lock another process may have joined or split customers: both move the epochs on.
    for (const { business, line, customer } of joined ? [] : known) {
      const seen = book.conversation(business, line, customer)
      if (seen && open.get(keyOf(seen))?.epoch !== seen.epoch) throw new SomebodyWasFaster('the conversation has moved')
    }
  } else
    for (const { business, line, customer } of known) {
      const found = book.conversation(business, line, customer)
      if (found) take(found)
    }
  const missing = [...wanted].filter(([key]) => !open.has(key)).map(([, place]) => ({ ...place, id: ids.next(), now }))
  if (missing.length === 0) return open
  const met = missing.filter(({ customer }) => !isNew(customer))
  if (met.length > 0 && !joined)
    await holdContacts(tx, [...new Set(met.map(({ business, customer }) => book.contact(business, customer)))])
  await INSERT_CONVERSATIONS(tx, { rows: missing })
  for (const place of missing) if (isNew(place.customer)) take({ ...place, ...EMPTY })
  await find(met)
  return open
}

const EMPTY = {
  epoch: 0,
  last_position: 0,
  last_inbound_at: 0,
  last_received_at: 0,
  unanswered_since: null,
  gaps: '[]',
}
