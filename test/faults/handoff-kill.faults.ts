import { describe, expect, inject, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { killHandoff } from './handoff-kill.ts'

/** On each of the two stores. */
const KILLS = Number(process.env.WABATON_KILLS ?? 60)
/** Runs side by side: most of each is waiting for processes. */
const LANES = 3
const SEED = Number(process.env.WABATON_SEED ?? Math.floor(Math.random() * 1_000_000_000))

describe(`people are called and give back, and ${2 * KILLS} killed processes, from seed ${SEED}`, () => {
  for (const kind of ['embedded', 'postgres'] as const)
    it(`[H4 H5 H11 H14 Q9] nobody is silenced without people knowing, on the ${kind} store`, async () => {
      const { steps } = await killHandoff(kind, inject('postgres'), undefined)
      const random = seededRandom(SEED)
      const killed = new Map<string, number>()
      const failures: string[] = []
      let next = 0
      const lane = async () => {
        while (next < KILLS) {
          // One in each part of the story, so that all of it is met.
          const step = 1 + Math.floor(((next++ + random()) / KILLS) * steps! * 0.95)
          try {
            const outcome = await killHandoff(kind, inject('postgres'), step)
            const name = outcome.killed?.name ?? 'over before'
            killed.set(name, (killed.get(name) ?? 0) + 1)
          } catch (error) {
            failures.push(`killed at step ${step}: ${(error as Error).message}`)
          }
        }
      }
      await Promise.all(Array.from({ length: LANES }, lane))
      const places = [...killed].sort().map(([name, times]) => `${name} ${times}`)
      console.log(`${kind}, ${steps} steps: ${places.join(', ')}`)
      expect(failures.join('\n\n'), `again with WABATON_SEED=${SEED}`).toBe('')
    })
})
