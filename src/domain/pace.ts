/** So many of our messages in a rolling window, against loops: what is above it waits, nothing is dropped. */
export interface RateLimit {
  readonly windowMs: number
  readonly most: number
}

/**
 * When the next message may leave. `nthLast` is when the message before the last `most` ones was claimed, if it was
 * inside the window; the next one may leave when that one has left the window.
 */
export function nextSlot({
  limit,
  nthLast,
  now,
}: {
  limit: RateLimit
  nthLast: number | undefined
  now: number
}): number {
  return nthLast === undefined ? now : Math.max(now, nthLast + limit.windowMs)
}

/** Meta takes so many messages a second from a number. Refused for it (130429), the pace falls by half and recovers. */
export interface Throughput {
  readonly perSecond: number
  readonly current: number
  /** When the next message may leave. */
  readonly freeAt: number
}

/** Short bursts pass unpaced: so much of a second's allowance may be used at once. */
const BURST_MS = 250
const RECOVERY_PER_SEND = 0.01
const SLOWEST_SHARE = 1 / 16

export function fullSpeed(perSecond: number): Throughput {
  return { perSecond, current: perSecond, freeAt: 0 }
}

export function takeSlot(throughput: Throughput, now: number): { at: number; next: Throughput } {
  const at = Math.max(now, throughput.freeAt - BURST_MS)
  const current = Math.min(throughput.perSecond, throughput.current + throughput.perSecond * RECOVERY_PER_SEND)
  return { at, next: { ...throughput, current, freeAt: Math.max(now, throughput.freeAt) + 1000 / throughput.current } }
}

export function slowDown(throughput: Throughput): Throughput {
  return { ...throughput, current: Math.max(throughput.perSecond * SLOWEST_SHARE, throughput.current / 2) }
}
