import { useSyncExternalStore } from 'react'

/** How far the server's clock is ahead of ours: windows and waits are told by it, and a simulator moves it. */
let ahead = 0
const jumps = new Set<() => void>()

export function setServerTime(header: string | null): void {
  const now = Number(header)
  if (!now) return
  const measured = now - Date.now()
  // Less than this is the way there and back.
  if (Math.abs(measured - ahead) < 1500) return
  ahead = measured
  for (const jump of jumps) jump()
}

export const serverNow = (): number => Date.now() + ahead

interface Ticker {
  readonly follow: (listener: () => void) => () => void
  readonly now: () => number
}

function createTicker(everyMs: number): Ticker {
  let now = serverNow()
  let timer: ReturnType<typeof setInterval> | undefined
  const listeners = new Set<() => void>()
  const tick = () => {
    now = serverNow()
    for (const listener of listeners) listener()
  }
  return {
    now: () => now,
    follow(listener) {
      if (listeners.size === 0) {
        now = serverNow()
        timer = setInterval(tick, everyMs)
        jumps.add(tick)
      }
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        clearInterval(timer)
        jumps.delete(tick)
      }
    },
  }
}

/** One clock ticks for all who show the time at the same pace, however many rows that are. */
const tickers = new Map<number, Ticker>()

function tickerOf(everyMs: number): Ticker {
  const known = tickers.get(everyMs) ?? createTicker(everyMs)
  tickers.set(everyMs, known)
  return known
}

/** The time, again and again; each second where seconds are shown. */
export function useNow(everyMs = 1000): number {
  const { follow, now } = tickerOf(everyMs)
  return useSyncExternalStore(follow, now)
}
