import { createHash } from 'node:crypto'
import type { Speaker } from '../domain/memory/entry.ts'
import { inSnakeCase } from '../domain/memory/metadata.ts'
import { type MemoryScope, scopeKey } from '../domain/memory/scope.ts'
import type { KeptMemory, MemoryList, NewMemory } from '../flows/memories.ts'
import { isDrawn, promiseToDraw } from './promise-to-draw.ts'
import { heldScope, move, rowsOf, type SeenScope, seen } from './scopes.ts'
import { isId, statement, type Tx } from './statement.ts'

/** What is kept of a memory as it was given. */
export const GIVEN = {
  document_type: 'text',
  title: 'text',
  body: 'text',
  speaker: 'text',
  session: 'text',
  line: 'text',
  phone_number_id: 'text',
  metadata: 'text',
  origin: 'text',
  digest: 'text',
  content_key: 'text',
  at: 'ms',
  now: 'ms',
} as const
export const KEY = { business: 'text', id: 'id', scope: 'text' } as const

const INSERT = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, values } = each('fresh', { ...KEY, customer: 'id', ...GIVEN, added: 'int', status: 'text' })
  return `
  insert into memories (business, id, scope, customer, document_type, title, body, speaker, session, line, phone_number_id, metadata,
    origin, digest, content_key, at, created_at, updated_at, status, added)
  ${values(
    [
      ...[row.business, row.id, row.scope, row.customer, row.document_type, row.title, row.body, row.speaker],
      ...[row.session, row.line, row.phone_number_id, row.metadata, row.origin, row.digest, row.content_key],
      ...[row.at, row.now, row.now, row.status, row.added],
    ],
    [row.business, row.scope, row.content_key],
  )}
  on conflict do nothing returning id`
})

export const INSERT_PARTS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', { business: 'text', memory: 'id', part: 'int', heading: 'text', text: 'text' })
  return `
  insert into memory_parts (business, memory, part, heading, text)
  ${values([row.business, row.memory, row.part, row.heading, row.text])}`
})

export const THERE = statement<{ rows: readonly object[] }, { id: string; content_key: string }>(({ each }) => {
  const { row, join } = each('wanted', { ...KEY, content_key: 'text' })
  return `
  select m.id, m.content_key from memories m ${join}
  where m.business = ${row.business} and m.scope = ${row.scope} and (m.content_key = ${row.content_key} or m.id = ${row.id})`
})

interface MemoryRow {
  id: string
  document_type: string
  title: string | null
  body: string
  speaker: Speaker
  session: string | null
  line: string | null
  phone_number_id: string | null
  metadata: string
  origin: string | null
  at: number
  created_at: number
  updated_at: number
  status: KeptMemory['status']
}

const MEMORY = `m.id, m.document_type, m.title, m.body, m.speaker, m.session, m.line, m.phone_number_id, m.metadata, m.origin,
    m.at, m.created_at, m.updated_at, m.status`

const ONE = statement<{ rows: readonly object[] }, MemoryRow>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select ${MEMORY} from memories m ${join}
  where m.business = ${row.business} and m.scope = ${row.scope} and m.id = ${row.id}`
})

const LIST = statement<{ rows: readonly object[] }, MemoryRow>(({ each, name }) => {
  const columns = { ...KEY, document_type: 'text', origin: 'text', most: 'int' } as const
  const { row, from } = each('wanted', columns)
  const listed = `
    select ${MEMORY} from memories m
    where m.business = ${row.business} and m.scope = ${row.scope} and m.id < ${row.id}
      and (${row.document_type} = '' or m.document_type = ${row.document_type})
      and (${row.origin} = '' or m.origin = ${row.origin})
    order by m.id desc limit ${row.most} + 0`
  return name === 'sqlite' ? listed : `select listed.* ${from} cross join lateral (${listed}) listed`
})

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

type Kept = { readonly id: string; readonly fresh: boolean }

/** Of somebody who is gone meanwhile nothing is kept. */
export async function keepMemories(
  tx: Tx,
  memories: readonly NewMemory[],
  { draws }: { draws: boolean },
): Promise<readonly Kept[]> {
  const kept = new Map<NewMemory, Kept>()
  const scopes = Map.groupBy(memories, ({ scope }) => `${scope.business} ${scopeKey(scope)}`)
  for (const [, own] of [...scopes].toSorted(([one], [other]) => (one < other ? -1 : 1))) {
    const found = await heldScope(tx, own[0]!.scope)
    if (found) for (const [memory, done] of await keepWithin(tx, found, own, draws)) kept.set(memory, done)
  }
  return memories.map((memory) => kept.get(memory) ?? { id: memory.id, fresh: false })
}

/** Who was joined to others has their memories too: what stands there is not kept a second time. */
async function keepWithin(
  tx: Tx,
  scope: SeenScope,
  memories: readonly NewMemory[],
  draws: boolean,
): Promise<Map<NewMemory, Kept>> {
  const isPromised = (one: NewMemory) => draws && isDrawn(one)
  const rows = memories.map((one) => ({ ...rowOf(one), status: isPromised(one) ? 'processing' : 'completed' }))
  const look = async () => {
    const there = await THERE(tx, { rows: rows.flatMap((row) => scope.keys.map((key) => ({ ...row, scope: key }))) })
    const ids = new Set(there.map(({ id }) => id))
    const keys = new Map(there.map(({ content_key, id }) => [content_key, id]))
    return ({ id, content_key }: { id: string; content_key: string }) => (ids.has(id) ? id : keys.get(content_key))
  }
  const before = await look()
  const wanted = rows.filter((row) => before(row) === undefined)
  const { added } = wanted.length > 0 ? await move(tx, scope, 'added') : { added: 0 }
  const inserted = wanted.length > 0 ? await INSERT(tx, { rows: wanted.map((row) => ({ ...row, added })) }) : []
  const fresh = new Set(inserted.map(({ id }) => id))
  const parts = memories.filter(({ id }) => fresh.has(id)).flatMap(partsOf)
  if (parts.length > 0) await INSERT_PARTS(tx, { rows: parts })
  const promised = memories.filter((one) => fresh.has(one.id) && isPromised(one))
  if (promised.length > 0) await promiseToDraw(tx, promised)
  const after = fresh.size === rows.length ? before : await look()
  return new Map(
    memories.map((memory, index) => {
      const { id } = memory
      return [memory, fresh.has(id) ? { id, fresh: true } : { id: after(rows[index]!) ?? id, fresh: false }]
    }),
  )
}

export const partsOf = ({ scope: { business }, id, parts }: NewMemory) =>
  parts.map(({ text, heading }, part) => ({ business, memory: id, part, heading, text }))

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

export function rowOf(memory: NewMemory) {
  const { scope, id, documentType, title, body, speaker, session, line, phoneNumberId, origin, at, now } = memory
  const metadata = JSON.stringify(inSnakeCase(memory.metadata))
  // What was said at another time was said again; a document that is brought again is the same.
  const said = session === undefined ? undefined : at
  const words = [documentType, title, body, speaker, session, said, line, origin, inOrder(metadata)]
  return {
    business: scope.business,
    id,
    scope: scopeKey(scope),
    customer: scope.customer,
    document_type: documentType,
    title,
    body,
    speaker,
    session,
    line,
    phone_number_id: phoneNumberId,
    metadata,
    origin,
    digest: digestOf(body),
    content_key: digestOf(JSON.stringify(words.map((one) => one ?? null))),
    at,
    now,
  }
}

const inOrder = (metadata: string) =>
  Object.entries(JSON.parse(metadata)).toSorted(([one], [other]) => (one < other ? -1 : 1))

export async function memory(tx: Tx, scope: MemoryScope, id: string): Promise<KeptMemory | undefined> {
  const found = isId(id) ? await seen(tx, scope) : undefined
  if (!found) return undefined
  const [row] = await ONE(tx, { rows: rowsOf(found).map((one) => ({ ...one, id })) })
  return row && toMemory(row, scope)
}

export async function memories(tx: Tx, list: MemoryList): Promise<readonly KeptMemory[]> {
  const { scope, documentType = '', origin = '', before = LAST_ID, most } = list
  const found = isId(before) ? await seen(tx, scope) : undefined
  if (!found) return []
  const wanted = { id: before, document_type: documentType, origin, most }
  const rows = await LIST(tx, { rows: rowsOf(found).map((one) => ({ ...one, ...wanted })) })
  const newest = rows.toSorted((one, other) => (one.id < other.id ? 1 : -1)).slice(0, most)
  return newest.map((row) => toMemory(row, scope))
}

function toMemory(row: MemoryRow, scope: MemoryScope): KeptMemory {
  return {
    scope,
    id: row.id,
    documentType: row.document_type,
    body: row.body,
    title: row.title ?? undefined,
    speaker: row.speaker,
    session: row.session ?? undefined,
    line: row.line ?? undefined,
    phoneNumberId: row.phone_number_id ?? undefined,
    metadata: JSON.parse(row.metadata),
    origin: row.origin ?? undefined,
    at: row.at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    status: row.status,
  }
}
