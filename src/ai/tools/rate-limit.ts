const MOST_CALLS = 30
const WINDOW_MS = 60_000

/** So many calls in a rolling window, against models that go round in circles. Says whether one more may be made. */
export function createRateLimit(now: () => number): () => boolean {
  let calls: number[] = []
  return () => {
    calls = calls.filter((at) => at > now() - WINDOW_MS)
    if (calls.length >= MOST_CALLS) return false
    calls.push(now())
    return true
  }
}
