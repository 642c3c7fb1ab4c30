import { type CsvRow, readCsv } from './csv.ts'
import type { Template } from './outbound.ts'
import { isScopedId } from './phone.ts'
import { variablesOf } from './template.ts'

/** What is wrong with a row of an audience, or (without one) with all of it. */
export interface AudienceFault {
  /** As people count them in their table; undefined where it is about no single one. */
  readonly row: number | undefined
  readonly kind:
    | 'list'
    | 'number'
    | 'value'
    | 'zone'
    | 'template'
    | 'duplicate'
    | 'opted-out'
    | 'blocked'
    | 'unknown-customer'
  /** What is wrong, and what to do. */
  readonly fault: string
}

/** Somebody of an audience, with what the template is filled with for them. */
export interface AudienceRow {
  readonly row: number
  readonly to: string
  readonly name: string | undefined
  readonly values: Readonly<Record<string, string>>
  readonly zone: string | undefined
}

export const MOST_ROWS = 100_000

/** A name of a column or a variable, however it is written: `Order No.` is `order_no`. */
export const foldName = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replaceAll(/[\s.-]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')

/** Columns that say whom, and when they may be written to. */
const ADDRESS = ['phone', 'customer', 'phone_number', 'whatsapp', 'mobile']
const ZONE = ['time_zone', 'timezone']

/** A variable of the content and what stands for it where a row has nothing: `{{name|friend}}`. */
export interface Variable {
  readonly column: string
  readonly otherwise: string | undefined
}

/** The same content with the names of its variables as columns are named, and the variables it has. */
export function foldContent(content: Template): {
  readonly content: Template
  readonly variables: readonly Variable[]
} {
  const variables = new Map<string, Variable>()
  const fold = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return variablesOf(value).reduce((text, written) => {
        const [name = '', ...rest] = written.split('|')
        const column = foldName(name)
        const otherwise = rest.length > 0 ? rest.join('|').trim() : variables.get(column)?.otherwise
        variables.set(column, { column, otherwise })
        return text.replaceAll(/\{\{\s*([^{}]*?)\s*\}\}/g, (whole, found: string) =>
          found === written ? `{{${column}}}` : whole,
        )
      }, value)
    }
    if (Array.isArray(value)) return value.map(fold)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fold(one)]))
  }
  const { kind, name, language, ...texts } = content
  const folded = { ...(fold(texts) as typeof texts), kind, name, language }
  return { content: folded, variables: [...variables.values()] }
}

export interface ListReader {
  readonly variables: readonly Variable[]
  /** A phone in the form it is sent in; undefined where it cannot be one. */
  readonly readPhone: (text: string) => string | undefined
  readonly isTimeZone: (name: string) => boolean
}

/** The rows of a list, whose first row names its columns; to be gone through by `readRow`. */
export function listIn(
  text: string,
  reader: ListReader,
): {
  readonly rows: readonly CsvRow[]
  readonly columns: readonly string[]
  readonly faults: readonly AudienceFault[]
} {
  const [head, ...rows] = readCsv(text)
  const columns = (head?.cells ?? []).map(foldName)
  const faults: AudienceFault[] = []
  const fault = (words: string) => void faults.push({ row: head?.at ?? 1, kind: 'list', fault: words })
  if (!columns.some((column) => ADDRESS.includes(column)))
    fault('no column is named phone: the first row names the columns, as phone,name,time_zone')
  for (const column of new Set(columns.filter((one, place) => one !== '' && columns.indexOf(one) !== place)))
    fault(`two columns are named ${column}`)
  for (const { column, otherwise } of reader.variables)
    if (!columns.includes(column) && otherwise === undefined) fault(lacking(column))
  if (rows.length === 0) fault('there is nobody under the names of the columns')
  if (rows.length > MOST_ROWS) fault(`there are ${rows.length} rows: make campaigns of at most ${MOST_ROWS}`)
  return { rows, columns, faults }
}

/** Numbered variables have no names that columns could be called by. */
const lacking = (column: string) =>
  /^\d+$/.test(column)
    ? `nothing is said to stand for {{${column}}} of the template: give its body, for each a column such as {{name}}`
    : `no column is named ${column}, which the template takes: add it, or write {{${column}|something}}`

/** What a row says, or all that is wrong with it. */
export function readRow(
  { at: row, cells }: CsvRow,
  columns: readonly string[],
  { variables, readPhone, isTimeZone }: ListReader,
): { readonly row: AudienceRow } | { readonly faults: readonly AudienceFault[] } {
  const faults: AudienceFault[] = []
  const fault = (kind: AudienceFault['kind'], words: string) => void faults.push({ row, kind, fault: words })
  const cell = (...names: string[]) => {
    const place = columns.findIndex((column) => names.includes(column))
    return place < 0 ? '' : (cells[place] ?? '')
  }
  if (cells.length > columns.length)
    fault('list', `it has ${cells.length} cells for ${columns.length} columns: put quotes around what holds a comma`)
  const written = cell(...ADDRESS)
  const to = isName(written) ? written : readPhone(written)
  if (written === '') fault('number', 'there is no phone')
  else if (to === undefined)
    fault('number', `"${written}" is no phone: write it with its country code, as +14155550123`)
  const zone = cell(...ZONE)
  if (zone !== '' && !isTimeZone(zone))
    fault('zone', `"${zone}" is no time zone: write one as Europe/Berlin, or nothing`)
  const { values, wrong } = valuesOf(variables, (column) => cell(column))
  for (const words of wrong) fault('value', words)
  if (faults.length > 0 || to === undefined) return { faults }
  return { row: { row, to, name: cell('name') || undefined, values, zone: zone || undefined } }
}

/** Ids of ours and of WhatsApp stand for themselves. */
const isName = (text: string) => isScopedId(text) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** Meta's rule for what is filled in: it must not change the form of what was approved. */
const BREAKS_THE_FORM: readonly (readonly [RegExp, string])[] = [
  [/[\n\r]/, 'has a line break'],
  [/\t/, 'has a tab'],
  [/ {5,}/, 'has more than 4 spaces in a row'],
]
/** No text of a template is longer with all that stands around it. */
const LONGEST_VALUE = 1024

/** What the variables are filled with; each fault names its column. */
export function valuesOf(variables: readonly Variable[], known: (column: string) => string) {
  const values: Record<string, string> = {}
  const wrong: string[] = []
  for (const { column, otherwise } of variables) {
    const value = known(column) || otherwise || ''
    values[column] = value
    if (value.trim() === '') wrong.push(`${column} is empty: fill it in, or write {{${column}|something}}`)
    for (const [pattern, words] of BREAKS_THE_FORM)
      if (pattern.test(value)) wrong.push(`${column} ${words}, which WhatsApp does not allow`)
    if ([...value].length > LONGEST_VALUE)
      wrong.push(`${column} has ${[...value].length} characters, WhatsApp allows ${LONGEST_VALUE}`)
  }
  return { values, wrong }
}
