import { Retryable, retryDelay, Terminal } from '../domain/failure.ts'
import type { ClaimedDelivery, Work, WorkKind } from './store.ts'
import type { World } from './world.ts'

/** How long a claim holds without being renewed: a process that hangs loses its work after this. */
const LEASE_MS = 5000
const RENEW_MS = 1500
const REAP_MS = 1000
/**
 * While hands are busy, what comes due within this time is claimed together. Where webhooks queue at the door they go
 * first: an answer may come a little later, a webhook that waits too long comes again.
 */
const GATHER_MS = 5
const GATHER_WHEN_CROWDED_MS = 100
/** Turns wait for models most of the time; so many may wait at once. */
const MOST_AT_ONCE = 256
/** So many are taken at a time: a backlog is worked off in even portions, not all of it in memory at once. */
const MOST_A_CLAIM = 64
const GIVE_BACK_AGAIN_MS = 1000
/** Work that keeps failing without ever naming a reason to stop becomes a dead letter. */
const MOST_ATTEMPTS = 10

/** Work that is held already, perhaps with a message that was claimed along: done right after, by the same worker. */
export interface Handed {
  readonly work: Work
  readonly send: ClaimedDelivery | undefined
}

/** Does one piece of work, and hands back what follows from it. */
export type Handler = (
  work: Work,
  signal: AbortSignal,
  send: ClaimedDelivery | undefined,
) => Promise<Handed | undefined>

export interface Worker {
  start(): Promise<void>
  /** Something is due at this time: sooner than a poll would notice. */
  wake(dueAt: number): void
  /** Ends what runs, gives it back and takes no more. */
  stop(): Promise<void>
  leaseUntil(): number
}

type Needs = Pick<World, 'clock' | 'ids' | 'log' | 'store'> & {
  /** Whether webhooks queue at the door. */
  readonly isCrowded: () => boolean
  /** Another process has asked for what runs here. */
  readonly askedAgain: (work: Work) => void
}

/** Thrown by handlers whose signal was aborted: the work goes back as it was found. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted'
}

export function createWorker(
  { clock, ids, log, store, isCrowded, askedAgain }: Needs,
  handlers: Record<WorkKind, Handler>,
): Worker {
  const running = new Map<Work, AbortController>()
  const done = new Set<Promise<void>>()
  const timers = new Set<() => void>()
  const pausing = new Set<() => void>()
  let started = false
  /** All hands were full: the next that is free looks for what is due. */
  let starved = false
  let pumping: Promise<void> | undefined
  let pumpAgain = false
  let wakeAt = Number.POSITIVE_INFINITY
  let claimedAt = Number.NEGATIVE_INFINITY
  let cancelWake = () => {}

  const leaseUntil = () => clock.now() + LEASE_MS

  function wake(dueAt: number) {
    if (!started) return
    const gather = isCrowded() ? GATHER_WHEN_CROWDED_MS : GATHER_MS
    const at = running.size > 0 ? Math.max(dueAt, claimedAt + gather) : dueAt
    if (at <= clock.now()) pump()
    else if (at < wakeAt) arm(at)
  }

  function arm(dueAt: number) {
    cancelWake()
    wakeAt = dueAt
    cancelWake = clock.after(dueAt - clock.now(), () => {
      wakeAt = Number.POSITIVE_INFINITY
      pump()
    })
  }

  /** Claims what is due, one claim at a time: whoever asks meanwhile is served by the next. */
  function pump() {
    if (pumping !== undefined) {
      pumpAgain = true
      return
    }
    pumpAgain = false
    pumping = claimDue().finally(() => {
      pumping = undefined
      if (pumpAgain) wake(clock.now())
    })
  }

  async function claimDue() {
    try {
      await clock.breathe()
      const most = Math.min(MOST_A_CLAIM, MOST_AT_ONCE - running.size)
      starved = most <= 0
      if (!started || starved) return
      const { claimed, nextDueAt } = await store.claimWork({
        now: clock.now(),
        most,
        leaseUntil: leaseUntil(),
        token: ids.next,
      })
      claimedAt = clock.now()
      if (!started)
        return void (await Promise.all(claimed.map((work) => untilItListens(work, () => store.letGo(work)))))
      for (const work of claimed) start(work)
      if (nextDueAt !== undefined) wake(nextDueAt)
    } catch (error) {
      log.error('work-claim-failed', { error: error as Error })
      if (started) arm(clock.now() + retryDelay(1))
    }
  }

  function start(work: Work) {
    const promise = run(work).finally(() => {
      done.delete(promise)
      if (!starved) return
      starved = false
      wake(clock.now())
    })
    done.add(promise)
  }

  async function run(first: Work) {
    let next: Handed | undefined = { work: first, send: undefined }
    while (next) {
      const { work: current, send }: Handed = next
      const controller = new AbortController()
      running.set(current, controller)
      try {
        next = await handlers[current.kind](current, controller.signal, send)
      } catch (error) {
        next = undefined
        await giveBack(current, error)
      } finally {
        running.delete(current)
      }
    }
  }

  async function giveBack(work: Work, error: unknown) {
    const { kind, key, attempts } = work
    if (error instanceof Interrupted) {
      await untilItListens(work, () => store.letGo(work))
      return wake(clock.now())
    }
    const dead = error instanceof Terminal || attempts >= MOST_ATTEMPTS
    const delay = (error instanceof Retryable ? error.afterMs : undefined) ?? retryDelay(attempts)
    const dueAt = clock.now() + delay
    log[dead ? 'error' : 'warn'](dead ? 'work-died' : 'work-failed', { kind, key, attempts, error: error as Error })
    const diedAt = dead ? clock.now() : null
    await untilItListens(work, () => store.putBack(work, { dueAt, error: describe(error), diedAt }))
    wake(dueAt)
  }

  /** Most work fails because the store does: what is not given back then would be held for ever, where nobody reaps. */
  async function untilItListens({ kind, key }: Work, tell: () => Promise<void>) {
    for (;;) {
      try {
        return await tell()
      } catch (failure) {
        log.error('work-give-back-failed', { kind, key, error: failure as Error })
        if (!started) return
        await pause(GIVE_BACK_AGAIN_MS)
      }
    }
  }

  /** Whoever stops waits for nobody. */
  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const end = () => {
        cancel()
        pausing.delete(end)
        resolve()
      }
      const cancel = clock.after(ms, end)
      pausing.add(end)
    })
  }

  function every(ms: number, run: () => Promise<void>) {
    let cancel = () => {}
    const again = () => {
      cancel = clock.after(ms, () => {
        run()
          .catch((error) => log.error('worker-upkeep-failed', { error }))
          .finally(() => {
            if (started) again()
          })
      })
    }
    again()
    timers.add(() => cancel())
  }

  async function renew() {
    if (running.size === 0) return
    const { lost, again } = await store.renewLeases({ work: [...running.keys()], until: leaseUntil() })
    for (const work of lost) running.get(work)?.abort(new Interrupted('the lease was lost'))
    for (const work of again) askedAgain(work)
  }

  async function reap() {
    const freed = await store.reap(clock.now())
    if (freed > 0) log.warn('work-freed', { count: freed })
    // Also when nothing was freed: what a dead worker had put off until later is free, and nobody else knows of it.
    wake(clock.now())
  }

  return {
    leaseUntil,
    wake,
    async start() {
      started = true
      await reap()
      store.onWorkElsewhere(wake)
      if (store.shared) {
        every(RENEW_MS, renew)
        every(REAP_MS, reap)
      }
      pump()
    },
    async stop() {
      started = false
      cancelWake()
      for (const cancel of timers) cancel()
      for (const end of [...pausing]) end()
      for (const controller of running.values()) controller.abort(new Interrupted('the server stops'))
      // A claim that is on its way is given back as well.
      await pumping
      await Promise.all(done)
    },
  }
}

/** Kept beside the work for people; texts of customers do not belong into it. */
function describe(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 500) : String(error).slice(0, 500)
}
