import type { World } from './world.ts'

const EVERY_MS = 30_000
/** Meta redelivers for seven days; a status that is older will not meet its message any more. */
const DAY_MS = 24 * 60 * 60 * 1000
const ORPHANS_KEPT_MS = 8 * DAY_MS
/** What an account was told is looked at soon or never. */
const NOTICES_KEPT_MS = 90 * DAY_MS
/** Whoever was away for longer reads everything anew. */
const EVENTS_KEPT_MS = 7 * DAY_MS

type Needs = Pick<World, 'clock' | 'log' | 'store' | 'policy'> & {
  readonly wake: (dueAt: number) => void
  readonly business: string
}

/** The watchdog: somebody who has waited too long without an answer, a person or a reason raises an alert. */
export function watch({ clock, log, store, policy, business, wake }: Needs): () => void {
  let cancel = () => {}
  async function look() {
    const now = clock.now()
    const { unansweredSince, deadLetters, unconfirmed } = await store.figures(now)
    if (unansweredSince !== undefined && now - unansweredSince > policy.watchdogLimitMs)
      log.error('customer-unanswered', { since: new Date(unansweredSince).toISOString() })
    if (deadLetters > 0 || unconfirmed > 0) log.warn('attention-needed', { deadLetters, unconfirmed })
    await store.forgetOrphans(now - ORPHANS_KEPT_MS)
    await store.forgetNotices(now - NOTICES_KEPT_MS)
    await store.forgetEvents(business, now - EVENTS_KEPT_MS)
    await store.forgetRuns(now - policy.runsKeptMs)
    await store.forgetAttachments(now - policy.filesKeptMs)
    await store.forgetExpired({ now })
    wake(now)
  }
  let stopped = false
  function again() {
    if (stopped) return
    cancel = clock.after(EVERY_MS, () => {
      look()
        .catch((error) => log.error('watch-failed', { error }))
        .finally(again)
    })
  }
  again()
  return () => {
    stopped = true
    cancel()
  }
}
