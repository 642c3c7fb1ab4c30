/** All the simulator knows of time. Structural, so that a platform's own clock port fits without an import. */
export interface SimulatorClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Runs once after `ms`; returns a way to call it off. */
  after(ms: number, run: () => void): () => void
}

/** Real time plus an offset that people move ("+25 h"). */
export interface SettableClock extends SimulatorClock {
  /** Moves time; whatever has become due by the jump runs at once, oldest first. */
  shift(ms: number): void
  readonly offset: number
}

interface Timer {
  readonly due: number
  readonly run: () => void
  handle: NodeJS.Timeout | undefined
}

/** `setTimeout` fires at once beyond this; longer waits are taken in steps. */
const LONGEST_TIMEOUT = 2 ** 31 - 1

export function createSettableClock(): SettableClock {
  let offset = 0
  const timers = new Set<Timer>()
  const now = () => Date.now() + offset

  function arm(timer: Timer) {
    const wait = Math.max(0, timer.due - now())
    timer.handle = setTimeout(() => fire(timer), Math.min(wait, LONGEST_TIMEOUT))
  }

  function fire(timer: Timer) {
    // A timer may ring a fraction early, and long waits come in steps: look at the time again.
    if (timer.due > now()) return arm(timer)
    timers.delete(timer)
    timer.run()
  }

  return {
    now,
    after(ms, run) {
      const timer: Timer = { due: now() + ms, run, handle: undefined }
      timers.add(timer)
      arm(timer)
      return () => {
        timers.delete(timer)
        clearTimeout(timer.handle)
      }
    },
    shift(ms) {
      offset += ms
      for (const timer of timers) clearTimeout(timer.handle)
      for (const timer of [...timers].sort((a, b) => a.due - b.due)) arm(timer)
    },
    get offset() {
      return offset
    },
  }
}
