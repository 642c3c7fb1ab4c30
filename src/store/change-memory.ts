import { createHash } from 'node:crypto'
import type { MemoryScope } from '../domain/memory/scope.ts'
import type { NewMemory } from '../flows/memories.ts'
import { forgetSources } from './forget-facts.ts'
import { GIVEN, INSERT_PARTS, KEY, partsOf, rowOf, THERE } from './memories.ts'
import { heldScope, holdVersions, move, rowsOf, type SeenScope, seen } from './scopes.ts'
import { isId, statement, type Tx } from './statement.ts'

const CHANGE = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, from } = each('changed', { ...KEY, ...GIVEN })
  return `
  update memories set document_type = ${row.document_type}, title = ${row.title}, body = ${row.body}, speaker = ${row.speaker},
    session = ${row.session}, line = ${row.line}, phone_number_id = ${row.phone_number_id}, metadata = ${row.metadata},
    origin = ${row.origin}, digest = ${row.digest}, content_key = ${row.content_key}, at = ${row.at}, updated_at = ${row.now} ${from}
  where memories.business = ${row.business} and memories.scope = ${row.scope} and memories.id = ${row.id}
  returning memories.id`
})

const DROP_PARTS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, using } = each('gone', { business: 'text', id: 'id' })
  return `
  delete from memory_parts ${using}
  where memory_parts.business = ${row.business} and memory_parts.memory = ${row.id}`
})

const DROP = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, using } = each('gone', KEY)
  return `
  delete from memories ${using}
  where memories.business = ${row.business} and memories.scope = ${row.scope} and memories.id = ${row.id}
  returning memories.id`
})

const OF_ORIGINS = statement<{ rows: readonly object[] }, { id: string; origin: string; digest: string }>(
  ({ each }) => {
    const { row, join } = each('wanted', { business: 'text', scope: 'text' })
    return `
  select m.id, m.origin, m.digest from memories m ${join}
  where m.business = ${row.business} and m.scope = ${row.scope} and m.origin is not null
  order by m.origin, m.id`
  },
)

/** Says whether it was there. What another memory of the scope says already is not said by two: then it stays as it was. */
export async function changeMemory(tx: Tx, memory: NewMemory): Promise<boolean> {
  const { id, scope } = memory
  const found = isId(id) ? await heldScope(tx, scope) : undefined
  if (!found) return false
  const row = rowOf(memory)
  const everywhere = rowsOf(found).map((one) => ({ ...row, ...one }))
  const there = await THERE(tx, { rows: everywhere })
  if (!there.some((one) => one.id === id)) return false
  if (there.some((one) => one.id !== id)) return true
  await CHANGE(tx, { rows: everywhere })
  await DROP_PARTS(tx, { rows: [{ business: scope.business, id }] })
  await INSERT_PARTS(tx, { rows: partsOf(memory) })
  await forgetSources(tx, found, new Set([id]))
  await move(tx, found, 'version')
  return true
}

export async function forgetMemory(tx: Tx, scope: MemoryScope, id: string): Promise<boolean> {
  const found = isId(id) ? await seen(tx, scope) : undefined
  return found !== undefined && (await forget(tx, found, [id])) > 0
}

async function forget(tx: Tx, scope: SeenScope, ids: readonly string[]): Promise<number> {
  if (ids.length === 0) return 0
  const { business } = scope
  await holdVersions(tx, scope)
  const gone = await DROP(tx, { rows: ids.flatMap((id) => rowsOf(scope).map((row) => ({ ...row, id }))) })
  if (gone.length === 0) return 0
  await DROP_PARTS(tx, { rows: gone.map(({ id }) => ({ business, id })) })
  await forgetSources(tx, scope, new Set(gone.map(({ id }) => id)))
  await move(tx, scope, 'version')
  return gone.length
}

export async function forgetOrigin(
  tx: Tx,
  { scope, origin, but = [] }: { scope: MemoryScope; origin: string; but?: readonly string[] | undefined },
): Promise<number> {
  const found = await seen(tx, scope)
  if (!found) return 0
  const there = await OF_ORIGINS(tx, { rows: rowsOf(found) })
  const gone = there.filter((one) => one.origin === origin && !but.includes(one.id))
  return forget(
    tx,
    found,
    gone.map(({ id }) => id),
  )
}

/** The digest of what was read; of several memories, that of theirs in the order in which they were kept. */
export async function originsOf(tx: Tx, scope: MemoryScope): Promise<readonly { origin: string; digest: string }[]> {
  const found = await seen(tx, scope)
  if (!found) return []
  const there = Map.groupBy(await OF_ORIGINS(tx, { rows: rowsOf(found) }), ({ origin }) => origin)
  return [...there].map(([origin, read]) => ({ origin, digest: digestOf(read.map(({ digest }) => digest)) }))
}

const digestOf = (digests: readonly string[]) =>
  digests.length === 1 ? digests[0]! : createHash('sha256').update(digests.join('\n')).digest('hex')
