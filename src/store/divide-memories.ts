import { moveBoth } from './move-both.ts'
import { statement, type Tx } from './statement.ts'

/** Two customers who are one no longer, and since when they had been one. */
export interface Parting {
  readonly business: string
  readonly into: string
  readonly from: string
  readonly since: number
}

interface WrittenRow {
  id: string
  scope: string
  line: string | null
  at: number
}

const WRITTEN = statement<{ business: string; customer: string; since: number }, WrittenRow>(
  () => `
  select id, scope, line, created_at as at from memories
  where business = :business and customer = :customer and created_at >= :since`,
)

/** Whoever of the two had written last by then, on the line where one is named. */
const ABOUT = statement<
  { business: string; into: string; from: string; line: string; at: number },
  { customer: string }
>(
  () => `
  select c.customer from conversations c join messages m on m.business = c.business and m.conversation = c.id
  where c.business = :business and c.customer in (:into, :from) and m.author = 'customer' and m.received_at <= :at
    and (:line = '' or c.line = :line)
  order by m.received_at desc, m.position desc limit 1`,
)

const GIVE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('given', { business: 'text', id: 'id', scope: 'text', customer: 'id' })
  return `
  update memories set scope = ${row.scope}, customer = ${row.customer} ${from}
  where memories.business = ${row.business} and memories.id = ${row.id}
    and not exists (select 1 from memories t
      where t.business = memories.business and t.scope = ${row.scope} and t.content_key = memories.content_key)`
})

/** Memories that were kept while two customers were taken for one go to whom they are about. Hands back theirs. */
export async function divideMemories(tx: Tx, parting: Parting): Promise<ReadonlySet<string>> {
  const { business, into, from, since } = parting
  const theirs: WrittenRow[] = []
  for (const row of await WRITTEN(tx, { business, customer: into, since })) {
    const about = await whom(tx, parting, row)
    if (about === from) theirs.push(row)
  }
  const rows = theirs.map(({ id, scope }) => ({ business, id, scope: scope.replace(into, from), customer: from }))
  if (rows.length > 0) await GIVE(tx, { rows })
  await moveBoth(tx, business, [into, from])
  return new Set(theirs.map(({ id }) => id))
}

/** A line that only one of them has ever written on says nothing of the other. */
export async function whom(
  tx: Tx,
  { business, into, from }: Parting,
  { line, at }: { line: string | null; at: number },
): Promise<string | undefined> {
  const ask = async (line: string) => (await ABOUT(tx, { business, into, from, line, at }))[0]?.customer
  return (await ask(line ?? '')) ?? (line === null ? undefined : ask(''))
}
