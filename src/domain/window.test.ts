import { describe, expect, it } from 'vitest'
import { isWindowOpen, windowAnchor } from './window.ts'

const HOUR = 3_600_000

describe('the 24-hour window', () => {
  it('[D13] is open at 23:59:59 and closed at 24:00:00', () => {
    expect(isWindowOpen(0, 24 * HOUR - 1000)).toBe(true)
    expect(isWindowOpen(0, 24 * HOUR - 1)).toBe(true)
    expect(isWindowOpen(0, 24 * HOUR)).toBe(false)
  })

  it('[D13] begins when the customer wrote, never later than we received it', () => {
    expect(windowAnchor(1000, 5000)).toBe(1000)
    expect(windowAnchor(9000, 5000)).toBe(5000)
    expect(windowAnchor(0, 5000)).toBe(5000)
  })
})
