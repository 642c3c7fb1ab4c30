import { forgetSources } from './forget-facts.ts'
import { move, seen } from './scopes.ts'
import { statement, type Tx } from './statement.ts'

const CUSTOMERS = statement<{ rows: readonly object[] }, { business: string; customer: string }>(({ each }) => {
  const { row, join } = each('changed', { business: 'text', conversation: 'id' })
  return `
  select c.business, c.customer from conversations c ${join}
  where c.business = ${row.business} and c.id = ${row.conversation}`
})

/** What was edited is drawn from once more, with all that was said behind it. */
const DRAW_AGAIN = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('changed', { business: 'text', conversation: 'id', position: 'int' })
  return `
  update conversations set remembered = ${row.position} - 1 ${from}
  where conversations.business = ${row.business} and conversations.id = ${row.conversation}
    and conversations.remembered >= ${row.position} and ${row.position} > 0`
})

interface Changed {
  readonly business: string
  readonly id: string
  readonly conversation: string
  readonly position: number
}

/** Messages that customers have edited or deleted: nothing rests any more on what they said before. */
export async function saidAnew(tx: Tx, changed: readonly Changed[]): Promise<void> {
  if (changed.length === 0) return
  const customers = await CUSTOMERS(tx, { rows: changed })
  const sources = new Set(changed.map(({ id }) => id))
  for (const scope of new Map(customers.map((one) => [`${one.business} ${one.customer}`, one])).values()) {
    const found = await seen(tx, scope)
    if (!found) continue
    await move(tx, found, 'version')
    await forgetSources(tx, found, sources)
  }
  await DRAW_AGAIN(tx, { rows: changed })
}
