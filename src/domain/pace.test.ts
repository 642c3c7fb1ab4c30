import { describe, expect, it } from 'vitest'
import { fullSpeed, nextSlot, slowDown, takeSlot } from './pace.ts'

describe('the rate limit', () => {
  it('[D10] is a rolling window: the next message leaves when the oldest of the last ones has left it', () => {
    const limit = { windowMs: 60_000, most: 30 }
    expect(nextSlot({ limit, nthLast: undefined, now: 1000 })).toBe(1000)
    expect(nextSlot({ limit, nthLast: 500, now: 1000 })).toBe(60_500)
    expect(nextSlot({ limit, nthLast: 500, now: 60_500 })).toBe(60_500)
  })
})

describe('the throughput of a line', () => {
  const sendAll = (count: number, throughput = fullSpeed(80)) => {
    let pace = throughput
    let last = 0
    for (let sent = 0; sent < count; sent++) {
      const slot = takeSlot(pace, 0)
      pace = slot.next
      last = slot.at
    }
    return last
  }

  it('[D11] spreads what is above the allowance over time', () => {
    expect(sendAll(20)).toBe(0)
    expect(sendAll(81 + 20)).toBeCloseTo(1000, -1)
    expect(sendAll(801 + 20)).toBeCloseTo(10_000, -2)
  })

  it('[D11] a 429 halves it, down to a sixteenth, and it recovers by itself', () => {
    let pace = slowDown(fullSpeed(80))
    expect(pace.current).toBe(40)
    for (let again = 0; again < 10; again++) pace = slowDown(pace)
    expect(pace.current).toBe(5)
    for (let sent = 0; sent < 200; sent++) pace = takeSlot(pace, sent * 1000).next
    expect(pace.current).toBe(80)
  })
})
