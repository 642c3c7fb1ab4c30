/** How a word counts in a field: BM25's saturation and how far the length of a text takes away. */
export interface Saturation {
  readonly k1: number
  readonly b: number
}

export const WORDS: Saturation = { k1: 1.2, b: 0.6 }
export const PAIRS: Saturation = { k1: 0.9, b: 0.2 }
export const FACTS: Saturation = { k1: 0.9, b: 0.5 }
export const GRAMS: Saturation = { k1: 0.9, b: 0.4 }
export const SESSIONS: Saturation = { k1: 1.5, b: 0.75 }

// Halving every weight costs little: these are not to be polished.
export const SCAFFOLD_WEIGHT = 0.4
export const FEEDBACK_WEIGHT = 0.15
export const FEEDBACK_DOCUMENTS = 3
export const FEEDBACK_TERMS = 20
export const PAIR_WEIGHT = 0.2
export const FACT_WEIGHT = 1
export const GRAM_WEIGHT = 0.3
export const DENSE_WEIGHT = 0.6
export const QUESTION_BEFORE = 0.5
export const TURN_BEFORE = 0.1
export const TURN_AFTER = 0.2
export const SESSION_WEIGHT = 0.3
/** Of the session's weight, for a turn that has no score of its own. */
export const SESSION_ALONE = 0.2
export const SPEAKER_FACTOR = 2.5
export const DATE_WEIGHT = 1
export const WHEN_FACTOR = 1.4
export const RECENCY_WEIGHT = 0.1
export const SUPERSEDED_FACTOR = 0.5

/** Who is silent for longer begins a new session. */
export const SESSION_GAP_MS = 6 * 3_600_000
