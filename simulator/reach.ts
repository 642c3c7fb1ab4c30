const DAY_MS = 24 * 60 * 60 * 1000
const SMALLEST_TIER = 250

/** How many different customers the business writes to outside their windows, over all its lines. */
export interface Reach {
  /** Unique customers in any 24 hours; 250 unless told, and `Infinity` for no limit. */
  limit: number
  /** Counts a customer; false when that would be one too many. */
  take(userId: string, now: number): boolean
  clear(): void
}

export function createReach(): Reach {
  let written = new Map<string, number>()
  const reach: Reach = {
    limit: SMALLEST_TIER,
    take(userId, now) {
      if (!written.has(userId) && written.size >= reach.limit) {
        written = new Map([...written].filter(([, at]) => now - at < DAY_MS))
        if (written.size >= reach.limit) return false
      }
      // Written anew, a customer counts from now on.
      written.set(userId, now)
      return true
    },
    clear() {
      written.clear()
      reach.limit = SMALLEST_TIER
    },
  }
  return reach
}

const TIERS: readonly (readonly [limit: number, name: string])[] = [
  [250, 'TIER_250'],
  [2_000, 'TIER_2K'],
  [10_000, 'TIER_10K'],
  [100_000, 'TIER_100K'],
]

/** The name of the smallest tier that holds the limit. */
export const tierOf = (limit: number) => TIERS.find(([most]) => limit <= most)?.[1] ?? 'TIER_UNLIMITED'
