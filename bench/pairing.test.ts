import { describe, expect, it } from 'vitest'
import { pair, percentile, takeTurns } from './pairing.ts'
import { TARGETS, verdictOn } from './targets.ts'

describe('pairs', () => {
  it('let reference and product take turns, a reference last, without the round that warms up', async () => {
    const asked: string[] = []
    const turns = await takeTurns({
      references: ['one', 'two'],
      product: 'ours',
      rounds: 2,
      slice: async (name) => asked.push(name),
    })
    expect(asked).toEqual(['one', 'two', 'ours', 'one', 'two', 'ours', 'one', 'two', 'ours', 'one', 'two'])
    expect(turns.map(({ name }) => name)).toEqual(['one', 'two', 'ours', 'one', 'two', 'ours', 'one', 'two'])
    expect(turns[0]!.result).toBe(4)
  })

  it('divide each slice by the mean of the two beside it, and take the median', () => {
    const slices = [
      ['raw', 100],
      ['ours', 50], // 50 / 100
      ['raw', 100],
      ['ours', 90], // 90 / 150: the machine was free
      ['raw', 200],
      ['ours', 10], // 10 / 125: the machine was busy
      ['raw', 50],
    ] as const
    const turns = slices.map(([name, result]) => ({ name, result }))
    const paired = pair(turns, { reference: 'raw', product: 'ours', figure: Number })
    expect(paired).toEqual({ figure: 50, reference: 100, ratio: 0.5 })
  })

  it('find neighbours of each of several references', () => {
    const turns = ['raw', 'other', 'ours', 'raw', 'other'].map((name, index) => ({ name, result: index + 1 }))
    expect(pair(turns, { reference: 'raw', product: 'ours', figure: Number }).ratio).toBe(3 / 2.5)
    expect(pair(turns, { reference: 'other', product: 'ours', figure: Number }).ratio).toBe(3 / 3.5)
  })

  it('take percentiles by rank', () => {
    const values = Array.from({ length: 200 }, (_, index) => index + 1)
    expect([percentile(values, 50), percentile(values, 99), percentile(values, 100)]).toEqual([100, 198, 200])
    expect(percentile([], 50)).toBeNaN()
  })

  it('are judged by what must be and what is aimed at', () => {
    expect([0.2, 0.25, 0.4].map((ratio) => verdictOn(ratio, TARGETS.replyRate))).toEqual(['MISSED', 'must', 'aim'])
    expect([4.1, 4, 2.5].map((ratio) => verdictOn(ratio, TARGETS.cpuPerMessage))).toEqual(['MISSED', 'must', 'aim'])
    expect(verdictOn(Number.NaN, TARGETS.cpuPerMessage)).toBe('')
  })
})
