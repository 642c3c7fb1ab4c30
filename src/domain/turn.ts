import type { Content } from './content.ts'
import type { Owner } from './conversation.ts'
import type { HandoffReason } from './handoff.ts'
import type { TranscriptMessage } from './message.ts'
import type { Outbound } from './outbound.ts'

/** Everything unanswered in a conversation, as an agent gets it. */
export interface Turn {
  readonly business: string
  readonly line: { readonly name: string; readonly displayName: string }
  readonly customer: { readonly id: string; readonly name: string | undefined }
  /** The unanswered messages, in the order they came, joined by line breaks. */
  readonly text: string
  readonly messages: readonly TranscriptMessage[]
  /** What was said before, oldest first. */
  readonly history: readonly TranscriptMessage[]
  readonly now: number
  /** Aborted when the turn runs out of time, a newer message came or somebody took over. */
  readonly signal: AbortSignal
}

/** What an agent may return: words, or anything WhatsApp can show. Nothing else it does can reach a customer. */
export type Reply = string | { readonly text: string } | Outbound | readonly Outbound[] | null | undefined

export type Agent = (turn: Turn) => Reply | Promise<Reply>

export interface Unanswered {
  readonly id: string
  readonly content: Content
  /** How long after it was written it arrived. */
  readonly lateByMs: number
}

export interface TurnFacts {
  /** Whether the customer is on the list of those who may write, if there is one. */
  readonly allowed: boolean
  readonly owner: Owner
  readonly unanswered: readonly Unanswered[]
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
  | { readonly kind: 'hand-off'; readonly reason: HandoffReason; readonly summary: string }
  | { readonly kind: 'stay-quiet'; readonly because: string }

export function planTurn({ allowed, owner, unanswered, resetCommand, maxReplyAgeMs }: TurnFacts): Plan {
  if (unanswered.length === 0) return { kind: 'stay-quiet', because: 'nothing is unanswered' }
  if (!allowed) return { kind: 'refuse' }
  if (owner !== 'agent') return { kind: 'stay-quiet', because: `people own the conversation (${owner})` }
  // Whoever has just written is there: then what came late with it is answered along.
  if (unanswered.at(-1)!.lateByMs > maxReplyAgeMs)
    return { kind: 'hand-off', reason: 'arrived_late', summary: 'A message arrived long after it was written.' }
  if (resetCommand !== null && asksToReset(unanswered.at(-1)!.content, resetCommand))
    return { kind: 'say', sentence: 'reset' }
  if (unanswered.every(({ content }) => content.kind === 'unsupported')) return { kind: 'say', sentence: 'unsupported' }
  return { kind: 'answer' }
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

/** The messages of a reply; none where the agent had nothing to say. */
export function messagesOf(reply: Reply): readonly Outbound[] {
  if (reply === null || reply === undefined) return []
  if (typeof reply === 'string') return reply.trim() ? [{ kind: 'text', text: reply }] : []
  if (Array.isArray(reply)) return reply.flatMap(messagesOf)
  if ('kind' in reply) return reply.kind === 'text' && !reply.text.trim() ? [] : [reply]
  return messagesOf((reply as { text: string }).text)
}
