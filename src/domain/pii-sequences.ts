import { isDigit, isLetter } from './pii-fold.ts'

/** Digits with what people write between them: `(212) 555-0100`. */
export interface Sequence {
  readonly groups: readonly Group[]
  /** What stands between each group and the next. */
  readonly gaps: readonly string[]
  /** Where a plus stands before the first digit. */
  readonly plus: number | undefined
  /** Letters touch the first or the last digit: it is part of some code. */
  readonly gluedBefore: boolean
  readonly gluedAfter: boolean
}

export interface Group {
  readonly from: number
  readonly to: number
  readonly digits: string
}

const SEPARATORS = ' -.()/'
/** `) - ` and the like. */
const WIDEST_GAP = 4
/** The end of a sentence. */
const FULL_STOP = /^\. +$/
/** `212 555 0100 / 212 555 0101` are two, `030 / 1234567` is one. */
const SLASH = /^ +\/ +$/
const ENOUGH_BEFORE_SLASH = 8

export function sequencesOf(text: string): Sequence[] {
  const found: Sequence[] = []
  for (let at = 0; at < text.length; at++) {
    if (!isDigit(text[at])) continue
    const sequence = sequenceAt(text, at)
    found.push(sequence)
    at = sequence.groups.at(-1)!.to
  }
  return found
}

function sequenceAt(text: string, start: number): Sequence {
  const groups: Group[] = []
  const gaps: string[] = []
  let from = start
  let count = 0
  for (;;) {
    let to = from
    while (isDigit(text[to])) to++
    groups.push({ from, to, digits: text.slice(from, to) })
    let next = to
    while (next - to < WIDEST_GAP && next < text.length && SEPARATORS.includes(text[next]!)) next++
    const gap = text.slice(to, next)
    count += to - from
    if (gap === '' || !isDigit(text[next]) || FULL_STOP.test(gap)) break
    if (count >= ENOUGH_BEFORE_SLASH && SLASH.test(gap)) break
    gaps.push(gap)
    from = next
  }
  return {
    groups,
    gaps,
    plus: plusBefore(text, start),
    gluedBefore: isLetter(text[start - 1]),
    gluedAfter: isLetter(text[groups.at(-1)!.to]),
  }
}

/** Right before the first digit, or before a space or a bracket. */
function plusBefore(text: string, start: number): number | undefined {
  if (text[start - 1] === '+') return start - 1
  return (text[start - 1] === ' ' || text[start - 1] === '(') && text[start - 2] === '+' ? start - 2 : undefined
}

/** Some of the groups of a sequence, from one to another. */
export interface Stretch {
  readonly sequence: Sequence
  readonly first: number
  readonly last: number
  readonly digits: string
}

interface Bounds {
  readonly fewest: number
  readonly most: number
  readonly mostGroups?: number
}

/** All that begin with a group and have so many digits, the longest first. */
export function stretchesFrom(
  sequence: Sequence,
  first: number,
  { fewest, most, mostGroups = most }: Bounds,
): Stretch[] {
  const found: Stretch[] = []
  const end = Math.min(sequence.groups.length, first + mostGroups)
  let digits = ''
  for (let last = first; last < end; last++) {
    digits += sequence.groups[last]!.digits
    if (digits.length > most) break
    if (digits.length >= fewest) found.push({ sequence, first, last, digits })
  }
  return found.reverse()
}

export const groupsOf = ({ sequence, first, last }: Stretch): readonly string[] =>
  sequence.groups.slice(first, last + 1).map(({ digits }) => digits)

/** `3-3-4` */
export const shapeOf = (stretch: Stretch): string =>
  groupsOf(stretch)
    .map(({ length }) => length)
    .join('-')

export const innerGaps = ({ sequence, first, last }: Stretch): readonly string[] => sequence.gaps.slice(first, last)

/** How the stretch is set apart from digits that stand around it; none at the ends of the sequence. */
export const outerGaps = ({ sequence, first, last }: Stretch): readonly string[] =>
  [sequence.gaps[first - 1], sequence.gaps[last]].filter((gap) => gap !== undefined)

export const isYear = (digits: string): boolean => /^(?:19|20)\d\d$/.test(digits)

/** `2024-05-14`, `14.05.2024`, with a time behind it or not. */
export function beginsWithDate(groups: readonly string[]): boolean {
  const [one = '', two = '', three = ''] = groups
  const isSmall = (digits: string, most: number) => digits.length <= 2 && Number(digits) >= 1 && Number(digits) <= most
  if (isYear(one)) return isSmall(two, 12) && isSmall(three, 31)
  return isYear(three) && isSmall(one, 31) && isSmall(two, 31) && Math.min(Number(one), Number(two)) <= 12
}
