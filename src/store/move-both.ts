import type { Versions } from './scopes.ts'
import { statement, type Tx } from './statement.ts'

const OF_BOTH = statement<{ business: string; one: string; other: string }, Versions & { scope: string }>(
  () => `
  select scope, version, added, facts from memory_versions
  where business = :business and customer in (:one, :other)`,
)

const further = (what: keyof Versions) => `
    ${what} = case when memory_versions.${what} < excluded.${what} then excluded.${what} else memory_versions.${what} + 1 end`

const MOVE = statement<{ rows: readonly object[] }>(({ each }) => {
  const columns = {
    business: 'text',
    scope: 'text',
    customer: 'id',
    version: 'int',
    added: 'int',
    facts: 'int',
  } as const
  const { row, values } = each('parted', columns)
  return `
  insert into memory_versions (business, scope, customer, version, added, facts)
  ${values([row.business, row.scope, row.customer, row.version, row.added, row.facts], [row.business, row.scope])}
  on conflict (business, scope) do update set ${further('version')}, ${further('added')}, ${further('facts')}`
})

/**
 * Two customers become one, or are one no longer: what is known of either is another thing now. Both count on from where
 * the further of them was, so that nothing that is new is taken for old; in the scopes of tenants as well.
 */
export async function moveBoth(tx: Tx, business: string, customers: readonly [string, string]): Promise<void> {
  const [one, other] = customers
  const there = await OF_BOTH(tx, { business, one, other })
  const suffix = /customer:[^/]*$/
  const kinds = new Set(['', ...there.map(({ scope }) => scope.replace(suffix, ''))])
  const rows = [...kinds].flatMap((kind) => {
    const same = there.filter(({ scope }) => scope.replace(suffix, '') === kind)
    const furthest = (what: keyof Versions) => Math.max(0, ...same.map((row) => row[what])) + 1
    const next = { version: furthest('version'), added: furthest('added'), facts: furthest('facts') }
    return customers.map((customer) => ({ business, scope: `${kind}customer:${customer}`, customer, ...next }))
  })
  await MOVE(tx, { rows: rows.toSorted((a, b) => (a.scope < b.scope ? -1 : 1)) })
}
