import { Terminal } from '../domain/failure.ts'
import type { Clock } from '../flows/world.ts'

/** The end of a turn's time, or of the turn itself: whichever comes first ends whatever is under way. */
export interface Deadline {
  readonly signal: AbortSignal
  readonly at: number
  /** What is not done by then is left behind. */
  within<Result>(promise: Promise<Result>): Promise<Result>
  cancel(): void
}

export function createDeadline(turn: AbortSignal, clock: Pick<Clock, 'now' | 'after'>, ms: number): Deadline {
  const controller = new AbortController()
  const follow = () => controller.abort(turn.reason)
  if (turn.aborted) follow()
  turn.addEventListener('abort', follow)
  const cancel = clock.after(ms, () => controller.abort(new Terminal(`no answer within ${ms / 1000} seconds`)))
  const { signal } = controller
  return {
    signal,
    at: clock.now() + ms,
    within: (promise) =>
      new Promise((resolve, reject) => {
        const stop = () => reject(signal.reason)
        if (signal.aborted) stop()
        signal.addEventListener('abort', stop, { once: true })
        // Also what is left behind must not fail unheard: that would end the process.
        promise.then(resolve, (error) => reject(signal.aborted ? signal.reason : error))
      }),
    cancel() {
      turn.removeEventListener('abort', follow)
      cancel()
    },
  }
}
