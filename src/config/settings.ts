import type { EventHandlers } from '../domain/notice.ts'
import type { HashMode } from '../domain/phone.ts'

/**
 * What the server runs on, once every file and variable has been read, checked and resolved. Nothing outside `config`
 * reads a file or an environment variable for a setting.
 */
export interface Settings {
  /** The tenant all customers, lines and memory belong to (`customerId` in the memory API). */
  readonly business: string
  readonly lines: readonly LineSettings[]
  /** The agent of every line that names none. */
  readonly defaultAgent: string
  readonly webhook: WebhookSettings
  readonly graph: { readonly url: string; readonly version: string }
  readonly store: StoreSettings
  readonly server: { readonly host: string; readonly port: number }
  readonly turn: TurnSettings
  readonly delivery: {
    readonly unconfirmedAfterMs: number
    /** Whether a reply quotes what it answers; `auto` does where newer messages came in between. */
    readonly quoteReplies: 'auto' | 'always' | 'never'
  }
  readonly rateLimit: RateLimit
  readonly watchdogLimitMs: number
  readonly identity: IdentitySettings
  /** Who may write: phones as digits, and scoped ids. Undefined is everybody. */
  readonly allowedNumbers: readonly string[] | undefined
  readonly texts: Texts
  readonly logLevel: LogLevel
  /** Opens the HTTP API; without one it is off. */
  readonly apiToken: string | undefined
  /** Your own code for webhook fields, by field. */
  readonly eventHandlers: EventHandlers
  /** Sentences for the log at start and for health, each with its cure. */
  readonly warnings: readonly string[]
}

export interface LineSettings {
  readonly phoneNumberId: string
  /** Stable: written into every record as `source_waba`. */
  readonly name: string
  /** For people: may change at any time, no record reads it. */
  readonly displayName: string
  readonly agent: string
  readonly accessToken: string
  readonly appSecret: string | undefined
  readonly verifyToken: string | undefined
  /** The WhatsApp Business account that the number belongs to. */
  readonly accountId?: string | undefined
  /** Messages a second that Meta allows this number. */
  readonly throughput: number
  readonly mode: Mode
}

export const MODES = ['chat', 'task'] as const
export type Mode = (typeof MODES)[number]

export interface WebhookSettings {
  /** Path before `/webhook` and `/health` of the default route. */
  readonly prefix: string
  /** Which of the documented paths answer. */
  readonly routes: {
    readonly whatsapp: boolean
    readonly webhook: boolean
    readonly channels: boolean
    readonly agents: boolean
  }
  /** Ranges that may bring webhooks; none is everybody. */
  readonly allowedCidrs: readonly string[]
  /** Proxies of ours, whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  /** Credentials of the routes that bind an agent, where they differ from those of the lines. */
  readonly agents: Readonly<
    Record<string, { readonly verifyToken?: string | undefined; readonly appSecret?: string | undefined }>
  >
  /** `WABATON_ALLOW_UNSIGNED=1`: development only, loud, refused in production. */
  readonly allowUnsigned: boolean
}

export type StoreSettings =
  | { readonly kind: 'embedded'; readonly folder: string }
  | { readonly kind: 'postgres'; readonly url: string }

export interface TurnSettings {
  /** `rhythm`: wait 1.5 times the customer's own gap between messages; a number: always so many milliseconds; 0: off. */
  readonly settle: 'rhythm' | number
  readonly timeoutMs: number
  /** How often a failing turn is tried before it becomes a handoff. */
  readonly attempts: number
  readonly readReceipts: boolean
  readonly typing: boolean
  /** Messages that arrive later than this after they were written go to people. */
  readonly maxReplyAgeMs: number
  /** What a customer writes to begin anew; null is off. */
  readonly resetCommand: string | null
}

export interface RateLimit {
  readonly windowSeconds: number
  readonly maxMessages: number
  readonly scope: 'customer' | 'line'
}

export interface IdentitySettings {
  /** How phones are written outside the contacts. */
  readonly hash: HashMode
  /** For `hmac`: without it the digests of all phones there are could be computed by anybody. */
  readonly secret: string | undefined
}

/** Sentences that customers read. */
export interface Texts {
  /** Said once when every attempt at an answer failed and a person takes over. */
  readonly agentFailed: string
  /** Said when something came that we cannot read yet. */
  readonly unsupported: string
  /** Said after the reset command. */
  readonly reset: string
  /** Said to whoever may not write here, at most once a day; null is silence. */
  readonly notAllowed: string | null
}

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]
