import type { HandoffReason } from '../handoff.ts'

/** What a business has set for a line. The explicit ask cannot be switched off. */
export interface SignalTuning {
  /** Words and phrases that call people; whole words, in any case. */
  readonly keywords: readonly string[]
  /** How little annoyance is enough. */
  readonly frustration: 'off' | 'low' | 'normal' | 'high'
  readonly sensitive: { readonly financial: boolean; readonly medical: boolean; readonly legal: boolean }
  readonly repeatedFailure: boolean
}

/** Why people should take over, found in a customer's own words without any model. */
export interface Signal {
  readonly reason: Extract<
    HandoffReason,
    'customer_asked' | 'keyword' | 'frustration' | 'sensitive' | 'repeated_failure'
  >
  /** The message in which it was heard. */
  readonly message: string
  /** What was heard there, for people to read: the word, the topic. */
  readonly heard: string
}

/** A message of a customer, as signals are looked for in it. */
export interface Heard {
  readonly id: string
  readonly text: string
  readonly at: number
  /** When it was answered; left out, before the next one came. */
  readonly answeredAt?: number
}
