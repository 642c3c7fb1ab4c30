import type { Dialect } from './dialect.ts'
import type { Told } from './telling.ts'

/** One transaction, or one snapshot for reading. Whoever holds it awaits nothing but its queries. */
export interface Tx {
  readonly dialect: Dialect
  /** Names the process in the leases it takes. */
  readonly worker: number
  query(prepared: Prepared, values: readonly unknown[]): Promise<unknown[]>
  /** Once for each set of values, one after another; hands back all that was found. */
  queryEach(prepared: Prepared, sets: readonly (readonly unknown[])[]): Promise<unknown[]>
  /** Whoever follows what happens is told this, if it is committed. */
  tell(event: Told): void
}

/** A compiled statement. Its name lets PostgreSQL keep the plan. */
export interface Prepared {
  readonly name: string
  readonly text: string
}

type Cell = string | number | null | Uint8Array
type Value = Cell | readonly object[]

let statements = 0

/**
 * A query, written once for both stores and compiled once for each. Parameters are written `:name`; an array is handed
 * over as rows, for `dialect.rows`.
 */
export function statement<Parameters extends Record<string, Value>, Row = never>(
  write: (dialect: Dialect) => string,
): (tx: Tx, parameters: Parameters) => Promise<Row[]> {
  const number = ++statements
  const compiled = new Map<Dialect, Compiled>()

  function compile(dialect: Dialect): Compiled {
    const order: string[] = []
    const text = write(dialect).replace(/(?<!:):([a-z]\w*(?:\.\w+)?)/g, (_, name: string) => {
      if (!order.includes(name)) order.push(name)
      return dialect.placeholder(order.indexOf(name) + 1)
    })
    const ofRow = order.find((name) => name.includes('.'))
    const done = { name: `wabaton_${number}`, text, ...binding(order, ofRow?.slice(0, ofRow.indexOf('.'))) }
    compiled.set(dialect, done)
    return done
  }

  return (tx, parameters) => {
    const prepared = compiled.get(tx.dialect) ?? compile(tx.dialect)
    const rows = prepared.repeats === undefined ? undefined : (parameters[prepared.repeats] as readonly object[])
    if (!rows) return tx.query(prepared, prepared.bind(parameters)) as Promise<Row[]>
    return tx.queryEach(
      prepared,
      rows.map((row) => prepared.bind(parameters, row)),
    ) as Promise<Row[]>
  }
}

interface Compiled extends Prepared {
  /** The parameter whose rows the statement is run for, one after another. */
  readonly repeats: string | undefined
  bind(parameters: Record<string, Value>, row?: object): Cell[]
}

function binding(order: readonly string[], repeats: string | undefined): Pick<Compiled, 'repeats' | 'bind'> {
  const places = order.map((name) => {
    const ofRow = repeats !== undefined && name.startsWith(`${repeats}.`)
    return { ofRow, name: ofRow ? name.slice(repeats.length + 1) : name }
  })
  return {
    repeats,
    bind: (parameters, row) =>
      places.map(({ ofRow, name }) =>
        ofRow ? toCell((row as Record<string, unknown>)[name]) : toStored(parameters[name]!),
      ),
  }
}

/**
 * No text of PostgreSQL holds NUL or half a surrogate pair, and customers send both. They become U+FFFD on either store:
 * a message is worth more than a character nobody can see.
 */
function toStored(value: Value): Cell {
  if (!Array.isArray(value)) return toCell(value)
  const json = JSON.stringify(value)
  if (!ESCAPED_BY_JSON.test(json)) return json
  return JSON.stringify(value, (_, one) => (typeof one === 'string' ? legible(one) : one))
}

/** What JSON would make of it: a value that is missing is null. Bytes stand for themselves, and never in rows. */
function toCell(value: unknown): Cell {
  if (typeof value === 'string') return legible(value)
  return typeof value === 'number' || value instanceof Uint8Array ? value : null
}

/** How both look once they are JSON. A backslash that somebody wrote out looks alike and costs only a second look. */
const ESCAPED_BY_JSON = /\\u(?:0000|d[89a-f])/

function legible(text: string): string {
  if (text.isWellFormed() && !text.includes('\0')) return text
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Ids come from outside too, in addresses and echoes. PostgreSQL fails on what is none; here it names nothing. */
export function isId(text: string): boolean {
  return UUID.test(text)
}
