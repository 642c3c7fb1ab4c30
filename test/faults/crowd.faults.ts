import { describe, expect, it } from 'vitest'
import { runCrowd } from '../seeded/crowd.ts'

const SEEDS = Number(process.env.WABATON_SEEDS ?? 2000)
const FIRST = Number(process.env.WABATON_SEED ?? Math.floor(Math.random() * 1_000_000_000))

describe('a crowd of 50 on virtual time', () => {
  it(`[W11 A20 A21 I3] 40 messages each, nothing lost, doubled, out of order or astray (${SEEDS} seeds from ${FIRST})`, async () => {
    for (let seed = FIRST; seed < FIRST + SEEDS; seed++) {
      const wrong = await runCrowd({ seed, customers: 50, messages: 40 })
      expect(wrong, `seed ${seed}: run it again with WABATON_SEED=${seed} WABATON_SEEDS=1`).toEqual([])
    }
  })
})
