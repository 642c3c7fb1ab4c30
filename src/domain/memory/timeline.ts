import type { FactSource } from './fact.ts'

/** Somebody says at one time that something has one value. */
export interface Assertion<Value> {
  readonly value: string
  readonly from: number
  readonly source: FactSource
  /** What it stands for: a row, its first word or a later one; or something new. */
  readonly of: Value
  readonly first: boolean
}

/** For so long one value held, as far as it was said. */
export interface Stretch<Value> {
  readonly from: number
  readonly to: number | undefined
  readonly assertions: readonly Assertion<Value>[]
}

/**
 * What was said of one key, in the order of the time that it was said of, whatever came in first. Of two that are said of
 * one moment the one said later holds, then the customer's own, then the one further down in the message.
 */
export function stretchesOf<Value>(assertions: readonly Assertion<Value>[]): Stretch<Value>[] {
  const sorted = [...assertions].sort(compare)
  const runs: Assertion<Value>[][] = []
  for (const assertion of sorted) {
    const run = runs.at(-1)
    if (run && run[0]!.value === assertion.value && !(startsRow(assertion) && run.some(startsRow))) run.push(assertion)
    else runs.push([assertion])
  }
  return runs.map((run, index) => ({ from: run[0]!.from, to: runs[index + 1]?.[0]?.from, assertions: run }))
}

/** Rows that are there stay rows of their own, also side by side. */
const startsRow = ({ first }: Assertion<unknown>) => first

function compare(one: Assertion<unknown>, other: Assertion<unknown>): number {
  return (
    one.from - other.from ||
    one.source.at - other.source.at ||
    rank(one) - rank(other) ||
    one.source.start - other.source.start ||
    order(one.source.source, other.source.source) ||
    order(one.value, other.value)
  )
}

const rank = ({ source }: Assertion<unknown>) => (source.speaker === 'customer' ? 1 : 0)
const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
