import type { Clock } from '../flows/world.ts'

/** `setTimeout` fires at once beyond this; longer waits are taken in steps. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: Date.now,
  after(ms, run) {
    let timer: NodeJS.Timeout
    const arm = (left: number) => {
      const step = Math.min(Math.max(0, left), LONGEST_TIMEOUT_MS)
      timer = setTimeout(() => (left > step ? arm(left - step) : run()), step)
    }
    arm(ms)
    return () => clearTimeout(timer)
  },
  breathe: () => new Promise((go) => setImmediate(go)),
}
