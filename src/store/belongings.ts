import type { ConversationKey } from '../flows/store.ts'
import { statement, type Tx } from './statement.ts'

/** What hangs on a conversation besides its messages: runs, calls, posts, and what teammates note. */
export interface Belonging {
  readonly id: string
  readonly at: number
}

const TABLES = {
  runs: 'started_at',
  tool_calls: 'started_at',
  posts: 'created_at',
  private_notes: 'created_at',
} as const

const OF = statement<{ business: string; conversation: string }, Belonging>(() =>
  Object.entries(TABLES)
    .map(
      ([table, at]) =>
        `select id, ${at} as at from ${table} where business = :business and conversation = :conversation`,
    )
    .join(' union all '),
)

const GIVE = Object.keys(TABLES).map((table) =>
  statement<{ rows: readonly object[] }>(({ each }) => {
    const { row, from } = each('given', { business: 'text', id: 'id', conversation: 'id' })
    return `
    update ${table} set conversation = ${row.conversation} ${from}
    where ${table}.business = ${row.business} and ${table}.id = ${row.id}`
  }),
)

export const belongingsOf = (tx: Tx, { business, id }: ConversationKey): Promise<Belonging[]> =>
  OF(tx, { business, conversation: id })

/** Their ids are unique among all of them. */
export async function giveBelongings(
  tx: Tx,
  business: string,
  ids: readonly string[],
  conversation: string,
): Promise<void> {
  if (ids.length === 0) return
  const rows = ids.map((id) => ({ business, id, conversation }))
  for (const give of GIVE) await give(tx, { rows })
}

const NOTES = statement<{ business: string; customer: string; line: string; since: number }, Belonging>(
  () => `
  select id, created_at as at from notes
  where business = :business and customer = :customer and line = :line and created_at >= :since`,
)

const GIVE_NOTES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('given', { business: 'text', id: 'id', customer: 'id' })
  return `
  update notes set customer = ${row.customer} ${from}
  where notes.business = ${row.business} and notes.id = ${row.id}`
})

export interface NotesToDivide {
  readonly business: string
  readonly line: string
  readonly from: string
  readonly to: string
  /** Notes from before stand by whom they were written for. */
  readonly since: number
  readonly isTheirs: (at: number) => boolean
}

/** Notes on a line, written while two customers were taken for one, go to the one they were written about. */
export async function divideNotes(tx: Tx, { business, line, from, to, since, isTheirs }: NotesToDivide): Promise<void> {
  const notes = await NOTES(tx, { business, customer: from, line, since })
  const theirs = notes.filter(({ at }) => isTheirs(at))
  if (theirs.length > 0) await GIVE_NOTES(tx, { rows: theirs.map(({ id }) => ({ business, id, customer: to })) })
}
