/** Slows down whoever tries passwords. Counted per process and forgotten with it; so many names at most. */
export interface Throttle {
  /** Counts one more attempt; a number says how long to wait in milliseconds instead. */
  attempt(names: readonly Limited[], now: number): number | undefined
  /** It was right: these names begin anew. */
  forgive(names: readonly Limited[]): void
}

export interface Limited {
  readonly name: string
  /** So many attempts are free. */
  readonly free: number
}

const MINUTE = 60_000
const FIRST_WAIT_MS = 15_000
const LONGEST_WAIT_MS = 15 * MINUTE
/** Whoever has not tried for so long is forgotten. */
const FORGOTTEN_AFTER_MS = 60 * MINUTE
const MOST_NAMES = 10_000

interface Tried {
  times: number
  lastAt: number
}

/** After the free attempts each one must wait twice as long as the one before, up to a quarter of an hour. */
export function createThrottle(): Throttle {
  const tried = new Map<string, Tried>()

  function waitOf({ name, free }: Limited, now: number): number {
    const found = tried.get(name)
    if (!found || now - found.lastAt >= FORGOTTEN_AFTER_MS || found.times < free) return 0
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (found.times - free))
    return Math.max(0, found.lastAt + wait - now)
  }

  return {
    attempt(names, now) {
      const wait = Math.max(...names.map((one) => waitOf(one, now)))
      if (wait > 0) return wait
      for (const { name } of names) {
        const found = tried.get(name)
        const times = found && now - found.lastAt < FORGOTTEN_AFTER_MS ? found.times + 1 : 1
        tried.delete(name)
        tried.set(name, { times, lastAt: now })
      }
      for (const name of tried.keys()) {
        if (tried.size <= MOST_NAMES) break
        tried.delete(name)
      }
      return undefined
    },
    forgive(names) {
      for (const { name } of names) tried.delete(name)
    },
  }
}
