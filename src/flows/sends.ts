import type { Author, Fence } from '../domain/conversation.ts'
import type { Address } from '../domain/customer.ts'
import type { DeliveryState, SendOutcome } from '../domain/delivery.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { RateLimit } from '../domain/pace.ts'
import type { PassedOn } from '../domain/passing.ts'
import type { Post } from '../domain/turn.ts'
import type { KeptUpdates } from './follow-ups.ts'
import type { AgentRun } from './runs.ts'
import type { ConversationKey, Work } from './store.ts'

export interface FinishedTurn {
  readonly work: Work
  readonly id: string
  readonly conversation: ConversationKey
  readonly fence: Fence
  /** The last position the turn has seen: anything later is a newer message. */
  readonly lastPosition: number
  /** By their positions. */
  readonly answered: readonly number[]
  /** `owned`: people have it. */
  readonly outcome: 'answered' | 'owned' | 'ignored' | 'refused'
  readonly because: string | undefined
  readonly parts: readonly PreparedPart[]
  /** What the first part answers: quoted always, or only where newer messages came in between. */
  readonly quotes: { readonly wamid: string; readonly when: 'always' | 'newer' } | undefined
  /** The customer begins anew: what was said until here is history no more. */
  readonly forgets: boolean
  /** People take over with this turn; the parts are what the customer reads about it. */
  readonly handoff: { readonly id: string; readonly reason: HandoffReason; readonly summary: string } | undefined
  /** From now on this agent answers here. */
  readonly passOn: PassedOn | undefined
  readonly posts: readonly (Post & { readonly id: string })[]
  /** What becomes of the updates that are promised here. */
  readonly updates?: KeptUpdates | undefined
  /** The clock has called the agent, and calls it again then. */
  readonly beat?: { readonly dueAt: number } | undefined
  readonly disclosed: boolean
  readonly declined: boolean
  /** The run that made the reply; undefined for what the platform says by itself. */
  readonly run: AgentRun | undefined
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

export interface PreparedPart {
  readonly id: string
  readonly content: Outbound
  readonly author: Author
  /** Whether it leaves only while whoever it was prepared for has the conversation. */
  readonly fenced: boolean
  /** Which agent says it. */
  readonly agent?: string | undefined
  /** To whom that agent passes the customer on after this message. */
  readonly passedOn?: PassedOn | undefined
}

export type TurnVerdict =
  | {
      readonly kind: 'committed'
      readonly deliver: Work | undefined
      readonly first: ClaimedDelivery | undefined
      /** There is more to answer: somebody asked again, or messages were left for a turn of their own. */
      readonly again: boolean
    }
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
  /** The last run of the agent, where there was one. */
  readonly run: AgentRun | undefined
  /** What the customer is told, if anything. */
  readonly sentence: { readonly id: string; readonly text: string } | undefined
  readonly now: number
}

/** Where the next message of a conversation leaves. */
export interface NextOn {
  readonly line: string
  /** Nobody waits for it as for an answer: others of the line go first. */
  readonly yields: boolean
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
  /** `again`: somebody asked meanwhile for more to be sent. */
  | { readonly kind: 'done'; readonly again: boolean }
  | { readonly kind: 'lost' }

export interface ClaimedDelivery {
  readonly id: string
  readonly line: string
  readonly to: Address
  readonly content: Outbound
  readonly quotes: string | undefined
  readonly author: Author
  /** Whose recipient it is for, where it is one's. */
  readonly campaign: string | undefined
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
  /** Somebody asked meanwhile for more to be sent. */
  readonly again: boolean
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
