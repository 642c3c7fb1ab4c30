/**
 * How fast a campaign goes: what its line may send, less what conversations need; and no more than is sent in a moment
 * waits to leave, so that a line that Meta slows down slows its campaigns.
 */
const SHARE_OF_LINE = 0.75
/** So much that was missed is made up for: steps come a little late. */
const CATCH_UP_MS = 500
/** What was released and has not left, in time of the line. */
const MOST_WAITING_MS = 500

export const campaignRate = (throughput: number): number => throughput * SHARE_OF_LINE

export interface ReleasePace {
  /** When what was released so far has had its time; undefined as long as nothing was. */
  readonly freeAt: number | undefined
  /** Released on this line, and due to leave. */
  readonly waiting: number
  readonly throughput: number
  readonly now: number
}

/** How many may be released in this moment. */
export function allowance({ freeAt, waiting, throughput, now }: ReleasePace): number {
  const rate = campaignRate(throughput)
  const passed = now - Math.max(freeAt ?? 0, now - CATCH_UP_MS)
  const mostWaiting = Math.max(1, Math.ceil((rate * MOST_WAITING_MS) / 1000))
  return Math.max(0, Math.min(Math.floor((passed * rate) / 1000 + 1e-6), mostWaiting - waiting))
}

/** From when on the next may be released. */
export function freeAfter(count: number, { freeAt, throughput, now }: Omit<ReleasePace, 'waiting'>): number {
  return Math.max(freeAt ?? 0, now - CATCH_UP_MS) + (count * 1000) / campaignRate(throughput)
}

const DAY_MS = 24 * 60 * 60_000
/** Meta counts different customers whom the business began with, outside any window, in so much time. */
export const COUNTED_MS = DAY_MS
/** What every new portfolio begins with: it counts where nothing is known. */
export const FIRST_LIMIT = 250
/** Left to answers, codes and whatever else is not a campaign. */
const LEFT_FREE = 0.05

/** Of a limit, what campaigns may use. */
export const limitForCampaigns = (limit: number): number => Math.floor(limit * (1 - LEFT_FREE))

/** Meta's names of limits, in webhooks and in its books. */
export function limitNamed(name: string): number | undefined {
  const text = name.trim().toUpperCase()
  if (text === 'UNLIMITED' || text === 'TIER_UNLIMITED' || text === '-1') return Number.POSITIVE_INFINITY
  const [, digits, thousands] = /^(?:TIER_)?(\d+)(K)?$/.exec(text) ?? []
  return digits === undefined ? undefined : Number(digits) * (thousands ? 1000 : 1)
}
