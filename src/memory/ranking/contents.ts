import { LANGUAGES, type Language } from '../../domain/language.ts'
import { damped } from './bm25.ts'
import { FACTS, GRAMS, PAIRS, type Saturation, WORDS } from './constants.ts'
import { type Conversations, createConversations } from './conversations.ts'
import { createField, type Field } from './field.ts'
import { fold } from './fold.ts'
import { isStopWord, languageOfWords } from './languages.ts'
import { type Participant, partsOf } from './speakers.ts'
import { tokensOf } from './tokens.ts'
import { createVocabulary, type Vocabulary } from './vocabulary.ts'
import { askedBy, tellsTime } from './wording.ts'

export interface IndexedEntry {
  readonly id: string
  readonly text: string
  readonly at: number
  /** `customer`, `agent`, `teammate`, `system`, or the name of somebody. */
  readonly speaker: string
  readonly session: string
}

export interface FactText {
  /** The id of the entry that it was drawn from. */
  readonly source: string
  readonly text: string
}

/** An entry as it is kept: numbers, and none of its words as text. */
export interface Kept {
  readonly id: string
  readonly at: number
  readonly speaker: string
  readonly session: string
  readonly language: Language | undefined
  /** In their order; what follows the plain ones are order numbers and the like. */
  readonly words: Uint32Array
  readonly plain: number
  readonly asked: 0 | 0.5 | 1
  readonly tellsTime: boolean
  isThere: boolean
}

/** All that is known of a scope: what the steps of ranking read. */
export interface Contents {
  readonly kept: readonly Kept[]
  /** How many are there. */
  readonly size: number
  readonly bytes: number
  readonly vocabulary: Vocabulary
  readonly said: Field
  readonly facts: Field
  readonly conversations: Conversations
  /** The language that most of it is in. */
  readonly language: Language
  /** The words of everybody's names, each with whose they are. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>
  add(entries: readonly IndexedEntry[]): void
  remove(ids: readonly string[]): void
  setFacts(facts: readonly FactText[]): void
  numberOf(id: string): number | undefined
  /** What the lengths of the entries say, in a state that holds until the next change. */
  measures(): Measures
}

export interface Measures {
  /** 1 for each entry that is there. */
  readonly there: Uint8Array
  /** How many words each entry has without the names in it. */
  readonly lengths: Float64Array
  readonly oldest: number
  readonly newest: number
  /** What the length of each takes away, per kind of score. */
  readonly words: Float64Array
  readonly pairs: Float64Array
  readonly grams: Float64Array
  readonly facts: Float64Array
}

const OVERHEAD = 240
/** So many that are gone are always borne. */
const SLACK = 64

export function createContents(participants: readonly Participant[] = []): Contents {
  let kept: Kept[] = []
  const numbers = new Map<string, number>()
  let vocabulary = createVocabulary()
  let said = createField()
  let conversations = createConversations((entry) => kept[entry]!.at)
  /** The words of the facts of each entry that has some. */
  let factWords = new Map<number, readonly number[]>()
  const speakers = new Map<string, number>()
  const languages = new Map<Language, number>()
  let facts = createField()
  let bytes = 0
  let named: Map<string, Set<string>> | undefined
  let measures: Measures | undefined
  let counted: { names: string; words: number[]; grams: number[] } = { names: '', words: [], grams: [] }

  function read(text: string): { words: Uint32Array; plain: number; language: Language | undefined } {
    const language = languageOfWords(text)
    const tokens = tokensOf(text, (word) => isStopWord(word, language ?? 'en'))
    const words = Uint32Array.from([...tokens.words, ...tokens.verbatims], (word) => vocabulary.number(word))
    return { words, plain: tokens.words.length, language }
  }
  function count<Key>(counts: Map<Key, number>, key: Key, step: 1 | -1) {
    const now = (counts.get(key) ?? 0) + step
    if (now === 0) counts.delete(key)
    else counts.set(key, now)
  }
  function account({ speaker, language }: Kept, step: 1 | -1) {
    if (!speakers.has(speaker) || step < 0) named = undefined
    count(speakers, speaker, step)
    if (language !== undefined) count(languages, language, step)
    measures = undefined
  }
  function removeOne(id: string) {
    const number = numbers.get(id)
    if (number === undefined) return
    const entry = kept[number]!
    entry.isThere = false
    numbers.delete(id)
    conversations.remove(number, entry.session)
    factWords.delete(number)
    account(entry, -1)
  }
  function put(entry: Kept) {
    const number = kept.push(entry) - 1
    numbers.set(entry.id, number)
    said.add(number, entry.words)
    conversations.add(number, entry.session)
    bytes += OVERHEAD + entry.id.length * 2 + entry.words.length * 4
  }
  function putFacts(bySource: ReadonlyMap<number, readonly number[]>) {
    facts = createField()
    factWords = new Map()
    for (const [number, words] of bySource) {
      const sorted = [...words].sort((one, other) => one - other)
      facts.add(number, sorted)
      factWords.set(number, sorted)
    }
    measures = undefined
  }
  /** What was removed takes room, and its words stand here, until most of it is such. */
  function compactNowAndThen() {
    if (kept.length <= 2 * numbers.size + SLACK) return
    const [before, old, oldFacts] = [vocabulary, kept, factWords]
    const renumbered = (word: number) => vocabulary.number(before.word(word))
    vocabulary = createVocabulary()
    said = createField()
    kept = []
    counted = { names: '', words: [], grams: [] }
    conversations = createConversations((entry) => kept[entry]!.at)
    bytes = 0
    for (const entry of old) if (entry.isThere) put({ ...entry, words: entry.words.map(renumbered) })
    const moved = [...oldFacts].map(
      ([number, words]) => [numbers.get(old[number]!.id)!, words.map(renumbered)] as const,
    )
    putFacts(new Map(moved))
  }
  function mainLanguage(): Language {
    const most = Math.max(...languages.values())
    return LANGUAGES.find((language) => languages.get(language) === most) ?? 'en'
  }
  function namesOfAll() {
    const names = new Map<string, Set<string>>()
    const known = [...participants, ...speakers.keys()].map((one) =>
      typeof one === 'string' ? { name: one, speaker: one } : one,
    )
    for (const { name, speaker } of known)
      for (const part of partsOf(name)) names.set(part, (names.get(part) ?? new Set()).add(speaker))
    return names
  }
  /** Names that are known now take their words from what was counted before. */
  function countWords() {
    named ??= namesOfAll()
    const names = [...named.keys()].sort().join(' ')
    if (names !== counted.names) counted = { names, words: [], grams: [] }
    const numbersOfNames = new Set([...named.keys()].map((name) => vocabulary.find(name)))
    for (let number = counted.words.length; number < kept.length; number++) {
      const { words, plain } = kept[number]!
      let [own, grams] = [0, 0]
      for (let place = 0; place < words.length; place++) {
        const word = words[place]!
        if (numbersOfNames.has(word)) continue
        own += 1
        if (place < plain) grams += vocabulary.grams(word)
      }
      counted.words.push(own)
      counted.grams.push(grams)
    }
  }
  function measure(): Measures {
    countWords()
    const there = new Uint8Array(kept.length)
    const lengths = new Float64Array(kept.length)
    const gramLengths = new Float64Array(kept.length)
    let oldest = Number.POSITIVE_INFINITY
    let newest = Number.NEGATIVE_INFINITY
    for (let number = 0; number < kept.length; number++) {
      const { isThere, at } = kept[number]!
      if (!isThere) continue
      there[number] = 1
      lengths[number] = counted.words[number]!
      gramLengths[number] = counted.grams[number]!
      oldest = Math.min(oldest, at)
      newest = Math.max(newest, at)
    }
    const damping = (saturation: Saturation, of: Float64Array, among: number) => {
      const average = Math.max(1, of.reduce((sum, length) => sum + length, 0) / Math.max(1, among))
      return of.map((length) => damped(saturation, length / average))
    }
    const ofFacts = new Float64Array(kept.length)
    for (const [number, words] of factWords) ofFacts[number] = words.length
    return {
      there,
      lengths,
      oldest,
      newest,
      words: damping(WORDS, lengths, numbers.size),
      pairs: damping(PAIRS, lengths, numbers.size),
      grams: damping(GRAMS, gramLengths, numbers.size),
      facts: damping(FACTS, ofFacts, factWords.size),
    }
  }
  return {
    get kept() {
      return kept
    },
    get vocabulary() {
      return vocabulary
    },
    get said() {
      return said
    },
    get conversations() {
      return conversations
    },
    get facts() {
      return facts
    },
    get size() {
      return numbers.size
    },
    get bytes() {
      return bytes + vocabulary.bytes + said.bytes + facts.bytes
    },
    get language() {
      return mainLanguage()
    },
    get named() {
      named ??= namesOfAll()
      return named
    },
    add(entries) {
      for (const { id, text, at, speaker, session } of entries) {
        removeOne(id)
        const folded = fold(text)
        const entry = {
          ...{ id, at, speaker, session, ...read(folded) },
          ...{ asked: askedBy(folded), tellsTime: tellsTime(folded), isThere: true },
        }
        put(entry)
        account(entry, 1)
      }
      compactNowAndThen()
      vocabulary.stem(mainLanguage())
    },
    remove(ids) {
      for (const id of ids) removeOne(id)
      compactNowAndThen()
    },
    setFacts(texts) {
      const bySource = new Map<number, number[]>()
      for (const { source, text } of texts) {
        const number = numbers.get(source)
        if (number === undefined) continue
        const words = bySource.get(number) ?? []
        bySource.set(number, words)
        words.push(...read(fold(text)).words)
      }
      putFacts(bySource)
    },
    numberOf: (id) => numbers.get(id),
    measures: () => (measures ??= measure()),
  }
}
