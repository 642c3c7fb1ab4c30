import type { Author } from './conversation.ts'
import type { Sender } from './customer.ts'

/** What came in, as far as this version reads it. Everything else is kept raw and shown as `unsupported`. */
export type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unsupported'; readonly type: string }

/** Kinds that tell us something but ask for nothing: no turn begins with them. */
const ASKS_NOTHING = new Set(['reaction', 'system', 'request_welcome', 'media_placeholder', 'errors', 'revoke'])

export interface InboundMessage {
  readonly phoneNumberId: string
  readonly wamid: string
  readonly sender: Sender
  readonly content: Content
  /** By Meta's clock, in milliseconds. */
  readonly sentAt: number
  /** Set for what must never be answered, with the reason that is recorded. */
  readonly ignoredBecause?: string
  readonly raw: unknown
}

export function reasonToIgnore(type: string): string | undefined {
  return ASKS_NOTHING.has(type) ? `a message of type ${type} starts no turn` : undefined
}

/** One message of the transcript, as agents and people read it. */
export interface TranscriptMessage {
  readonly id: string
  readonly author: Author
  readonly text: string
  readonly at: number
}
