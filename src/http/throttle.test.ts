import { describe, expect, it } from 'vitest'
import { createThrottle } from './throttle.ts'

const MINUTE = 60_000
const ana = [{ name: 'ana', free: 3 }]

describe('[O5] whoever tries passwords', () => {
  it('has some attempts, then waits twice as long each time, up to a quarter of an hour', () => {
    const { attempt } = createThrottle()
    for (let nth = 0; nth < 3; nth++) expect(attempt(ana, 0)).toBeUndefined()
    const waits: number[] = []
    for (let now = 0; waits.length < 9; ) {
      const wait = attempt(ana, now)
      if (wait === undefined) continue
      expect(attempt(ana, now + wait - 1)).toBe(1)
      waits.push(wait / 1000)
      now += wait
    }
    expect(waits).toEqual([15, 30, 60, 120, 240, 480, 900, 900, 900])
  })

  it('begins anew after the right one, or after an hour', () => {
    const { attempt, forgive } = createThrottle()
    for (let nth = 0; nth < 3; nth++) attempt(ana, 0)
    expect(attempt(ana, 0)).toBeGreaterThan(0)
    forgive(ana)
    for (let nth = 0; nth < 3; nth++) expect(attempt(ana, 0)).toBeUndefined()
    expect(attempt(ana, 0)).toBeGreaterThan(0)
    for (let nth = 0; nth < 3; nth++) expect(attempt(ana, 60 * MINUTE)).toBeUndefined()
  })

  it('is counted by each name, and what must wait counts for none', () => {
    const { attempt } = createThrottle()
    const both = [...ana, { name: 'address', free: 5 }]
    for (let nth = 0; nth < 10; nth++) attempt(both, 0)
    expect(attempt([{ name: 'address', free: 5 }], 0)).toBeUndefined()
    expect(attempt([{ name: 'bo', free: 3 }], 0)).toBeUndefined()
  })

  it('fills no memory', () => {
    const { attempt } = createThrottle()
    for (let nth = 0; nth < 30_000; nth++) attempt([{ name: `name ${nth}`, free: 1 }], 0)
    expect(attempt([{ name: 'name 29999', free: 1 }], 0)).toBeGreaterThan(0)
    expect(attempt([{ name: 'name 0', free: 1 }], 0)).toBeUndefined()
  })
})
