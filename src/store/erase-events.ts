import type { Known } from './family.ts'
import { statement, type Tx } from './statement.ts'

const PAGE = statement<{ business: string; after: number }, { cursor: number; told: string }>(
  () => `
  select cursor, told from events where business = :business and cursor > :after order by cursor limit 500`,
)
const WRITE = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('blanked', { business: 'text', cursor: 'ms', told: 'text' })
  return `
  update events set told = ${row.told} ${from}
  where events.business = ${row.business} and events.cursor = ${row.cursor}`
})

const NOBODY = '00000000-0000-0000-0000-000000000000'

/** The log holds no words, but ids. What happened keeps its place there, so that nobody who follows loses theirs. */
export async function forgetInEvents(tx: Tx, { business, ids }: Known): Promise<number> {
  const theirs = new Set([...ids.conversation, ...ids.message, ...ids.handoff, ...ids.step, ...ids.turn])
  let count = 0
  for (let after = -1; ; ) {
    const page = await PAGE(tx, { business, after })
    const last = page.at(-1)
    if (!last) return count
    after = last.cursor
    const rows = page.flatMap(({ cursor, told }) => {
      const blank = (one: unknown) => (typeof one === 'string' && theirs.has(one) ? NOBODY : one)
      const blanked = JSON.stringify((JSON.parse(told) as unknown[][]).map((event) => event.map(blank)))
      return blanked === told ? [] : [{ business, cursor, told: blanked }]
    })
    if (rows.length > 0) await WRITE(tx, { rows })
    count += rows.length
  }
}
