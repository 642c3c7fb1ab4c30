import type { Author, Fence } from '../domain/conversation.ts'
import type { Address, Sender } from '../domain/customer.ts'
import type { DeliveryState, SendOutcome, Status } from '../domain/delivery.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { InboundMessage, TranscriptMessage } from '../domain/message.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { RateLimit } from '../domain/pace.ts'
import type { Settle } from '../domain/settling.ts'
import type { KnownTemplate } from '../domain/template.ts'
import type { Unanswered } from '../domain/turn.ts'

/**
 * What flows ask of the store. Every operation is one promise that is kept durably or not at all; those on the path of
 * a message may be asked many at a time and share statements and commits.
 */
export interface Store {
  /** Each message once, whoever else delivers it; new customers and conversations are made, the answer is promised. */
  receive(message: Received): Promise<Receipt>
  /** Moves the delivery a status speaks of; a status that came before its delivery waits for it. */
  applyStatus(status: ReceivedStatus): Promise<StatusEffect>
  /** Forgets statuses from before this time whose message never was one of ours: others send from the same number. */
  forgetOrphans(before: number): Promise<void>
  /** Keeps what a webhook tells besides messages and statuses, once; `fresh` says that it was new. */
  keepNotice(notice: ReceivedNotice): Promise<{ fresh: boolean }>
  loadNotice(key: NoticeKey): Promise<KeptNotice | undefined>
  finishNotice(work: Work): Promise<void>
  forgetNotices(before: number): Promise<void>
  /** Keeps what nobody could handle, raw, to be looked at or replayed. */
  keepStray(stray: Stray): Promise<void>
  /** Strays of a number that meanwhile has a line. They are handed out until `forgetStray`. */
  straysOf(phoneNumberIds: readonly string[]): Promise<{ id: string; raw: unknown }[]>
  forgetStray(id: string): Promise<void>

  lineOf(conversation: ConversationKey): Promise<string | undefined>
  loadTurn(conversation: ConversationKey): Promise<OpenTurn | undefined>
  commitTurn(turn: FinishedTurn): Promise<TurnVerdict>
  /** Says whether people were called; they were not where they own the conversation already. */
  failTurn(failed: FailedTurn): Promise<boolean>

  claimNextSend(claim: SendClaim): Promise<NextSend>
  /** Says whether the conversation has more to send now; when it has not, the work is given up along. */
  recordSend(record: SendRecord): Promise<SendRecorded>

  claimWork(claim: WorkClaim): Promise<{ claimed: Work[]; nextDueAt: number | undefined }>
  /** Keeps what this worker holds; hands back what it has lost. */
  renewLeases(options: { work: readonly Work[]; until: number }): Promise<Work[]>
  /** Gives work back as it was found: due when it is due, and not counted as a failure. */
  letGo(work: Work): Promise<void>
  /** Gives work back, to be looked at again; with `diedAt` it has failed for good and is a dead letter. */
  putBack(work: Work, options: { dueAt: number; error: string; diedAt: number | null }): Promise<void>
  /** Whether other processes may work on the same store: then leases must be renewed and dead workers reaped. */
  readonly shared: boolean
  /** Frees what processes that no longer live were holding, and what outlived its lease. */
  reap(now: number): Promise<number>
  /** Calls back when another process has promised work. */
  onWorkElsewhere(wake: (dueAt: number) => void): void

  /** Lines that Meta does not let send, for their token, their payment or a restriction. */
  pausedLines(): Promise<PausedLine[]>
  /** Lets a paused line send again. Says whether it was paused. */
  resumeLine(options: { business: string; line: string; now: number }): Promise<boolean>
  /** Lets each paused line try one message at once. */
  probePausedLines(now: number): Promise<void>
  /** Replies of which nobody knows whether they arrived. */
  unconfirmed(): Promise<UnconfirmedDelivery[]>
  /** A person decides: it is sent again, in their name, or left as it is. */
  settleUnconfirmed(options: { delivery: string; choice: 'send-again' | 'leave'; now: number }): Promise<boolean>

  /** What an account has now takes the place of what it had. */
  keepTemplates(synced: SyncedTemplates): Promise<void>
  /** `syncedAt` is undefined where the account never was synced. */
  templatesNamed(key: {
    business: string
    account: string
    name: string
  }): Promise<{ syncedAt: number | undefined; templates: readonly KnownTemplate[] }>
  templatesOf(business: string): Promise<KeptTemplate[]>
  /** Whose this is: our own id, a phone in any form, its hash or uuid5, a scoped id, or a session key of the phone. */
  findCustomer(business: string, name: string): Promise<string | undefined>
  /** Customers who may be one, the undecided first. */
  identityQuestions(business: string): Promise<IdentityQuestion[]>
  /** `same` joins them under the older id. Says whether there was such a question. */
  decideIdentity(options: IdentityDecision): Promise<boolean>
  /** Takes a decision back, and splits again what it has joined. */
  undoIdentity(options: { business: string; question: string; now: number }): Promise<boolean>

  handoffs(): Promise<OpenHandoff[]>
  release(options: { handoff: string; now: number }): Promise<boolean>
  deadLetters(): Promise<DeadLetter[]>
  replay(letter: Pick<DeadLetter, 'business' | 'kind' | 'key'>, now: number): Promise<boolean>
  figures(now: number): Promise<Figures>

  close(): Promise<void>
}

export interface ConversationKey {
  readonly business: string
  readonly id: string
}

export interface Received {
  readonly business: string
  readonly line: string
  readonly message: InboundMessage
  readonly receivedAt: number
  readonly settle: Settle
  /** Answers instead of the line's own agent: the message came in on that agent's own route. */
  readonly agent: string | undefined
}

export type Receipt =
  | {
      readonly kind: 'stored'
      readonly conversation: string
      readonly dueAt: number | undefined
      /** It changes a message that came before: a turn that reads that message must begin anew. */
      readonly amends: boolean
    }
  | { readonly kind: 'duplicate' }

export interface ReceivedStatus {
  readonly business: string
  readonly line: string
  readonly wamid: string
  readonly status: Status
  readonly at: number
  /** The delivery that the echoed attempt id names. */
  readonly delivery: string | undefined
  readonly error: { readonly code: number; readonly reason: string } | undefined
}

export interface StatusEffect {
  readonly kind: 'moved' | 'unmoved' | 'orphan'
  /** A send whose outcome was unknown is settled: its conversation may go on. */
  readonly wakeAt: number | undefined
}

export interface ReceivedNotice {
  readonly business: string
  readonly field: string
  readonly line: string | undefined
  readonly account: string | undefined
  readonly raw: unknown
  readonly receivedAt: number
  /** Whether somebody handles this field: then that is promised. */
  readonly handled: boolean
}

export interface NoticeKey {
  readonly business: string
  readonly id: string
}

export type KeptNotice = Omit<ReceivedNotice, 'business' | 'handled'>

export interface Stray {
  readonly business: string
  readonly reason: string
  readonly field: string | undefined
  /** The number that has no line yet; once it has one, the stray is received. */
  readonly waitsFor: string | undefined
  readonly raw: unknown
  readonly receivedAt: number
}

export interface OpenTurn {
  readonly line: string
  readonly customer: { readonly id: string; readonly name: string | undefined }
  /** What the customer is known by: for the allow-list, not for agents. */
  readonly sender: Sender
  /** When they were last told that they may not write here. */
  readonly refusedAt: number | undefined
  readonly fence: Fence
  readonly lastPosition: number
  readonly unansweredSince: number
  readonly agent: string | undefined
  readonly unanswered: readonly (Unanswered &
    TranscriptMessage & { readonly wamid: string; readonly position: number })[]
  readonly history: readonly TranscriptMessage[]
}

export interface FinishedTurn {
  readonly work: Work
  readonly id: string
  readonly conversation: ConversationKey
  readonly fence: Fence
  /** The last position the turn has seen: anything later is a newer message. */
  readonly lastPosition: number
  /** By their positions. */
  readonly answered: readonly number[]
  readonly outcome: 'answered' | 'ignored' | 'refused'
  readonly because: string | undefined
  readonly parts: readonly { readonly id: string; readonly content: Outbound; readonly author: Author }[]
  /** What the first part answers: quoted always, or only where newer messages came in between. */
  readonly quotes: { readonly wamid: string; readonly when: 'always' | 'newer' } | undefined
  /** The customer begins anew: what was said until here is history no more. */
  readonly forgets: boolean
  /** Set where the first part may leave at once: then it is claimed along, and written to the wire right after. */
  readonly claim: Omit<SendClaim, 'work' | 'conversation' | 'now'> | undefined
  /** Whether messages that came meanwhile send the turn back. */
  readonly yieldToNewer: boolean
  readonly startedAt: number
  readonly now: number
  /** The deliveries are claimed along for the worker that made them, so that it goes on without asking. */
  readonly deliverToken: string
  readonly deliverLeaseUntil: number
}

export type TurnVerdict =
  | { readonly kind: 'committed'; readonly deliver: Work | undefined; readonly first: ClaimedDelivery | undefined }
  /** A newer message belongs into this turn: the work is given back, due when that message has settled. */
  | { readonly kind: 'newer' }
  /** A person took the conversation over meanwhile: the reply is dropped, the work given back. */
  | { readonly kind: 'overtaken' }
  /** Another worker has the conversation: nothing was changed. */
  | { readonly kind: 'lost' }

export interface FailedTurn {
  readonly work: Work
  readonly conversation: ConversationKey
  readonly handoff: { readonly id: string; readonly reason: HandoffReason; readonly summary: string }
  /** What the customer is told, if anything. */
  readonly sentence: { readonly id: string; readonly text: string } | undefined
  readonly now: number
}

export interface SendClaim {
  readonly work: Work
  readonly conversation: ConversationKey
  readonly now: number
  readonly rateLimit: RateLimit & { readonly scope: 'customer' | 'line' }
  readonly unconfirmedAfterMs: number
}

export type NextSend =
  | { readonly kind: 'send'; readonly delivery: ClaimedDelivery }
  /** Not yet: pacing, a retry's delay, or an unknown send that a status may still settle. */
  | {
      readonly kind: 'later'
      readonly at: number
      readonly because: 'rate-limit' | 'retry' | 'unknown' | 'line-paused'
    }
  /** One message was settled without sending: look at the next. */
  | { readonly kind: 'settled'; readonly delivery: string; readonly state: DeliveryState; readonly because: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'lost' }

export interface ClaimedDelivery {
  readonly id: string
  readonly line: string
  readonly to: Address
  readonly content: Outbound
  readonly quotes: string | undefined
  readonly author: Author
  readonly attempt: number
  /** Its line is paused: this one finds out whether it may send again. */
  readonly probe: boolean
}

export interface SendRecord {
  readonly work: Work
  readonly delivery: string
  readonly attempt: number
  readonly probe: boolean
  readonly outcome: SendOutcome
  /** When a passing refusal may be tried again; undefined when it was the last time. */
  readonly retryAt: number | undefined
  readonly now: number
}

export interface SendRecorded {
  readonly more: boolean
  /** The line sends again: what waited for it may leave. */
  readonly resumed: boolean
}

/** Why a line may not send, in Meta's code and plain words. */
export interface LineFault {
  readonly code: number
  readonly reason: string
}

export interface PausedLine extends LineFault {
  readonly business: string
  readonly line: string
  readonly since: number
  /** When one message tries again. */
  readonly probeAt: number
}

/** A durable promise to look at something. It carries no payload: state lives in the tables. */
export interface Work {
  readonly business: string
  readonly kind: WorkKind
  readonly key: string
  /** Proves that this worker still holds it; every transaction of the work compares it. */
  readonly token: string
  /** Moves when somebody asks again while the work runs, so that finishing it does not lose the new request. */
  readonly revision: number
  readonly attempts: number
}
export type WorkKind = 'answer' | 'deliver' | 'notice'

export interface WorkClaim {
  readonly now: number
  readonly most: number
  readonly leaseUntil: number
  readonly token: () => string
}

export interface UnconfirmedDelivery {
  readonly id: string
  readonly business: string
  readonly conversation: string
  readonly line: string
  readonly author: Author
  readonly text: string
  readonly reason: string
  readonly since: number
}

export interface SyncedTemplates {
  readonly business: string
  readonly account: string
  readonly templates: readonly KnownTemplate[]
  readonly syncedAt: number
}

export interface KeptTemplate extends KnownTemplate {
  readonly account: string
  readonly syncedAt: number
}

/** A number or an id that named one customer names another now, and nothing proves that they are the same person. */
export interface IdentityQuestion {
  readonly id: string
  readonly older: string
  readonly newer: string
  /** What the newer one is called and reached by. */
  readonly name: string | undefined
  readonly phone: string | undefined
  /** What raised it: `message <wamid>` and the like. */
  readonly evidence: string
  readonly askedAt: number
  readonly decision: 'same' | 'different' | undefined
  readonly decidedAt: number | undefined
}

export interface IdentityDecision {
  readonly business: string
  readonly question: string
  readonly decision: 'same' | 'different'
  /** The teammate, or `command line`. */
  readonly by: string
  readonly now: number
}

export interface OpenHandoff {
  readonly id: string
  readonly business: string
  readonly conversation: string
  readonly line: string
  readonly reason: string
  readonly summary: string
  readonly openedAt: number
}

export interface DeadLetter {
  readonly business: string
  readonly kind: WorkKind
  readonly key: string
  readonly attempts: number
  readonly error: string
  readonly diedAt: number
}

/** What health shows. */
export interface Figures {
  readonly queued: number
  readonly oldestDueAt: number | undefined
  readonly deadLetters: number
  readonly openHandoffs: number
  readonly unconfirmed: number
  readonly pausedLines: readonly PausedLine[]
  readonly strays: number
  readonly lastInboundAt: Readonly<Record<string, number>>
  readonly unansweredSince: number | undefined
}
