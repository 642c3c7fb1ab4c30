import type { Author } from '../domain/conversation.ts'
import type { Note, Remembered } from '../flows/store.ts'
import { rootOf } from './join.ts'
import { isId, statement, type Tx } from './statement.ts'

const INSERT = statement<{
  business: string
  id: string
  customer: string
  line: string
  text: string
  now: number
}>(
  () => `
  insert into notes (business, id, customer, line, text, created_at)
  values (:business, :id, :customer, :line, :text, :now)
  on conflict (business, id) do nothing`,
)

/** Of somebody who is gone meanwhile nothing stays behind. */
export async function keepNote(tx: Tx, { business, customer, id, line, text, now }: Note): Promise<void> {
  if (isId(customer) && (await rootOf(tx, business, customer)))
    await INSERT(tx, { business, id, customer, line, text, now })
}

interface NoteRow {
  text: string
  at: number
  line: string
}

/** Notes stay with whom they were written for: joined customers are read as one, and split again they are as before. */
const NOTES_OF = statement<{ business: string; customer: string; most: number }, NoteRow>(
  ({ types }) => `
  with recursive joined(customer) as (
    select cast(:customer as ${types.id})
    union select c.customer from contacts c join joined on c.business = :business and c.joined_to = joined.customer)
  select n.text, n.created_at as at, n.line from notes n join joined on n.customer = joined.customer
  where n.business = :business order by n.created_at desc, n.id desc limit :most + 0`,
)

const CONVERSATIONS_OF = statement<{ business: string; customer: string }, { id: string; line: string }>(
  () => 'select id, line from conversations where business = :business and customer = :customer',
)

/** What waits for an answer stands in the turn itself. The newest first, so that the last ones are found without counting. */
const TOLD = statement<{ rows: readonly object[] }, NoteRow & { author: Author }>(({ each, name }) => {
  const { row, from } = each('wanted', { business: 'text', id: 'id', most: 'int' })
  const last = `
    select m.author, m.text, m.sent_at as at, m.line from messages m
    where m.business = ${row.business} and m.conversation = ${row.id} and m.deleted_at is null
      and m.author in ('customer', 'agent', 'teammate') and m.kind not in ('reaction', 'edit', 'revoke', 'system')
      and (m.outcome is null or m.outcome not in ('pending', 'refused'))
    order by m.position desc limit ${row.most} + 0`
  return name === 'sqlite' ? last : `select told.* ${from} cross join lateral (${last}) told`
})

const NAMES: Readonly<Record<string, string>> = { customer: 'Customer', agent: 'Agent', teammate: 'Human agent' }

export async function rememberedOf(
  tx: Tx,
  { business, customer, most }: { business: string; customer: string; most: number },
): Promise<Remembered[]> {
  const root = isId(customer) && most > 0 ? await rootOf(tx, business, customer) : undefined
  if (!root) return []
  const conversations = await CONVERSATIONS_OF(tx, { business, customer: root.customer })
  const rows = conversations.map(({ id }) => ({ business, id, most }))
  const messages = rows.length > 0 ? await TOLD(tx, { rows }) : []
  const notes = await NOTES_OF(tx, { business, customer: root.customer, most })
  const told = messages.map(({ author, text, at, line }) => ({ text: `${NAMES[author]}: ${text}`, at, line }))
  return [...told, ...notes].toSorted((one, other) => other.at - one.at).slice(0, most)
}
