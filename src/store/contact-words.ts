import { wordsIn } from '../domain/searchable.ts'
import { statement, type Tx } from './statement.ts'

/** What somebody is called. */
interface Named {
  readonly business: string
  readonly customer: string
  readonly name: string | null
  readonly username: string | null
}

const CUSTOMER = { business: 'text', customer: 'id' } as const

const FORGET = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, using } = each('gone', CUSTOMER)
  return `
  delete from contact_words ${using}
  where contact_words.business = ${row.business} and contact_words.customer = ${row.customer}`
})

const INSERT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', { ...CUSTOMER, word: 'text' })
  const list = [row.business, row.word, row.customer]
  return `insert into contact_words (business, word, customer) ${values(list, list)}`
})

const CALLED = statement<{ rows: readonly object[] }, Named>(({ each }) => {
  const { row, join } = each('wanted', CUSTOMER)
  return `
  select p.business, p.customer, p.name, p.username from contacts p ${join}
  where p.business = ${row.business} and p.customer = ${row.customer}`
})

export const wordsOf = ({ name, username }: Pick<Named, 'name' | 'username'>): string[] =>
  wordsIn(`${name ?? ''} ${username ?? ''}`)

/** What they are found by. Whoever holds their contacts holds these. */
export async function keepWords(tx: Tx, fresh: readonly Named[], changed: readonly Named[]): Promise<void> {
  if (changed.length > 0) await FORGET(tx, { rows: changed })
  const rows = [...fresh, ...changed].flatMap(({ business, customer, name, username }) =>
    wordsOf({ name, username }).map((word) => ({ business, customer, word })),
  )
  if (rows.length > 0) await INSERT(tx, { rows })
}

/** By what they are called now: their contacts were written anew. */
export async function findAgain(tx: Tx, business: string, customers: readonly string[]): Promise<void> {
  const rows = customers.map((customer) => ({ business, customer }))
  await keepWords(tx, [], await CALLED(tx, { rows }))
}
