import type { ConsentSource } from '../domain/consent.ts'
import type { Owner } from '../domain/conversation.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { Person } from '../domain/ownership.ts'
import type { ConsentStore } from './consents.ts'
import type { By } from './people.ts'
import type { ConversationKey } from './store.ts'

/** A file that a message holds, of the customer's or of ours. */
export interface FileOfMessage {
  readonly message: string
  readonly kind: 'image' | 'video' | 'audio' | 'document' | 'sticker'
  /** Undefined where WhatsApp fetched it from an address. */
  readonly medium: { readonly id: string; readonly sha256?: string } | undefined
  readonly filename: string | undefined
  readonly at: number
  /** The customer has taken it back. */
  readonly deleted: boolean
}

export interface Block {
  readonly customer: string
  readonly name: string | undefined
  /** Digits only. */
  readonly phone: string | undefined
  readonly by: Person
  readonly at: number
}

export interface Blocking {
  readonly business: string
  readonly customer: string
  readonly by: By
  readonly now: number
}

/** A conversation of somebody who was blocked, and who has it. */
export interface Silenced {
  readonly id: string
  readonly line: string
  readonly owner: Owner
  readonly teammate: string | undefined
  readonly epoch: number
}

/** All that a desk shows of a customer beside the thread. */
export interface KnownCustomer {
  readonly id: string
  readonly name: string | undefined
  /** Digits only. */
  readonly phone: string | undefined
  readonly username: string | undefined
  readonly language: string | undefined
  readonly since: number
  readonly blocked: { readonly by: string; readonly at: number } | undefined
  /** They want no marketing, or by the records of the business they do not. */
  readonly noMarketing:
    | { readonly since: number; readonly source: ConsentSource; readonly words?: string; readonly by?: string }
    | undefined
  /** The latest first. */
  readonly conversations: readonly {
    readonly id: string
    readonly line: string
    readonly owner: Owner
    readonly teammate: string | undefined
    readonly lastAt: number
  }[]
  /** Those that are over, the latest first. */
  readonly handoffs: readonly {
    readonly id: string
    readonly conversation: string
    readonly line: string
    readonly reason: HandoffReason
    readonly summary: string
    readonly openedAt: number
    readonly releasedAt: number | undefined
    readonly outcome: string | undefined
  }[]
}

/** Words that are written often; see `domain/canned.ts` for what is filled in. */
export interface CannedReply {
  readonly id: string
  readonly name: string
  readonly text: string
  /** Undefined is every line. */
  readonly line: string | undefined
}

export interface CannedChange extends CannedReply {
  readonly business: string
  readonly now: number
}

export type CannedKept = 'kept' | 'name-taken' | 'too-many' | 'unknown'

/** What the store keeps for desks beside conversations. */
export interface DeskDataStore extends ConsentStore {
  fileOfMessage(conversation: ConversationKey, message: string): Promise<FileOfMessage | undefined>

  /** `lines`: only what lies on these. Undefined where there is nothing of them on any. */
  knownCustomer(query: {
    business: string
    customer: string
    lines: readonly string[] | undefined
  }): Promise<KnownCustomer | undefined>

  /** Nobody but people answers them from now on, on any line. Tells of all their conversations; undefined: no such customer. */
  block(blocking: Blocking): Promise<readonly Silenced[] | undefined>
  /** Says whether they were blocked. */
  unblock(blocking: Blocking): Promise<boolean>
  /** The latest first, at most 500. */
  blocks(query: { business: string; lines: readonly string[] | undefined }): Promise<Block[]>

  /** By their names. */
  cannedReplies(business: string): Promise<CannedReply[]>
  keepCanned(reply: CannedChange): Promise<CannedKept>
  changeCanned(reply: CannedChange): Promise<CannedKept>
  dropCanned(key: { business: string; id: string }): Promise<boolean>
}
