import { choicesOf, endOf, type Meant, readStep, type Step } from './phrase-steps.ts'
import { foldTable, type Word, wordsOfFolded } from './words.ts'

interface Phrase<Meaning> {
  readonly written: string
  readonly meaning: Meaning
  /** Its place in the table. */
  readonly place: number
  /** Read once a message has a word with which it begins. */
  steps?: readonly Step[]
  /** Nothing but one word, or one of several: whoever finds it by its word has found all of it. */
  isWord?: boolean
}

/** Phrases that begin with one word: those that a certain word must follow, by that word, and the others. */
interface Beginning<Meaning> {
  readonly byNext: ReadonlyMap<string, readonly Phrase<Meaning>[]>
  readonly others: readonly Phrase<Meaning>[]
}

export interface Found<Meaning> {
  readonly meaning: Meaning
  /** The first word, and the one after the last. */
  readonly from: number
  readonly to: number
  /** The word that was meant where it begins, if another one is written. */
  readonly meant?: string
}

/**
 * A table of phrases over words. A phrase is words between spaces: `a|b` is one or the other, `word?` may be missing,
 * `begin*` is any word that begins so, `two_words` is one choice, and `..` stands for a few words of any kind. Looked
 * up by its first word, so that a text is walked through once; read when somebody asks, so that no start waits for it.
 */
export class Phrases<Meaning> {
  private readonly unread: { readonly list: string; readonly meaning: Meaning }[] = []
  private readonly byWord = new Map<string, Phrase<Meaning>[]>()
  /** Of words with which many begin; divided when they are first met. */
  private readonly divided = new Map<string, Beginning<Meaning>>()
  private size = 0
  /** By the first letter; the longest beginning first. */
  private readonly byBeginning = new Map<string, { beginning: string; phrase: Phrase<Meaning> }[]>()

  /** Adds the phrases of a list, which commas or line ends part. They are read when somebody asks. */
  add(list: string, meaning: Meaning): void {
    this.unread.push({ list, meaning })
  }

  private read(): void {
    for (const { list, meaning } of this.unread.splice(0))
      for (const written of phrasesIn(list)) this.index({ written, meaning, place: this.size++ })
    for (const beginnings of this.byBeginning.values())
      beginnings.sort((one, other) => other.beginning.length - one.beginning.length)
  }

  /** By the words with which it may begin. */
  private index(phrase: Phrase<Meaning>): void {
    for (const place of phrase.written.split(' ')) {
      const { choices, optional } = choicesOf(place)
      for (const choice of choices) {
        const word = wordsOfFolded(choice.replaceAll('_', ' '))[0]
        if (word === undefined) continue
        if (choice.endsWith('*')) addTo(this.byBeginning, word[0]!, { beginning: word, phrase })
        else addTo(this.byWord, word, phrase)
      }
      if (!optional) break
    }
  }

  /** What begins at a word, a word that is written out before one that only begins so. */
  at(words: readonly Word[], start: number, meant: Meant = asWritten): readonly Found<Meaning>[] {
    if (this.unread.length > 0) this.read()
    const { word } = words[start]!
    const found: Found<Meaning>[] = []
    for (const phrase of this.beginningWith(word, words, start, meant)) collect(found, phrase, words, start, meant)
    for (const { beginning, phrase } of this.byBeginning.get(word[0]!) ?? NONE)
      if (word.startsWith(beginning)) collect(found, phrase, words, start, meant)
    if (found.length > 0) return found
    for (const other of meant(start)) {
      const guessed: Found<Meaning>[] = []
      for (const phrase of this.beginningWith(other, words, start, meant)) collect(guessed, phrase, words, start, meant)
      for (const one of guessed) found.push({ ...one, meant: other })
    }
    return found
  }

  /** In the order of the table, without those that the next word rules out. */
  private beginningWith(word: string, words: readonly Word[], start: number, meant: Meant): readonly Phrase<Meaning>[] {
    const all = this.byWord.get(word)
    if (all === undefined || all.length < MANY) return all ?? NONE
    const known = this.divided.get(word)
    const { byNext, others } = known ?? divide(word, all)
    if (!known) this.divided.set(word, { byNext, others })
    const next = words[start + 1]
    if (!next) return others
    const following = byNext.get(next.word) ?? NONE
    const guesses = meant(start + 1).flatMap((guess) => byNext.get(guess) ?? NONE)
    if (following.length === 0 && guesses.length === 0) return others
    return [...new Set([...others, ...following, ...guesses])].sort((one, other) => one.place - other.place)
  }
}

/** From so many phrases on that begin with a word it is worth to look at the next one. */
const MANY = 6

function divide<Meaning>(word: string, phrases: readonly Phrase<Meaning>[]): Beginning<Meaning> {
  const byNext = new Map<string, Phrase<Meaning>[]>()
  const others: Phrase<Meaning>[] = []
  for (const phrase of phrases) {
    const [first, second] = stepsOf(phrase)
    const isCertain = first?.exact.has(word) && !first.optional && first.longer.length === 0
    if (!isCertain || !second || second.optional || second.gap || second.begun.length > 0) others.push(phrase)
    else for (const next of [...second.exact, ...second.longer.map(([begun]) => begun!)]) addTo(byNext, next, phrase)
  }
  return { byNext, others }
}

/** Every word that is written out in lists of phrases. */
export function vocabularyOf(lists: Iterable<string>): ReadonlySet<string> {
  const choices = new Set<string>()
  for (const list of lists) for (const choice of foldTable(list).split(BETWEEN_CHOICES)) choices.add(choice)
  const words = new Set<string>()
  for (const choice of choices)
    if (!choice.endsWith('*')) for (const word of wordsOfFolded(choice.replaceAll('_', ' '))) words.add(word)
  return words
}

const BETWEEN_CHOICES = /[\s,|?]+/

const phrasesIn = (list: string) =>
  foldTable(list)
    .replaceAll(/[^\S\n]+/g, ' ')
    .split(/[,\n]/)
    .flatMap((written) => written.trim() || [])

const asWritten: Meant = () => []
const NONE: readonly never[] = []

function stepsOf(phrase: Phrase<unknown>): readonly Step[] {
  if (phrase.steps) return phrase.steps
  const steps = phrase.written.split(' ').map(readStep)
  const [{ optional, gap, longer, begun }] = steps as [Step]
  phrase.isWord = steps.length === 1 && !optional && !gap && longer.length === 0 && begun.length === 0
  phrase.steps = steps
  return steps
}

function collect<Meaning>(
  found: Found<Meaning>[],
  phrase: Phrase<Meaning>,
  words: readonly Word[],
  start: number,
  meant: Meant,
) {
  const { meaning } = phrase
  const steps = stepsOf(phrase)
  const to = phrase.isWord ? start + 1 : endOf(steps, 0, words, start, start, meant)
  if (to > start) found.push({ meaning, from: start, to })
}

function addTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key)
  // Two spellings may be one word.
  if (known?.at(-1) === value) return
  if (known) known.push(value)
  else map.set(key, [value])
}
