import type { Language } from '../../domain/language.ts'
import { stemOf } from './languages.ts'

const GRAM = 4
/** A character pair of a script without spaces is as short as it gets. */
const UNSPACED_PAIR =
  /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

/** The words of one scope, by number, with those that share a stem or four letters. */
export interface Vocabulary {
  readonly size: number
  readonly bytes: number
  /** The number of a word, which is a new one where it was not known. */
  number(word: string): number
  find(word: string): number | undefined
  word(number: number): string
  /** How many runs of four letters it has. */
  grams(number: number): number
  /** Stems what has come, so that the first question does not have to do it for all words at once. */
  stem(language: Language): void
  /** All words of the scope with this stem. */
  withStem(stem: string, language: Language): readonly number[]
  /** Words that hold these four letters; one that holds them twice stands there twice. */
  withGram(gram: string): readonly number[]
}

export function createVocabulary(): Vocabulary {
  const words: string[] = []
  const numbers = new Map<string, number>()
  const gramCounts: number[] = []
  const grams = new Map<string, number[]>()
  const stems = new Map<Language, { upTo: number; byStem: Map<string, number[]> }>()
  let bytes = 0

  function add(word: string): number {
    const number = words.length
    words.push(word)
    numbers.set(word, number)
    bytes += 96 + word.length * 2
    const own = gramsOf(word)
    gramCounts.push(own.length)
    for (const gram of own) bytes += push(grams, gram, number)
    return number
  }
  function stemmed(language: Language): ReadonlyMap<string, number[]> {
    const known = stems.get(language) ?? { upTo: 0, byStem: new Map<string, number[]>() }
    stems.set(language, known)
    for (; known.upTo < words.length; known.upTo++)
      bytes += push(known.byStem, stemOf(words[known.upTo]!, language), known.upTo)
    return known.byStem
  }
  return {
    get size() {
      return words.length
    },
    get bytes() {
      return bytes
    },
    number: (word) => numbers.get(word) ?? add(word),
    find: (word) => numbers.get(word),
    word: (number) => words[number]!,
    grams: (number) => gramCounts[number]!,
    stem: (language) => void stemmed(language),
    withStem: (stem, language) => stemmed(language).get(stem) ?? [],
    withGram: (gram) => grams.get(gram) ?? [],
  }
}

/** The runs of four in a word that is marked at both ends: typing errors and endings leave most of them whole. */
export function gramsOf(word: string): readonly string[] {
  if (word.includes('@') || UNSPACED_PAIR.test(word)) return []
  const marked = `^${word}$`
  if (marked.length <= GRAM) return [marked]
  const grams: string[] = []
  for (let at = 0; at + GRAM <= marked.length; at++) grams.push(marked.slice(at, at + GRAM))
  return grams
}

/** Says about how many bytes it took. */
function push(lists: Map<string, number[]>, key: string, number: number): number {
  const list = lists.get(key)
  if (list) {
    list.push(number)
    return 8
  }
  lists.set(key, [number])
  return 120
}
