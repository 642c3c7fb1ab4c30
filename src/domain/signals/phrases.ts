import { type Word, wordsOf } from './words.ts'

/** A place in a phrase: words of which one stands there, each with what must follow it. */
interface Step {
  readonly exact: Map<string, string[][]>
  /** Beginnings of words. */
  readonly begun: Set<string>
  readonly optional: boolean
  /** A few words of any kind. */
  readonly gap: boolean
}

interface Phrase<Meaning> {
  readonly steps: readonly Step[]
  readonly meaning: Meaning
}

export interface Found<Meaning> {
  readonly meaning: Meaning
  /** The first word, and the one after the last. */
  readonly from: number
  readonly to: number
}

/** What else a word may have been meant to be. */
export type Meant = (word: number) => readonly string[]

const GAP = 4
const LONGEST_BEGINNING = 14

/**
 * A table of phrases over words. A phrase is words between spaces: `a|b` is one or the other, `word?` may be missing,
 * `begin*` is any word that begins so, `two_words` is one choice, and `..` stands for a few words of any kind. Looked up by its first word, so
 * that a text is walked through once.
 */
export class Phrases<Meaning> {
  private readonly byWord = new Map<string, Phrase<Meaning>[]>()
  private readonly byBeginning = new Map<string, Phrase<Meaning>[]>()
  /** Every word of the table that is written out. */
  readonly vocabulary = new Set<string>()

  /** Adds the phrases of a list, which commas or line ends part. */
  add(list: string, meaning: Meaning): void {
    for (const written of list.split(/[,\n]/)) if (written.trim()) this.addOne(written.trim(), meaning)
  }

  private addOne(written: string, meaning: Meaning): void {
    const phrase = { steps: written.split(/\s+/).map(stepOf), meaning }
    for (const { exact } of phrase.steps)
      for (const [word, rests] of exact) for (const one of [word, ...rests.flat()]) this.vocabulary.add(one)
    for (const { exact, begun, optional } of phrase.steps) {
      for (const word of exact.keys()) addTo(this.byWord, word, phrase)
      for (const beginning of begun) addTo(this.byBeginning, beginning, phrase)
      if (!optional) break
    }
  }

  /** What begins at a word, a word that is written out before one that only begins so. */
  at(words: readonly Word[], start: number, meant: Meant = () => []): Found<Meaning>[] {
    const found: Found<Meaning>[] = []
    const { word } = words[start]!
    const look = (phrases: readonly Phrase<Meaning>[] = []) => {
      for (const { steps, meaning } of phrases)
        for (const to of endsOf(steps, words, start, meant)) found.push({ meaning, from: start, to })
    }
    look(this.byWord.get(word))
    if (this.byBeginning.size > 0)
      for (let length = Math.min(word.length, LONGEST_BEGINNING); length > 0; length--)
        look(this.byBeginning.get(word.slice(0, length)))
    if (found.length === 0) for (const other of meant(start)) look(this.byWord.get(other))
    return found
  }
}

function stepOf(written: string): Step {
  const optional = written.endsWith('?')
  const step: Step = { exact: new Map(), begun: new Set(), optional, gap: written === '..' }
  if (step.gap) return step
  for (const choice of (optional ? written.slice(0, -1) : written).split('|')) {
    const [first, ...rest] = wordsOf(choice.replaceAll('_', ' '))
    if (first === undefined) continue
    if (choice.endsWith('*')) step.begun.add(first)
    else addTo(step.exact, first, rest)
  }
  return step
}

/** Where a phrase that begins at a word may end: the words after its last one. It stays within a sentence and its commas. */
function endsOf(steps: readonly Step[], words: readonly Word[], start: number, meant: Meant): Set<number> {
  let places = new Set([start])
  for (const [index, step] of steps.entries()) {
    const next = new Set<number>()
    for (const at of places) {
      if (step.optional) next.add(at)
      if (step.gap) for (const to of within(words, at)) next.add(to)
      else for (const to of pastStep(step, words, at, start, steps[index - 1]?.gap === true, meant)) next.add(to)
    }
    places = next
    if (places.size === 0) break
  }
  places.delete(start)
  return places
}

function within(words: readonly Word[], at: number): number[] {
  const reached = [at]
  for (let to = at; to < at + GAP && words[to] && words[to]!.after !== 'sentence'; to++) reached.push(to + 1)
  return reached
}

function pastStep(
  step: Step,
  words: readonly Word[],
  at: number,
  start: number,
  afterGap: boolean,
  meant: Meant,
): number[] {
  const word = words[at]
  if (!word || (at > start && (afterGap ? word.after === 'sentence' : word.after !== 'nothing'))) return []
  const rests = step.exact.get(word.word) ?? meant(at).flatMap((other) => step.exact.get(other) ?? [])
  const ends = rests.flatMap((rest) =>
    rest.every((one, index) => words[at + 1 + index]?.word === one && words[at + 1 + index]!.after === 'nothing')
      ? [at + 1 + rest.length]
      : [],
  )
  if (ends.length > 0) return ends
  for (const beginning of step.begun) if (word.word.startsWith(beginning)) return [at + 1]
  return []
}

function addTo<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
