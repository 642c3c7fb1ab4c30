import type { ErasureReceipt } from '../flows/memories.ts'
import type { Database } from './database.ts'
import { type Known, namedIn } from './family.ts'
import { statement, type Tx } from './statement.ts'

/** Text of a customer that is longer than this is nobody else's by accident. */
const LONG = 20
const PAGE = 500
/** Of PostgreSQL, read at a time. */
const BLOCKS = 32

interface Column {
  table: string
  column: string
  type: string
}

const COLUMNS = statement<Record<string, never>, Column>(({ name }) =>
  name === 'sqlite'
    ? `select m.name as "table", p.name as "column", lower(p.type) as type
  from sqlite_master m join pragma_table_info(m.name) p where m.type = 'table' order by m.name, p.cid`
    : `select table_name as "table", column_name as "column", data_type as type from information_schema.columns
  where table_schema = current_schema() order by table_name, ordinal_position`,
)

export const columnsOf = (tx: Tx): Promise<Column[]> => COLUMNS(tx, {})

type Leftover = ErasureReceipt['leftovers'][number]
type Page = (Cells & { place: number })[]
type Cells = Record<string, string | Uint8Array | number | null>

/** Reads every text and every file of the business for what was erased. Page by page: others go on meanwhile. */
export async function leftoversOf(
  { read, dialect }: Pick<Database, 'read' | 'dialect'>,
  known: Known,
): Promise<readonly Leftover[]> {
  const columns = Map.groupBy(await read(columnsOf), ({ table }) => table)
  const found = new Map<string, Leftover & { rows: number }>()
  const isNamed = namedIn(known)
  const said = saidIn(known.texts)
  const note = (table: string, column: string) => {
    const key = `${table}.${column}`
    const one = found.get(key) ?? { table, column, rows: 0 }
    found.set(key, { ...one, rows: one.rows + 1 })
  }
  // First of all what others have said: words that are theirs too say nothing.
  const tables = [...columns].toSorted(([one], [other]) => Number(other === 'messages') - Number(one === 'messages'))
  for (const [table, all] of tables) {
    const searched = all.filter(({ type }) => SEARCHED.has(type)).map(({ column }) => column)
    if (!all.some(({ column }) => column === 'business') || searched.length === 0 || table === 'erasures') continue
    for await (const rows of pagesOf(read, {
      table,
      searched,
      business: known.business,
      sqlite: dialect.name === 'sqlite',
    }))
      for (const row of rows)
        for (const column of searched) {
          const cell = row[column]
          if (cell === null || cell === undefined || typeof cell === 'number') continue
          if (table === 'messages' && column === 'text') said.isOthers(String(cell))
          const text = typeof cell === 'string' ? cell : Buffer.from(cell).toString('latin1')
          const isTheirs = table !== 'messages' && typeof cell === 'string' && said.standsIn(text)
          if (isTheirs || isNamed(text)) note(table, column)
        }
  }
  return [...found.values()]
}

const SEARCHED = new Set(['text', 'blob', 'bytea', 'json', 'jsonb', 'uuid'])

interface Searched {
  readonly table: string
  readonly searched: readonly string[]
  readonly business: string
  readonly sqlite: boolean
}

async function* pagesOf(
  read: Database['read'],
  { table, searched, business, sqlite }: Searched,
): AsyncGenerator<Cells[]> {
  const list = searched.map((column) => `"${column}"`).join(', ')
  const ask = (what: string, text: string, values: readonly (string | number)[]) =>
    read((tx) => tx.query({ name: `wabaton_${what}_${table}`, text }, values)) as Promise<Page>
  if (sqlite) {
    const place = table === 'events' ? 'cursor' : 'rowid'
    const text = `select ${place} as place, ${list} from ${table} where business = ?1 and ${place} > ?2 order by ${place} limit ${PAGE}`
    for (let after = -1; ; ) {
      const rows = await ask('scan', text, [business, after])
      if (rows.length === 0) return
      after = rows.at(-1)!.place
      yield rows
    }
  }
  const [size] = await ask('size', `select pg_relation_size($1::regclass) / 8192 as place`, [table])
  const text = `select ${list} from ${table} where business = $1 and ctid >= $2::tid and ctid < $3::tid`
  for (let block = 0; block <= size!.place; block += BLOCKS)
    yield await ask('scan', text, [business, `(${block},0)`, `(${block + BLOCKS},0)`])
}

/** Finds their longer texts in others, as they are or as JSON writes them. */
function saidIn(texts: readonly string[]) {
  const starts = new Map<string, string[]>()
  const startOf = (text: string) => text.slice(0, LONG)
  for (const text of new Set(texts.map((one) => one.trim())))
    for (const form of new Set([text, JSON.stringify(text).slice(1, -1)]))
      if (form.length > LONG) starts.set(startOf(form), [...(starts.get(startOf(form)) ?? []), form])
  return {
    isOthers(text: string) {
      for (const form of [text.trim(), JSON.stringify(text.trim()).slice(1, -1)])
        if (starts.has(startOf(form)))
          starts.set(
            startOf(form),
            starts.get(startOf(form))!.filter((one) => one !== form),
          )
    },
    standsIn(text: string): boolean {
      if (starts.size === 0) return false
      for (let at = 0; at + LONG < text.length; at++) {
        if (at > 0 && isLetter(text.charCodeAt(at - 1))) continue
        if (starts.get(text.slice(at, at + LONG))?.some((one) => text.startsWith(one, at))) return true
      }
      return false
    },
  }
}

/** Words begin where none of these stands before; of other scripts every place is looked at. */
const isLetter = (code: number) =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
