import { expect, it } from 'vitest'
import { runReplies } from '../seeded/replies.ts'

const FIRST = Number(process.env.WABATON_SEED ?? 1)
const RACES = Number(process.env.WABATON_RACES ?? 500)

it(`[H23 H10 H15] ${RACES} races of two teammates from seed ${FIRST}: one answer each, and no words are lost`, async () => {
  for (let seed = FIRST; seed < FIRST + RACES; seed++)
    expect({ seed, broken: await runReplies(seed) }, `again with WABATON_SEED=${seed} WABATON_RACES=1`).toEqual({
      seed,
      broken: [],
    })
})
