/** A row as it was written, and in which line of the file it begins. */
export interface CsvRow {
  readonly at: number
  readonly cells: readonly string[]
}

/** What tables are parted by, in whichever country they were made. */
const SEPARATORS = [',', ';', '\t'] as const

/** Rows of a table as programs write it: quotes around what holds separators, doubled where they are meant. Empty lines count for nothing. */
export function readCsv(written: string): CsvRow[] {
  const text = written.replace(/^\ufeff/, '')
  const head = text.slice(0, text.search(/\r?\n|$/))
  const separator = SEPARATORS.reduce((best, one) => (head.split(one).length > head.split(best).length ? one : best))
  const rows: CsvRow[] = []
  let [cells, cell, quoted, line, begun]: [string[], string, boolean, number, number] = [[], '', false, 1, 1]
  const endRow = () => {
    cells.push(cell)
    if (cells.some((one) => one.trim() !== '')) rows.push({ at: begun, cells: cells.map((one) => one.trim()) })
    cells = []
    cell = ''
  }
  for (let place = 0; place < text.length; place++) {
    const sign = text[place]!
    if (sign === '\n') line++
    if (quoted) {
      if (sign !== '"') cell += sign
      else if (text[place + 1] === '"') cell += text[++place]
      else quoted = false
    } else if (sign === '"' && cell.trim() === '') {
      cell = ''
      quoted = true
    } else if (sign === separator) {
      cells.push(cell)
      cell = ''
    } else if (sign === '\n') {
      endRow()
      begun = line
    } else if (sign !== '\r') cell += sign
  }
  endRow()
  return rows
}
