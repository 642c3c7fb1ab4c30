import type { SimulatorClock } from './clock.ts'

/** Everything the simulator still has to do, counted, so that a run can tell when all is quiet. */
export interface Agenda {
  now(): number
  after(ms: number, run: () => void): () => void
  /** The same for what nobody waits for, such as a typing bubble that fades: it leaves the simulator idle. */
  aside(ms: number, run: () => void): () => void
  pause(ms: number): Promise<void>
  /** Something is under way; call the answer when it is over. */
  begin(): () => void
  /** Nothing scheduled and nothing under way. */
  idle(): boolean
  /** Calls off whatever is scheduled and forgets what is under way. */
  clear(): void
}

export function createAgenda(clock: SimulatorClock): Agenda {
  const scheduled = new Set<() => void>()
  const asides = new Set<() => void>()
  let underWay = 0
  let era = 0

  function schedule(list: Set<() => void>, ms: number, run: () => void) {
    const cancelTimer = clock.after(ms, () => {
      list.delete(cancel)
      run()
    })
    const cancel = () => {
      list.delete(cancel)
      cancelTimer()
    }
    list.add(cancel)
    return cancel
  }

  const after = (ms: number, run: () => void) => schedule(scheduled, ms, run)

  return {
    now: () => clock.now(),
    after,
    aside: (ms, run) => schedule(asides, ms, run),
    pause: (ms) => (ms > 0 ? new Promise((resolve) => void after(ms, resolve)) : Promise.resolve()),
    begin() {
      const begun = era
      underWay++
      return () => {
        if (begun === era) underWay--
      }
    },
    idle: () => scheduled.size === 0 && underWay === 0,
    clear() {
      for (const cancel of [...scheduled, ...asides]) cancel()
      underWay = 0
      era++
    },
  }
}
