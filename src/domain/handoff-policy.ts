import type { Hours } from './hours/hours.ts'
import type { SignalTuning } from './signals/signal.ts'

/** A place that the configuration names, and what it is. */
export interface Place {
  readonly target: string
  readonly channel: 'slack' | 'email' | 'webhook' | 'whatsapp'
}

/** How a line passes its customers to people. */
export interface HandoffPolicy {
  readonly signals: SignalTuning
  /** The one place that is told when a handoff begins, beside the queue of the desk. */
  readonly alert: Place | undefined
  /** Who is told when nobody claims it, in the order of their times since it began. */
  readonly escalation: readonly { readonly afterMs: number; readonly to: Place | undefined }[]
  /** A case in which no teammate has shown a sign for so long goes back to the agent. Undefined is never. */
  readonly autoReleaseMs: number | undefined
  /** Whoever waits longer than this for a person is overdue. */
  readonly slaMs: number
  /** So long before the window closes on somebody who waits for people these are told. Undefined is never. */
  readonly windowWarningMs?: number | undefined
  /** When people answer there; undefined is always. */
  readonly hours?: Hours | undefined
  /** `always`: people are called, and time counts, also while it is closed. */
  readonly clock?: 'open' | 'always' | undefined
  /** While nobody is there the agent goes on answering, and the case waits. */
  readonly cover?: boolean | undefined
}
