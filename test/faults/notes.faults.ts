import { expect, it } from 'vitest'
import { runNotes } from '../seeded/notes.ts'

const FIRST = Number(process.env.WABATON_SEED ?? 1)
const RUNS = Number(process.env.WABATON_NOTES ?? 200)

it(`[H22] ${RUNS} days of a desk from seed ${FIRST}: no word and no byte of a note is in any request to Meta`, async () => {
  let notes = 0
  for (let seed = FIRST; seed < FIRST + RUNS; seed++) {
    const run = await runNotes(seed)
    expect({ seed, leaked: run.leaked }, `again with WABATON_SEED=${seed} WABATON_NOTES=1`).toEqual({
      seed,
      leaked: [],
    })
    notes += run.notes
  }
  expect(notes).toBeGreaterThan(RUNS)
})
