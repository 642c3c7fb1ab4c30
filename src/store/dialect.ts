/**
 * What differs between the two stores inside a query. Everything else is one SQL text for both: see `statement.ts`.
 */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres'
  /** Column types of the migrations. */
  readonly types: Record<ColumnType, string>
  /**
   * The rows of a parameter as a table, each standing for itself: what happens to one does not depend on another.
   * PostgreSQL takes them all at once, as JSON, because each statement is a journey; SQLite runs once for each, because
   * there a statement costs less than making and reading JSON.
   */
  rows(parameter: string, alias: string, columns: Record<string, ColumnType>): string
  /** The rows of a parameter as a table, for what must see them all at once. */
  set(parameter: string, alias: string, columns: Record<string, ColumnType>): string
  /** Locks what was selected until the transaction ends. SQLite has one writer and needs none. */
  forUpdate(alias: string): string
  readonly skipLocked: string
  /** The nth placeholder, from 1. */
  placeholder(position: number): string
}

export type ColumnType = 'id' | 'text' | 'ms' | 'int' | 'json'

export const sqlite: Dialect = {
  name: 'sqlite',
  types: { id: 'text', text: 'text', ms: 'integer', int: 'integer', json: 'text' },
  rows(parameter, alias, columns) {
    const list = Object.keys(columns).map((column) => `${parameter}.${column} as ${column}`)
    return `(select ${list.join(', ')}) as ${alias}`
  },
  set(parameter, alias, columns) {
    const list = Object.keys(columns).map((column) => `value->>'$.${column}' as ${column}`)
    return `(select ${list.join(', ')} from json_each(${parameter})) as ${alias}`
  },
  forUpdate: () => '',
  skipLocked: '',
  placeholder: (position) => `?${position}`,
}

export const postgres: Dialect = {
  name: 'postgres',
  types: { id: 'uuid', text: 'text', ms: 'bigint', int: 'integer', json: 'jsonb' },
  rows(parameter, alias, columns) {
    const list = Object.entries(columns).map(([column, type]) => `${column} ${postgres.types[type]}`)
    return `json_to_recordset(${parameter}::json) as ${alias}(${list.join(', ')})`
  },
  set: (parameter, alias, columns) => postgres.rows(parameter, alias, columns),
  forUpdate: (alias) => `for update of ${alias}`,
  skipLocked: 'skip locked',
  placeholder: (position) => `$${position}`,
}
