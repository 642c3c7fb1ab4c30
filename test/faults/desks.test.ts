import { describe, expect, it } from 'vitest'
import { runDesks } from '../seeded/desks.ts'

const SEEDS = 20

describe('several kinds of desk at once', () => {
  it(`[H15 H16 H17 H19 H23] one owner, one answer, no words lost, and no slip arrives: web desk, phone app, Slack and a desk in a program (${SEEDS} seeds)`, async () => {
    for (let seed = 1; seed <= SEEDS; seed++)
      expect({ seed, broken: await runDesks(seed) }).toEqual({ seed, broken: [] })
  }, 180_000)
})
