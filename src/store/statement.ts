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
    const values = prepared.order.map((name) => {
      const value = parameters[name]
      return Array.isArray(value) ? JSON.stringify(value) : value
    })
    return tx.query(prepared, values) as Promise<Row[]>
  }
}
