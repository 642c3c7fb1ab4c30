import type { HandoffReason } from '../domain/handoff.ts'
import type { ConversationKey } from './store.ts'

/** A customer who waits for longer than the watchdog's limit for something that should have happened. */
export interface Late extends ConversationKey {
  readonly line: string
  readonly customer: { readonly name: string | undefined; readonly phone: string | undefined }
  readonly since: number
  /**
   * `lost`: nobody is at the answer any more. `unanswered`: somebody is, and has not come to an end. `unsent`: what was
   * to be said does not leave.
   */
  readonly kind: 'lost' | 'unanswered' | 'unsent'
  /** Of work that has died. */
  readonly error: string | undefined
}

export interface Watched {
  /** The longest first, at most two hundred. */
  readonly late: readonly Late[]
  /** Raised before, and not over. */
  readonly alarms: number
  readonly deadLetters: number
  readonly unconfirmed: number
  readonly waiting: readonly WaitingCase[]
}

/** A handoff that nobody has claimed. */
export interface WaitingCase {
  readonly line: string
  readonly since: number
}

export interface LostAnswer {
  readonly conversation: ConversationKey
  readonly handoff: { readonly id: string; readonly reason: HandoffReason; readonly summary: string }
  /** What the customer reads. */
  readonly sentence: { readonly id: string; readonly text: string }
  readonly now: number
}

export interface Alarm {
  readonly conversation: ConversationKey
  readonly since: number
  readonly kind: Late['kind']
  readonly post:
    | {
        readonly id: string
        readonly channel: 'slack' | 'email' | 'webhook' | 'whatsapp'
        readonly target: string
        readonly text: string
        readonly subject: string
        readonly data: unknown
      }
    | undefined
  readonly now: number
}

/** What a line wants of its open handoffs, as far as finding those that were lost needs it. */
export interface TendedLine {
  readonly line: string
  readonly steps: number
  readonly releases: boolean
}

/** What the store does for the watchdog. */
export interface WatchStore {
  /** Who has waited since before this. */
  watched(before: number): Promise<Watched>
  /** People take over where the answer was lost. `taken`: they had it already. `found`: somebody is at it after all. */
  handOffLost(lost: LostAnswer): Promise<'called' | 'taken' | 'found'>
  /** Says whether it is new: each conversation has one until it is well again. */
  raiseAlarm(alarm: Alarm): Promise<boolean>
  /** Ends the alarms of those who are well again. Says how many there were. */
  calmAlarms(): Promise<number>
  /** Promises anew what nobody would do any more: deliveries, and the tending of handoffs. Says how much there was. */
  promiseLost(options: { before: number; lines: readonly TendedLine[]; now: number }): Promise<number>
  /** Every open handoff is looked at: what is due about them may be another thing now. */
  tendAll(now: number): Promise<void>
}
