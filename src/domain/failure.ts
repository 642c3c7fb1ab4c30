/** Trying again cannot help: the work becomes a dead letter, and a customer who waits on it becomes a handoff. */
export class Terminal extends Error {
  override readonly name = 'Terminal'
}

/** Worth trying again, after the given delay where the far side named one. Every other error counts as this one. */
export class Retryable extends Error {
  override readonly name = 'Retryable'
  readonly afterMs: number | undefined
  constructor(message: string, options: { afterMs?: number; cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.afterMs = options.afterMs
  }
}

const FIRST_DELAY_MS = 1000
const LONGEST_DELAY_MS = 5 * 60_000

/** 1 s, 4 s, 16 s ... at most five minutes. `attempts` counts the failures so far, from 1. */
export function retryDelay(attempts: number): number {
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 4 ** (attempts - 1))
}
