import type { Author, Owner } from '../domain/conversation.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { HandoffReason, Resolution } from '../domain/handoff.ts'
import type { Referral } from '../domain/message.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { Ownership, Person, Step, StepKind } from '../domain/ownership.ts'
import type { WhenClosed } from '../domain/parked.ts'
import type { PassedOn } from '../domain/passing.ts'
import type { By } from './people.ts'
import type { ConversationKey, Work } from './store.ts'
import type { WindowWarning } from './warn-window.ts'

/** From where somebody acts: shown on the timeline, and kept with each step. */
export type Source = By['source'] | 'library'

/** Whoever acts, and what they saw when they decided to. */
export interface Act {
  readonly conversation: ConversationKey
  /** Undefined where the platform acts by itself. */
  readonly by: Person | undefined
  readonly source: Source
  /** Where it is given and has moved on meanwhile, nothing is done: they decided on an old state. */
  readonly epoch: number | undefined
  readonly now: number
}

export interface Pass extends Act {
  readonly step: Exclude<Step, { kind: 'call' | 'reply' | 'restore' }> | { readonly kind: 'undo' }
  /** Said when it is released: what came of it. */
  readonly outcome?: string | undefined
  readonly resolution?: Resolution | undefined
  /** Only while this is the last sign that a teammate has given, and none of their words is on its way. */
  readonly quietSince?: number | undefined
}

/** Who has a conversation, and in which handoff. */
export interface Holding extends Ownership {
  readonly handoff: string | undefined
  /** The last message there is. */
  readonly position: number
}

export type Refusal =
  | 'another-teammate'
  | 'nobody-has-it'
  /** Nothing to take back: it is not theirs, too long ago, or something has happened since. */
  | 'nothing-to-undo'

export type Passed =
  | {
      readonly kind: 'passed'
      readonly now: Holding
      /** False where it was so already. */
      readonly moved: boolean
      /** All that moved along: with `handoff.scope: customer` every conversation of theirs. */
      readonly conversations: readonly string[]
      /** Words of the agent that had left before: nobody can call them back. */
      readonly onTheWire: readonly string[]
    }
  | { readonly kind: 'stale'; readonly now: Holding }
  | { readonly kind: 'refused'; readonly because: Refusal; readonly now: Holding }
  | { readonly kind: 'unknown' }

/** A teammate writes to the customer. */
export interface TeammateReply extends Act {
  readonly by: Person
  /** Our ids for them: asked again with the same, it is not said again. */
  readonly parts: readonly { readonly id: string; readonly content: Outbound }[]
  readonly quotes: string | undefined
  /** The last message they saw: where the business has said something since, nothing is sent. */
  readonly seen: number | undefined
  readonly over: boolean
  /** So long it can be taken back. */
  readonly holdMs: number
  /** The delivery that failed and is sent anew by this. */
  readonly retryOf: string | undefined
  readonly whenClosed?: WhenClosed | undefined
}

export type Replied =
  | Exclude<Passed, { kind: 'passed' }>
  | {
      readonly kind: 'queued'
      readonly now: Holding
      readonly conversations: readonly string[]
      readonly onTheWire: readonly string[]
      /** One for each part. */
      readonly messages: readonly string[]
      readonly leavesAt: number
    }
  /** The business has said something that whoever writes has not seen. */
  | { readonly kind: 'newer'; readonly now: Holding; readonly messages: readonly ThreadMessage[] }
  | { readonly kind: 'not-failed'; readonly now: Holding }
  /** Something else was given this id. */
  | { readonly kind: 'id-taken'; readonly now: Holding }

export interface TakingBack {
  readonly conversation: ConversationKey
  readonly delivery: string
  /** Only whoever wrote it. */
  readonly by: Person
  readonly now: number
}

export interface NewNote extends Omit<Act, 'epoch'> {
  readonly by: Person
  readonly id: string
  readonly text: string
  readonly files: readonly {
    readonly id: string
    readonly name: string
    readonly mime: string
    readonly bytes: Uint8Array
  }[]
}

/** A message with all that a desk shows of it. */
export interface ThreadMessage {
  readonly id: string
  readonly position: number
  readonly author: Author
  readonly writer: Person | undefined
  readonly text: string
  readonly at: number
  readonly content: unknown
  /** What became of a customer's message: `pending`, `answered`, `owned`, `handed-off`, `ignored`, `refused`. */
  readonly outcome: string | undefined
  readonly because: string | undefined
  readonly delivery: ShownDelivery | undefined
  readonly reaction: string | undefined
  readonly quotes: string | undefined
  readonly wamid: string | undefined
  /** The turn of an agent that made or answered it. */
  readonly turn: string | undefined
  /** Which agent has said it. */
  readonly agent: string | undefined
  /** To whom that agent has passed the customer on after this message. */
  readonly passedOn: PassedOn | undefined
  readonly edited: boolean
  readonly deleted: boolean
  /** The ad or post that brought the customer here with it. */
  readonly cameFrom?: Referral | undefined
  /** Which campaign it is of. */
  readonly campaign?: { readonly id: string; readonly name: string } | undefined
}

export interface ShownDelivery {
  /** `held`: it can still be taken back. `claimed`: the request is on the wire. `parked` with an error waits no more. */
  readonly state: DeliveryState | 'held'
  readonly leavesAt: number | undefined
  readonly error: { readonly code: number | undefined; readonly reason: string } | undefined
  /** The delivery that tried it again. */
  readonly again: string | undefined
}

export interface PrivateNote {
  readonly id: string
  readonly by: Person
  readonly text: string
  readonly at: number
  readonly files: readonly { readonly id: string; readonly name: string; readonly mime: string }[]
}

/** One step of a handoff, as its timeline shows it. */
export interface HandoffStep {
  readonly id: string
  readonly handoff: string
  readonly kind: TimelineKind
  readonly by: Person | undefined
  readonly source: Source
  /** Whom it was assigned to, what came of it, whom it was escalated to. */
  readonly about: string | undefined
  readonly at: number
}
export type TimelineKind =
  | StepKind
  | 'opened'
  | 'undo'
  | 'alerted'
  | 'escalated'
  | 'noted'
  | 'auto-released'
  | 'window-closing'

export interface Thread {
  /** The newest of those asked for last. */
  readonly messages: readonly ThreadMessage[]
  readonly notes: readonly PrivateNote[]
  readonly steps: readonly HandoffStep[]
  /** Whether there is more before these. */
  readonly more: boolean
}

export interface ShownHandoff {
  readonly id: string
  readonly business: string
  readonly conversation: string
  readonly line: string
  readonly reason: HandoffReason
  readonly summary: string
  readonly scope: 'line' | 'customer'
  readonly openedAt: number
  readonly claimedAt: number | undefined
  readonly answeredAt: number | undefined
  readonly releasedAt: number | undefined
  readonly releasedBy: string | undefined
  readonly resolution: Resolution | undefined
  readonly outcome: string | undefined
  readonly teammate: Person | undefined
}

/** An open handoff with all that decides what is due about it. */
export interface TendedHandoff extends ShownHandoff {
  readonly owner: Owner
  readonly epoch: number
  readonly customer: { readonly id: string; readonly name: string | undefined; readonly phone: string | undefined }
  /** When it began to wait: with the handoff, or when a teammate put it back. */
  readonly waitingSince: number
  readonly alertedAt: number | undefined
  /** So many steps of the escalation are done. */
  readonly escalated: number
  /** When a person last did anything about it. */
  readonly lastSignAt: number
  readonly briefedAt: number | undefined
  readonly lastInboundAt: number
  /** Of which window people were warned: when the customer had written last. */
  readonly warnedFor: number | undefined
  /** The customer has written, and no teammate has answered. */
  readonly owed: boolean
}

export interface Alerting {
  readonly work: Work
  readonly handoff: string
  readonly step: 'alerted' | 'escalated'
  /** When it was alerted last, as it was decided, and how many steps of the escalation were done: two that decide at once take one. */
  readonly before: number | undefined
  readonly after: number
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

/** Kept again under the same id, it is as it was kept first. */
export type NoteVerdict =
  | { readonly kind: 'kept'; readonly files: PrivateNote['files'] }
  | { readonly kind: 'unknown' | 'id-taken' }

export type NoteFile = { readonly name: string; readonly mime: string; readonly bytes: Uint8Array }

/** What the store does for people. */
export interface BatonStore {
  /** A person takes, gives, puts back, releases, or takes their last step back. */
  passBaton(pass: Pass): Promise<Passed>
  /** Releases by the handoff. Says whether it was open. */
  release(options: { handoff: string; by?: Person; source?: Source; now: number }): Promise<boolean>
  /** The conversation is theirs and the message on its way, both or neither. */
  replyAsTeammate(reply: TeammateReply): Promise<Replied>
  /** What a message of ours held that did not arrive. */
  failedContent(conversation: ConversationKey, delivery: string): Promise<Outbound | undefined>
  /** A reply that had not left yet, or anybody's that waits for the customer, with all its parts; undefined where it had, or is another's. */
  takeBack(
    taking: TakingBack,
  ): Promise<{ readonly messages: readonly string[]; readonly contents: readonly Outbound[] } | undefined>
  keepPrivateNote(note: NewNote): Promise<NoteVerdict>
  privateFile(
    conversation: ConversationKey,
    wanted: { readonly note: string; readonly file: string },
  ): Promise<NoteFile | undefined>

  /** The open ones, the oldest first: of every business and line, or of these. At most 200. */
  handoffs(of?: { readonly business: string; readonly lines: readonly string[] | undefined }): Promise<ShownHandoff[]>
  handoff(key: { business: string; id: string }): Promise<ShownHandoff | undefined>
  stepsOf(handoff: { business: string; id: string }): Promise<HandoffStep[]>
  /** Undefined where it is released. */
  tended(handoff: { business: string; id: string }): Promise<TendedHandoff | undefined>
  /** What a conversation waits for people for; undefined where it does not. */
  waitingCase(
    conversation: ConversationKey,
  ): Promise<{ readonly reason: HandoffReason; readonly since: number } | undefined>
  /** Says whether people were still to be told of this window. */
  warnWindow(warning: WindowWarning): Promise<boolean>
  /** Says whether this step was still to be done. */
  alert(alerting: Alerting): Promise<boolean>
}
