import type { Button } from './buttons.ts'
import type { Line } from './line.ts'
import type { PhoneFile } from './media.ts'
import type { ShownTemplate } from './templates/fill.ts'

export type Content = Readonly<Record<string, unknown>> | readonly object[] | undefined

/** What a customer said or did on their phone: a reaction, an edit and a deletion are entries of their own. */
export interface SaidMessage {
  readonly kind: 'said'
  readonly wamid: string
  readonly line: string
  readonly type: string
  /** Meta's object of that type, such as `{ body }`; a few types carry none. */
  content: Content
  text: string
  readonly at: number
  /** The wamid of the message it answers. */
  readonly quoted?: string
  /** The message it changes (a reaction, an edit, a deletion); it is no bubble of its own. */
  readonly about?: string
  /** Fields of the webhook beside the content. */
  readonly more?: Readonly<Record<string, unknown>>
  readonly opensWindow?: false
  /** The business's reaction to it. */
  reaction?: string
  edited?: boolean
  deleted?: boolean
  /** `waiting` on a phone without network; one grey tick, two grey, two blue. */
  state: 'waiting' | 'sent' | 'delivered' | 'read'
}

/** A message of the business that the phone really shows. Duplicates are counted on these. */
export interface Bubble {
  readonly kind: 'bubble'
  readonly wamid: string
  readonly line: string
  readonly type: string
  content: Content
  text: string
  readonly at: number
  readonly quoted?: string
  /** What a customer can tap, where the content does not tell it itself. */
  readonly buttons?: readonly Button[]
  /** A template with everything filled in. */
  readonly shown?: ShownTemplate
  /** Who has written it, if not the server: a person on the business's own phone, or Meta's agent. */
  readonly by?: 'staff' | 'meta-agent'
  /** The customer's reaction to it. */
  reaction?: string
  edited?: boolean
  deleted?: boolean
  /** The business's own reference, `biz_opaque_callback_data`. */
  readonly opaque?: string
  status: 'delivered' | 'read' | 'played'
}

/** One customer and one line, as the phone shows it. */
export interface Thread {
  readonly line: Line
  readonly entries: (SaidMessage | Bubble)[]
  /** Bubbles no test has heard yet. */
  readonly unheard: Bubble[]
  readonly listeners: Set<(bubble: Bubble) => void>
  /** Files of messages that wait for the network, by wamid. */
  readonly files: Map<string, PhoneFile>
  lastInboundAt: number | undefined
  /** When the number itself was last used between the two: it stays known for 30 days. */
  lastPhoneExchangeAt: number | undefined
  /** Meta's own agent answers: the server is told by `standby` only. */
  heldByMeta: boolean
  /** Calls the typing timer off; undefined while nobody types. */
  stopTyping: (() => void) | undefined
}

export const createThread = (line: Line): Thread => ({
  line,
  entries: [],
  unheard: [],
  listeners: new Set(),
  files: new Map(),
  lastInboundAt: undefined,
  lastPhoneExchangeAt: undefined,
  heldByMeta: false,
  stopTyping: undefined,
})

const WINDOW_MS = 24 * 60 * 60 * 1000

/** Free text is allowed for 24 hours; at exactly 24 hours the window is closed. */
export const windowOpen = (thread: Thread, now: number) =>
  thread.lastInboundAt !== undefined && now - thread.lastInboundAt < WINDOW_MS

export const windowClosesAt = (thread: Thread) =>
  thread.lastInboundAt === undefined ? undefined : thread.lastInboundAt + WINDOW_MS
