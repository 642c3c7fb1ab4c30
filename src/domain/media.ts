import type { MediaKind, Medium } from './content.ts'

/** A file of the business, for messages. */
export interface MediaFile {
  readonly bytes: Uint8Array
  /** Only believed where the bytes themselves do not tell: of plain text, or of the files of an office. */
  readonly mime?: string
  readonly filename?: string
}

/** A file on WhatsApp's servers. */
export interface MediaDescription {
  readonly id: string
  /** Works for five minutes. */
  readonly url: string
  readonly mime: string
  readonly sha256: string
  readonly size: number
}

/** What a webhook told of a file; without an address, or when it has expired, a new one is asked for. */
export interface MediaReference {
  readonly id: string
  readonly url?: string | undefined
  readonly sha256?: string | undefined
}

export interface MediaFailure {
  readonly kind: 'failed'
  readonly because:
    | 'too-large'
    | 'wrong-type'
    | 'expired'
    | 'not-found'
    /** What arrived is not what was sent. */
    | 'damaged'
    /** For good: a token or a permission. */
    | 'refused'
    /** For now: trying again may help. */
    | 'unreachable'
  readonly reason: string
}

/** A file that a customer sent, fetched from WhatsApp or kept from before. */
export interface FetchedFile {
  readonly kind: 'file'
  readonly bytes: Uint8Array
  /** Told from the bytes. */
  readonly mime: string
}

/** A file of a conversation, without its bytes. */
export interface Attachment {
  readonly medium: Medium
  readonly kind: MediaKind
  readonly message: string
  readonly at: number
}

/** Writes down what is said in a recording; a program may bring its own. Throws where it cannot. */
export type Transcriber = (audio: Pick<FetchedFile, 'bytes' | 'mime'>, signal: AbortSignal) => Promise<string>
