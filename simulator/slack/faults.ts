/** What goes wrong with a call. */
export interface SlackFault {
  /** Only this method; any when left out. */
  readonly method?: string
  /** How many calls (1). */
  readonly times?: number
  /** 429 with this `Retry-After`. */
  readonly rateLimited?: number
  /** `ok: false` with this word. */
  readonly error?: string
  /** An answer that is no JSON, such as 503. */
  readonly status?: number
  /** The connection breaks and nobody hears an answer. */
  readonly lost?: 'before' | 'after'
}

/** What happens to an event on its way to the app. */
export type EventFault = 'duplicate' | 'late' | 'reorder' | 'lost' | 'lost-ack'

/** How often that happens by itself, from 0 to 1. */
export type EventRates = Record<EventFault, number> & {
  /** The longest that `late` waits. */
  lateMs: number
}

export type TokenKind = 'bot' | 'app'

export interface SlackFaults {
  next(fault: SlackFault): void
  nextEvent(fault: EventFault, times?: number): void
  readonly rates: EventRates
  /** Whether Slack's own limits count. */
  limits: boolean
  /** `token_revoked` unless told otherwise; `undefined` gives it back. */
  revoke(token: TokenKind, error?: string): void
  restore(token: TokenKind): void
  /** With which word it is refused. */
  revoked(token: TokenKind): string | undefined
  clear(): void
}

export interface FaultBook extends SlackFaults {
  take(method: string): SlackFault | undefined
  takeEvent(): EventFault | undefined
}

const CALM: EventRates = { duplicate: 0, late: 0, reorder: 0, lost: 0, 'lost-ack': 0, lateMs: 60_000 }
const KINDS = ['duplicate', 'late', 'reorder', 'lost', 'lost-ack'] as const

export function createFaults(random: () => number, limits: boolean): FaultBook {
  let waiting: { fault: SlackFault; left: number }[] = []
  let events: EventFault[] = []
  const revoked = new Map<TokenKind, string>()
  return {
    rates: { ...CALM },
    limits,
    next: (fault) => void waiting.push({ fault, left: fault.times ?? 1 }),
    nextEvent(fault, times = 1) {
      for (let count = 0; count < times; count++) events.push(fault)
    },
    take(method) {
      const found = waiting.find(({ fault }) => fault.method === undefined || fault.method === method)
      if (!found) return undefined
      found.left--
      if (found.left <= 0) waiting = waiting.filter((one) => one !== found)
      return found.fault
    },
    takeEvent() {
      const asked = events.shift()
      if (asked) return asked
      for (const kind of KINDS) if (this.rates[kind] > 0 && random() < this.rates[kind]) return kind
      return undefined
    },
    revoke: (token, error = 'token_revoked') => void revoked.set(token, error),
    restore: (token) => void revoked.delete(token),
    revoked: (token) => revoked.get(token),
    clear() {
      waiting = []
      events = []
      revoked.clear()
      Object.assign(this.rates, CALM)
      this.limits = limits
    },
  }
}
