import { describe, expect, it } from 'vitest'
import { retryDelay } from './failure.ts'

describe('retries', () => {
  it('[D9 O6] come at growing distances, five minutes at most', () => {
    expect([1, 2, 3, 4, 5, 6, 12].map(retryDelay)).toEqual([1000, 4000, 16_000, 64_000, 256_000, 300_000, 300_000])
  })
})
