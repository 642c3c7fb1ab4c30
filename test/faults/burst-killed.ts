import type { StoreSettings } from '../../src/config/settings.ts'
import { type BurstOutcome, tellBurst } from './burst.ts'

/** Runs side by side: most of each is waiting for processes. */
const LANES = 4
/** A story that never survives has another fault than the one looked for. */
const MOST_STEPS = 400

/** It listens and touches nothing: the whole run kills it there, too. */
const LISTENS = /^(enter|exit) on[A-Z]/

/** Kills at every step, until a run is over before its step came. */
export function killAtEveryStep(kind: StoreSettings['kind'], postgres: string) {
  let next = 1
  return killAtEach(kind, postgres, () => (next <= MOST_STEPS ? next++ : undefined), true)
}

/** Kills once at each kind of step that a run makes which is not killed, or at every so-manieth of them. */
export async function killAtEachKind(kind: StoreSettings['kind'], postgres: string, every = 1) {
  const { made } = await tellBurst(kind, postgres, { step: 0 })
  const kinds = [...new Set(made)].filter((name) => !LISTENS.test(name))
  const steps = kinds.filter((_, index) => index % every === 0).values()
  return { kinds, ...(await killAtEach(kind, postgres, () => steps.next().value, false)) }
}

type Next = () => number | string | undefined

async function killAtEach(kind: StoreSettings['kind'], postgres: string, next: Next, untilSurvived: boolean) {
  const began = performance.now()
  const outcomes: (BurstOutcome & { readonly step: number | string })[] = []
  const failures: string[] = []
  let over = false
  const lane = async () => {
    for (let step = next(); step !== undefined && !over; step = next())
      try {
        const outcome = await tellBurst(kind, postgres, { step })
        outcomes.push({ ...outcome, step })
        if (!outcome.killed && untilSurvived) over = true
      } catch (error) {
        failures.push(`killed at step ${step}: ${(error as Error).message}`)
        if (failures.length > 2) over = true
      }
  }
  await Promise.all(Array.from({ length: LANES }, lane))

  const killed = outcomes.filter((one) => one.killed)
  const unconfirmed = killed.filter((one) => one.unconfirmed)
  const parts = killed.filter(({ bubbles }) => bubbles > 1).length
  const slowest = Math.max(...killed.map(({ answeredAfterMs = 0 }) => answeredAfterMs))
  return {
    failures,
    survived: outcomes.length > killed.length,
    killed: killed.map(({ step }) => step),
    inWords:
      `${kind}: killed at ${killed.length} steps, unconfirmed after ${unconfirmed.length} ` +
      `(${unconfirmed.map((one) => one.killed?.name).join(', ')}), answered in two parts after ${parts}; slowest answer ${slowest} ms after the restart; ` +
      `${Math.round((performance.now() - began) / 1000)} s`,
  }
}
