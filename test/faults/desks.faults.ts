import { expect, it } from 'vitest'
import { runDesks } from '../seeded/desks.ts'

const FIRST = Number(process.env.WABATON_SEED ?? 1)
const RACES = Number(process.env.WABATON_RACES ?? 500)

it(`[H15 H16 H17 H19 H23] ${RACES} races of several kinds of desk from seed ${FIRST}: one owner, one answer, no words lost, and no slip arrives`, async () => {
  for (let seed = FIRST; seed < FIRST + RACES; seed++)
    expect({ seed, broken: await runDesks(seed) }, `again with WABATON_SEED=${seed} WABATON_RACES=1`).toEqual({
      seed,
      broken: [],
    })
})
