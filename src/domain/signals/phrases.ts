import { foldTable, type Word, wordsOfFolded } from './words.ts'

/** A place in a phrase: words of which one stands there. */
interface Step {
  readonly exact: ReadonlySet<string>
  /** Choices of several words. */
  readonly longer: readonly (readonly string[])[]
  /** Beginnings of words. */
  readonly begun: readonly string[]
  readonly optional: boolean
  /** A few words of any kind. */
  readonly gap: boolean
}

interface Phrase<Meaning> {
  readonly written: string
  readonly meaning: Meaning
  /** Read once a message has a word with which it begins. */
  steps?: readonly Step[]
}

export interface Found<Meaning> {
  readonly meaning: Meaning
  /** The first word, and the one after the last. */
  readonly from: number
  readonly to: number
  /** The word that was meant where it begins, if another one is written. */
  readonly meant?: string
}

/** What else each word may have been meant to be. */
export type Meant = (word: number) => readonly string[]

const GAP = 5

/**
 * A table of phrases over words. A phrase is words between spaces: `a|b` is one or the other, `word?` may be missing,
 * `begin*` is any word that begins so, `two_words` is one choice, and `..` stands for a few words of any kind. Looked
 * up by its first word, so that a text is walked through once; read when somebody asks, so that no start waits for it.
 */
export class Phrases<Meaning> {
  private readonly unread: { readonly list: string; readonly meaning: Meaning }[] = []
  private readonly byWord = new Map<string, Phrase<Meaning>[]>()
  /** By the first letter; the longest beginning first. */
  private readonly byBeginning = new Map<string, { beginning: string; phrase: Phrase<Meaning> }[]>()

  /** Adds the phrases of a list, which commas or line ends part. They are read when somebody asks. */
  add(list: string, meaning: Meaning): void {
    this.unread.push({ list, meaning })
  }

  private read(): void {
    for (const { list, meaning } of this.unread.splice(0))
      for (const written of phrasesIn(list)) this.index({ written, meaning })
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
    for (const phrase of this.byWord.get(word) ?? NONE) collect(found, phrase, words, start, meant)
    for (const { beginning, phrase } of this.byBeginning.get(word[0]!) ?? NONE)
      if (word.startsWith(beginning)) collect(found, phrase, words, start, meant)
    if (found.length > 0) return found
    for (const other of meant(start)) {
      const guessed: Found<Meaning>[] = []
      for (const phrase of this.byWord.get(other) ?? NONE) collect(guessed, phrase, words, start, meant)
      for (const one of guessed) found.push({ ...one, meant: other })
    }
    return found
  }
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
const GAP_STEP: Step = { exact: new Set(), longer: NONE, begun: NONE, optional: false, gap: true }

/** The same places stand in many phrases, and in the tables of many languages: each is read once. */
const read = new Map<string, Step>([['..', GAP_STEP]])

function readStep(place: string): Step {
  const known = read.get(place)
  if (known) return known
  const step = stepOf(place)
  read.set(place, step)
  return step
}

function stepOf(place: string): Step {
  const { choices, optional } = choicesOf(place)
  const exact = new Set<string>()
  const longer: string[][] = []
  const begun: string[] = []
  for (const choice of choices) {
    const words = wordsOfFolded(choice.replaceAll('_', ' '))
    if (choice.endsWith('*')) begun.push(...words.slice(0, 1))
    else if (words.length > 1) longer.push(words)
    else if (words[0] !== undefined) exact.add(words[0])
  }
  return {
    exact,
    longer: longer.length > 0 ? longer : NONE,
    begun: begun.length > 0 ? begun : NONE,
    optional,
    gap: false,
  }
}

function choicesOf(place: string): { choices: readonly string[]; optional: boolean } {
  const optional = place.endsWith('?')
  return { choices: (optional ? place.slice(0, -1) : place).split('|'), optional }
}

function collect<Meaning>(
  found: Found<Meaning>[],
  phrase: Phrase<Meaning>,
  words: readonly Word[],
  start: number,
  meant: Meant,
) {
  phrase.steps ??= phrase.written.split(' ').map(readStep)
  const { steps, meaning } = phrase
  const to = endOf(steps, 0, words, start, start, meant)
  if (to > start) found.push({ meaning, from: start, to })
}

/**
 * The word after the longest way in which the rest of a phrase fits, or none (-1). It stays within a sentence and its
 * commas, which only a gap passes over.
 */
function endOf(
  steps: readonly Step[],
  index: number,
  words: readonly Word[],
  at: number,
  start: number,
  meant: Meant,
): number {
  const step = steps[index]
  if (step === undefined) return at
  if (step.gap) return pastGap(steps, index + 1, words, at, start, meant)
  const past = pastStep(step, words, at, start, steps[index - 1]?.gap === true, meant)
  const end = past < 0 ? -1 : endOf(steps, index + 1, words, past, start, meant)
  return end < 0 && step.optional ? endOf(steps, index + 1, words, at, start, meant) : end
}

function pastGap(
  steps: readonly Step[],
  index: number,
  words: readonly Word[],
  from: number,
  start: number,
  meant: Meant,
): number {
  for (let at = from; at <= from + GAP && at < words.length; at++) {
    if (at > from && words[at - 1]!.after === 'sentence' && at - 1 > start) return -1
    const end = endOf(steps, index, words, at, start, meant)
    if (end >= 0) return end
  }
  return -1
}

/** The word after those that a step takes, or -1. */
function pastStep(
  step: Step,
  words: readonly Word[],
  at: number,
  start: number,
  afterGap: boolean,
  meant: Meant,
): number {
  const word = words[at]
  if (!word || (at > start && (afterGap ? word.after === 'sentence' : word.after !== 'nothing'))) return -1
  const longer = longerOf(step, words, at)
  if (longer >= 0) return longer
  if (step.exact.has(word.word) || step.begun.some((beginning) => word.word.startsWith(beginning))) return at + 1
  return meant(at).some((other) => step.exact.has(other)) ? at + 1 : -1
}

/** The word after the longest choice of several words that is there, or -1. */
function longerOf({ longer }: Step, words: readonly Word[], at: number): number {
  let longest = -1
  for (const choice of longer) {
    const fits = choice.every(
      (one, next) => words[at + next]?.word === one && (next === 0 || words[at + next]!.after === 'nothing'),
    )
    if (fits) longest = Math.max(longest, at + choice.length)
  }
  return longest
}

function addTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key)
  // Two spellings may be one word.
  if (known?.at(-1) === value) return
  if (known) known.push(value)
  else map.set(key, [value])
}
