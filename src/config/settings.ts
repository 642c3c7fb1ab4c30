import type { ModelChoice } from '../domain/agent.ts'
import type { QuietHours } from '../domain/campaign.ts'
import type { Desk } from '../domain/desk.ts'
import type { GuardFactory } from '../domain/guard.ts'
import type { HandoffPolicy } from '../domain/handoff-policy.ts'
import type { Sentence } from '../domain/language.ts'
import type { Transcriber } from '../domain/media.ts'
import type { EventHandlers } from '../domain/notice.ts'
import type { HashMode } from '../domain/phone.ts'
import type { Prices } from '../domain/prices.ts'
import type { RateCard } from '../domain/rate-card.ts'
import type { SlackSettings } from '../domain/slack.ts'
import type { Targets } from '../domain/target.ts'
import type { Texts } from '../domain/texts.ts'
import type { Agent, Reply, Turn } from '../domain/turn.ts'
import type { Acknowledging } from './sentences.ts'

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
  readonly server: {
    readonly host: string
    readonly port: number
    /** Where browsers reach it; undefined: wherever a request says. */
    readonly publicUrl: string | undefined
  }
  readonly turn: TurnSettings
  readonly delivery: {
    readonly unconfirmedAfterMs: number
    /** Whether a reply quotes what it answers; `auto` does where newer messages came in between. */
    readonly quoteReplies: 'auto' | 'always' | 'never'
  }
  readonly rateLimit: RateLimit
  readonly watchdogLimitMs: number
  readonly identity: IdentitySettings
  /** `customer`: a handoff holds for all lines of the customer. */
  readonly handoffScope: 'line' | 'customer'
  /** Who may write: phones as digits, and scoped ids. Undefined is everybody. */
  readonly allowedNumbers: readonly string[] | undefined
  readonly texts: Texts
  readonly media: MediaSettings
  readonly memory: MemorySettings
  /** What is said before the answer of a turn that takes longer than this. */
  readonly acknowledgement: { readonly say: Acknowledging; readonly afterMs: number } | undefined
  /** What customers may write to be answered without a model, by its word: `/price`. */
  readonly commands: Readonly<Record<string, Sentence | Agent | false>>
  readonly onMessage: OnMessage | undefined
  /** Where people work, besides what Wabaton has itself. */
  readonly desks: readonly Desk[]
  /** Slack as one of them; undefined where it is not configured. */
  readonly slack?: SlackSettings | undefined
  /** Where agents may send messages beside the customer, by name. */
  readonly targets: Targets
  /** The server that e-mails leave through. */
  readonly smtp: { readonly url: string; readonly from: string } | undefined
  /** How far tools that speak HTTP may reach, beside the hosts that stand in them. */
  readonly tools: { readonly allowedHosts: readonly string[]; readonly privateHosts: readonly string[] }
  /** In place of what the built-in table says. */
  readonly prices: Prices
  /** When nobody is sent a campaign that does not say so itself; so many customers the business begins with in 24 hours. */
  readonly campaigns: { readonly quiet: QuietHours | undefined; readonly messagingLimit: number | undefined }
  /** What messages cost. */
  readonly rateCard: RateCard
  readonly runs: { readonly keepForMs: number }
  /** After so many quick exchanges in a row somebody looks whether two machines talk; 0 is off. */
  readonly loopLimit: number
  /** In place of the built-in detector of personal data. */
  readonly guard: GuardFactory | undefined
  /** In place of the transcription models of agents. */
  readonly transcriber: Transcriber | undefined
  /** What the key of a provider in the environment opens: the demo's persona answers with it. */
  readonly realModel: ModelChoice | undefined
  readonly logLevel: LogLevel
  /** Where traces of runs are sent by OpenTelemetry; nowhere without an endpoint. */
  readonly telemetry: { readonly endpoint: string | undefined }
  /** Whoever sends it as a bearer token may do all. */
  readonly apiToken: string | undefined
  readonly signIn: {
    /** In place of the one that the store keeps. */
    readonly secret: string | undefined
    /** In place of the one that is printed while nobody is there. */
    readonly setupToken: string | undefined
  }
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
  readonly handoff: HandoffPolicy
  /** `none`: what is said on it is not told on other lines. Undefined is `all`. */
  readonly memory?: { readonly share: 'all' | 'none' } | undefined
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

export interface MediaSettings {
  /** In bytes: a larger file reaches no model. */
  readonly maxFileSize: number
  /** How long agents can look at a file again. */
  readonly ttlMs: number
  /** `none`: bytes stay in memory for their turn, and nothing is written. */
  readonly retention: 'keep' | 'none'
}

export interface MemorySettings {
  /** Files and folders with what agents may say of the business. */
  readonly knowledge: readonly string[]
  readonly facts: {
    readonly draw: boolean
    /** Beside the rules, which need none. */
    readonly model: ModelChoice | undefined
    /** Facts are drawn once nobody has said anything for so long, */
    readonly quietMs: number
    /** or after so many messages. */
    readonly mostTurns: number
  }
  /** Finds what means alike beside what says alike. */
  readonly embeddings: ModelChoice | undefined
  /** What an agent is told before a turn, at most. */
  readonly context: { readonly tokens: number; readonly facts: number; readonly preferences: number }
  /** Megabytes that the indexes of customers may take in memory. */
  readonly cacheMb: number
}

/** Sees each turn before the agent does: answers itself, or hands on what `next` answers. */
export type OnMessage = (message: Turn, next: () => Promise<Reply>) => Reply | Promise<Reply>

export const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]
