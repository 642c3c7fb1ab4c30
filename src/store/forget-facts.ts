import type { Fact } from '../domain/memory/fact.ts'
import { factsOfSeen } from './facts.ts'
import { move, rowsOf, type SeenScope } from './scopes.ts'
import { statement, type Tx } from './statement.ts'
import { dropVectors } from './vectors.ts'

const OF_FACT = { business: 'text', id: 'id' } as const

const DROP = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, using } = each('gone', { ...OF_FACT, scope: 'text' })
  return `
  delete from facts ${using}
  where facts.business = ${row.business} and facts.scope = ${row.scope} and facts.id = ${row.id}`
})

/** Sources without their facts: what is left of those that went. */
const DROP_SOURCES_OF = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, using } = each('gone', OF_FACT)
  return `
  delete from fact_sources ${using}
  where fact_sources.business = ${row.business} and fact_sources.fact = ${row.id}`
})

/** A piece of a memory is named after it. */
const DROP_SOURCES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, using } = each('gone', { ...OF_FACT, source: 'text' })
  return `
  delete from fact_sources ${using}
  where fact_sources.business = ${row.business} and fact_sources.fact = ${row.id} and fact_sources.source = ${row.source}`
})

const SET_FOLLOWERS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('follower', { ...OF_FACT, status: 'text', valid_to: 'ms', superseded_by: 'id' })
  return `
  update facts set status = ${row.status}, valid_to = ${row.valid_to}, superseded_by = ${row.superseded_by} ${from}
  where facts.business = ${row.business} and facts.id = ${row.id}`
})

/** What was said in these messages or memories is known from there no more; facts that rest on nothing else are gone. */
export async function forgetSources(tx: Tx, scope: SeenScope, sources: ReadonlySet<string>): Promise<void> {
  const { business } = scope
  await dropVectors(tx, business, sources)
  const known = await factsOfSeen(tx, scope, true)
  const isOf = (source: string) => sources.has(source) || sources.has(source.split('#')[0]!)
  const rows = known.flatMap(({ id, sources }) =>
    sources.filter(({ source }) => isOf(source)).map(({ source }) => ({ business, id, source })),
  )
  if (rows.length === 0) return
  await DROP_SOURCES(tx, { rows })
  await move(tx, scope, 'facts')
  const bare = known.filter(({ sources }) => sources.every(({ source }) => isOf(source)))
  await dropFacts(tx, { scope, known, gone: new Set(bare.map(({ id }) => id)) })
}

/** What had given way to a fact that goes gives way to what that one gave way to, or holds again. */
export async function dropFacts(
  tx: Tx,
  { scope, known, gone }: { scope: SeenScope; known: readonly Fact[]; gone: ReadonlySet<string> },
): Promise<void> {
  if (gone.size === 0) return
  const { business } = scope
  await DROP_SOURCES_OF(tx, { rows: [...gone].map((id) => ({ business, id })) })
  await DROP(tx, { rows: [...gone].flatMap((id) => rowsOf(scope).map((row) => ({ ...row, id }))) })
  const left = followers(known, gone).map(({ id, status, validTo, supersededBy }) => ({
    ...{ business, id, status },
    valid_to: validTo,
    superseded_by: supersededBy,
  }))
  if (left.length > 0) await SET_FOLLOWERS(tx, { rows: left })
}

type Follower = Pick<Fact, 'id' | 'status' | 'validTo' | 'supersededBy'>

export function followers(known: readonly Fact[], gone: ReadonlySet<string>): Follower[] {
  const all = new Map(known.map((fact) => [fact.id, fact]))
  const after = (id: string | undefined): string | undefined => {
    for (let next = id; ; next = all.get(next)?.supersededBy) if (next === undefined || !gone.has(next)) return next
  }
  const rest = known.filter(({ id }) => !gone.has(id))
  const held = new Set(rest.filter(({ status }) => status === 'open').map(({ key }) => key))
  return rest
    .filter(({ supersededBy }) => supersededBy !== undefined && gone.has(supersededBy))
    .toSorted((one, other) => other.validFrom - one.validFrom)
    .map((fact): Follower => {
      const { id, key, status, validTo } = fact
      const supersededBy = after(fact.supersededBy)
      const holds = status === 'superseded' && supersededBy === undefined && !held.has(key)
      if (!holds) return { id, status, validTo, supersededBy }
      held.add(key)
      return { id, status: 'open', validTo: undefined, supersededBy }
    })
}
