import type { Owner } from './conversation.ts'
import type { HandoffPolicy } from './handoff-policy.ts'

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
 */
export function dutyOf(times: HandoffTimes, policy: HandoffPolicy, now: number): HandoffDuty {
  const { owner, waitingSince, alertedAt, escalated, lastSignAt } = times
  if (owner === 'agent') return REST
  if (owner === 'waiting') {
    if (alertedAt === undefined || alertedAt < waitingSince) return { kind: 'alert' }
    const next = policy.escalation[escalated]
    if (!next) return REST
    const at = waitingSince + next.afterMs
    return at <= now ? { kind: 'escalate', step: escalated } : { kind: 'wait', until: at }
  }
  if (policy.autoReleaseMs === undefined) return REST
  const at = lastSignAt + policy.autoReleaseMs
  return at <= now ? { kind: 'release' } : { kind: 'wait', until: at }
}

const REST: HandoffDuty = { kind: 'rest' }

export function isOverdue({ since }: { since: number }, { slaMs }: Pick<HandoffPolicy, 'slaMs'>, now: number): boolean {
  return now - since > slaMs
}
