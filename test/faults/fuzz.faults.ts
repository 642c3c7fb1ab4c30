import { setImmediate } from 'node:timers/promises'
import { describe, expect, inject, it } from 'vitest'
import { fuzzDoor } from './fuzz-door.ts'
import { fuzzParser } from './fuzz-parser.ts'

const MUTANTS = Number(process.env.WABATON_MUTANTS ?? 1_000_000)
const SEED = Number(process.env.WABATON_SEED ?? 1)
/** Of so many, one goes through the door of each store as well. */
const DOOR_SHARE = 50
/** Said now and then: a run of minutes should show that it lives. */
const TELL_EVERY = 20_000

describe(`${MUTANTS} webhooks with something wrong in them, from seed ${SEED}`, () => {
  it('[Q11 W10] are read without a throw, and a message beside what is wrong is read as it is', async () => {
    for (let done = 0; done < MUTANTS; done += TELL_EVERY) {
      expect(fuzzParser(SEED + done, Math.min(TELL_EVERY, MUTANTS - done)), 'one again: WABATON_MUTANTS=1').toEqual([])
      await setImmediate()
      console.log(`${Math.min(done + TELL_EVERY, MUTANTS)} of ${MUTANTS} webhooks read`)
    }
  })

  for (const kind of ['embedded', 'postgres'] as const)
    it(`[Q11 W9 W10] are taken with 200 by the ${kind} store, and a message beside what is wrong is answered once`, async () => {
      const howMany = Math.ceil(MUTANTS / DOOR_SHARE)
      expect(await fuzzDoor(kind, inject('postgres'), { first: SEED, howMany })).toEqual([])
    })
})
