import type { HandoffReason } from '../handoff.ts'
import type { Heard, Signal, SignalTuning } from './signal.ts'

interface SignalFacts {
  /** What is unanswered, oldest first. */
  readonly messages: readonly Heard[]
  /** What the customer wrote before. */
  readonly before: readonly Heard[]
  readonly tuning: SignalTuning
  /** The last time that people gave the conversation back. */
  readonly released: { readonly at: number; readonly reason: HandoffReason } | undefined
  readonly now: number
}

export function signalOf({ messages }: SignalFacts): Signal | undefined {
  const asked = messages.find(({ text }) => text.startsWith('/human'))
  return asked && { reason: 'customer_asked', message: asked.id, heard: '/human' }
}
