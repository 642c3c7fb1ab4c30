import type { ConversationKey } from '../flows/store.ts'
import { statement, type Tx } from './statement.ts'

/** What hangs on a conversation besides its messages: runs, calls, posts, promised updates, and what teammates note. */
export interface Belonging {
  readonly id: string
  readonly at: number
}

const TABLES = {
  runs: 'started_at',
  tool_calls: 'started_at',
  posts: 'created_at',
  private_notes: 'created_at',
  follow_ups: 'promised_at',
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
