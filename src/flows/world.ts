import type { AllowList } from '../domain/allow-list.ts'
import type { Address } from '../domain/customer.ts'
import type { SendOutcome } from '../domain/delivery.ts'
import type { Heartbeat } from '../domain/heartbeat.ts'
import type { Sentence } from '../domain/language.ts'
import type { Line } from '../domain/line.ts'
import type { MediaDescription, MediaFailure, MediaFile, MediaReference } from '../domain/media.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { RateLimit } from '../domain/pace.ts'
import type { Settle } from '../domain/settling.ts'
import type { KnownTemplate, TemplateComponent, TemplateFailure, TemplateForm } from '../domain/template.ts'
import type { Texts } from '../domain/texts.ts'
import type { Agent } from '../domain/turn.ts'
import type { Attachments } from './attachments.ts'
import type { TemplateDesk } from './manage-templates.ts'
import type { Memory } from './memory.ts'
import type { AgentRun, Store, ToldOfTemplate } from './store.ts'

/**
 * All that flows may touch outside themselves. A flow names just what it uses: `Pick<World, 'store' | 'clock'>`.
 * Time, ids and the network come only from here, so that the whole platform runs in one thread on virtual time.
 */
export interface World {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly store: Store
  readonly lines: Lines
  readonly agents: ReadonlyMap<string, Agent>
  /** What agents say to somebody who begins anew, where they have words of their own for it. */
  readonly greetings: ReadonlyMap<string, Sentence>
  /** The template in which an agent tells outside the window what it has promised, by the agent's name. */
  readonly updateTemplates: ReadonlyMap<string, string>
  /** The agents that are run by the clock. */
  readonly heartbeats: ReadonlyMap<string, Heartbeat>
  readonly whatsapp: WhatsApp
  readonly templates: Templates
  readonly attachments: Attachments
  readonly memory: Memory
  readonly telemetry: Telemetry
  readonly policy: Policy
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number
  /** Runs once after so many milliseconds, unless the returned function is called before. */
  after(ms: number, run: () => void): () => void
  /** Lets everything that is already due happen first: the moment in which what came together is grouped. */
  breathe(): Promise<void>
}

export interface Ids {
  /** UUIDv7: sorts by the time it was made. */
  next(): string
}

/** Events are noun-verb. Fields hold ids, counts, codes and states; never text, phones or tokens. */
export interface Log {
  debug(event: string, fields?: LogFields): void
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}
export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined | Error>>

export interface Lines {
  readonly all: readonly Line[]
  /** Throws `UnknownLine`. */
  byPhoneNumberId(phoneNumberId: string): Line
  find(phoneNumberId: string): Line | undefined
  byName(name: string): Line
}

export interface WhatsApp {
  /**
   * Writes one message to the wire, at once: no await stands between this call and the request. Never throws; what is
   * not known to have failed is `unknown`.
   */
  send(line: Line, message: OutboundMessage): Promise<SendOutcome>
  /** What WhatsApp would refuse in this message, each naming the field and its limit; empty when nothing. */
  faults(message: Outbound): string[]
  /** Turns the Markdown that models write into the marks that WhatsApp draws. */
  format(markdown: string): string
  /** Marks the message read, and shows "typing" until the reply or for 25 seconds. */
  markRead(line: Line, wamid: string, options: { typing: boolean }): Promise<void>
  /** How many different customers the business may begin with in 24 hours, in Meta's books: Infinity where there is no limit. */
  messagingLimit(line: Line): Promise<{ kind: 'limit'; most: number } | TemplateFailure>
  readonly media: Media
  readonly templates: TemplateAccount
}

/** The templates of the WhatsApp Business account that a line belongs to, in Meta's books. */
export interface TemplateAccount {
  list(line: Line): Promise<{ kind: 'templates'; templates: KnownTemplate[] } | TemplateFailure>
  get(line: Line, id: string): Promise<{ kind: 'template'; template: KnownTemplate } | TemplateFailure>
  create(line: Line, form: TemplateForm): Promise<{ kind: 'created'; id: string; status: string } | TemplateFailure>
  edit(
    line: Line,
    id: string,
    change: { category?: TemplateForm['category']; components?: readonly TemplateComponent[] },
  ): Promise<{ kind: 'edited' } | TemplateFailure>
  /** Without an id, all languages of the name. */
  delete(line: Line, template: { name: string; id?: string }): Promise<{ kind: 'deleted' } | TemplateFailure>
  /** Compares a message with what Meta has approved; undefined when it is no template. */
  check(message: Outbound, known: readonly KnownTemplate[]): TemplateVerdict | undefined
}

export interface TemplateVerdict {
  /** Each names the template, the component and the parameter. */
  readonly faults: readonly string[]
  /** What the customer will read. */
  readonly words?: string
}

/** Who watches over agents is told of each run. Must neither fail nor take time. */
export interface Telemetry {
  run(run: AgentRun, about: { readonly conversation: string; readonly line: string }): void
  close(): Promise<void>
}

/** What is known of templates here, and what is done with them. */
export interface Templates extends TemplateDesk {
  /** Nothing is at fault in a template of an account that was never synced, and in a message that is none. */
  check(line: Line, message: Outbound): Promise<TemplateVerdict>
  /** Takes the templates of an account over from Meta; says how many there are, or why not. */
  sync(account: string): Promise<{ kind: 'synced'; count: number } | TemplateFailure>
  /** Called whenever something may be another than before, here or in another process, until the returned function is. */
  follow(hear: () => void): () => void
  /** Keeps what Meta told of a template. */
  tell(told: Omit<ToldOfTemplate, 'business'>): Promise<void>
}

/** Files on WhatsApp's servers. Nothing here throws: what fails says why, and whether trying again may help. */
export interface Media {
  /** The id goes into messages of this line for 30 days. The type is that of the bytes, whatever the file is called. */
  upload(line: Line, file: MediaFile): Promise<{ kind: 'uploaded'; id: string; mime: string } | MediaFailure>
  query(line: Line, id: string): Promise<({ kind: 'described' } & MediaDescription) | MediaFailure>
  /** No more than `most` bytes are taken in; by default as many as WhatsApp takes. */
  download(
    line: Line,
    file: MediaReference,
    options?: { most?: number },
  ): Promise<{ kind: 'file'; bytes: Uint8Array; mime: string } | MediaFailure>
  delete(line: Line, id: string): Promise<{ kind: 'deleted' } | MediaFailure>
}

export interface OutboundMessage {
  readonly to: Address
  readonly content: Outbound
  /** The wamid of the message it answers. */
  readonly quotes?: string
  readonly attemptId: string
}

/** The settings that flows read. */
export interface Policy {
  readonly settle: Settle
  readonly turnTimeoutMs: number
  readonly turnAttempts: number
  readonly readReceipts: boolean
  readonly typing: boolean
  readonly unconfirmedAfterMs: number
  readonly watchdogLimitMs: number
  readonly resetCommand: string | null
  /** So many of the messages that were said before are loaded for an agent. */
  readonly historyLength: number
  /** What is said before the answer of a turn that takes longer than this. */
  readonly acknowledgement: { readonly say: Saying; readonly afterMs: number } | undefined
  /** Records of what agents did. */
  readonly runsKeptMs: number
  /** Files of customers; below zero where none are kept, not even those of before. */
  readonly filesKeptMs: number
  /** After so many quick exchanges in a row somebody looks whether two machines talk; 0 is off. */
  readonly loopLimit: number
  /** Whether a reply quotes what it answers; `auto` does where newer messages came in between. */
  readonly quoteReplies: 'auto' | 'always' | 'never'
  /** Whoever wrote longer ago than this when it arrived is not answered blindly: people look first. */
  readonly maxReplyAgeMs: number
  readonly rateLimit: RateLimit & { readonly scope: 'customer' | 'line' }
  readonly allowedNumbers: AllowList
  /** So many different customers the business begins with in 24 hours; Meta may say less. */
  readonly messagingLimit?: number | undefined
  readonly texts: Texts
}

export type Saying =
  | { readonly kind: 'text'; readonly text: Sentence }
  | { readonly kind: 'reaction'; readonly emoji: string }

/** Whatever has to wait does so on the clock of the world, so that virtual time passes it over. */
export function sleep(clock: Pick<Clock, 'after'>, ms: number): Promise<void> {
  return new Promise((wake) => void clock.after(ms, wake))
}
