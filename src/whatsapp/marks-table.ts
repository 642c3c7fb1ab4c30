import { inline } from './marks-inline.ts'

const SEPARATOR = /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

export function isTableAt(lines: readonly string[], at: number): boolean {
  const [head, separator] = [lines[at]!, lines[at + 1]]
  if (!head.includes('|') || !separator?.includes('-') || !SEPARATOR.test(separator)) return false
  return cellsOf(head).length === cellsOf(separator).length
}

/** A phone is too narrow for columns: each row becomes lines, `Header: value`. */
export function tableLines(lines: readonly string[], at: number): { lines: string[]; last: number } {
  const headers = cellsOf(lines[at]!)
  let last = at + 1
  const rows: string[][] = []
  while (lines[last + 1]?.includes('|')) rows.push(cellsOf(lines[++last]!))
  if (rows.length === 0) return { lines: [headers.map(formatCell).filter(Boolean).join(', ')], last }
  const blocks = rows.map((row) =>
    row.flatMap((value, column) => {
      const header = headers[column]
      if (!value) return []
      return [header ? `${formatCell(header)}: ${formatCell(value)}` : formatCell(value)]
    }),
  )
  return { lines: blocks.flatMap((block, index) => (index === 0 ? block : ['', ...block])), last }
}

function cellsOf(row: string): string[] {
  const inside = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '')
  return inside.split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll('\\|', '|'))
}

const formatCell = (cell: string) => inline(cell.replaceAll(/<br\s*\/?>/gi, ', '))
