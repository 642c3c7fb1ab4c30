import type { Owner } from './conversation.ts'
import type { HandoffPolicy } from './handoff-policy.ts'
import { afterOpen, type Hours, openBetween, opensNext } from './hours/hours.ts'

export interface HandoffTimes {
  readonly owner: Owner
  /** When it began to wait: with the handoff, or when a teammate put it back. */
  readonly waitingSince: number
  readonly alertedAt: number | undefined
  /** So many steps of the escalation are done. */
  readonly escalated: number
  /** When a person last did anything about it. */
  readonly lastSignAt: number
}

export type HandoffDuty =
  | { readonly kind: 'alert' }
  | { readonly kind: 'escalate'; readonly step: number }
  | { readonly kind: 'release' }
  | { readonly kind: 'wait'; readonly until: number }
  | { readonly kind: 'rest' }

/**
 * What an open handoff asks for now. Whoever waits is never given back to the agent by the clock: people are called
 * again instead. What a teammate has goes back only where no sign of theirs has come for the time that is set.
 *
 * A case that was put back waits anew: its place is told of it again, and the steps of the escalation that are not done
 * yet count from there. Those that are done are not repeated: whoever was called out of bed once knows of it.
 *
 * Where a line has hours, only the time in which it is open counts, and nothing is done while it is closed.
 */
export function dutyOf(times: HandoffTimes, policy: HandoffPolicy, now: number): HandoffDuty {
  const { owner, waitingSince, alertedAt, escalated, lastSignAt } = times
  const hours = counted(policy)
  if (owner === 'agent') return REST
  if (owner === 'waiting') {
    if (alertedAt === undefined || alertedAt < waitingSince) return whenDue({ kind: 'alert' }, waitingSince, hours, now)
    const next = policy.escalation[escalated]
    if (!next) return REST
    return whenDue({ kind: 'escalate', step: escalated }, afterOpen(hours, waitingSince, next.afterMs), hours, now)
  }
  if (policy.autoReleaseMs === undefined) return REST
  return whenDue({ kind: 'release' }, afterOpen(hours, lastSignAt, policy.autoReleaseMs), hours, now)
}

function whenDue(duty: HandoffDuty, at: number, hours: Hours | undefined, now: number): HandoffDuty {
  // Where nothing ever opens, nobody would be called at all.
  const due = at > now || !hours ? at : (opensNext(hours, now) ?? at)
  return due <= now ? duty : { kind: 'wait', until: due }
}

/** Those in which time counts; undefined is always. */
const counted = ({ hours, clock }: Pick<HandoffPolicy, 'hours' | 'clock'>) => (clock === 'always' ? undefined : hours)

const REST: HandoffDuty = { kind: 'rest' }

type Promised = Pick<HandoffPolicy, 'slaMs' | 'hours' | 'clock'>

export function isOverdue({ since }: { since: number }, policy: Promised, now: number): boolean {
  return openBetween(counted(policy), since, now) > policy.slaMs
}

/** When somebody should have answered whoever waits since then. */
export function answerBy(since: number, policy: Promised): number {
  return afterOpen(counted(policy), since, policy.slaMs)
}
