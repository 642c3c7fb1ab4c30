import { phoneDigitsIn, searchable, wordsIn } from '../domain/searchable.ts'
import type { ConversationQuery, View } from '../flows/reading.ts'
import { wordsOf } from './contact-words.ts'
import { type Asked, askedOf, pageOf, viewOf } from './conversation-lists.ts'
import type { Database } from './database.ts'
import { endOfPhone } from './schema-reading.ts'
import { statement, type Tx } from './statement.ts'
import { SHOWN } from './threads.ts'

/** So many customers are found by their names. */
const MOST_NAMED = 500
/** Words are looked for in so many of the newest messages of so many conversations; so many at a time, others go on meanwhile. */
const MESSAGES_READ = 20
const CONVERSATIONS_READ = 500
const AT_A_TIME = 50

interface NamedRow {
  customer: string
  name: string | null
  username: string | null
}

/** Whoever has a word that begins so, and one that begins otherwise where two are asked for. */
const BY_WORDS = statement<{ business: string; from: string; to: string; besides: string; up_to: string }, NamedRow>(
  () => `
  select p.customer, p.name, p.username from contact_words w
  join contacts p on p.business = w.business and p.customer = w.customer
  where w.business = :business and w.word >= :from and w.word < :to
    and (:besides = '' or exists (select 1 from contact_words o
      where o.business = w.business and o.customer = w.customer and o.word >= :besides and o.word < :up_to))
  order by w.word, w.customer limit ${MOST_NAMED}`,
)
const LAST = '\u{10ffff}'

const BY_PHONE = statement<{ business: string; end: string; digits: string }, { customer: string }>(
  (dialect) => `
  select p.customer from contacts p
  where p.business = :business and p.phone is not null and ${endOfPhone(dialect, 'p.phone')} = :end and p.phone like '%' || :digits
  limit ${MOST_NAMED}`,
)

const CONVERSATIONS_OF = statement<{ business: string; rows: readonly object[] }, { id: string }>(
  ({ all }) => `
  select c.id from ${all('named', { id: 'id' })} cross join conversations c
  where c.business = :business and c.customer = named.id`,
)

async function ofCustomers(tx: Tx, business: string, q: string, words: readonly string[]): Promise<string[]> {
  const digits = phoneDigitsIn(q)
  const phoned = digits ? await BY_PHONE(tx, { business, end: digits.slice(-4), digits }) : []
  const [from = '', besides = ''] = words.toSorted((one, other) => other.length - one.length)
  const named = await BY_WORDS(tx, { business, from, to: from + LAST, besides, up_to: besides + LAST })
  const called = named.filter((one) => {
    const own = wordsOf(one)
    return words.every((word) => own.some((theirs) => theirs.startsWith(word)))
  })
  const rows = [...new Set([...phoned, ...called].map(({ customer }) => customer))].map((id) => ({ id }))
  return rows.length > 0 ? (await CONVERSATIONS_OF(tx, { business, rows })).map(({ id }) => id) : []
}

const pages = new Map(
  (['waiting', 'mine', 'team', 'agent', 'all'] as const).map((view: View) => [
    view,
    statement<Asked, { id: string; last_position: number }>((dialect) => pageOf(dialect, view)),
  ]),
)

const WRITTEN = statement<{ business: string; rows: readonly object[] }, { conversation: string; text: string }>(
  ({ all }) => `
  select m.conversation, m.text from ${all('read', { id: 'id', after: 'int' })} cross join messages m
  where m.business = :business and m.conversation = read.id and m.position > read.after
    and ${SHOWN} and (m.outcome is null or m.outcome <> 'unsent')`,
)

/** The conversations whose customer, or one of whose newest messages, has all that is asked for; undefined where nothing is. */
export async function conversationsNamed(
  { read, breathe }: Pick<Database, 'read'> & { breathe: () => Promise<void> },
  query: ConversationQuery,
): Promise<string[] | undefined> {
  const { business, q = '' } = query
  const words = wordsIn(q)
  if (q.trim() === '') return undefined
  const asked = askedOf({ ...query, after: undefined, most: CONVERSATIONS_READ })!
  if (words.length === 0) return []
  const found = new Set(await read((tx) => ofCustomers(tx, business, q, words)))
  const newest = await read((tx) => pages.get(viewOf(query))!(tx, asked))
  for (let from = 0; from < newest.length; from += AT_A_TIME) {
    const rows = newest
      .slice(from, from + AT_A_TIME)
      .map(({ id, last_position }) => ({ id, after: last_position - MESSAGES_READ }))
    for (const { conversation, text } of await read((tx) => WRITTEN(tx, { business, rows })))
      if (!found.has(conversation) && hasAll(text, words)) found.add(conversation)
    await breathe()
  }
  return [...found]
}

function hasAll(text: string, words: readonly string[]): boolean {
  const all = searchable(text)
  return words.every((word) => all.includes(word))
}
