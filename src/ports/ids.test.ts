import { describe, expect, it } from 'vitest'
import { createIds } from './ids.ts'

describe('ids', () => {
  it('[I7] are UUIDs of version 7 that sort as they were made, also many in one millisecond', () => {
    const clock = { now: () => 1_795_000_000_000 }
    const ids = createIds(clock)
    const made = Array.from({ length: 10_000 }, () => ids.next())
    expect(made[0]).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect([...made].sort()).toEqual(made)
    expect(new Set(made).size).toBe(made.length)
  })

  it('[I7] begin with the time they were made, and never go back with a clock that does', () => {
    let now = 1000
    const ids = createIds({ now: () => now })
    const first = ids.next()
    now = 500
    expect(ids.next() > first).toBe(true)
    expect(first.startsWith('00000000-03e8-7')).toBe(true)
  })
})
