import { describe, expect, it } from 'vitest'
import { runWeek } from '../seeded/week.ts'

const SEEDS = Number(process.env.WABATON_SEEDS ?? 5)
const FIRST = Number(process.env.WABATON_SEED ?? 1)
const MINUTE_MS = 60_000

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((all, one) => all + one, 0)

describe('a working week on virtual time: 200 customers, five days and nights, three part-time teammates', () => {
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++)
    it(`[O9 H4 H5 H7 H9 H11 H13 H14 S4] ends with an empty watchdog, and each handoff is accounted for (seed ${seed})`, {
      timeout: 15 * MINUTE_MS,
    }, async () => {
      const { wrong, account, totals } = await runWeek({ seed, customers: 200, days: 5 })
      console.log(`${account}\n\nseed ${seed}: ${JSON.stringify(totals)}`)
      expect(wrong).toEqual([])
      const { handoffs, reasons, ended, taken, neverTaken } = totals
      expect([sum(reasons), sum(ended), taken + neverTaken]).toEqual([handoffs, handoffs, handoffs])
      const { 'by a person': people = 0, 'by the clock': clock = 0, waiting = 0 } = ended
      expect(Math.min(people, clock, waiting, totals.escalations, totals.putBacks, totals.assigned)).toBeGreaterThan(0)
    })
})
