import type { PhoneHash } from '../domain/phone.ts'
import { COUNTED_TABLES, CUSTOMER_TABLES, isIn } from './customer-tables.ts'
import { familyOf } from './family.ts'
import { statement, type Tx } from './statement.ts'

type Ids = { business: string; rows: readonly object[] }

const READ = new Map(
  Object.entries({ ...CUSTOMER_TABLES, ...COUNTED_TABLES }).map(([table, places]) => [
    table,
    places.map((place) => ({
      of: place.of,
      run: statement<Ids, Record<string, unknown>>(
        (dialect) => `select * from ${table} where business = :business and ${isIn(place, dialect)}`,
      ),
    })),
  ]),
)

/** Work is the platform's own, and of what it counts nobody learns anything. */
const LEFT_OUT = new Set(['work', 'memory_versions', 'memory_vectors', 'desk_told', 'contact_words', 'reading_marks'])
/** These hold JSON; read as such they can be read. */
const JSON_COLUMNS = new Set([
  'content',
  'about',
  'raw',
  'trace',
  'input',
  'result',
  'data',
  'metadata',
  'tags',
  'before',
  'briefing',
  'joined',
  'news',
  'files',
  'filled',
])

/** All rows of a customer and of those who were joined to them, by table. Files stand in it as base64. */
export async function exportCustomer(
  tx: Tx,
  { business, customer }: { business: string; customer: string },
  hash: PhoneHash,
): Promise<Readonly<Record<string, readonly object[]>>> {
  const known = await familyOf(tx, { business, customer }, hash)
  const exported: Record<string, object[]> = {}
  if (!known) return exported
  for (const [table, places] of READ) {
    if (LEFT_OUT.has(table)) continue
    const rows = new Map<string, object>()
    for (const { of, run } of places) {
      if (known.ids[of].length === 0) continue
      for (const row of await run(tx, { business, rows: known.ids[of].map((id) => ({ id })) })) {
        const shown = legible(row)
        rows.set(JSON.stringify(shown), shown)
      }
    }
    if (rows.size > 0) exported[table] = [...rows.values()]
  }
  return exported
}

function legible(row: Record<string, unknown>): Record<string, unknown> {
  const cells = Object.entries(row).map(([column, value]) => {
    if (value instanceof Uint8Array) return [column, Buffer.from(value).toString('base64')]
    if (!JSON_COLUMNS.has(column) || typeof value !== 'string') return [column, value]
    try {
      return [column, JSON.parse(value)]
    } catch {
      return [column, value]
    }
  })
  return Object.fromEntries(cells)
}
