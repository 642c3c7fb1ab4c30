import type { GraphAnswer } from './graph-answer.ts'

/** One webhook and everything that was tried to bring it home. */
export interface WebhookEntry {
  readonly kind: 'webhook'
  readonly id: number
  readonly at: number
  readonly body: string
  readonly forged: boolean
  readonly attempts: WebhookAttempt[]
  /** `given-up` after seven days, as Meta does. */
  state: 'pending' | 'acknowledged' | 'given-up' | 'refused'
}

export interface WebhookAttempt {
  readonly at: number
  /** An HTTP status, or what happened instead of one. */
  readonly outcome: number | 'unreachable' | 'timeout' | 'lost' | 'acknowledgement-lost'
  /** A copy sent beside or after the real one. */
  readonly extra?: 'twin' | 'duplicate'
}

export interface GraphEntry {
  readonly kind: 'graph'
  readonly id: number
  readonly at: number
  readonly method: string
  readonly path: string
  readonly body: string
  readonly answer: GraphAnswer
  /** The fault that was played, if any. */
  readonly fault?: string
}

export type LogEntry = WebhookEntry | GraphEntry

/** The last entries, oldest first; older ones make room. */
export interface Log {
  entries(): LogEntry[]
  webhooks(): WebhookEntry[]
  graphCalls(): GraphEntry[]
}

export interface LogBook extends Log {
  add<Entry extends LogEntry>(entry: Omit<Entry, 'id'>): Entry
  clear(): void
}

const KEPT = 2_000

export function createLog(announce: (entry: LogEntry) => void): LogBook {
  let ring: LogEntry[] = []
  let count = 0
  const entries = () => ring.slice(-KEPT)
  return {
    entries,
    webhooks: () => entries().filter((entry) => entry.kind === 'webhook'),
    graphCalls: () => entries().filter((entry) => entry.kind === 'graph'),
    add<Entry extends LogEntry>(facts: Omit<Entry, 'id'>): Entry {
      const entry = { id: ++count, ...facts } as unknown as Entry
      ring.push(entry)
      // Cut rarely, so that adding stays cheap under load.
      if (ring.length >= KEPT * 2) ring = ring.slice(-KEPT)
      announce(entry)
      return entry
    },
    clear() {
      ring = []
    },
  }
}
