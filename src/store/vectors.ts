import { createHash } from 'node:crypto'
import type { KeptVectors, VectorsWanted } from '../flows/memories.ts'
import { isIn } from './customer-tables.ts'
import { entriesById } from './entry-pages.ts'
import { heldScope, seen } from './scopes.ts'
import { statement, type Tx } from './statement.ts'

interface VectorRow {
  entry: string
  digest: string
  vector: Uint8Array
}

const READ = statement<{ business: string; model: string; rows: readonly object[] }, VectorRow>(
  (dialect) => `
  select entry, digest, vector from memory_vectors
  where business = :business and model = :model and ${isIn({ column: 'entry', of: 'message', asText: true }, dialect)}`,
)

const KEEP = statement<{
  business: string
  entry: string
  source: string
  model: string
  digest: string
  vector: Uint8Array
}>(
  () => `
  insert into memory_vectors (business, entry, source, model, digest, vector)
  values (:business, :entry, :source, :model, :digest, :vector)
  on conflict (business, entry) do update set model = excluded.model, digest = excluded.digest, vector = excluded.vector`,
)

const DROP = statement<{ business: string; rows: readonly object[] }>(
  (dialect) =>
    `delete from memory_vectors where business = :business and ${isIn({ column: 'source', of: 'message' }, dialect)}`,
)

/**
 * A vector stands by the message, handoff or memory whose words it is made of, whoever has been joined to whom: it is
 * read by those words alone, so that nobody reads one of what they cannot read.
 */
export async function vectorsOf(
  tx: Tx,
  { scope, model, entries }: VectorsWanted,
): Promise<ReadonlyMap<string, Float32Array>> {
  const { business } = scope
  if (entries.length === 0 || !(await seen(tx, scope))) return new Map()
  const rows = await READ(tx, { business, model, rows: entries.map(({ id }) => ({ id })) })
  const there = new Map(rows.map((row) => [row.entry, row]))
  return new Map(
    entries.flatMap(({ id, text }) => {
      const row = there.get(id)
      return row?.digest === digestOf(text) ? [[id, numbersIn(row.vector)] as const] : []
    }),
  )
}

/** Whoever is erased, or hides what they have said, has come first or waits. */
export async function keepVectors(tx: Tx, { scope, model, entries, vectors }: KeptVectors): Promise<void> {
  if (!(await heldScope(tx, scope))) return
  const { business } = scope
  const found = await entriesById(
    tx,
    scope,
    entries.map(({ id }) => id),
  )
  const texts = new Map(found.map(({ id, text }) => [id, text]))
  for (const [index, { id: entry, text }] of entries.entries()) {
    if (texts.get(entry) !== text) continue
    const vector = bytesOf(vectors[index]!)
    await KEEP(tx, { business, entry, source: sourceOf(entry), model, digest: digestOf(text), vector })
  }
}

/** What was said in these messages or memories is gone, or says something else. */
export async function dropVectors(tx: Tx, business: string, sources: ReadonlySet<string>): Promise<void> {
  if (sources.size > 0) await DROP(tx, { business, rows: [...sources].map((id) => ({ id })) })
}

/** Pieces of a memory and steps of a handoff are named after it. */
const sourceOf = (entry: string) => entry.split(/[#/]/)[0]!

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex')

const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array) => new Uint8Array(buffer, byteOffset, byteLength)

/** Copied: bytes of a store begin anywhere, and numbers do not. */
const numbersIn = (bytes: Uint8Array) => new Float32Array(new Uint8Array(bytes).buffer)
