import { describe, expect, it } from 'vitest'
import { createStillClock } from '../../src/ai/tools/test-binding.ts'
import { createStaff } from '../../src/staff.ts'
import { testSettings } from '../settings.ts'

describe('what agents reach the outside with', () => {
  it('[C11] is closed some time after it was replaced, and at once when everything ends', async () => {
    const clock = createStillClock()
    const staff = createStaff({
      clock: { ...clock, breathe: () => Promise.resolve() },
      whatsapp: async () => ({ kind: 'sent' }),
    })
    const agents = new Map([['test', () => 'Hello']])
    for (let edits = 0; edits < 4; edits++) {
      await staff.replace(testSettings(), agents)
      clock.pass(10 * 60_000)
    }
    expect(clock.waiting).toBe(3)
    clock.pass(36 * 60_000)
    expect(clock.waiting).toBe(0)
    await staff.replace(testSettings(), agents)
    expect(clock.waiting).toBe(1)
    await staff.close()
    expect(clock.waiting).toBe(0)
  })
})
