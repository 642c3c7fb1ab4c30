import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { together } from './together.ts'

describe('together', () => {
  const batches: number[][] = []
  const double = async (items: number[]) => {
    batches.push(items)
    await turn()
    if (items.includes(13)) throw new Error('13 brings bad luck')
    return items.map((item) => item * 2)
  }
  const start = (options: { most?: number; lanes?: number } = {}) => {
    batches.length = 0
    return together(double, { lanes: 1, breathe: turn, ...options })
  }

  it('what is asked in one moment, or during a run, shares a run; everybody gets their own answer', async () => {
    const ask = start()
    const first = [1, 2, 3].map((item) => ask(item))
    while (batches.length === 0) await turn()
    const second = [4, 5].map((item) => ask(item))
    expect(await Promise.all([...first, ...second])).toEqual([2, 4, 6, 8, 10])
    expect(batches).toEqual([
      [1, 2, 3],
      [4, 5],
    ])
  })

  it('[A20] in one lane, runs follow each other in the order things were asked, so many at a time', async () => {
    const ask = start({ most: 4 })
    const items = Array.from({ length: 10 }, (_, item) => item)
    await Promise.all(items.map((item) => ask(item)))
    expect(batches.map(({ length }) => length)).toEqual([4, 4, 2])
    expect(batches.flat()).toEqual(items)
  })

  it('several lanes run at once, never more than there are', async () => {
    let running = 0
    let most = 0
    const ask = together(
      async (items: number[]) => {
        most = Math.max(most, ++running)
        await turn()
        running--
        return items
      },
      { most: 1, lanes: 3, breathe: turn },
    )
    await Promise.all(Array.from({ length: 20 }, (_, item) => ask(item)))
    expect(most).toBe(3)
  })

  it('[W10] one bad item costs its neighbours nothing', async () => {
    const ask = start()
    const results = await Promise.allSettled([11, 12, 13, 14].map((item) => ask(item)))
    expect(results.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.message))).toEqual([
      22,
      24,
      '13 brings bad luck',
      28,
    ])
    expect(batches).toEqual([[11, 12, 13, 14], [11], [12], [13], [14]])
    await expect(ask(13)).rejects.toThrow()
    expect(await ask(1)).toBe(2)
  })

  it('somebody who asks in the very moment a run has ended is served', async () => {
    const ask = start()
    for (let round = 0; round < 50; round++) {
      let chained: Promise<number> | undefined
      await ask(100 + round).then(() => {
        chained = ask(100 + round)
      })
      expect(await chained).toBe(200 + round * 2)
    }
  })

  it('[W8] is idle when nothing waits and nothing runs', async () => {
    const ask = start({ most: 1 })
    const answered: number[] = []
    for (const item of [1, 2, 3]) void ask(item).then((result) => answered.push(result))
    await ask.idle()
    expect(answered).toEqual([2, 4, 6])
    await ask.idle()
  })
})
