import { foldName } from '../../../src/domain/audience.ts'
import { readCsv } from '../../../src/domain/csv.ts'
import type { Blank } from '../composer/template-shape.ts'

/** A list that somebody has chosen. */
export interface List {
  readonly name: string
  readonly csv: string
  /** As its first row names them. */
  readonly columns: readonly Column[]
}

/** What may stand for a variable: a column of the list, or what is known of customers. */
export interface Column {
  /** As it stands between the braces. */
  readonly name: string
  readonly shown: string
  /** Of the first row, for the preview. */
  readonly first: string
}

/** What fills a variable: a column, with the words for rows that have nothing there; or the same words for all. */
export interface Filling {
  readonly column: string
  readonly text: string
}

/** The first rows tell all that is wanted here; the server reads the rest. */
const HEAD = 65_536
/** They say where a message goes, and are hardly ever in it. */
const ADDRESSES = /^(phone|phone_number|customer|whatsapp|mobile|time_?zone)$/

export async function readList(file: File): Promise<List> {
  const csv = decoded(await file.arrayBuffer())
  const [names, first] = readCsv(csv.slice(0, HEAD))
  const columns = (names?.cells ?? []).flatMap((shown, index) => {
    const name = foldName(shown)
    return name ? [{ name, shown, first: first?.cells[index] ?? '' }] : []
  })
  return { name: file.name, csv, columns }
}

/** Spreadsheets write tables in what their country used before UTF-8, too. */
function decoded(bytes: ArrayBuffer): string {
  const [one, two] = new Uint8Array(bytes)
  if (one === 0xff && two === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** A variable with the name of a column is that column; `{{1}}` is the first that says neither where nor when. */
export function guess({ name, part }: Blank, columns: readonly Column[]): Filling {
  const said = columns.filter((column) => !ADDRESSES.test(column.name))
  const named = columns.find((column) => column.name === foldName(name))
  const placed = part === 'body' && /^\d+$/.test(name) ? said[Number(name) - 1] : undefined
  return { column: (named ?? placed)?.name ?? '', text: '' }
}

/** As the campaign keeps it. */
export const written = ({ column, text }: Filling): string =>
  column ? `{{${column}${text.trim() && `|${text.trim()}`}}}` : text.trim()

/** As the first of the list would read it. */
export function previewed({ column, text }: Filling, columns: readonly Column[]): string {
  if (!column) return text
  const known = columns.find(({ name }) => name === column)
  return known?.first || text || `{{${known?.shown ?? column}}}`
}
