/**
 * People send a thought in several messages. A turn waits until the customer has probably finished: one and a half
 * times their own usual gap between messages of a burst, never less than `SHORTEST`, never more than `LONGEST`.
 */
const SHORTEST_MS = 1200
const LONGEST_MS = 8000
/** Somebody who never pauses still gets an answer: no message waits longer than this for its burst to end. */
const PATIENCE_MS = 24_000
const GAPS_REMEMBERED = 9

export type Settle = 'rhythm' | number

/** The gaps of a customer's bursts, the newest last. A longer pause starts a new burst and says nothing of the rhythm. */
export function rememberGap(gaps: readonly number[], lastAt: number, now: number): number[] {
  const gap = now - lastAt
  if (lastAt === 0 || gap < 0 || gap > LONGEST_MS) return [...gaps]
  return [...gaps, gap].slice(-GAPS_REMEMBERED)
}

export function settleFor(settle: Settle, gaps: readonly number[]): number {
  if (settle !== 'rhythm') return settle
  return Math.min(LONGEST_MS, Math.max(SHORTEST_MS, 1.5 * median(gaps)))
}

export function answerDueAt(options: {
  settle: Settle
  gaps: readonly number[]
  now: number
  firstUnansweredAt: number
}): number {
  const { settle, gaps, now, firstUnansweredAt } = options
  return Math.min(now + settleFor(settle, gaps), Math.max(now, firstUnansweredAt + PATIENCE_MS))
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  if (sorted.length === 0) return 0
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}
