import type { Speaker } from './entry.ts'

/**
 * `instruction`: how they want to be served, and what must never be forgotten (an allergy). `commitment`: what somebody
 * has promised. `profile`: name, address, company. `episode`: what a talk was about. The rest is what it is called.
 */
export const FACT_KINDS = [
  'instruction',
  'commitment',
  'profile',
  'preference',
  'fact',
  'event',
  'emotion',
  'episode',
] as const
export type FactKind = (typeof FACT_KINDS)[number]

/** The words a fact rests on, in the message or memory where they stand. */
export interface FactSource {
  /** The id of a message or of a memory. */
  readonly source: string
  readonly quote: string
  /** Where the quote stands in the text. */
  readonly start: number
  readonly end: number
  readonly speaker: Speaker
  readonly line: string | undefined
  /** When it was said; the day of a fact is this one's. */
  readonly at: number
}

/** What somebody proposes to remember; `settle` (settle.ts) decides what becomes of it. */
export interface ProposedFact {
  readonly kind: FactKind
  /** Whom or what it is about: `customer`, `agent`, `teammate`, `order ORD-22`. */
  readonly subject: string
  /** In English, snake_case, whatever the language: `home_address`, `allergic_to`. */
  readonly predicate: string
  /** In the words of the source. */
  readonly value: string
  /** One sentence, in the language of the source. */
  readonly text: string
  readonly language: string
  /** From 0 to 1. */
  readonly confidence: number
  readonly validFrom: number
  /** Until when a promise is to be kept. */
  readonly dueAt?: number | undefined
  /** Wider words for it, such as `allergy`, `payment`: also these find it. */
  readonly tags: readonly string[]
  readonly extractor: 'rules' | 'model' | 'agent' | 'teammate' | 'customer'
  /** Never empty: nothing is kept without a quote. */
  readonly sources: readonly FactSource[]
}

export interface Fact extends ProposedFact {
  readonly id: string
  /** Two with one key cannot hold at the same time. */
  readonly key: string
  readonly status: 'open' | 'superseded' | 'kept-promise' | 'withdrawn'
  /** When another took its place. */
  readonly validTo: number | undefined
  readonly supersededBy: string | undefined
  readonly recordedAt: number
  /** A teammate wants it to be said in every turn. */
  readonly pinned: boolean
}

/** What `settle` (settle.ts) has decided, to be kept in one go. */
export interface FactChanges {
  readonly added: readonly Fact[]
  /** The same value said of an earlier day moves `validFrom` back. */
  readonly changed: readonly Pick<Fact, 'id' | 'status' | 'validFrom' | 'validTo' | 'supersededBy'>[]
  /** Facts there already that something said again. */
  readonly seen: readonly { readonly id: string; readonly sources: Fact['sources'] }[]
}
