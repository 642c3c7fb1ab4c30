import type { Pair } from './pairing.ts'
import { type Target, type Verdict, verdictOn } from './targets.ts'

export type Unit = '/s' | 'us' | 'ms' | 'MB'

/** One line of the table. */
export interface Row {
  readonly measure: string
  readonly store: string
  readonly unit: Unit
  readonly figure: number
  readonly against: string
  readonly reference?: number
  readonly ratio?: number
  readonly target?: Target | undefined
  readonly verdict: Verdict
  /** Why the verdict says little. */
  readonly doubt?: string | undefined
}

type Named = { readonly measure: string; readonly store: string; readonly unit: Unit; readonly target?: Target }

/** A reference that had its core to itself uses most of it; one that did not was held back by something else. */
const SATURATED = 0.5

/** Said where a reference was not what it could be: its rate is then too low, and the ratio too good. */
export function doubtOn(reference: string, busy: number): string | undefined {
  if (Number.isNaN(busy) || busy >= SATURATED) return undefined
  return `? ${reference} had only ${(busy * 100).toFixed(0)} % of its core: believe CPU a message`
}

/** A figure whose target is a ratio to a reference. */
export function ratioRow(named: Named, against: string, pair: Pair, doubt?: string): Row {
  return { ...named, ...pair, against, verdict: verdictOn(pair.ratio, named.target), doubt }
}

/** A figure whose target is the figure itself. */
export function plainRow(named: Named, figure: number): Row {
  return { ...named, figure, against: '', verdict: verdictOn(figure, named.target) }
}

const HEAD = ['measure', 'store', 'figure', 'reference', 'ratio', 'must', 'aim', 'verdict']

export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ measure, store, unit, figure, against, reference, ratio, target, verdict, doubt }) => [
    measure,
    store,
    `${short(figure)} ${unit}`,
    reference === undefined ? '' : `${short(reference)} ${against}`,
    ratio === undefined ? '' : `${ratio.toFixed(2)}x`,
    wanted(target?.must, target),
    wanted(target?.aim, target),
    [verdict, doubt].filter(Boolean).join(' '),
  ])
  const all = [HEAD, ...cells]
  const widths = HEAD.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  return all
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const wanted = (value: number | undefined, target: Target | undefined) =>
  value === undefined ? '' : `${target?.better === 'more' ? '>=' : '<='} ${value}`

function short(value: number): string {
  if (Number.isNaN(value)) return '-'
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)
}
