import type { Owner } from './conversation.ts'
import type { HandoffPolicy } from './handoff-policy.ts'

export interface HandoffTimes {
  readonly owner: Owner
  readonly openedAt: number
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
 */
export function dutyOf(times: HandoffTimes, policy: HandoffPolicy, now: number): HandoffDuty {
  const { owner, openedAt, alertedAt, escalated, lastSignAt } = times
  if (alertedAt === undefined && owner === 'waiting') return { kind: 'alert' }
  if (owner === 'waiting') {
    const next = policy.escalation[escalated]
    if (!next) return { kind: 'rest' }
    const at = openedAt + next.afterMs
    return at <= now ? { kind: 'escalate', step: escalated } : { kind: 'wait', until: at }
  }
  if (policy.autoReleaseMs === undefined) return { kind: 'rest' }
  const at = lastSignAt + policy.autoReleaseMs
  return at <= now ? { kind: 'release' } : { kind: 'wait', until: at }
}
