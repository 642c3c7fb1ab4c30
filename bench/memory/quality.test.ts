import { describe, expect, test } from 'vitest'
import { chance } from '../chance.ts'
import type { Scope } from './data.ts'
import { generated } from './generate.ts'
import { qualityOf } from './quality.ts'
import { BASELINES, type Ranker, wabaton } from './rankers.ts'
import { comparedWithAll, longScope } from './speed.ts'

const SEED = 6

test('[M20] the measures count what they say', () => {
  const turn = (id: string, text: string) => ({ id, text, speaker: 'customer', at: 0, session: 'a' })
  const scope: Scope = {
    name: 'counted',
    turns: [turn('a', 'x'), turn('b', 'y'.repeat(8_000)), turn('c', 'z')],
    questions: [{ text: 'x', evidence: ['a', 'c'], stale: ['b'], at: 0 }],
  }
  const inOrder = (...ids: readonly string[]): Ranker => ({ name: 'given', of: () => (_, most) => ids.slice(0, most) })
  expect(qualityOf(inOrder('a', 'b', 'c'), [scope])).toMatchObject({ recall: [1, 1, 1], inContext: 0.5, staleFirst: 0 })
  expect(qualityOf(inOrder('b', 'c'), [scope])).toMatchObject({ recall: [0.5, 0.5, 0.5], inContext: 0, staleFirst: 1 })
})

test('[M20] the same seed makes the same customers, and every answer is a turn', () => {
  const size = { perLanguage: 2, sessions: 6, exchanges: 2 }
  const { tune, held } = generated(SEED, size)
  expect(generated(SEED, size)).toEqual({ tune, held })
  expect(generated(SEED + 1, size)).not.toEqual({ tune, held })
  for (const { turns, questions } of [...tune, ...held]) {
    const ids = new Set(turns.map(({ id }) => id))
    for (const { evidence, stale } of questions) for (const id of [...evidence, ...stale]) expect(ids).toContain(id)
  }
})

describe('bars', () => {
  const { tune, held } = generated(SEED, { perLanguage: 4, sessions: 24, exchanges: 8 })
  test.each([
    ['tune', tune],
    ['held', held],
  ])(
    `[M20] most answers are among the first ten, nine of ten in the context of a prompt: %s (seed ${SEED})`,
    (_, scopes) => {
      const { questions, recall, inContext } = qualityOf(wabaton, scopes)
      expect(questions).toBeGreaterThan(300)
      expect(recall[1]).toBeGreaterThan(0.78)
      expect(inContext).toBeGreaterThan(0.9)
      for (const baseline of BASELINES) expect(recall[1]).toBeGreaterThan(qualityOf(baseline, scopes).recall[1] + 0.2)
    },
  )

  test(`[M20] two stages lose few of the answers that the full ranking finds (seed ${SEED})`, () => {
    expect(comparedWithAll(longScope(4_000, chance(SEED))).sameAnswers).toBeGreaterThan(0.95)
  })
})
