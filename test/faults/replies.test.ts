import { describe, expect, it } from 'vitest'
import { runReplies } from '../seeded/replies.ts'

const SEEDS = 60

describe('two teammates at once', () => {
  it(`[H23 H10 H15] one answer reaches the customer, and the words of the other come back (${SEEDS} seeds)`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++)
      expect({ seed, broken: await runReplies(seed) }).toEqual({ seed, broken: [] })
  }, 180_000)
})
