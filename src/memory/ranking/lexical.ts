import type { Asked, Term } from './asked.ts'
import { wordsMeant } from './asked.ts'
import { rarity, saturated } from './bm25.ts'
import {
  FACT_WEIGHT,
  FACTS,
  FEEDBACK_DOCUMENTS,
  FEEDBACK_TERMS,
  FEEDBACK_WEIGHT,
  GRAM_WEIGHT,
  GRAMS,
  PAIR_WEIGHT,
  PAIRS,
  type Saturation,
  WORDS,
} from './constants.ts'
import type { Contents } from './contents.ts'
import { clear, type Field, gather, newTally, type Tally } from './field.ts'
import { firstOf, normalise } from './scores.ts'

/** How many texts hold a word, where the scope is larger than what is scored. */
export interface ScopeStatistics {
  readonly size: number
  /** How many entries hold one of these words. */
  holding(words: readonly string[]): number
}

export interface Scoring {
  readonly contents: Contents
  readonly asked: Asked
  /** 1 for each entry that may be scored. */
  readonly allowed: Uint8Array
  readonly statistics: ScopeStatistics | undefined
}

/** Steps 3 and 4: what the words of each entry say, from 0 to 1. */
export function lexicalScores(scoring: Scoring): Float64Array {
  const { contents, asked } = scoring
  const scores = new Float64Array(contents.kept.length)
  const tally = newTally(contents.kept.length)
  const inText = { field: contents.said, damping: contents.measures().words, saturation: WORDS }
  for (const term of asked.terms) addTerm(scoring, tally, scores, term, inText)
  for (const term of feedback(scoring, tally, scores)) addTerm(scoring, tally, scores, term, inText)
  addPairs(scoring, tally, scores)
  addFacts(scoring, tally, scores)
  normalise(scores)
  addGrams(scoring, tally, scores)
  normalise(scores)
  return scores
}

interface Place {
  readonly field: Field
  readonly damping: Float64Array
  readonly saturation: Saturation
}

function addTerm(scoring: Scoring, tally: Tally, scores: Float64Array, { words, weight }: Term, place: Place) {
  const idf = gatherTerm(scoring, tally, words, place.field)
  addTally(scoring, tally, scores, idf * weight, place)
}

/** Leaves the counts of a term in the tally, and says how rare it is in the scope. */
function gatherTerm({ contents, statistics }: Scoring, tally: Tally, words: readonly number[], field: Field): number {
  gather(tally, words.map(field.postings), contents.measures().there)
  const among = statistics?.size ?? contents.size
  if (!statistics || field !== contents.said) return rarity(among, tally.touched.length)
  return rarity(among, statistics.holding(words.map((word) => contents.vocabulary.word(word))))
}

function addTally(
  { allowed }: Scoring,
  tally: Tally,
  scores: Float64Array,
  weight: number,
  place: Pick<Place, 'damping' | 'saturation'>,
) {
  const { damping, saturation } = place
  for (const entry of tally.touched)
    if (allowed[entry] === 1) scores[entry]! += weight * saturated(saturation, tally.counts[entry]!, damping[entry]!)
  clear(tally)
}

/** New terms of the best entries: what the answer is worded with, where the question has other words for it. */
function feedback(scoring: Scoring, tally: Tally, scores: Float64Array): readonly Term[] {
  const { contents, asked } = scoring
  const isBetter = (one: number, other: number) =>
    scores[one]! > scores[other]! ||
    (scores[one] === scores[other] && contents.kept[one]!.at > contents.kept[other]!.at)
  const best = firstOf(scores, FEEDBACK_DOCUMENTS, isBetter)
  const all = best.reduce((sum, entry) => sum + scores[entry]!, 0)
  const taken = new Set([...asked.names, ...asked.terms.flatMap(({ words }) => words)])
  const shares = new Map<number, { words: readonly number[]; share: number }>()
  for (const entry of best) {
    const { words, plain } = contents.kept[entry]!
    const counted = new Set<number>()
    for (const word of words.subarray(0, plain)) {
      if (taken.has(word)) continue
      const meant = wordsMeant(contents.vocabulary.word(word), [contents.language], contents, asked.names)
      const known = shares.get(meant[0]!) ?? { words: meant, share: 0 }
      shares.set(meant[0]!, known)
      if (!counted.has(meant[0]!)) known.share += scores[entry]! / all
      counted.add(meant[0]!)
    }
  }
  const terms: { words: readonly number[]; worth: number }[] = []
  for (const { words, share } of shares.values()) {
    terms.push({ words, worth: share * gatherTerm(scoring, tally, words, contents.said) })
    clear(tally)
  }
  // Words have their numbers from the order they came in, which must not tell.
  const nameOf = ({ words }: { words: readonly number[] }) => words.map(contents.vocabulary.word).sort()[0]!
  terms.sort((one, other) => other.worth - one.worth || (nameOf(one) < nameOf(other) ? -1 : 1))
  const most = terms[0]?.worth ?? 1
  return terms.slice(0, FEEDBACK_TERMS).map(({ words, worth }) => ({ words, weight: (FEEDBACK_WEIGHT * worth) / most }))
}

/** Words that stand side by side in the question and in the entry. */
function addPairs(scoring: Scoring, tally: Tally, scores: Float64Array) {
  const { contents, asked } = scoring
  const { there, pairs: damping } = contents.measures()
  for (const [left, right] of asked.pairs) {
    const seconds = new Set(right.words)
    gather(tally, left.words.map(contents.said.postings), there)
    const firsts = [...tally.touched]
    clear(tally)
    const lefts = new Set(left.words)
    for (const entry of firsts) {
      const { words, plain } = contents.kept[entry]!
      let before = -1
      for (const word of words.subarray(0, plain)) {
        if (asked.names.has(word)) continue
        if (lefts.has(before) && seconds.has(word)) {
          if (tally.counts[entry] === 0) tally.touched.push(entry)
          tally.counts[entry]! += 1
        }
        before = word
      }
    }
    const among = scoring.statistics?.size ?? contents.size
    addTally(scoring, tally, scores, PAIR_WEIGHT * rarity(among, tally.touched.length), { damping, saturation: PAIRS })
  }
}

function addFacts(scoring: Scoring, tally: Tally, scores: Float64Array) {
  const { facts, measures } = scoring.contents
  const place = { field: facts, damping: measures().facts, saturation: FACTS }
  for (const { words, weight } of scoring.asked.terms)
    addTerm(scoring, tally, scores, { words, weight: weight * FACT_WEIGHT }, place)
}

/** Four letters at a time: endings, typing errors, and languages that no stemmer was asked for. */
function addGrams(scoring: Scoring, tally: Tally, scores: Float64Array) {
  const { contents, asked } = scoring
  const { there, grams: damping } = contents.measures()
  const found = new Float64Array(scores.length)
  for (const gram of asked.grams) {
    const words = contents.vocabulary.withGram(gram).filter((word) => !asked.names.has(word))
    gather(tally, words.map(contents.said.postings), there)
    addTally(scoring, tally, found, rarity(contents.size, tally.touched.length), { damping, saturation: GRAMS })
  }
  normalise(found)
  for (let entry = 0; entry < scores.length; entry++) scores[entry]! += GRAM_WEIGHT * found[entry]!
}
