import { type Word, wordsOfFolded } from './words.ts'

/** A place in a phrase: words of which one stands there. */
export interface Step {
  readonly exact: ReadonlySet<string>
  /** Choices of several words. */
  readonly longer: readonly (readonly string[])[]
  /** Beginnings of words. */
  readonly begun: readonly string[]
  readonly optional: boolean
  /** A few words of any kind. */
  readonly gap: boolean
}

/** What else each word may have been meant to be. */
export type Meant = (word: number) => readonly string[]

const GAP = 5

const NONE: readonly never[] = []
const GAP_STEP: Step = { exact: new Set(), longer: NONE, begun: NONE, optional: false, gap: true }

/** The same places stand in many phrases, and in the tables of many languages: each is read once. */
const read = new Map<string, Step>([['..', GAP_STEP]])

export function readStep(place: string): Step {
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

export function choicesOf(place: string): { choices: readonly string[]; optional: boolean } {
  const optional = place.endsWith('?')
  return { choices: (optional ? place.slice(0, -1) : place).split('|'), optional }
}

/**
 * The word after the longest way in which the rest of a phrase fits, or none (-1). It stays within a sentence and its
 * commas, which only a gap passes over.
 */
export function endOf(
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
