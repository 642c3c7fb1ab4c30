import type { Line } from './line.ts'

/** What a customer said on their phone. */
export interface SaidMessage {
  readonly kind: 'said'
  readonly wamid: string
  readonly line: string
  readonly type: string
  /** Meta's object of that type, such as `{ body }`. */
  readonly content: Readonly<Record<string, unknown>>
  readonly text: string
  readonly at: number
  /** The wamid of the message it answers. */
  readonly quoted?: string
  /** `waiting` on a phone without network; one grey tick, two grey, two blue. */
  state: 'waiting' | 'sent' | 'delivered' | 'read'
}

/** A message of the business that the phone really shows. Duplicates are counted on these. */
export interface Bubble {
  readonly kind: 'bubble'
  readonly wamid: string
  readonly line: string
  readonly type: string
  readonly content: Readonly<Record<string, unknown>>
  readonly text: string
  readonly at: number
  readonly quoted?: string
  /** The business's own reference, `biz_opaque_callback_data`. */
  readonly opaque?: string
  status: 'delivered' | 'read'
}

/** One customer and one line, as the phone shows it. */
export interface Thread {
  readonly line: Line
  readonly entries: (SaidMessage | Bubble)[]
  /** Bubbles no test has heard yet. */
  readonly unheard: Bubble[]
  readonly listeners: Set<(bubble: Bubble) => void>
  lastInboundAt: number | undefined
  /** When the number itself was last used between the two: it stays known for 30 days. */
  lastPhoneExchangeAt: number | undefined
  /** Calls the typing timer off; undefined while nobody types. */
  stopTyping: (() => void) | undefined
}

export const createThread = (line: Line): Thread => ({
  line,
  entries: [],
  unheard: [],
  listeners: new Set(),
  lastInboundAt: undefined,
  lastPhoneExchangeAt: undefined,
  stopTyping: undefined,
})

const WINDOW_MS = 24 * 60 * 60 * 1000

/** Free text is allowed for 24 hours; at exactly 24 hours the window is closed. */
export const windowOpen = (thread: Thread, now: number) =>
  thread.lastInboundAt !== undefined && now - thread.lastInboundAt < WINDOW_MS

export const windowClosesAt = (thread: Thread) =>
  thread.lastInboundAt === undefined ? undefined : thread.lastInboundAt + WINDOW_MS
