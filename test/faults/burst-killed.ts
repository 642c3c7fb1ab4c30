import type { StoreSettings } from '../../src/config/settings.ts'
import { type BurstOutcome, tellBurst } from './burst.ts'

/** Runs side by side: most of each is waiting for processes. */
const LANES = 4
/** A story that never survives has another fault than the one looked for. */
const MOST_STEPS = 400

/** Kills at every step, or at every so-manieth, until a run is over before its step came. */
export async function killAtEveryStep(kind: StoreSettings['kind'], postgres: string, every = 1) {
  const began = performance.now()
  const outcomes: BurstOutcome[] = []
  const failures: string[] = []
  let next = 1
  let survived = false
  const lane = async () => {
    while (!survived && next <= MOST_STEPS) {
      const step = next
      next += every
      try {
        const outcome = await tellBurst(kind, postgres, { step })
        outcomes.push(outcome)
        if (!outcome.killed) survived = true
      } catch (error) {
        failures.push(`killed at step ${step}: ${(error as Error).message}`)
        if (failures.length > 2) survived = true
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))

  const killed = outcomes.filter((one) => one.killed)
  const unconfirmed = killed.filter((one) => one.unconfirmed)
  const parts = killed.filter(({ bubbles }) => bubbles > 1).length
  const slowest = Math.max(...killed.map(({ answeredAfterMs = 0 }) => answeredAfterMs))
  return {
    failures,
    survived,
    killed: killed.length,
    inWords:
      `${kind}: killed at ${killed.length} steps, unconfirmed after ${unconfirmed.length} ` +
      `(${unconfirmed.map((one) => one.killed?.name).join(', ')}), answered in two parts after ${parts}; slowest answer ${slowest} ms after the restart; ` +
      `${Math.round((performance.now() - began) / 1000)} s`,
  }
}
