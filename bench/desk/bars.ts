/** One line of the table: what was measured against the bar it must stay under, or reach. */
export interface Measured {
  readonly bar: string
  readonly what: string
  readonly unit: string
  readonly limit: number
  readonly figure: number
  readonly better?: 'less' | 'more'
  /** What stands behind the figure: how often it was measured, and its spread. */
  readonly of?: string
}

export const isMet = ({ figure, limit, better = 'less' }: Measured): boolean =>
  better === 'less' ? figure <= limit : figure >= limit

const HEAD = ['bar', 'what', 'limit', 'measured', '', 'of']

export function tableOf(rows: readonly Measured[]): string {
  const cells = rows.map((row) => [
    row.bar,
    row.what,
    `${row.better === 'more' ? '>=' : '<='} ${row.limit}${row.unit && ` ${row.unit}`}`,
    Number.isNaN(row.figure) ? 'nothing' : `${short(row.figure)}${row.unit && ` ${row.unit}`}`,
    isMet(row) ? 'ok' : 'MISSED',
    row.of ?? '',
  ])
  const widths = HEAD.map((head, column) => Math.max(head.length, ...cells.map((row) => row[column]!.length)))
  return [HEAD, ...cells]
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const short = (value: number) => (Number.isInteger(value) || value >= 100 ? value.toFixed(0) : value.toFixed(1))

/** The smallest of the values that so large a share of them does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN
}
export const median = (values: readonly number[]) => percentile(values, 0.5)
export const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export function spread(values: readonly number[]): string {
  const [least, half, most] = [Math.min(...values), median(values), Math.max(...values)].map((one) => one.toFixed(0))
  return `${values.length}x: ${least} / ${half} / ${most}`
}
