import { LANGUAGES, type Language } from '../../domain/language.ts'
import { type Conversations, createConversations } from './conversations.ts'
import { createField, type Field } from './field.ts'
import { fold } from './fold.ts'
import { isStopWord, languageOfWords } from './languages.ts'
import { type Participant, partsOf } from './speakers.ts'
import { tokensOf } from './tokens.ts'
import { createVocabulary, gramCount, type Vocabulary } from './vocabulary.ts'
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
  /** Words of the facts of each entry that has some. */
  readonly factLengths: ReadonlyMap<number, number>
  readonly conversations: Conversations
  /** The language that most of it is in. */
  readonly language: Language
  /** The words of everybody's names, each with whose they are. */
  readonly named: ReadonlyMap<string, ReadonlySet<string>>
  add(entries: readonly IndexedEntry[]): void
  remove(ids: readonly string[]): void
  setFacts(facts: readonly FactText[]): void
  numberOf(id: string): number | undefined
  /** Lengths of all entries without the names in them: `words` and `grams`, with their averages. */
  lengths(): Lengths
}

export interface Lengths {
  readonly words: Float64Array
  readonly grams: Float64Array
  readonly averageWords: number
  readonly averageGrams: number
}

const OVERHEAD = 240

export function createContents(participants: readonly Participant[] = []): Contents {
  const kept: Kept[] = []
  const numbers = new Map<string, number>()
  const vocabulary = createVocabulary()
  const said = createField()
  const conversations = createConversations((entry) => kept[entry]!.at)
  const factLengths = new Map<number, number>()
  const speakers = new Map<string, number>()
  const languages = new Map<Language, number>()
  let facts = createField()
  let bytes = 0
  let named: Map<string, Set<string>> | undefined
  let lengths: Lengths | undefined

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
    lengths = undefined
  }
  function removeOne(id: string) {
    const number = numbers.get(id)
    if (number === undefined) return
    const entry = kept[number]!
    entry.isThere = false
    numbers.delete(id)
    conversations.remove(number, entry.session)
    factLengths.delete(number)
    account(entry, -1)
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
  function measure(): Lengths {
    named ??= namesOfAll()
    const names = new Set([...named.keys()].map((name) => vocabulary.find(name)))
    const words = new Float64Array(kept.length)
    const grams = new Float64Array(kept.length)
    let allWords = 0
    let allGrams = 0
    for (const [number, entry] of kept.entries()) {
      if (!entry.isThere) continue
      for (const [place, word] of entry.words.entries()) {
        if (names.has(word)) continue
        words[number]! += 1
        if (place < entry.plain) grams[number]! += gramCount(vocabulary.word(word))
      }
      allWords += words[number]!
      allGrams += grams[number]!
    }
    const among = Math.max(1, numbers.size)
    return { words, grams, averageWords: Math.max(1, allWords / among), averageGrams: Math.max(1, allGrams / among) }
  }
  return {
    kept,
    vocabulary,
    said,
    conversations,
    factLengths,
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
      const most = Math.max(...languages.values())
      return LANGUAGES.find((language) => languages.get(language) === most) ?? 'en'
    },
    get named() {
      named ??= namesOfAll()
      return named
    },
    add(entries) {
      for (const { id, text, at, speaker, session } of entries) {
        removeOne(id)
        const number = kept.length
        const folded = fold(text)
        const entry = {
          id,
          at,
          speaker,
          session,
          ...read(folded),
          asked: askedBy(folded),
          tellsTime: tellsTime(folded),
          isThere: true,
        }
        kept.push(entry)
        numbers.set(id, number)
        said.add(number, entry.words)
        conversations.add(number, session)
        account(entry, 1)
        bytes += OVERHEAD + id.length * 2 + entry.words.length * 4
      }
    },
    remove(ids) {
      for (const id of ids) removeOne(id)
    },
    setFacts(texts) {
      facts = createField()
      factLengths.clear()
      const bySource = new Map<number, number[]>()
      for (const { source, text } of texts) {
        const number = numbers.get(source)
        if (number === undefined) continue
        const words = bySource.get(number) ?? []
        bySource.set(number, words)
        words.push(...read(fold(text)).words)
      }
      for (const [number, words] of bySource) {
        facts.add(
          number,
          words.sort((one, other) => one - other),
        )
        factLengths.set(number, words.length)
      }
    },
    numberOf: (id) => numbers.get(id),
    lengths: () => (lengths ??= measure()),
  }
}
