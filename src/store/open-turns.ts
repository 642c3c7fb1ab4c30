import type { Content } from '../domain/content.ts'
import type { Author, Owner } from '../domain/conversation.ts'
import type { Sender } from '../domain/customer.ts'
import type { Language } from '../domain/language.ts'
import type { TranscriptMessage } from '../domain/message.ts'
import type { OpenCase } from '../domain/turn.ts'
import type { ConversationKey, NextOn, OpenTurn } from '../flows/store.ts'
import { CAME_FROM, type CameFromRow, cameFromOf } from './came-from.ts'
import { campaignsGot, HAS_CAMPAIGNS } from './campaigns-got.ts'
import { HAS_UPDATES, openUpdates } from './follow-ups.ts'
import { parkedIn } from './parked.ts'
import { releasesOf, withMarkers } from './releases.ts'
import { isId, statement, type Tx } from './statement.ts'

interface ConversationRow extends CameFromRow {
  has_campaigns: number | boolean
  last_received_at: number
  business: string
  id: string
  line: string
  customer: string
  name: string | null
  language: Language | null
  owner: Owner
  epoch: number
  released: string | null
  last_position: number
  unanswered_since: number | null
  context_from: number
  agent: string | null
  passed_to: string | null
  note: string | null
  disclosed_at: number | null
  declined: number
  /** People have other conversations of this customer. */
  cases_elsewhere: number | boolean
  elsewhere_since: number | null
  last_inbound_at: number
  has_updates: number | boolean
  refused_at: number | null
  blocked: number | boolean
  parked: number | boolean
  phone: string | null
  bsuid: string | null
  parent_bsuid: string | null
}

interface MessageRow {
  id: string
  conversation: string
  author: Author
  text: string
  content: string | null
  sent_at: number
  edited_at: number | null
  deleted_at: number | null
  reaction: string | null
  quoted_author: Author | null
  quoted_text: string | null
}

interface PendingRow extends MessageRow {
  wamid: string
  position: number
  received_at: number
}

const KEY = { business: 'text', id: 'id' } as const

/** What a quote speaks of: a message of the customer bears its own name, one of ours has it in its delivery. */
const QUOTED = `
  case when m.quotes is not null then coalesce(
    (select q.author from messages q where q.business = m.business and q.line = m.line and q.wamid = m.quotes),
    (select d.author from deliveries d where d.business = m.business and d.line = m.line and d.wamid = m.quotes)) end as quoted_author,
  case when m.quotes is not null then coalesce(
    (select q.text from messages q where q.business = m.business and q.line = m.line and q.wamid = m.quotes),
    (select q.text from deliveries d join messages q
        on q.business = d.business and q.conversation = d.conversation and q.position = d.position
      where d.business = m.business and d.line = m.line and d.wamid = m.quotes)) end as quoted_text`
const MESSAGE = `m.id, m.conversation, m.author, m.text, m.content, m.sent_at, m.edited_at, m.deleted_at, m.reaction, ${QUOTED}`

const LOAD_CONVERSATIONS = statement<{ rows: readonly object[] }, ConversationRow>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select c.business, c.id, c.line, c.customer, p.name, p.language, c.owner, c.epoch, c.released, c.last_position, c.unanswered_since, c.context_from, c.agent,
    c.passed_to, c.note, c.disclosed_at, c.declined, c.refused_at, c.elsewhere_since, c.last_inbound_at, c.last_received_at, ${HAS_CAMPAIGNS}, ${HAS_UPDATES}, ${CAME_FROM}, p.phone, p.bsuid, p.parent_bsuid,
    exists (select 1 from conversations k where k.business = c.business and k.customer = c.customer and k.id <> c.id
      and k.owner <> 'agent') as cases_elsewhere,
    exists (select 1 from blocks b where b.business = c.business and b.customer = c.customer) as blocked,
    exists (select 1 from deliveries d where d.business = c.business and d.conversation = c.id and d.state = 'parked') as parked
  from conversations c join contacts p on p.business = c.business and p.customer = c.customer ${join}
  where c.business = ${row.business} and c.id = ${row.id}`
})

const LOAD_PENDING = statement<{ rows: readonly object[] }, PendingRow>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select ${MESSAGE}, m.wamid, m.position, m.received_at from messages m ${join}
  where m.business = ${row.business} and m.conversation = ${row.id} and m.outcome = 'pending'
  order by m.conversation, m.position`
})

/** What was said and is done with. Reactions, edits and the like show on the message they speak of. */
const SETTLED = `(m.outcome is null or m.outcome not in ('pending', 'refused', 'unsent')) and m.kind not in ('reaction', 'edit', 'revoke', 'system')`

/**
 * The newest first: so the last ones are found without counting. Positions have gaps where duplicates came: rows are
 * counted, not they. PostgreSQL finds them for each conversation by itself. A limit that is nothing but a parameter is
 * planned for its value: SQLite would prepare the statement anew each time.
 */
const LOAD_HISTORY = statement<{ rows: readonly object[] }, MessageRow>(({ each, name }) => {
  const { row, from } = each('wanted', { ...KEY, since: 'int', most: 'int' })
  const last = (columns: string) => `
    select ${columns} from messages m
    where m.business = ${row.business} and m.conversation = ${row.id} and m.position > ${row.since} and ${SETTLED}
    order by m.position desc limit ${row.most} + 0`
  return name === 'sqlite' ? last(MESSAGE) : `select told.* ${from} cross join lateral (${last(MESSAGE)}) told`
})

/** A conversation, and how many of the messages that were said before are wanted. */
export interface WantedTurn extends ConversationKey {
  readonly history: number
}

export async function loadTurns(tx: Tx, wanted: readonly WantedTurn[]): Promise<(OpenTurn | undefined)[]> {
  const most = new Map<string, number>()
  for (const { id, history } of wanted) most.set(id, Math.max(history, most.get(id) ?? 0))
  const found = await LOAD_CONVERSATIONS(tx, { rows: wanted.filter(({ id }) => isId(id)) })
  const conversations = new Map(found.map((row) => [row.id, row]))
  const rows = [...conversations.values()].map(({ business, id, context_from }) => ({
    business,
    id,
    since: context_from,
    most: most.get(id)!,
  }))
  const pending = Map.groupBy(await LOAD_PENDING(tx, { rows }), (row) => row.conversation)
  const talking = rows.filter(({ most }) => most > 0)
  const told = talking.length > 0 ? await LOAD_HISTORY(tx, { rows: talking }) : []
  const before = Map.groupBy(told, (row) => row.conversation)
  const releases = await releasesOf(tx, found)
  const cases = await casesOf(tx, found)
  const updates = await openUpdates(tx, found)
  const parked = await parkedIn(tx, found)
  const got = await campaignsGot(tx, found)

  return wanted.map(({ business, id, history }) => {
    const conversation = conversations.get(id)
    if (conversation?.business !== business) return undefined
    const { line, customer, name, owner, epoch, last_position, unanswered_since, agent, refused_at } = conversation
    const { passed_to, note, disclosed_at, declined, language } = conversation
    return {
      line,
      customer: { id: customer, name: name ?? undefined, language: language ?? undefined },
      sender: senderOf(conversation),
      refusedAt: refused_at ?? undefined,
      blocked: Boolean(conversation.blocked),
      elsewhere: conversation.elsewhere_since !== null,
      fence: { owner, epoch },
      lastPosition: last_position,
      unansweredSince: unanswered_since ?? 0,
      // Who passed the customer on knew of the route; it still names the agent once all is forgotten.
      agent: passed_to ?? agent ?? undefined,
      home: agent ?? undefined,
      note: note ?? undefined,
      disclosed: disclosed_at !== null,
      declined,
      unanswered: (pending.get(id) ?? []).map((row) => ({
        ...toTranscript(row),
        wamid: row.wamid,
        position: row.position,
        content: contentOf(row),
        lateByMs: row.received_at - row.sent_at,
      })),
      history: withMarkers(
        (before.get(id) ?? []).slice(0, history).map(toTranscript).reverse(),
        releases.get(id),
        parked.get(id)?.told,
      ),
      parked: parked.get(id)?.waiting ?? 0,
      released: releases.get(id)?.at(-1),
      cases: cases.get(id) ?? [],
      cameFrom: cameFromOf(conversation),
      campaign: got.get(id),
      lastInboundAt: conversation.last_inbound_at,
      updates: updates.get(id),
    }
  })
}

function senderOf({ phone, bsuid, parent_bsuid }: ConversationRow): Sender {
  return {
    ...(phone !== null && { phone }),
    ...(bsuid !== null && { bsuid }),
    ...(parent_bsuid !== null && { parentBsuid: parent_bsuid }),
  }
}

const contentOf = ({ text, content }: MessageRow): Content =>
  content === null ? { kind: 'text', text } : JSON.parse(content)

const DELETED = '[This message was deleted]'

type Writable<Type> = { -readonly [Key in keyof Type]: Type[Key] }

/** Thirty for each turn: built plainly, because that is what is fast. */
function toTranscript(row: MessageRow): TranscriptMessage {
  const deleted = row.deleted_at !== null
  const message: Writable<TranscriptMessage> = {
    id: row.id,
    author: row.author,
    text: deleted ? DELETED : row.text,
    at: row.sent_at,
  }
  if (row.content !== null && row.author === 'customer' && !deleted) message.content = contentOf(row)
  if (row.quoted_author !== null) message.quoted = { author: row.quoted_author, text: row.quoted_text ?? '' }
  if (row.reaction !== null) message.reaction = row.reaction
  if (row.edited_at !== null) message.edited = true
  if (deleted) message.deleted = true
  return message
}

const CASES = statement<{ rows: readonly object[] }, OpenCase & { conversation: string }>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select c.id as conversation, k.line, h.reason, h.opened_at as since from conversations c
  cross join conversations k cross join handoffs h ${join}
  where k.business = c.business and k.customer = c.customer and k.id <> c.id
    and h.business = k.business and h.conversation = k.id and h.released_at is null and c.business = ${row.business} and c.id = ${row.id} order by h.opened_at, h.id`
})

/** Asked only where people have another conversation of the customer: for all others it costs nothing. */
async function casesOf(tx: Tx, conversations: readonly ConversationRow[]): Promise<Map<string, OpenCase[]>> {
  const rows = conversations.flatMap(({ business, id, cases_elsewhere }) => (cases_elsewhere ? [{ business, id }] : []))
  if (rows.length === 0) return new Map()
  const cases = new Map<string, OpenCase[]>()
  for (const { conversation, ...one } of await CASES(tx, { rows }))
    cases.set(conversation, [...(cases.get(conversation) ?? []), one])
  return cases
}

const LINE_OF = statement<{ business: string; id: string }, { line: string }>(
  () => 'select line from conversations where business = :business and id = :id',
)

const NEXT_ON = statement<{ rows: readonly object[] }, { id: string; line: string; yields: number | null }>(
  ({ each }) => {
    const { row, join } = each('wanted', { business: 'text', id: 'id' })
    return `
  select c.id, c.line, (select min(case when d.campaign is null then 0 else 1 end) from deliveries d
    where d.business = c.business and d.conversation = c.id and d.state in ('queued', 'claimed', 'unknown')) as yields
  from conversations c ${join} where c.business = ${row.business} and c.id = ${row.id}`
  },
)

export async function nextOn(tx: Tx, conversations: readonly ConversationKey[]): Promise<(NextOn | undefined)[]> {
  const found = await NEXT_ON(tx, { rows: conversations })
  const byId = new Map(found.map(({ id, line, yields }) => [id, { line, yields: yields === 1 }]))
  return conversations.map(({ id }) => byId.get(id))
}

export async function lineOf(tx: Tx, { business, id }: ConversationKey): Promise<string | undefined> {
  if (!isId(id)) return undefined
  return (await LINE_OF(tx, { business, id }))[0]?.line
}
