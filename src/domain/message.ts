import type { Content } from './content.ts'
import type { Author } from './conversation.ts'
import type { Sender } from './customer.ts'

export interface InboundMessage {
  readonly phoneNumberId: string
  readonly wamid: string
  readonly sender: Sender
  readonly content: Content
  /** By Meta's clock, in milliseconds. */
  readonly sentAt: number
  /** The wamid of the message this one answers. */
  readonly quotes?: string
  readonly forwarded?: 'once' | 'often'
  /** The product the customer asks about. */
  readonly product?: { readonly catalog: string; readonly id: string }
  /** The ad or post that brought the customer here. */
  readonly referral?: Referral
  /** Set for what must never be answered, with the reason that is recorded. */
  readonly ignoredBecause?: string
  readonly raw: unknown
}

/** All of it is somebody else's words: an advertiser's, or of whoever made the link. */
export interface Referral {
  readonly sourceType?: string
  /** Of the ad or the post. */
  readonly sourceId?: string
  readonly sourceUrl?: string
  readonly headline?: string
  readonly body?: string
  readonly clickId?: string
}

/** The last time that an ad or a post brought them to a conversation. */
export interface CameFrom extends Referral {
  readonly at: number
}

/** One message of the transcript, as agents and people read it. */
export interface TranscriptMessage {
  readonly id: string
  /** What WhatsApp calls it; of the unanswered messages only. */
  readonly wamid?: string
  readonly author: Author
  /** The content in words. */
  readonly text: string
  readonly at: number
  /** What it holds, where that is more than text. */
  readonly content?: Content
  /** The message it answers, as far as we have it. */
  readonly quoted?: { readonly author: Author; readonly text: string }
  /** The other side's reaction to it. */
  readonly reaction?: string
  readonly edited?: boolean
  readonly deleted?: boolean
}
