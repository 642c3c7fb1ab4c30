import type { Fence } from '../domain/conversation.ts'
import type { ToolCall } from '../domain/effect.ts'
import type { Attachment, FetchedFile } from '../domain/media.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { WhenClosed } from '../domain/parked.ts'
import type { Trace } from '../domain/trace.ts'
import type { Post } from '../domain/turn.ts'
import type { ConversationKey, Work } from './store.ts'

/** An irreversible tool asks to begin. */
export interface CallBegin {
  readonly work: Work
  readonly conversation: ConversationKey
  /** What the turn was loaded under: after a takeover nothing begins any more. */
  readonly fence: Fence
  readonly id: string
  readonly tool: string
  readonly key: string
  readonly input: unknown
  readonly oncePerTurn: boolean
  /** Calls with the same key from before this time are another matter. */
  readonly since: number
  readonly now: number
}

export type CallBegun =
  | { readonly kind: 'begun' }
  | { readonly kind: 'earlier'; readonly call: ToolCall }
  | { readonly kind: 'overtaken' }

export interface CallEnd {
  readonly conversation: ConversationKey
  readonly id: string
  readonly state: 'done' | 'refused' | 'unknown'
  readonly result: unknown
  readonly error: string | undefined
  readonly now: number
}

/** What became of one run of an agent. */
export interface AgentRun {
  readonly id: string
  readonly outcome:
    | 'replied'
    | 'silent'
    | 'handed-off'
    | 'interrupted'
    | 'overtaken'
    | 'failed'
    | 'briefed'
    | 'suggested'
    | 'remembered'
  readonly startedAt: number
  readonly endedAt: number
  readonly trace: Trace
}

export interface KeptRun extends AgentRun {
  readonly conversation: ConversationKey
}

/** A run as the API shows it. */
export interface ShownRun extends AgentRun {
  readonly conversation: string
  /** The turn it ended; undefined for one that was interrupted or failed. */
  readonly turn: string | undefined
  readonly agent: string
  readonly inputTokens: number
  readonly outputTokens: number
  /** US dollars. */
  readonly cost: number | undefined
}

/** Sums of runs, by agent or by conversation. `unpriced` counts those whose cost is not known. */
export interface Usage {
  readonly of: string
  readonly runs: number
  readonly inputTokens: number
  readonly outputTokens: number
  readonly cost: number
  readonly unpriced: number
}

export interface UsageQuery {
  readonly business: string
  readonly by: 'agent' | 'conversation'
  readonly since: number
  readonly until: number
}

/** Something is said before the answer, once in a turn however often the turn begins anew. */
export interface Acknowledgement {
  readonly work: Work
  readonly conversation: ConversationKey
  readonly fence: Fence
  readonly id: string
  readonly content: Outbound
  /** The first message that the turn answers. */
  readonly position: number
  readonly now: number
}

/** Something that no customer has asked for just now: a program or a person speaks. */
export interface Utterance {
  readonly business: string
  readonly line: string
  /** Our id of the customer. */
  readonly customer: string
  readonly id: string
  readonly content: Outbound
  readonly quotes: string | undefined
  readonly whenClosed?: WhenClosed | undefined
  readonly now: number
}

export interface KeptAttachment extends Attachment {
  readonly conversation: ConversationKey
  readonly file: FetchedFile
}

export interface KeptPost extends Post {
  readonly id: string
  readonly conversation: string
  readonly createdAt: number
}
