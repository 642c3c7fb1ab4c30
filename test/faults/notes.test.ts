import { describe, expect, it } from 'vitest'
import { runNotes } from '../seeded/notes.ts'

const SEEDS = 18

describe('private notes', () => {
  it(`[H22 U16] no word and no byte of them is in any request to Meta (${SEEDS} seeds)`, async () => {
    let [notes, requests] = [0, 0]
    for (let seed = 1; seed <= SEEDS; seed++) {
      const run = await runNotes(seed)
      expect({ seed, leaked: run.leaked }).toEqual({ seed, leaked: [] })
      notes += run.notes
      requests += run.requests
    }
    expect(notes).toBeGreaterThan(SEEDS)
    expect(requests).toBeGreaterThan(SEEDS * 10)
  }, 180_000)
})
