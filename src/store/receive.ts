import { inWords, opensWindow } from '../domain/content.ts'
import { type Address, addressOf } from '../domain/customer.ts'
import { answerDueAt, rememberGap } from '../domain/settling.ts'
import { windowAnchor } from '../domain/window.ts'
import type { Receipt, Received } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { amend, amendmentOf } from './amendments.ts'
import { resolveCustomers } from './customers.ts'
import { asCame } from './raw.ts'
import { statement, type Tx } from './statement.ts'
import { promise } from './work.ts'

interface ConversationRow {
  business: string
  id: string
  line: string
  customer: string
  last_position: number
  last_inbound_at: number
  last_received_at: number
  unanswered_since: number | null
  gaps: string
}

const PLACE = { business: 'text', line: 'text', customer: 'id' } as const

const FIND_CONVERSATIONS = statement<{ rows: readonly object[] }, ConversationRow>(
  ({ rows, forUpdate }) => `
  select c.business, c.id, c.line, c.customer, c.last_position, c.last_inbound_at, c.last_received_at, c.unanswered_since, c.gaps
  from conversations c join ${rows(':rows', 'wanted', PLACE)}
    on c.business = wanted.business and c.line = wanted.line and c.customer = wanted.customer
  order by c.id ${forUpdate('c')}`,
)

const INSERT_CONVERSATIONS = statement<{ rows: readonly object[]; now: number }>(
  ({ rows }) => `
  insert into conversations (business, id, line, customer, owner, epoch, last_position, last_inbound_at, last_received_at, gaps, created_at)
  select business, id, line, customer, 'agent', 0, 0, 0, 0, '[]', :now
  from ${rows(':rows', 'fresh', { ...PLACE, id: 'id' })} where true order by business, line, customer
  on conflict (business, line, customer) do nothing`,
)

const INSERT_MESSAGES = statement<{ rows: readonly object[] }, InsertedRow>(
  ({ rows }) => `
  insert into messages (business, id, conversation, position, line, phone_number_id, author, kind, text, content, quotes, about, wamid, sent_at, received_at, outcome, because, raw)
  select business, id, conversation, position, line, phone_number_id, 'customer', kind, text, content, quotes, about, wamid, sent_at, received_at, outcome, because, raw
  from ${rows(':rows', 'fresh', {
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
  })} where true
  on conflict (business, line, wamid) do nothing
  returning id, business, line, wamid, exists (select 1 from amendments a
    where a.business = messages.business and a.line = messages.line and a.wamid = messages.wamid) as amended`,
)

const UPDATE_CONVERSATIONS = statement<{ rows: readonly object[] }>(
  ({ rows }) => `
  update conversations set last_position = moved.last_position, last_inbound_at = moved.last_inbound_at, last_received_at = moved.last_received_at,
    unanswered_since = moved.unanswered_since, gaps = moved.gaps, phone = moved.phone, bsuid = moved.bsuid, agent = moved.agent
  from ${rows(':rows', 'moved', {
    business: 'text',
    id: 'id',
    last_position: 'int',
    last_inbound_at: 'ms',
    last_received_at: 'ms',
    unanswered_since: 'ms',
    gaps: 'text',
    phone: 'text',
    bsuid: 'text',
    agent: 'text',
  })}
  where conversations.business = moved.business and conversations.id = moved.id`,
)

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
  address: Address | undefined
  agent: string | undefined
  dueAt: number | undefined
}

/**
 * Stores a batch of messages: each once, in the order they came, with the promise of an answer. Customers and
 * conversations that are new are made on the way.
 */
export async function receive(tx: Tx, batch: readonly Received[], ids: Ids): Promise<Receipt[]> {
  const customers = await resolveCustomers(tx, batch, ids)
  const places = batch.map(({ business, line }, index) => ({ business, line, customer: customers[index]! }))
  const conversations = await openConversations(tx, places, ids, batch[0]!.receivedAt)

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
    return { kind: 'stored', conversation: conversation.id, dueAt: conversation.dueAt, amends }
  })
  await UPDATE_CONVERSATIONS(tx, { rows: [...touched].map(toRow) })
  const due = [...touched].filter(({ dueAt }) => dueAt !== undefined)
  if (due.length > 0)
    await promise(
      tx,
      due.map(({ business, id, dueAt }) => ({ business, kind: 'answer', key: id, due_at: dueAt! })),
    )
  return receipts
}

function takeNote(conversation: OpenConversation, { message, receivedAt, settle, agent }: Received) {
  const gaps = rememberGap(JSON.parse(conversation.gaps), conversation.last_received_at, receivedAt)
  conversation.last_received_at = receivedAt
  conversation.gaps = JSON.stringify(gaps)
  if (opensWindow(message.content))
    conversation.last_inbound_at = Math.max(conversation.last_inbound_at, windowAnchor(message.sentAt, receivedAt))
  conversation.address = addressOf(message.sender) ?? conversation.address
  conversation.agent = agent
  if (message.ignoredBecause) return
  conversation.unanswered_since ??= receivedAt
  const dueAt = answerDueAt({ settle, gaps, now: receivedAt, firstUnansweredAt: conversation.unanswered_since })
  conversation.dueAt = Math.ceil(dueAt) // one and a half gaps may end on half a millisecond, which no bigint holds
}

function toRow(conversation: OpenConversation) {
  const { business, id, last_position, last_inbound_at, last_received_at, unanswered_since, gaps, address, agent } =
    conversation
  const phone = address && 'phone' in address ? address.phone : null
  const bsuid = address && 'bsuid' in address ? address.bsuid : null
  return {
    business,
    id,
    last_position,
    last_inbound_at,
    last_received_at,
    unanswered_since,
    gaps,
    phone,
    bsuid,
    agent: agent ?? null,
  }
}

const keyOf = ({ business, line, customer }: { business: string; line: string; customer: string }) =>
  `${business} ${line} ${customer}`

/** Finds the conversations and locks them, in id order; makes those that are missing. */
async function openConversations(
  tx: Tx,
  places: { business: string; line: string; customer: string }[],
  ids: Ids,
  now: number,
): Promise<Map<string, OpenConversation>> {
  const wanted = new Map(places.map((place) => [keyOf(place), place]))
  const open = new Map<string, OpenConversation>()
  const find = async (rows: object[]) => {
    for (const row of await FIND_CONVERSATIONS(tx, { rows }))
      open.set(keyOf(row), { ...row, address: undefined, agent: undefined, dueAt: undefined })
  }
  await find([...wanted.values()])
  const missing = [...wanted].filter(([key]) => !open.has(key)).map(([, place]) => ({ ...place, id: ids.next() }))
  if (missing.length > 0) {
    await INSERT_CONVERSATIONS(tx, { rows: missing, now })
    await find(missing)
  }
  return open
}
