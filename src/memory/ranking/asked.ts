import type { Language } from '../../domain/language.ts'
import { SCAFFOLD_WEIGHT } from './constants.ts'
import type { Contents } from './contents.ts'
import { type Dated, datesIn } from './dates.ts'
import { fold } from './fold.ts'
import { isStopWord, languageOfWords, stemOf } from './languages.ts'
import { speakerMeant } from './speakers.ts'
import { tokensOf } from './tokens.ts'
import { gramsOf } from './vocabulary.ts'
import { asksWhen } from './wording.ts'

/** A word of the question, with all words of the scope that mean the same. */
export interface Term {
  readonly words: readonly number[]
  readonly weight: number
}

/** A question as the steps of ranking need it. */
export interface Asked {
  readonly terms: readonly Term[]
  /** Terms that stand beside each other in the question. */
  readonly pairs: readonly (readonly [Term, Term])[]
  readonly grams: readonly string[]
  /** Numbers of the words that are names: they count nowhere. */
  readonly names: ReadonlySet<number>
  readonly speaker: string | undefined
  readonly dates: readonly Dated[]
  readonly asksWhen: boolean
}

/** Nobody asks for more at once, and each takes time. */
const MOST_WORDS = 48

/** Words that hold many questions up and say little of what is sought. */
const SCAFFOLD = new Set(
  'kind type many much long often ever get got go went does did likely would might could name named recently currently'
    .split(' ')
    .map((word) => stemOf(word, 'en')),
)

export function askedOf(query: string, contents: Contents): Asked {
  const { vocabulary, named } = contents
  const question = fold(query)
  const language = languageOfWords(question) ?? contents.language
  const names = new Set<number>()
  for (const name of named.keys()) {
    const number = vocabulary.find(name)
    if (number !== undefined) names.add(number)
  }
  const tokens = tokensOf(question, (word) => isStopWord(word, language) || named.has(word))
  const languages = new Set([language, contents.language])
  const byWord = new Map<string, Term>()
  const termOf = (word: string): Term => {
    const known = byWord.get(word)
    if (known) return known
    const meant = wordsMeant(word, languages, contents, names)
    const term = { words: meant, weight: SCAFFOLD.has(stemOf(word, 'en')) ? SCAFFOLD_WEIGHT : 1 }
    byWord.set(word, term)
    return term
  }
  const telling = mostTelling(tokens.words, contents)
  const words = tokens.words.filter((word) => telling.has(word))
  const inOrder = words.map(termOf)
  const pairs = inOrder.slice(1).map((term, at) => [inOrder[at]!, term] as const)
  for (const verbatim of tokens.verbatims) termOf(verbatim)
  return {
    terms: distinct([...byWord.values()]),
    pairs,
    grams: [...new Set(words.flatMap(gramsOf))],
    names,
    speaker: speakerMeant(question, named),
    dates: datesIn(question, (word) => named.has(word)),
    asksWhen: asksWhen(question),
  }
}

/** Of a pasted page the words that are rarest here; of a question all. */
function mostTelling(words: readonly string[], { vocabulary, said }: Contents): ReadonlySet<string> {
  const distinct = new Set(words)
  if (distinct.size <= MOST_WORDS) return distinct
  const held = (word: string) => said.postings(vocabulary.find(word) ?? -1).length || Number.POSITIVE_INFINITY
  const counted = [...distinct].map((word) => ({ word, held: held(word) }))
  counted.sort((one, other) => (one.held === other.held ? 0 : one.held - other.held))
  return new Set(counted.slice(0, MOST_WORDS).map(({ word }) => word))
}

/** The word itself, and what shares its stem in the language of the question or of most of the scope. */
export function wordsMeant(
  word: string,
  languages: Iterable<Language>,
  { vocabulary }: Pick<Contents, 'vocabulary'>,
  but: ReadonlySet<number>,
): readonly number[] {
  const meant = new Set<number>()
  const own = vocabulary.find(word)
  if (own !== undefined) meant.add(own)
  for (const language of languages)
    for (const other of vocabulary.withStem(stemOf(word, language), language)) meant.add(other)
  for (const name of but) meant.delete(name)
  return [...meant].sort((one, other) => one - other)
}

/** Two forms of one word in a question are one term. */
function distinct(terms: readonly Term[]): readonly Term[] {
  const seen = new Set<string>()
  return terms.filter(({ words }) => {
    const key = words.join(' ')
    if (words.length === 0 || seen.has(key)) return false
    seen.add(key)
    return true
  })
}
