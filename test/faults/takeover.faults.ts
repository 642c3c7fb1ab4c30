import { expect, it } from 'vitest'
import { interleavingsOf } from '../seeded/takeover.ts'
import { AWAITS, inWords, takeOverAtEach } from '../seeded/takeovers.ts'

const FIRST = Number(process.env.WABATON_SEED ?? Math.floor(Math.random() * 1_000_000_000))
const SEEDS = Number(process.env.WABATON_SEEDS ?? 1)
const LEAST = 1_800

for (let seed = FIRST; seed < FIRST + SEEDS; seed++)
  it(`[H7 H8 H9 law4] taken over by every means at each await, the agent says nothing more (seed ${seed})`, async () => {
    const found = await takeOverAtEach(await interleavingsOf(seed))
    console.log(`seed ${seed}: ${inWords(found)}`)
    expect(found.wrong, `run it again with WABATON_SEED=${seed}`).toEqual([])
    expect(AWAITS.filter((name) => !found.hits.has(name))).toEqual([])
    expect([...found.hits.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(LEAST)
  })
