import type { Content, Medium } from './content.ts'
import { ELSEWHERE, type Owner } from './conversation.ts'
import type { CallLedger } from './effect.ts'
import type { Ending, Occasion, UpdatePromise, Updates } from './follow-up.ts'
import type { HandoffReason } from './handoff.ts'
import type { Language } from './language.ts'
import type { Attachment, FetchedFile, MediaFailure, MediaFile } from './media.ts'
import type { Fact } from './memory/fact.ts'
import type { Recollection } from './memory/recollection.ts'
import type { CameFrom, TranscriptMessage } from './message.ts'
import type { Outbound } from './outbound.ts'
import type { Pass, PassedOn } from './passing.ts'
import type { Signal } from './signals/signal.ts'
import type { TraceRecorder } from './trace.ts'

/** People gave a conversation back. */
export interface Release {
  readonly at: number
  readonly reason: HandoffReason
  /** Who did; undefined where the clock did. */
  readonly by: string | undefined
  /** What came of it, in their words. */
  readonly outcome: string | undefined
}

/** Everything unanswered in a conversation, as an agent gets it. */
export interface Turn {
  readonly business: string
  readonly line: { readonly name: string; readonly displayName: string }
  readonly conversation: string
  readonly customer: {
    readonly id: string
    readonly name: string | undefined
    /** In international form, `+15550001111`; customers with a username may have none. */
    readonly phone: string | undefined
    /** What they have written on any line, where it is known: a code such as `es`. */
    readonly language?: Language | undefined
  }
  /** The unanswered messages, in the order they came, joined by line breaks. */
  readonly text: string
  readonly messages: readonly TranscriptMessage[]
  /** What was said before, oldest first. */
  readonly history: readonly TranscriptMessage[]
  readonly now: number
  /** Aborted when the turn runs out of time, a newer message came or somebody took over. */
  readonly signal: AbortSignal
  /** Whether the customer was told in this conversation that an AI answers. */
  readonly disclosed: boolean
  /** What people have in hand for this customer on other lines. */
  readonly cases: readonly OpenCase[]
  /** The ad or post that brought the customer here last. */
  readonly cameFrom: CameFrom | undefined
  /** What they were sent on this line last, with many others, and may be answering. */
  readonly campaign?: GotCampaign | undefined
  /** Set while the agent answers in place of people who are called and not there. */
  readonly covering?: Covering | undefined
  /** How often in a row an agent has declined here what is off its topic. */
  readonly declined: number
  /** Written by the agent that passed the customer on to this one. */
  readonly note: string | undefined
  /** People have just given the conversation back, and no agent has answered since. */
  readonly released: Release | undefined
  /** Which try this is, from 1: a turn that failed is tried again. */
  readonly attempt: number
  /** Why the agent is asked although the customer has written nothing: then there are no messages. */
  readonly occasion?: Occasion | undefined
  /** What was promised in this conversation, where anything was. */
  readonly updates?: Updates | undefined
  readonly bound: Bound
}

/** A handoff that is open elsewhere: people are at it, and this agent is not to begin it anew. */
export interface OpenCase {
  /** As people call the line. */
  readonly line: string
  readonly reason: HandoffReason
  readonly since: number
}

/** The case of this conversation, for which nobody is there yet: the agent answers meanwhile, and does not begin it anew. */
export interface Covering {
  readonly reason: HandoffReason
  readonly since: number
  /** When people are there, in English; undefined where nobody knows. */
  readonly back: string | undefined
}

/** What the platform does for an agent: all of it for this customer, in this conversation. */
export interface Bound {
  /** What WhatsApp would refuse in a message, template or not; empty when nothing. */
  faults(message: Outbound): Promise<readonly string[]>
  /** The file of a message of this conversation. */
  file(medium: Medium): Promise<FetchedFile | MediaFailure>
  /** Files that came lately in this conversation, newest first. */
  attachments(): Promise<readonly Attachment[]>
  readonly calls: CallLedger
  readonly memory: BoundMemory
  readonly trace: TraceRecorder
}

/** What the business knows of this customer, across all lines. */
export interface BoundMemory {
  /** What a prompt should hold about the customer now, besides the messages from `shownFrom` on that it holds anyway. */
  recall(query: string, options?: RecallOptions): Promise<Recollection>
  search(query: string, options?: { most?: number; ownLineOnly?: boolean }): Promise<readonly Recollected[]>
  /** `forLine`: the next turns there begin with it. */
  store(text: string, options?: { forLine?: string }): Promise<void>
  /** All that was noted about the customer and holds. */
  known(): Promise<readonly Fact[]>
  /** It holds no more: the customer says so. */
  withdraw(fact: Fact): Promise<void>
  /** With the words that it rests on. */
  forget(fact: Fact): Promise<void>
  /** No word of the customer so far is used for answers any more, and nothing that was noted. */
  forgetAll(): Promise<void>
}

export interface RecallOptions {
  readonly shownFrom?: number | undefined
  readonly ownLineOnly?: boolean | undefined
}

export interface Recollected {
  readonly id: string
  readonly text: string
  readonly at: number
  /** The line it was said on; what comes from elsewhere has none. */
  readonly line: string | undefined
}

/** What an agent may return: words, or anything WhatsApp can show. Nothing else it does can reach a customer. */
export type Reply = string | { readonly text: string } | ReplyPart | readonly ReplyPart[] | Run | null | undefined

/** A message of a reply; pictures, films and files may come as bytes, which the platform uploads. */
export type ReplyPart = Outbound | Produced

/** A file that was made for this reply. What cannot be uploaded is left out, and the rest is sent. */
export interface Produced {
  readonly kind: 'produced'
  readonly file: MediaFile
  readonly caption?: string
  /** Sound as a voice note. */
  readonly voice?: boolean
  /** What is said in it: the transcript holds it, and it goes out in writing where the sound cannot. */
  readonly transcript?: string
}

/** A reply together with what shall happen along with it, in the same transaction or not at all. */
export interface Run {
  readonly kind: 'run'
  readonly parts: readonly ReplyPart[]
  /** People take over: the customer reads the sentence for it, after the parts if there are any. */
  readonly handOff?: { readonly reason: HandoffReason; readonly summary: string }
  /** From now on this agent answers here, and reads the note. */
  readonly passOn?: PassedOn
  /** Where colleagues have gone on within this very turn. */
  readonly passes?: readonly Pass[]
  /** Messages to places that the configuration names: they leave once the reply is stored. */
  readonly posts?: readonly Post[]
  /** The customer is told of these when they are due. */
  readonly promises?: readonly UpdatePromise[]
  /** Updates that end, by their ids. */
  readonly stops?: { readonly ids: readonly string[]; readonly because: Ending } | undefined
  /** The reply says that an AI answers. */
  readonly disclosed?: boolean
  /** The reply declines what is off the agent's topic. */
  readonly declined?: boolean
  /** The platform's own words, which are not remembered as what was said. */
  readonly fixed?: boolean
}

export interface Post {
  readonly channel: 'slack' | 'email' | 'webhook' | 'whatsapp'
  /** The name of a target in the configuration, never an address. */
  readonly target: string
  readonly text: string
  readonly subject?: string
  readonly data?: unknown
}

export type Agent = (turn: Turn) => Reply | Promise<Reply>

/** Stands before every agent: looks at what came, answers by itself or passes it on, and may change what comes back. */
export type OnMessage = (message: Turn, next: () => Promise<Reply>) => Reply | Promise<Reply>

export interface Unanswered {
  readonly id: string
  readonly content: Content
  /** How long after it was written it arrived. */
  readonly lateByMs: number
}

export interface TurnFacts {
  /** People have said that nobody answers this customer. */
  readonly blocked: boolean
  /** Whether the customer is on the list of those who may write, if there is one. */
  readonly allowed: boolean
  readonly owner: Owner
  /** Meta's own agent, or another program on the number, has the chat. */
  readonly elsewhere?: boolean
  /** People are called and nobody of them is there: the agent goes on meanwhile. */
  readonly covered?: boolean
  readonly unanswered: readonly Unanswered[]
  /** Whether the other side seems to be a machine that answers by itself. */
  readonly automated: boolean
  /** Why people should take over, heard in the customer's own words. */
  readonly signal: Signal | undefined
  /** What a customer writes to begin anew; null where there is no such command. */
  readonly resetCommand: string | null
  readonly maxReplyAgeMs: number
}

/** The verdict on a turn, before any model is asked. */
export type Plan =
  | { readonly kind: 'refuse' }
  | { readonly kind: 'answer' }
  | { readonly kind: 'say'; readonly sentence: 'unsupported' | 'reset' }
  /** People look at it first. */
  | {
      readonly kind: 'hand-off'
      readonly reason: HandoffReason
      readonly summary: string
      /** Whether the customer is told that people come. */
      readonly told: boolean
    }
  /** `owned`: people answer. */
  | { readonly kind: 'stay-quiet'; readonly because: string; readonly owned: boolean }

export function planTurn({
  blocked,
  allowed,
  owner,
  elsewhere = false,
  covered = false,
  unanswered,
  automated,
  signal,
  resetCommand,
  maxReplyAgeMs,
}: TurnFacts): Plan {
  if (unanswered.length === 0) return { kind: 'stay-quiet', because: 'nothing is unanswered', owned: false }
  if (blocked) return { kind: 'stay-quiet', because: 'blocked', owned: false }
  if (!allowed) return { kind: 'refuse' }
  const owned: Plan = { kind: 'stay-quiet', because: `people own the conversation (${owner})`, owned: true }
  if (owner !== 'agent' && !covered) return owned
  if (elsewhere) return { kind: 'stay-quiet', because: ELSEWHERE, owned: false }
  // People are called already: whatever would call them waits for them, and nothing is announced twice.
  if (covered && (unanswered.at(-1)!.lateByMs > maxReplyAgeMs || automated || signal?.reason === 'sensitive'))
    return owned
  // Whoever has just written is there: then what came late with it is answered along.
  if (unanswered.at(-1)!.lateByMs > maxReplyAgeMs)
    return unasked('arrived_late', 'A message arrived long after it was written.')
  if (automated) return unasked('looks_automated', 'Whoever writes here answers like a machine.')
  if (signal && !covered)
    return { kind: 'hand-off', reason: signal.reason, summary: summaryOf(signal, unanswered), told: true }
  if (resetCommand !== null && asksToReset(unanswered.at(-1)!.content, resetCommand))
    return { kind: 'say', sentence: 'reset' }
  if (unanswered.every(({ content }) => content.kind === 'unsupported')) return { kind: 'say', sentence: 'unsupported' }
  return { kind: 'answer' }
}

const unasked = (reason: HandoffReason, summary: string): Plan => ({ kind: 'hand-off', reason, summary, told: false })

const HEARD: Readonly<Record<Signal['reason'], string>> = {
  customer_asked: 'The customer asks for a person',
  keyword: 'The customer wrote a word that calls people',
  frustration: 'The customer is upset',
  sensitive: 'The matter is sensitive',
  repeated_failure: 'The customer says again that it is not solved',
}
const LONGEST_QUOTE = 300

/** For people, until the briefing says it better: why, and in the customer's own words. */
function summaryOf({ reason, heard, message }: Signal, unanswered: readonly Unanswered[]): string {
  const said = unanswered.find(({ id }) => id === message)?.content
  const words = said?.kind === 'text' ? said.text.trim() : ''
  const quote = words.length > LONGEST_QUOTE ? `${words.slice(0, LONGEST_QUOTE - 1)}…` : words
  const about = reason === 'keyword' || reason === 'sensitive' ? ` (${heard})` : ''
  return quote ? `${HEARD[reason]}${about}: “${quote}”` : `${HEARD[reason]}${about}.`
}

function asksToReset(content: Content, command: string): boolean {
  return content.kind === 'text' && content.text.trim().toLowerCase() === command.trim().toLowerCase()
}

/** Somebody who never stops writing is answered all the same: so long at most do newer messages put the answer off. */
const PATIENCE_MS = 24_000

/** Whether a message that comes while the agent thinks joins the turn, which then starts again. */
export function mayStartAgain({ unansweredSince, now }: { unansweredSince: number; now: number }): boolean {
  return now - unansweredSince < PATIENCE_MS
}

/** A campaign, as the agent of its line knows it that is answered. */
export interface GotCampaign {
  readonly name: string
  /** What the business tells its agent of it. */
  readonly note: string | undefined
  readonly at: number
}
