import { describe, expect, inject, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { killRefund } from './refund-kill.ts'

/** On each of the two stores. */
const KILLS = 15
/** Runs side by side: most of each is waiting for processes. */
const LANES = 3
const SEED = Number(process.env.WABATON_SEED ?? Math.floor(Math.random() * 1_000_000_000))

describe.concurrent(`refunds and ${2 * KILLS} killed processes, from seed ${SEED}`, () => {
  for (const kind of ['embedded', 'postgres'] as const)
    it(`[A28 Q9 Q13] each order is paid once, or people are told, on the ${kind} store`, async () => {
      const { steps } = await killRefund(kind, inject('postgres'), undefined)
      const random = seededRandom(SEED)
      const killed: string[] = []
      const failures: string[] = []
      let doubtful = 0
      let next = 0
      const lane = async () => {
        while (next < KILLS) {
          // One in each part of the run, so that all of it is met.
          const step = 1 + Math.floor(((next++ + random()) / KILLS) * steps! * 0.9)
          try {
            const outcome = await killRefund(kind, inject('postgres'), step)
            if (outcome.killed) killed.push(outcome.killed.name)
            else next--
            doubtful += outcome.unknown.length
          } catch (error) {
            failures.push(`killed at step ${step}: ${(error as Error).message}`)
          }
        }
      }
      await Promise.all(Array.from({ length: LANES }, lane))
      expect(failures.join('\n\n'), `again with WABATON_SEED=${SEED}`).toBe('')
      console.log(`${kind}: killed at ${killed.join(', ')}; ${doubtful} orders in doubt, of which people were told`)
    })
})
