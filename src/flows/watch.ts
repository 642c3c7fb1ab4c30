import { alarmWords } from '../domain/alarm-words.ts'
import { isOverdue } from '../domain/handoff-clock.ts'
import type { Line } from '../domain/line.ts'
import { callingSentence } from './cover.ts'
import type { Late, WaitingCase } from './watched.ts'
import type { World } from './world.ts'

const EVERY_MS = 30_000
const TIDY_EVERY_MS = 10 * 60_000
/** Whoever looks so much later than meant was asleep, or the store was gone. */
const OUTAGE_MS = 3 * EVERY_MS
/** Meta redelivers for seven days; a status that is older will not meet its message any more. */
const DAY_MS = 24 * 60 * 60 * 1000
const ORPHANS_KEPT_MS = 8 * DAY_MS
/** What an account was told is looked at soon or never. */
const NOTICES_KEPT_MS = 90 * DAY_MS
/** Whoever was away for longer reads everything anew. */
const EVENTS_KEPT_MS = 7 * DAY_MS

type Needs = Pick<World, 'clock' | 'ids' | 'log' | 'store' | 'lines' | 'policy'> & {
  readonly business: string
  readonly wake: (dueAt: number) => void
  /** Where people open a conversation, if that is known. */
  readonly linkTo: (conversation: string) => string | undefined
  /** By which people's sessions end. */
  readonly sessionNow: () => number
}

/**
 * The watchdog: whatever was received ends as answered, owned by people or ignored for a reason, within the limit. What
 * nobody is at any more goes to people; what somebody is at and does not end is told of, once.
 */
export function watch(world: Needs): () => void {
  const { clock, log, store, policy, wake } = world
  let cancel = () => {}
  let lookedAt = clock.now()
  // What has piled up while nothing ran is worked off first: all of it is late, and none of it is stuck.
  let fairUntil = lookedAt + policy.watchdogLimitMs
  let overdueBefore = 0
  let tidiedAt = 0

  async function look() {
    const now = clock.now()
    if (now - lookedAt > OUTAGE_MS) fairUntil = now + policy.watchdogLimitMs
    const { late, alarms, deadLetters, unconfirmed, waiting } = await store.watched(now - policy.watchdogLimitMs)
    if (now >= fairUntil) {
      for (const one of late) await seeTo(world, one)
      await promiseLost(world)
    }
    if (alarms > 0) {
      const over = await store.calmAlarms()
      if (over > 0) log.info('watchdog-calm', { conversations: over })
    }
    if (deadLetters > 0 || unconfirmed > 0) log.warn('attention-needed', { deadLetters, unconfirmed })
    overdueBefore = tellOverdue(world, waiting, overdueBefore)
    if (now - tidiedAt >= TIDY_EVERY_MS) {
      await tidy(world, now)
      tidiedAt = now
    }
    lookedAt = now
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

/** What is kept for days need not be looked for twice a minute. */
async function tidy({ store, policy, business, sessionNow }: Needs, now: number): Promise<void> {
  await store.forgetOrphans(now - ORPHANS_KEPT_MS)
  await store.forgetNotices(now - NOTICES_KEPT_MS)
  await store.forgetEvents(business, now - EVENTS_KEPT_MS)
  await store.forgetRuns(now - policy.runsKeptMs)
  await store.forgetAttachments(now - policy.filesKeptMs)
  await store.forgetExpired({ now: sessionNow() })
}

async function seeTo(world: Needs, late: Late): Promise<void> {
  const { clock, ids, log, store, lines } = world
  const { business, id, kind, since } = late
  const line = lines.all.find(({ name }) => name === late.line)
  if (kind === 'lost' && line && (await giveUp(world, late))) return
  const now = clock.now()
  const { alert } = line?.handoff ?? {}
  const post = alert && { id: ids.next(), ...alert, ...wordsFor(world, late, line, now) }
  if (!(await store.raiseAlarm({ conversation: { business, id }, since, kind, post, now }))) return
  log.error('customer-unanswered', {
    conversation: id,
    line: late.line,
    because: kind,
    since: new Date(since).toISOString(),
    error: late.error,
  })
}

/** The answer was lost: people are called, and the customer is told once. Says whether that is seen to. */
async function giveUp(world: Needs, late: Late): Promise<boolean> {
  const { clock, ids, log, store, policy } = world
  const { business, id, error } = late
  const conversation = { business, id }
  const turn = await store.loadTurn(conversation, policy.historyLength)
  if (!turn) return false
  const ended = error === undefined ? 'nobody was at it any more' : error
  const handoff = { id: ids.next(), reason: 'agent_failed' as const, summary: `The answer was lost: ${ended}.` }
  const text = await callingSentence(world, turn, 'agentFailed')
  const sentence = { id: ids.next(), text }
  const outcome = await store.handOffLost({ conversation, handoff, sentence, now: clock.now() })
  if (outcome === 'called')
    log.error('handoff-opened', { conversation: id, handoff: handoff.id, reason: handoff.reason })
  return true
}

function wordsFor({ linkTo }: Needs, late: Late, line: Line | undefined, now: number) {
  const { id, kind, since } = late
  const { name, phone } = late.customer
  const customer = { name, phone: phone === undefined ? undefined : `+${phone}` }
  const url = linkTo(id)
  const shown = line?.displayName ?? late.line
  const words = alarmWords({ conversation: id, customer, line: shown, kind, since, url, now })
  const at = new Date(since).toISOString()
  const data = { alarm: kind, conversation: id, line: late.line, customer, since: at }
  return { ...words, data: { ...data, ...(url !== undefined && { url }) } }
}

async function promiseLost({ clock, log, store, lines, policy }: Needs): Promise<void> {
  const now = clock.now()
  const tended = lines.all.map(({ name, handoff }) => ({
    line: name,
    steps: handoff.escalation.length,
    releases: handoff.autoReleaseMs !== undefined,
  }))
  const count = await store.promiseLost({ before: now - policy.watchdogLimitMs, lines: tended, now })
  if (count > 0) log.warn('work-was-lost', { count })
}

/** Cases that wait are never forgotten: told whenever there are more than at the last look. */
function tellOverdue({ clock, log, lines }: Needs, waiting: readonly WaitingCase[], before: number): number {
  const policies = new Map(lines.all.map(({ name, handoff }) => [name, handoff]))
  const overdue = waiting.filter((one) => {
    const policy = policies.get(one.line)
    return policy && isOverdue(one, policy, clock.now())
  })
  const oldest = Math.min(...overdue.map(({ since }) => since))
  if (overdue.length > before)
    log.error('handoffs-overdue', { count: overdue.length, oldest: new Date(oldest).toISOString() })
  return overdue.length
}
