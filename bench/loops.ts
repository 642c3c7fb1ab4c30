import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { LOST_AFTER_MS, type LoadOptions, type LoadResult, openRun, type Prepared } from './load.ts'

/** So many messages a second are signed before the time runs: servers are hardly faster. */
const PREPARED_PER_SECOND = { replies: 4_000, acks: 12_000 }

type Run = ReturnType<typeof openRun>

/** Customer after customer, so that each writes again only when all others have. */
function deckOf(run: Run, { customers, forMs }: LoadOptions, perSecond: number) {
  let dealt = 0
  const prepare = () => run.prepare(dealt++ % customers)
  const deck = Array.from({ length: Math.ceil((forMs / 1000) * perSecond) }, prepare)
  let taken = 0
  return (): Prepared => deck[taken++] ?? prepare()
}

/** `inFlight` hands send one message after the other. `done` says when a hand, and the customer, are free again. */
async function saturate(
  options: LoadOptions & { readonly inFlight: number },
  prepared: number,
  done: (run: Run, sent: Promise<void>, message: Prepared) => Promise<unknown>,
): Promise<LoadResult> {
  const { inFlight, forMs, lostAfterMs = LOST_AFTER_MS } = options
  const run = openRun(options, inFlight)
  const next = deckOf(run, options, prepared)
  const busy = new Map<number, Promise<unknown>>()
  const end = run.begin() + forMs
  async function hand() {
    while (performance.now() < end) {
      const message = next()
      const { conversation } = message.entry
      await busy.get(conversation)
      const free = done(run, run.send(message), message)
      busy.set(conversation, free)
      await free
    }
  }
  const hands = Promise.all(Array.from({ length: inFlight }, hand))
  // A hand whose message is never answered would hold the run for ever.
  await Promise.race([hands, pause(forMs + lostAfterMs, undefined, { ref: false })])
  return run.close(forMs)
}

/** Closed loop: the next message when one is acknowledged and answered, and its statuses are acknowledged. */
export const saturateReplies = (options: LoadOptions & { readonly inFlight: number }) =>
  saturate(options, PREPARED_PER_SECOND.replies, (run, sent, { entry }) => Promise.all([sent, run.through(entry)]))

/** Flood: the next message when one is acknowledged. The replies come when they come. */
export const flood = (options: LoadOptions & { readonly inFlight: number }) =>
  saturate(options, PREPARED_PER_SECOND.acks, (_run, sent) => sent)

const TIMER_IS_LATE_BY_MS = 2

/** Open loop: messages leave when they are due, whether or not earlier ones were answered. */
export async function openLoop(options: LoadOptions & { readonly perSecond: number }): Promise<LoadResult> {
  const { perSecond, forMs } = options
  const run = openRun(options, 256)
  const count = Math.floor((forMs / 1000) * perSecond)
  const next = deckOf(run, options, perSecond)
  const start = run.begin()
  for (let index = 0; index < count; index++) {
    const dueAt = start + (index * 1000) / perSecond
    const early = dueAt - performance.now() - TIMER_IS_LATE_BY_MS
    if (early > 0) await pause(early)
    while (performance.now() < dueAt) await nextTurn()
    void run.send(next(), dueAt)
  }
  return run.close(forMs)
}

/**
 * Customers who write on before they are answered: each sends the next message some time after the last one was
 * acknowledged, so that a reply out of order is the server's own doing.
 */
export async function writeOn(options: LoadOptions & { readonly pauseMs: () => number }): Promise<LoadResult> {
  const { customers, forMs, pauseMs } = options
  const run = openRun(options, customers)
  const end = run.begin() + forMs
  async function customer(conversation: number) {
    await pause(pauseMs())
    while (performance.now() < end) {
      await run.send(run.prepare(conversation))
      await pause(pauseMs())
    }
  }
  await Promise.all(Array.from({ length: customers }, (_, conversation) => customer(conversation)))
  return run.close(forMs)
}
