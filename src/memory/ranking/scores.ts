/** The best is 1 afterwards. */
export function normalise(scores: Float64Array) {
  const best = bestOf(scores)
  if (best > 0) for (let entry = 0; entry < scores.length; entry++) scores[entry]! /= best
}

export function bestOf(scores: Float64Array): number {
  let best = 0
  for (const score of scores) if (score > best) best = score
  return best
}

/** The first `most` of all that have a score, best first. To sort thousands for ten is what would take the time. */
export function firstOf(
  scores: Float64Array,
  most: number,
  isBetter: (one: number, other: number) => boolean,
): readonly number[] {
  const first: number[] = []
  for (let entry = 0; entry < scores.length; entry++) {
    if (scores[entry]! <= 0 || (first.length >= most && !(most > 0 && isBetter(entry, first.at(-1)!)))) continue
    let low = 0
    let high = first.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (isBetter(entry, first[middle]!)) high = middle
      else low = middle + 1
    }
    first.splice(low, 0, entry)
    if (first.length > most) first.pop()
  }
  return first
}
