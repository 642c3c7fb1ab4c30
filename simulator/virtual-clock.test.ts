import { expect, it, vi } from 'vitest'
import { createSettableClock } from './clock.ts'
import { createVirtualClock } from './virtual-clock.ts'

it('[S4] fires timers in the order they are due, those of one instant in the order they were set', async () => {
  const clock = createVirtualClock(1_000)
  const fired: string[] = []
  for (const [name, ms] of [
    ['c', 30],
    ['a', 10],
    ['b1', 20],
    ['b2', 20],
    ['a2', 10],
  ] as const) {
    clock.after(ms, () => fired.push(`${name}@${clock.now()}`))
  }
  await clock.advance(25)
  expect(fired).toEqual(['a@1010', 'a2@1010', 'b1@1020', 'b2@1020'])
  expect(clock.now()).toBe(1_025)
  await clock.advance(5)
  expect(fired.at(-1)).toBe('c@1030')
})

it('[S4] lets everything that follows from an instant happen before the next', async () => {
  const clock = createVirtualClock(0)
  const seen: string[] = []
  clock.after(10, () => {
    void (async () => {
      for (let index = 0; index < 50; index++) await null
      seen.push(`chain at ${clock.now()}`)
      clock.after(0, () => seen.push(`child at ${clock.now()}`))
    })()
  })
  clock.after(11, () => seen.push('next'))
  await clock.runUntilIdle()
  expect(seen).toEqual(['chain at 10', 'child at 10', 'next'])
})

it('[S4] does not fire what was called off, also by a timer of the same instant', async () => {
  const clock = createVirtualClock(0)
  const fired: string[] = []
  clock.after(5, () => cancel())
  const cancel = clock.after(5, () => fired.push('cancelled'))
  clock.after(7, () => fired.push('kept'))
  expect(clock.waiting).toBe(3)
  await clock.runUntilIdle()
  expect(fired).toEqual(['kept'])
  expect(clock.waiting).toBe(0)
})

it('[S4] fires thousands of timers in order', async () => {
  const clock = createVirtualClock(0)
  const fired: number[] = []
  for (let index = 0; index < 3_000; index++) clock.after((index * 7919) % 1_000, () => fired.push(clock.now()))
  await clock.runUntilIdle()
  expect(fired).toHaveLength(3_000)
  expect(fired).toEqual([...fired].sort((a, b) => a - b))
})

it('[S4] a settable clock fires what a jump made due, oldest first, and keeps the rest', async () => {
  vi.useFakeTimers({ now: 1_000 })
  try {
    const clock = createSettableClock()
    const fired: string[] = []
    clock.after(3_600_000, () => fired.push('hour'))
    clock.after(60_000, () => fired.push('minute'))
    clock.after(40 * 86_400_000, () => fired.push('forty days'))
    const cancel = clock.after(1_000, () => fired.push('cancelled'))
    cancel()
    clock.shift(2 * 3_600_000)
    expect(clock.offset).toBe(2 * 3_600_000)
    expect(clock.now()).toBe(1_000 + 2 * 3_600_000)
    await vi.advanceTimersByTimeAsync(2)
    expect(fired).toEqual(['minute', 'hour'])
    clock.shift(40 * 86_400_000)
    await vi.advanceTimersByTimeAsync(2)
    expect(fired).toEqual(['minute', 'hour', 'forty days'])
  } finally {
    vi.useRealTimers()
  }
})

it('[S4] a settable clock waits longer than a timeout can', async () => {
  vi.useFakeTimers({ now: 0 })
  try {
    const clock = createSettableClock()
    let firedAt = 0
    clock.after(30 * 86_400_000, () => {
      firedAt = clock.now()
    })
    await vi.advanceTimersByTimeAsync(30 * 86_400_000 - 1)
    expect(firedAt).toBe(0)
    await vi.advanceTimersByTimeAsync(1)
    expect(firedAt).toBe(30 * 86_400_000)
  } finally {
    vi.useRealTimers()
  }
})
