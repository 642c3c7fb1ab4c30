/** One turn of one server. */
export interface Slice<Result> {
  readonly name: string
  readonly result: Result
}

/**
 * Reference, product, reference, product ... and a reference last, so that each slice of the product stands between two
 * of each reference. On a machine that others use as well, only neighbours can be compared.
 */
export async function takeTurns<Result>({
  references,
  product,
  rounds,
  slice,
}: {
  references: readonly string[]
  product: string
  rounds: number
  slice: (name: string) => Promise<Result>
}): Promise<Slice<Result>[]> {
  const order = Array.from({ length: rounds + 1 }, () => [...references, product]).flat()
  const turns: Slice<Result>[] = []
  for (const name of [...order, ...references]) turns.push({ name, result: await slice(name) })
  // The first round warms up.
  return turns.slice(references.length + 1)
}

export interface Pair {
  /** Median of the product's slices. */
  readonly figure: number
  /** Median of the reference's slices. */
  readonly reference: number
  /** Median of: a slice of the product, divided by the mean of the two slices of the reference beside it. */
  readonly ratio: number
}

export function pair<Result>(
  turns: readonly Slice<Result>[],
  { reference, product, figure }: { reference: string; product: string; figure: (result: Result) => number },
): Pair {
  const ratios = turns.flatMap(({ name, result }, index) => {
    if (name !== product) return []
    const before = turns.slice(0, index).findLast((turn) => turn.name === reference)
    const after = turns.slice(index).find((turn) => turn.name === reference)
    const beside = [before, after].flatMap((turn) => (turn ? [figure(turn.result)] : []))
    return [figure(result) / mean(beside)]
  })
  return {
    figure: medianOf(turns, product, figure),
    reference: medianOf(turns, reference, figure),
    ratio: median(ratios),
  }
}

/** Median over the slices of one server. */
export const medianOf = <Result>(turns: readonly Slice<Result>[], of: string, figure: (result: Result) => number) =>
  median(turns.filter(({ name }) => name === of).map(({ result }) => figure(result)))

export const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

export function median(values: readonly number[]): number {
  return percentile(
    [...values].sort((a, b) => a - b),
    50,
  )
}

/** Of values that are sorted. */
export function percentile(sorted: readonly number[], percent: number): number {
  if (sorted.length === 0) return Number.NaN
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)]!
}
