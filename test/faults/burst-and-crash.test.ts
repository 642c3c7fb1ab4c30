import { describe, expect, inject, it } from 'vitest'
import type { StoreSettings } from '../../src/config/settings.ts'
import { type BurstOutcome, tellBurst } from './burst.ts'

/** Runs side by side: most of each is waiting for processes. */
const LANES = 4
/** A story that never survives has another fault than the one looked for. */
const MOST_STEPS = 400

/** Kills at every step from 1 until a run is over before its step came. */
async function killAtEveryStep(kind: StoreSettings['kind']) {
  const outcomes: BurstOutcome[] = []
  const failures: string[] = []
  let next = 1
  let survived = false
  const lane = async () => {
    while (!survived && next <= MOST_STEPS) {
      const step = next++
      try {
        const outcome = await tellBurst(kind, inject('postgres'), { step })
        outcomes.push(outcome)
        if (!outcome.killed) survived = true
      } catch (error) {
        failures.push(`killed at step ${step}: ${(error as Error).message}`)
        if (failures.length > 2) survived = true
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return { outcomes, failures, survived }
}

describe.concurrent('the server killed while its reply is on the way', () => {
  for (const kind of ['embedded', 'postgres'] as const) {
    it(`[D21] statuses settle what the answer could not, on the ${kind} store`, async () => {
      const { unconfirmed, bubbles } = await tellBurst(kind, inject('postgres'), { onTheWire: 'told' })
      expect({ unconfirmed, bubbles }).toEqual({ unconfirmed: false, bubbles: 1 })
    })

    it(`[D21 O6] without a status people decide, and nothing is sent twice, on the ${kind} store`, async () => {
      const { unconfirmed, bubbles } = await tellBurst(kind, inject('postgres'), { onTheWire: 'untold' })
      expect({ unconfirmed, bubbles }).toEqual({ unconfirmed: true, bubbles: 1 })
    })
  }
})

describe.concurrent('a burst of messages, and the server killed at every step of answering it', () => {
  for (const kind of ['embedded', 'postgres'] as const)
    it(`[Q9 W8 W11 A20 D8 D21] exactly one answer to all, on the ${kind} store`, { timeout: 240_000 }, async () => {
      const began = performance.now()
      const { outcomes, failures, survived } = await killAtEveryStep(kind)
      expect(failures.join('\n\n')).toBe('')
      expect(survived).toBe(true)
      const killed = outcomes.filter(({ killed }) => killed)
      // A burst takes some forty steps: far fewer would mean that the counting broke.
      expect(killed.length).toBeGreaterThan(30)
      const unconfirmed = killed.filter((one) => one.unconfirmed)
      const parts = killed.filter(({ bubbles }) => bubbles > 1).length
      const slowest = Math.max(...killed.map(({ answeredAfterMs = 0 }) => answeredAfterMs))
      console.log(
        `${kind}: killed at ${killed.length} steps, unconfirmed after ${unconfirmed.length} ` +
          `(${unconfirmed.map(({ killed }) => killed?.name).join(', ')}), answered in two parts after ${parts}; slowest answer ${slowest} ms after the restart; ` +
          `${Math.round((performance.now() - began) / 1000)} s`,
      )
    })
})
