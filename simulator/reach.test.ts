import { expect, it } from 'vitest'
import { createReach, tierOf } from './reach.ts'

const DAY = 24 * 60 * 60 * 1000

it('[S3] a customer counts for 24 hours, and anew when written to again', () => {
  const reach = createReach()
  reach.limit = 2
  expect([reach.take('ann', 0), reach.take('bob', 1), reach.take('cleo', 2)]).toEqual([true, true, false])
  expect(reach.take('ann', 3)).toBe(true)
  expect(reach.take('cleo', DAY)).toBe(false)
  expect(reach.take('cleo', DAY + 1)).toBe(true)
  expect(reach.take('dora', DAY + 2)).toBe(false)
  expect(reach.take('dora', DAY + 3)).toBe(true)
})

it('[S3] tiers have names', () => {
  const limits = [250, 2_000, 10_000, 100_000, Number.POSITIVE_INFINITY]
  expect(limits.map(tierOf)).toEqual(['TIER_250', 'TIER_2K', 'TIER_10K', 'TIER_100K', 'TIER_UNLIMITED'])
})
