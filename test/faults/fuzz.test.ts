import { describe, expect, inject, it } from 'vitest'
import { fuzzDoor } from './fuzz-door.ts'
import { fuzzParser } from './fuzz-parser.ts'

const SEED = 20_261_121
const READ = 19_400
/** To each store; `npm run faults` sends 20,000. */
const SENT = 300

describe(`20,000 webhooks with something wrong in them, from seed ${SEED}`, () => {
  it('[Q11 W10] are read without a throw, and a message beside what is wrong is read as it is', () => {
    expect(fuzzParser(SEED, READ)).toEqual([])
  })

  for (const kind of ['embedded', 'postgres'] as const)
    it(`[Q11 W9 W10] are taken with 200 by the ${kind} store, and a message beside what is wrong is answered once`, async () => {
      expect(await fuzzDoor(kind, inject('postgres'), { first: SEED + READ, howMany: SENT })).toEqual([])
    })
})
