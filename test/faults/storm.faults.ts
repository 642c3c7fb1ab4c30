import { describe, expect, inject, it } from 'vitest'
import { weather } from './storm.ts'

const STORMS = Number(process.env.WABATON_STORMS ?? 25)
const SEED = Number(process.env.WABATON_SEED ?? Math.floor(Math.random() * 1_000_000_000))

describe.concurrent(`${STORMS} storms from seed ${SEED}`, () => {
  for (const kind of ['embedded', 'postgres'] as const)
    it(`[Q9 Q13 O9 W8 W11 A20 D21 I3] customers, a bad network and five kills each, on the ${kind} store`, async () => {
      let [kills, unconfirmed] = [0, 0]
      for (let seed = SEED; seed < SEED + STORMS; seed++) {
        const outcome = await weather(kind, inject('postgres'), seed).catch((error) => {
          throw new Error(`seed ${seed}, again with WABATON_SEED=${seed} WABATON_STORMS=1`, { cause: error })
        })
        expect(outcome.wrong, `seed ${seed}, again with WABATON_SEED=${seed} WABATON_STORMS=1`).toEqual([])
        kills += outcome.kills
        unconfirmed += outcome.unconfirmed
      }
      console.log(`${kind}: ${STORMS} storms, ${kills} kills, ${unconfirmed} replies left unconfirmed`)
    })
})
