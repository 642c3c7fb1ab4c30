import { expect, it } from 'vitest'
import { inWords, trialsOf, tryAll } from '../seeded/handoff-trials.ts'

const FIRST = Number(process.env.WABATON_SEED ?? Math.floor(Math.random() * 1_000_000_000))
const SEEDS = Number(process.env.WABATON_SEEDS ?? 1)

for (let seed = FIRST; seed < FIRST + SEEDS; seed++)
  it(`[H4 H5 H11 H12 H14] each step of calling people and of giving back breaks, and nobody is silenced without their knowing (seed ${seed})`, async () => {
    const found = await tryAll(await trialsOf(seed))
    console.log(`seed ${seed}: ${inWords(found)}`)
    expect(found.wrong, `run it again with WABATON_SEED=${seed}`).toEqual([])
  })
