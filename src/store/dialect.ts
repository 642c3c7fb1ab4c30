/**
 * What differs between the two stores inside a query. Everything else is one SQL text for both: see `statement.ts`.
 */
export interface Dialect {
  readonly name: 'sqlite' | 'postgres'
  /** Column types of the migrations. */
  readonly types: Record<ColumnType, string>
  /**
   * The rows of the parameter `rows`, each standing for itself. PostgreSQL takes them all at once, as JSON, because each
   * statement is a journey; SQLite runs the statement once for each, with its values in their places, because there a
   * statement costs less than making and reading JSON, and a plain `where` less than a join.
   */
  each<Column extends string>(alias: string, columns: Record<Column, RowType>): Each<Column>
  /** The rows of the parameter `rows` as a table, for what must see them all at once. */
  all(alias: string, columns: Record<string, RowType>): string
  /** Locks what was selected until the transaction ends. SQLite has one writer and needs none. */
  forUpdate(alias: string): string
  readonly skipLocked: string
  /** Where a row lies: the shortest way back to one that was just found and locked. */
  readonly rowPlace: string
  /** The nth placeholder, from 1. */
  placeholder(position: number): string
}

export interface Each<Column extends string> {
  /** How a column of the row is written. */
  readonly row: Readonly<Record<Column, string>>
  /** Stands after the last table of a select. */
  readonly join: string
  /** Stands where the `from` of an update does. */
  readonly from: string
  /** Stands after the table of a delete. */
  readonly using: string
  /** What an insert takes: a value for each of its columns; several in this order, so that two never wait for each other. */
  values(list: readonly string[], order?: readonly string[]): string
}

/** What `each` and `all` can carry: PostgreSQL is handed rows as JSON, which holds no bytes. */
export type RowType = 'id' | 'text' | 'ms' | 'int' | 'json'
export type ColumnType = RowType | 'bytes'

export const sqlite: Dialect = {
  name: 'sqlite',
  types: { id: 'text', text: 'text', ms: 'integer', int: 'integer', json: 'text', bytes: 'blob' },
  each: (_alias, columns) => ({
    row: written(columns, (column) => `:rows.${column}`),
    join: '',
    from: '',
    using: '',
    values: (list) => `values (${list.join(', ')})`,
  }),
  all(alias, columns) {
    const list = Object.keys(columns).map((column) => `value->>'$.${column}' as ${column}`)
    return `(select ${list.join(', ')} from json_each(:rows)) as ${alias}`
  },
  forUpdate: () => '',
  skipLocked: '',
  rowPlace: 'rowid',
  placeholder: (position) => `?${position}`,
}

export const postgres: Dialect = {
  name: 'postgres',
  types: { id: 'uuid', text: 'text', ms: 'bigint', int: 'integer', json: 'jsonb', bytes: 'bytea' },
  each(alias, columns) {
    const table = postgres.all(alias, columns)
    return {
      row: written(columns, (column) => `${alias}.${column}`),
      join: `join ${table} on true`,
      from: `from ${table}`,
      using: `using ${table}`,
      values: (list, order = []) =>
        `select ${list.join(', ')} from ${table}${order.length > 0 ? ` order by ${order.join(', ')}` : ''}`,
    }
  },
  all(alias, columns) {
    const list = Object.entries(columns).map(([column, type]) => `${column} ${postgres.types[type]}`)
    return `json_to_recordset(:rows::json) as ${alias}(${list.join(', ')})`
  },
  forUpdate: (alias) => `for update of ${alias}`,
  skipLocked: 'skip locked',
  rowPlace: 'ctid',
  placeholder: (position) => `$${position}`,
}

function written<Column extends string>(
  columns: Record<Column, RowType>,
  write: (column: Column) => string,
): Record<Column, string> {
  return Object.fromEntries((Object.keys(columns) as Column[]).map((column) => [column, write(column)])) as Record<
    Column,
    string
  >
}
