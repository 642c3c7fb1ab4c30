/** An agent that is run by the clock, and whom its answer is for. */
export interface Heartbeat {
  readonly periodMs: number
  /** What it is run with. */
  readonly message: string
  /** A phone or an id of a customer, or `first-allowed`; undefined where nobody was named. */
  readonly recipient: string | undefined
}

/** Whoever of those on the list of allowed numbers was the first to write. Never simply the first who writes. */
export const FIRST_ALLOWED = 'first-allowed'

/** On the beat it had: what passed meanwhile is not made up for. */
export function nextBeat({ dueAt, periodMs, now }: { dueAt: number; periodMs: number; now: number }): number {
  if (dueAt > now) return dueAt
  return dueAt + (Math.floor((now - dueAt) / periodMs) + 1) * periodMs
}
