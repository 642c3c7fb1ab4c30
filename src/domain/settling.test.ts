import { describe, expect, it } from 'vitest'
import { answerDueAt, rememberGap, settleFor } from './settling.ts'

describe('settling', () => {
  it('[A20] waits 1.5 times the median gap, between 1.2 and 8 seconds', () => {
    expect(settleFor('rhythm', [])).toBe(1200)
    expect(settleFor('rhythm', [100, 200])).toBe(1200)
    expect(settleFor('rhythm', [1000, 2000, 9000])).toBe(3000)
    expect(settleFor('rhythm', [2000, 4000])).toBe(4500)
    expect(settleFor('rhythm', [7000])).toBe(8000)
  })

  it('[A20] a number is a fixed wait, and 0 turns it off', () => {
    expect(settleFor(500, [7000])).toBe(500)
    expect(settleFor(0, [7000])).toBe(0)
  })

  it('[A20] only the gaps inside a burst tell of the rhythm', () => {
    expect(rememberGap([], 0, 5000)).toEqual([])
    expect(rememberGap([1000], 10_000, 12_000)).toEqual([1000, 2000])
    expect(rememberGap([1000], 10_000, 18_001)).toEqual([1000])
    expect(rememberGap([1, 2, 3, 4, 5, 6, 7, 8, 9], 10_000, 10_010)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10])
  })

  it('[A20] somebody who never pauses is answered after 24 seconds all the same', () => {
    const due = (now: number) => answerDueAt({ settle: 'rhythm', gaps: [4000], now, firstUnansweredAt: 100_000 })
    expect(due(100_000)).toBe(106_000)
    expect(due(120_000)).toBe(124_000)
    expect(due(130_000)).toBe(130_000)
  })
})
