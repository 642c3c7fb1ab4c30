import type { Author } from '../domain/conversation.ts'
import type { Entry, Speaker } from '../domain/memory/entry.ts'
import type { LineNames } from './line-names.ts'
import { statement } from './statement.ts'

export interface MessageRow {
  id: string
  conversation: string
  position: number
  author: Author
  text: string
  at: number
  line: string
  phone_number_id: string | null
  writer_name: string | null
}

/** What was said and is done with, and neither deleted nor hidden. */
export const TOLD = `m.deleted_at is null and m.hidden_at is null
      and m.author in ('customer', 'agent', 'teammate') and m.kind not in ('reaction', 'edit', 'revoke', 'system')
      and (m.outcome is null or m.outcome not in ('pending', 'refused', 'unsent'))`

/** What we say knows its number only by what the customer wrote to. */
const NUMBER = `case when m.phone_number_id <> '' then m.phone_number_id else (
      select n.phone_number_id from messages n where n.business = m.business and n.conversation = m.conversation
        and n.position < m.position and n.phone_number_id <> '' order by n.position desc limit 1) end`
const MESSAGE = `m.id, m.conversation, m.position, m.author, m.text, m.sent_at as at, m.line, ${NUMBER} as phone_number_id, m.writer_name`

/** Of one conversation, or of several from where each is known. */
export const MESSAGES = statement<{ rows: readonly object[] }, MessageRow>(({ each, name }) => {
  const columns = { business: 'text', id: 'id', after: 'int', up_to: 'int', most: 'int' } as const
  const { row, from } = each('wanted', columns)
  const told = `
    select ${MESSAGE} from messages m
    where m.business = ${row.business} and m.conversation = ${row.id} and m.position > ${row.after} and m.position <= ${row.up_to}
      and ${TOLD} order by m.position limit ${row.most} + 0`
  return name === 'sqlite'
    ? told
    : `select told.* ${from} cross join lateral (${told}) told order by told.conversation, told.position`
})

export const MESSAGES_NAMED = statement<{ rows: readonly object[] }, MessageRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', conversation: 'id', id: 'id' })
  return `
  select ${MESSAGE} from messages m ${join}
  where m.business = ${row.business} and m.conversation = ${row.conversation} and m.id = ${row.id} and ${TOLD}`
})

export interface HandoffRow {
  id: string
  conversation: string
  line: string
  reason: string
  summary: string
  opened_at: number
  released_at: number | null
  phone_number_id: string | null
}

export const HANDOFFS = statement<{ business: string; customer: string }, HandoffRow>(
  () => `
  select h.id, h.conversation, h.line, h.reason, h.summary, h.opened_at, h.released_at, (
    select n.phone_number_id from messages n where n.business = h.business and n.conversation = h.conversation
      and n.phone_number_id <> '' order by n.position limit 1) as phone_number_id
  from handoffs h join conversations c on c.business = h.business and c.id = h.conversation
  where c.business = :business and c.customer = :customer order by h.opened_at, h.id`,
)

export interface PartRow {
  memory: string
  part: number
  parts: number
  scope: string
  document_type: string
  text: string
  heading: string | null
  title: string | null
  speaker: Speaker
  session: string | null
  line: string | null
  phone_number_id: string | null
  metadata: string
  at: number
}

const PART = `p.memory, p.part, (select count(*) from memory_parts a where a.business = p.business and a.memory = p.memory) as parts,
    e.scope, e.document_type, p.text, p.heading, e.title, e.speaker, e.session, e.line, e.phone_number_id, e.metadata, e.at`

/** From behind a piece on, in the order of ids. */
export const PARTS = statement<
  { business: string; scope: string; memory: string; part: number; most: number },
  PartRow
>(
  () => `
  select ${PART} from memories e join memory_parts p on p.business = e.business and p.memory = e.id
  where e.business = :business and e.scope = :scope and e.id >= :memory and (e.id > :memory or p.part > :part)
  order by e.id, p.part limit :most + 0`,
)

/** Of memories that came between two states. */
export const PARTS_SINCE = statement<{ rows: readonly object[]; after: number; up_to: number }, PartRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', scope: 'text' })
  return `
  select ${PART} from memories e join memory_parts p on p.business = e.business and p.memory = e.id ${join}
  where e.business = ${row.business} and e.scope = ${row.scope} and e.added > :after and e.added <= :up_to
  order by e.id, p.part`
})

export const PARTS_NAMED = statement<{ rows: readonly object[] }, PartRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', scope: 'text', memory: 'id' })
  return `
  select ${PART} from memories e join memory_parts p on p.business = e.business and p.memory = e.id ${join}
  where e.business = ${row.business} and e.scope = ${row.scope} and e.id = ${row.memory}
  order by p.part`
})

export function messageEntry(row: MessageRow, names: LineNames): Entry {
  const { author, line, at } = row
  return {
    id: row.id,
    source: 'message',
    documentType: 'ai-chat-conversation',
    text: row.text,
    at,
    speaker: author,
    name: row.writer_name ?? undefined,
    session: row.conversation,
    line,
    phoneNumberId: row.phone_number_id ?? names.numberOf(line, at),
    lineShownAs: names.shownAs(line, at),
    metadata: {},
  }
}

export function partEntry({ memory, part, parts, ...row }: PartRow): Entry {
  return {
    id: parts === 1 ? memory : `${memory}#${part}`,
    source: 'memory',
    documentType: row.document_type,
    text: row.text,
    at: row.at,
    speaker: row.speaker,
    name: row.heading ?? row.title ?? undefined,
    session: row.session ?? memory,
    line: row.line ?? undefined,
    phoneNumberId: row.phone_number_id ?? undefined,
    metadata: JSON.parse(row.metadata),
  }
}
