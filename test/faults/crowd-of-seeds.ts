import { describe, expect, it } from 'vitest'
import { runCrowd } from '../seeded/crowd.ts'

const SEEDS = Number(process.env.WABATON_SEEDS ?? 2000)
const FIRST = Number(process.env.WABATON_SEED ?? 1)
/** Customers and messages of each; `10x10` takes a twentieth of the time. */
const [CUSTOMERS = 50, MESSAGES = 40] = (process.env.WABATON_CROWD ?? '50x40').split('x').map(Number)
/** Said now and then: a run of hours should show that it lives. */
const TELL_EVERY = 100

/** Two files share the seeds, for two cores: each takes every second one. */
export function crowdOfSeeds(parity: 0 | 1) {
  describe(`a crowd of ${CUSTOMERS} on virtual time`, () => {
    it(`[W11 A20 A21 I3] ${MESSAGES} messages each, nothing lost, doubled, out of order or astray (${SEEDS / 2} seeds from ${FIRST})`, async () => {
      for (let count = parity; count < SEEDS; count += 2) {
        const seed = FIRST + count
        const wrong = await runCrowd({ seed, customers: CUSTOMERS, messages: MESSAGES })
        expect(wrong, `run it again with WABATON_SEED=${seed} WABATON_SEEDS=2`).toEqual([])
        if (count % TELL_EVERY < 2) console.log(`${count + 1} of ${SEEDS} seeds`)
      }
    })
  })
}
