import type { ConversationKey } from '../flows/store.ts'
import type { Dialect } from './dialect.ts'
import { statement, type Tx } from './statement.ts'

/**
 * The order in which every transaction takes its locks: aliases, contacts, lines, conversations, work, deliveries, and of each kind by id.
 * Two that want the same then wait for each other one way only. SQLite has one writer and needs none of it.
 */
const KEY = { business: 'text', id: 'id' } as const

const CONVERSATIONS = statement<{ rows: readonly object[] }>(({ each, forUpdate }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select c.id from conversations c ${join} where c.business = ${row.business} and c.id = ${row.id}
  order by c.id ${forUpdate('c')}`
})

const CONTACTS = statement<{ rows: readonly object[] }>(({ each, forUpdate }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select p.customer from contacts p ${join} where p.business = ${row.business} and p.customer = ${row.id}
  order by p.customer ${forUpdate('p')}`
})

const LINES = statement<{ rows: readonly object[] }>(
  ({ all }) => `
  select pg_advisory_xact_lock(hashtextextended(line, 0)) from (
    select distinct c.business || ' ' || c.line as line
    from conversations c join ${all('wanted', KEY)} on c.business = wanted.business and c.id = wanted.id
    order by line) as named`,
)

/** Where one writes at a time, what was read in a transaction stays as it is. */
export const needsLocks = ({ name }: Dialect) => name === 'postgres'

export async function lockConversations(tx: Tx, keys: readonly ConversationKey[]): Promise<void> {
  if (needsLocks(tx.dialect)) await CONVERSATIONS(tx, { rows: keys })
}

/** Whoever makes a conversation for one of these customers meanwhile waits, or has come first. */
export async function lockContacts(tx: Tx, customers: readonly { business: string; id: string }[]): Promise<void> {
  if (needsLocks(tx.dialect)) await CONTACTS(tx, { rows: customers })
}

/** Lines have no rows of their own: their names are locked. */
export async function lockLines(tx: Tx, conversations: readonly ConversationKey[]): Promise<void> {
  if (needsLocks(tx.dialect)) await LINES(tx, { rows: conversations })
}
