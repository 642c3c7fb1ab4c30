/** A token bucket on someone else's time. */
export interface Bucket {
  /** Takes one if there is one. */
  take(now: number): boolean
}

export function createBucket({ capacity, refillMs }: { capacity: number; refillMs: number }): Bucket {
  let tokens = capacity
  let countedAt: number | undefined
  return {
    take(now) {
      countedAt ??= now
      tokens = Math.min(capacity, tokens + (now - countedAt) / refillMs)
      countedAt = now
      // Thousands of small refills may sum up to a hair less than one.
      if (tokens < 1 - 1e-6) return false
      tokens -= 1
      return true
    },
  }
}
