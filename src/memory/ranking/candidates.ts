import { LANGUAGES, type Language } from '../../domain/language.ts'
import { damped, rarity, saturated } from './bm25.ts'
import { WORDS } from './constants.ts'
import { fold } from './fold.ts'
import { isStopWord, languageOfWords, stemOf } from './languages.ts'
import type { ScopeStatistics } from './lexical.ts'
import {
  createScopeIndex,
  type FactText,
  type IndexedEntry,
  type Participant,
  type Ranked,
  type RankQuestion,
} from './scope-index.ts'
import { firstOf } from './scores.ts'
import { countOf, createStemPostings, entryOf } from './stem-postings.ts'
import { tokensOf } from './tokens.ts'

/** The first of two stages for a scope that is too large for an index of its own: which few hundred may be meant. */
export interface Candidates {
  readonly size: number
  /** About. */
  readonly bytes: number
  /** In the order of time within a session, so that it is known what stands beside what. */
  add(id: string, text: string, session?: string): void
  remove(id: string): void
  /** Those that share most with the question, and what stands beside the best of them. */
  candidates(query: string, most?: number): readonly string[]
  /** How rare words are in all of the scope: for `rankFew`. */
  readonly statistics: ScopeStatistics
}

const MOST = 300
/** So many of the candidates are found by their own words; the rest stand beside the best of them. */
const BY_WORDS = 0.6
/** A word that more of the entries hold is left out where the question has others. */
const COMMON = 0.2
const ENTRY_BYTES = 150
/** So many that are gone are always borne. */
const SLACK = 1_000

export function createCandidates(): Candidates {
  let ids: (string | undefined)[] = []
  const numbers = new Map<string, number>()
  const languages = new Map<Language, number>()
  const lastOf = new Map<string, number>()
  let lengths: number[] = []
  let heard: (Language | undefined)[] = []
  let before: number[] = []
  let after: number[] = []
  let postings = createStemPostings()
  let allLengths = 0
  let bytes = 0

  function hear(language: Language | undefined, step: 1 | -1) {
    if (language !== undefined) languages.set(language, (languages.get(language) ?? 0) + step)
  }
  function remove(id: string) {
    const number = numbers.get(id)
    if (number === undefined) return
    numbers.delete(id)
    ids[number] = undefined
    allLengths -= lengths[number]!
    hear(heard[number], -1)
    const [previous, next] = [before[number]!, after[number]!]
    if (previous >= 0) after[previous] = next
    if (next >= 0) before[next] = previous
  }
  const lastThere = (number: number): number => {
    let last = number
    while (last >= 0 && ids[last] === undefined) last = before[last]!
    return last
  }
  /** What was removed takes room until most of it is such. */
  function compactNowAndThen() {
    if (ids.length <= 2 * numbers.size + SLACK) return
    const moved = new Map<number, number>()
    for (const [number, id] of ids.entries()) if (id !== undefined) moved.set(number, moved.size)
    for (const [session, last] of lastOf) lastOf.set(session, moved.get(lastThere(last)) ?? -1)
    const stay = <One>(of: readonly One[]) => of.filter((_, number) => moved.has(number))
    const relinked = (links: readonly number[]) => stay(links).map((number) => moved.get(number) ?? -1)
    postings = postings.renumber((number) => moved.get(number))
    ;[before, after] = [relinked(before), relinked(after)]
    ;[ids, lengths, heard] = [stay(ids), stay(lengths), stay(heard)]
    bytes = 0
    for (const [number, id] of ids.entries()) {
      numbers.set(id!, number)
      bytes += ENTRY_BYTES + id!.length
    }
  }
  const mainLanguage = (): Language => {
    const most = Math.max(0, ...languages.values())
    return LANGUAGES.find((language) => most > 0 && languages.get(language) === most) ?? 'en'
  }
  const stemsOf = (word: string, language: Language) => [
    ...new Set([word, stemOf(word, language), stemOf(word, mainLanguage()), stemOf(word, 'en')]),
  ]
  const holding = (stems: readonly string[]) => {
    let count = 0
    for (const stem of stems) {
      const list = postings.of(stem)
      if (numbers.size === ids.length) count += list.length
      else for (const posting of list) if (ids[entryOf(posting)] !== undefined) count++
    }
    return Math.min(count, numbers.size)
  }
  const isKnown = (stem: string) => postings.of(stem).length > 0
  const knownOf = (word: string, language: Language): readonly string[] => {
    const stems = stemsOf(word, language)
    if (stems.some(isKnown)) return stems
    // A lone word tells no language: it may be of any that was heard here.
    return [...new Set([...languages.keys()].map((other) => stemOf(word, other)))].filter(isKnown)
  }
  const orAlike = (word: string, language: Language) => {
    const stems = knownOf(word, language)
    return stems.length > 0 ? stems : postings.alike(stemOf(word, language))
  }
  function scoresOf(query: string): Float64Array {
    const question = fold(query)
    const language = languageOfWords(question) ?? mainLanguage()
    const { words, verbatims } = tokensOf(question, (word) => isStopWord(word, language))
    const terms = [...new Set([...words, ...verbatims])]
      .map((word) => orAlike(word, language))
      .map((stems) => ({ stems, held: holding(stems) }))
      .filter(({ held }) => held > 0)
    const telling = terms.filter(({ held }) => held <= COMMON * numbers.size)
    const scores = new Float64Array(ids.length)
    const average = Math.max(1, allLengths / Math.max(1, numbers.size))
    for (const { stems, held } of telling.length > 0 ? telling : terms) {
      const idf = rarity(numbers.size, held)
      for (const stem of stems)
        for (const posting of postings.of(stem)) {
          const entry = entryOf(posting)
          if (ids[entry] !== undefined)
            scores[entry]! += idf * saturated(WORDS, countOf(posting), damped(WORDS, lengths[entry]! / average))
        }
    }
    return scores
  }
  return {
    get size() {
      return numbers.size
    },
    get bytes() {
      return bytes + postings.bytes
    },
    add(id, text, session = '') {
      remove(id)
      const folded = fold(text)
      const found = languageOfWords(folded)
      const language = found ?? 'en'
      const { words, verbatims } = tokensOf(folded, (word) => isStopWord(word, language))
      const stems = [...words.map((word) => stemOf(word, language)), ...verbatims].sort()
      const number = ids.push(id) - 1
      numbers.set(id, number)
      postings.add(number, stems)
      lengths.push(stems.length)
      allLengths += stems.length
      hear(found, 1)
      heard.push(found)
      const previous = lastThere(lastOf.get(session) ?? -1)
      before.push(previous)
      after.push(-1)
      if (previous >= 0) after[previous] = number
      lastOf.set(session, number)
      bytes += ENTRY_BYTES + id.length
      compactNowAndThen()
    },
    remove(id) {
      remove(id)
      compactNowAndThen()
    },
    candidates(query, most = MOST) {
      const scores = scoresOf(query)
      const isBetter = (one: number, other: number) =>
        scores[one]! > scores[other]! || (scores[one] === scores[other] && one > other)
      const best = firstOf(scores, most, isBetter)
      const chosen = new Set(best.slice(0, Math.ceil(most * BY_WORDS)))
      const choose = (entry: number) => {
        if (entry >= 0 && chosen.size < most) chosen.add(entry)
      }
      for (const entry of best) for (const beside of [after[entry]!, before[entry]!]) choose(beside)
      for (const entry of best) choose(entry)
      // Room that is left goes to what was said around them: a set grows while it is walked through.
      for (const entry of chosen) for (const beside of [after[entry]!, before[entry]!]) choose(beside)
      return [...chosen].flatMap((entry) => ids[entry] ?? [])
    },
    statistics: {
      get size() {
        return numbers.size
      },
      holding: (words) => holding([...new Set(words.flatMap((word) => knownOf(word, mainLanguage())))]),
    },
  }
}

/** The second stage: the candidates by the same steps as all others, with words as rare as they are in all of the scope. */
export function rankFew(
  entries: readonly IndexedEntry[],
  question: RankQuestion,
  statistics: ScopeStatistics,
  known: { readonly facts?: readonly FactText[]; readonly participants?: readonly Participant[] } = {},
): readonly Ranked[] {
  const index = createScopeIndex({ participants: known.participants, statistics })
  index.add(entries)
  if (known.facts) index.setFacts(known.facts)
  return index.rank(question)
}
