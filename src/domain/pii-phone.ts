import { isBarcode } from './pii-checksums.ts'
import {
  beginsWithDate,
  groupsOf,
  innerGaps,
  isYear,
  outerGaps,
  type Sequence,
  type Stretch,
  shapeOf,
  stretchesFrom,
} from './pii-sequences.ts'

/** E.164 */
const MOST_DIGITS = 15
const FEWEST_DIGITS = 8

/** How many digits numbers of a country have with its code, where that tells the number from what is written after it. */
const LONGEST: readonly (readonly [code: string, digits: number])[] = [
  ['1', 11],
  ['7', 11],
  ['20', 12],
  ['27', 11],
  ['33', 11],
  ['34', 11],
  ['44', 12],
  ['51', 11],
  ['52', 13],
  ['54', 13],
  ['55', 13],
  ['56', 11],
  ['57', 12],
  ['61', 11],
  ['90', 12],
  ['91', 12],
  ['351', 12],
  ['966', 12],
  ['971', 12],
]

const COUNTRY = /^(?:1|7|2[07]|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58]|[2-9]\d\d)/

/** `+44 (0)20 7946 0018`: with a plus or two zeros before it nothing else can be meant. */
export function internationalPhone(sequence: Sequence): Stretch | undefined {
  const { groups, gaps, plus } = sequence
  const zeros = groups[0]!.digits.startsWith('00') ? 2 : 0
  if (plus === undefined && zeros === 0) return undefined
  const written = groups[0]!.digits.slice(zeros) + (groups[1]?.digits ?? '')
  if (!COUNTRY.test(written)) return undefined
  const trunk = gaps.some((gap, at) => gap.endsWith('(') && groups[at + 1]!.digits === '0') ? 1 : 0
  const usual = LONGEST.find(([code]) => written.startsWith(code))?.[1] ?? MOST_DIGITS
  const fits = (most: number) =>
    stretchesFrom(sequence, 0, { fewest: FEWEST_DIGITS + zeros, most: most + zeros + trunk })[0]
  const found = fits(usual) ?? fits(MOST_DIGITS)
  if (!found || plus !== undefined) return found
  // Without a plus it may be a number that was filled up with zeros.
  const isAlone = found.first === found.last
  return found.digits.length < 11 || (isAlone && (found.digits.length < 12 || isBarcode(found.digits)))
    ? undefined
    : found
}

/** Whatever stands after "call me": there the form matters less. */
export function namedPhone(sequence: Sequence, first: number): Stretch | undefined {
  const alone = sequence.groups[first]!.digits
  const most = alone.length >= FEWEST_DIGITS ? alone.length : 13
  if (most > MOST_DIGITS) return undefined
  const [found] = stretchesFrom(sequence, first, { fewest: FEWEST_DIGITS, most })
  if (!found) return undefined
  const groups = groupsOf(found)
  return beginsWithDate(groups) || isTimes(groups) || isDecimal(found) || groups.every(isYear) ? undefined : found
}

/** How numbers are grouped where they are at home, and how they then begin. */
const SHAPES = new Map<string, RegExp>([
  ['3-3-4', /^[1-9]/],
  ['3-7', /^[2-9]/],
  ['1-3-3-4', /^1/],
  ['1-3-7', /^1[2-9]/],
  ['3-3-3', /^[5-9]/],
  ['3-2-2-2', /^[5-9]/],
  ['3-3-2-2', /^[2-9]/],
  ['2-3-2-2', /^[2-9]/],
  ['5-5', /^[6-9]/],
  ['2-5-4', /^[1-9]{2}/],
  ['2-4-4', /^[1-9]/],
  ['2-9', /^[1-9]{2}9/],
  ['3-4-4', /^[1-9]/],
  ['4-3-3', /^1[38]00/],
  ['4-3-4', /^1[38]00/],
  ['2-2-5-4', COUNTRY],
  ['2-2-4-4', COUNTRY],
  ['2-2-9', COUNTRY],
  ['2-1-2-4-4', COUNTRY],
  ['2-3-3-4', COUNTRY],
  ['2-3-3-3', COUNTRY],
  ['2-3-2-2-2', COUNTRY],
  ['2-3-3-2-2', COUNTRY],
  ['2-1-2-2-2-2', COUNTRY],
  ['2-5-5', COUNTRY],
  ['2-10', COUNTRY],
  ['3-9', /^(?:2|3[578]|42|5[09]|6[7-9]|8[05]|9[6-9])/],
  ['3-3-3-3', /^(?:2|3[578]|42|5[09]|6[7-9]|8[05]|9[6-9])/],
  ['3-2-3-4', /^(?:2|3[578]|42|5[09]|6[7-9]|8[05]|9[6-9])/],
])

/** `54 9 11 12 34 56` */
const MOST_GROUPS = 6

/** Nothing says that it is a phone, but it looks like one and like nothing else. */
export function groupedPhone(text: string, sequence: Sequence, first: number): Stretch | undefined {
  return stretchesFrom(sequence, first, { fewest: 9, most: 13, mostGroups: MOST_GROUPS }).find(
    (stretch) =>
      stretch.last > first &&
      isSetApart(stretch) &&
      !looksOtherwise(stretch) &&
      (isHome(stretch) || isInBrackets(text, stretch) || isTrunk(stretch)),
  )
}

/** The list "38 39 40 41 42" must not hide a phone in its middle, a phone before "2 pizzas" must be seen. */
const MOST_AROUND = 3

function isSetApart(stretch: Stretch): boolean {
  const { groups } = stretch.sequence
  const around = [
    ...groups.slice(Math.max(0, stretch.first - 4), stretch.first),
    ...groups.slice(stretch.last + 1, stretch.last + 5),
  ]
  if (around.reduce((sum, { digits }) => sum + digits.length, 0) <= MOST_AROUND) return true
  const inner = innerGaps(stretch)
  return outerGaps(stretch).every((gap) => !inner.includes(gap))
}

function looksOtherwise(stretch: Stretch): boolean {
  const groups = groupsOf(stretch)
  return (
    beginsWithDate(groups) ||
    isDecimal(stretch) ||
    isTimes(groups) ||
    isThousandsOrAddress(stretch) ||
    groups.filter(isYear).length > 1
  )
}

function isHome(stretch: Stretch): boolean {
  if (innerGaps(stretch).some((gap) => gap.includes('/'))) return false
  return (
    SHAPES.get(shapeOf(stretch))?.test(stretch.digits) === true && !groupsOf(stretch).every((one) => one.endsWith('0'))
  )
}

/** `(212) 555-0100` */
function isInBrackets(text: string, stretch: Stretch): boolean {
  const { groups } = stretch.sequence
  const area = groups[stretch.first]!
  const closes = stretch.sequence.gaps[stretch.first]!.startsWith(')')
  return (
    closes &&
    text[area.from - 1] === '(' &&
    area.digits.length >= 2 &&
    area.digits.length <= 5 &&
    !isYear(area.digits) &&
    stretch.digits.length >= 9
  )
}

/** `020 7946 0018`, `06 12 34 56 78`: the zero before numbers inside a country. */
function isTrunk(stretch: Stretch): boolean {
  const groups = groupsOf(stretch)
  const gaps = innerGaps(stretch)
  const { digits } = stretch
  if (!/^0[1-9]/.test(digits) || digits.length < 9 || digits.length > 13 || groups.length > 5) return false
  if (groups[0]!.length > 5 || (groups[0]!.length === 1 && groups.length < 4)) return false
  if (gaps.slice(1).some((gap) => gap.includes('/')) || groups.slice(1).some((one) => one.length === 1)) return false
  if (gaps[0] === '-' && groups.some(isYear)) return false
  const isPairs = groups.every(({ length }) => length === 2)
  return !isPairs || (groups.length === 5 && gaps.every((gap) => gap === gaps[0]))
}

/** `40.712776` */
const isDecimal = (stretch: Stretch): boolean => innerGaps(stretch).join() === '.'

/** `09.00-18.00` */
const isTimes = (groups: readonly string[]): boolean =>
  groups.length % 2 === 0 &&
  groups.every((one, at) => one.length <= 2 && (at % 2 === 0 ? Number(one) <= 24 : /^(?:00|15|30|45)$/.test(one)))

/** `12.345.678`, `192.168.10.20` */
function isThousandsOrAddress(stretch: Stretch): boolean {
  if (!innerGaps(stretch).every((gap) => gap === '.')) return false
  const groups = groupsOf(stretch)
  return (
    groups.slice(1).every(({ length }) => length === 3) ||
    (groups.length === 4 && groups.every((one) => Number(one) < 256))
  )
}
