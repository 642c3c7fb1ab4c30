import type { Dialect } from './dialect.ts'

/** One transaction, or one snapshot for reading. Whoever holds it awaits nothing but its queries. */
export interface Tx {
  readonly dialect: Dialect
  /** Names the process in the leases it takes. */
  readonly worker: number
  query(prepared: Prepared, values: readonly unknown[]): Promise<unknown[]>
}

/** A compiled statement. Its name lets PostgreSQL keep the plan. */
export interface Prepared {
  readonly name: string
  readonly text: string
}

type Value = string | number | null | readonly object[]

let statements = 0

/**
 * A query, written once for both stores and compiled once for each. Parameters are written `:name`; an array is handed
 * over as JSON, for `dialect.rows`.
 */
export function statement<Parameters extends Record<string, Value>, Row = never>(
  write: (dialect: Dialect) => string,
): (tx: Tx, parameters: Parameters) => Promise<Row[]> {
  const number = ++statements
  const compiled = new Map<Dialect, Prepared & { order: string[] }>()

  function compile(dialect: Dialect) {
    const order: string[] = []
    const text = write(dialect).replace(/(?<!:):([a-z]\w*)/g, (_, name: string) => {
      if (!order.includes(name)) order.push(name)
      return dialect.placeholder(order.indexOf(name) + 1)
    })
    const done = { name: `wabaton_${number}`, text, order }
    compiled.set(dialect, done)
    return done
  }

  return (tx, parameters) => {
    const prepared = compiled.get(tx.dialect) ?? compile(tx.dialect)
    const values = prepared.order.map((name) => toStored(parameters[name]!))
    return tx.query(prepared, values) as Promise<Row[]>
  }
}

/**
 * No text of PostgreSQL holds NUL or half a surrogate pair, and customers send both. They become U+FFFD on either store:
 * a message is worth more than a character nobody can see.
 */
function toStored(value: Value): string | number | null {
  if (typeof value === 'string') return legible(value)
  if (!Array.isArray(value)) return value as number | null
  const json = JSON.stringify(value)
  if (!ESCAPED_BY_JSON.test(json)) return json
  return JSON.stringify(value, (_, one) => (typeof one === 'string' ? legible(one) : one))
}

/** How both look once they are JSON. A backslash that somebody wrote out looks alike and costs only a second look. */
const ESCAPED_BY_JSON = /\\u(?:0000|d[89a-f])/

function legible(text: string): string {
  return text.toWellFormed().replaceAll('\0', '\ufffd')
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Ids come from outside too, in addresses and echoes. PostgreSQL fails on what is none; here it names nothing. */
export function isId(text: string): boolean {
  return UUID.test(text)
}
