import { describe, expect, it } from 'vitest'
import { runWeek } from '../seeded/week.ts'

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0)

describe('two days of work, on virtual time', () => {
  it('[O9 H4 H5 H7 H9 H11 H14 S4] end with an empty watchdog, and each handoff is accounted for (seed 2)', async () => {
    const { wrong, totals } = await runWeek({ seed: 2, customers: 40, days: 2 })
    expect(wrong).toEqual([])
    const { handoffs, reasons, ended, taken, neverTaken, escalations } = totals
    expect(handoffs).toBeGreaterThan(20)
    expect([sum(reasons), sum(ended), taken + neverTaken]).toEqual([handoffs, handoffs, handoffs])
    expect([ended['by a person'], ended['by the clock'], escalations].every(Boolean)).toBe(true)
  })
})
