import { isAadhaar, isCard, isCnpj, isCpf, isCuit, isNir, isSsn, isSteuerId, isTcKimlik } from './pii-checksums.ts'
import { groupedPhone, internationalPhone, namedPhone } from './pii-phone.ts'
import {
  beginsWithDate,
  groupsOf,
  innerGaps,
  outerGaps,
  type Sequence,
  type Stretch,
  sequencesOf,
  shapeOf,
  stretchesFrom,
} from './pii-sequences.ts'
import { linksToPhone, type Named, nameIn } from './pii-words.ts'

export interface NumberFound {
  readonly kind: 'phone' | 'card' | 'national-id' | 'account'
  readonly from: number
  readonly to: number
}

interface NationalId {
  readonly digits: number
  /** How people write it apart; in one piece, or digit by digit, it is always taken. */
  readonly shapes: readonly string[]
  readonly check: (digits: string) => boolean
  /** One check digit or none: too little where something says that it is an order. */
  readonly weak?: boolean
  /** Never in one piece without a word for it. */
  readonly apart?: boolean
}

const NATIONAL_IDS: readonly NationalId[] = [
  { digits: 15, shapes: ['1-2-2-2-3-3-2', '13-2', '1-2-2-5-3-2', '1-2-2-2-6-2'], check: isNir },
  { digits: 14, shapes: ['2-3-3-4-2', '8-4-2', '12-2', '8-6'], check: isCnpj },
  { digits: 12, shapes: ['4-4-4'], check: isAadhaar, weak: true },
  { digits: 11, shapes: ['3-3-3-2', '9-2', '3-3-5'], check: isCpf },
  { digits: 11, shapes: ['2-8-1'], check: isCuit },
  { digits: 11, shapes: ['2-3-3-3', '3-3-3-2', '2-9'], check: isSteuerId },
  { digits: 11, shapes: ['3-3-3-2', '3-3-5', '3-4-4', '3-3-2-3'], check: isTcKimlik },
  { digits: 9, shapes: ['3-2-4'], check: isSsn, weak: true, apart: true },
]

const SHORTEST_ID = 9
const LONGEST_CARD = 19
const LONGEST_ACCOUNT = 34
const FEWEST_NAMED = { account: 8, 'national-id': 7 }
/** Below this no sequence is worth a look. */
const FEWEST_DIGITS = 6
/** So far before a number somebody says what it is. */
const LOOK_BACK = 40
/** "... and", "y", "oder": the next number is of the same kind. */
const CONNECTING = /^[^\p{L}\d]*(?:\p{L}{1,4}[^\p{L}\d]*)?$/u
const CURRENCY_BEFORE = /[$€£¥₹₺₽] ?$/
const CURRENCY_AFTER =
  /^ ?(?:[$€£¥₹₺₽%]|(?:usd|eur|euros?|gbp|brl|mxn|inr|ars|cop|clp|try|sar|aed|reais|pesos|rupees|dollars|d[oó]lares)(?![a-z]))/i
/** `ORD-`, `#` */
const CODE_BEFORE = /#\s?$|[\p{L}\d][-_]$/u

/** What is known of a sequence beside its digits. */
interface Surroundings {
  readonly named: Named | undefined
  /** Part of a link or a code. */
  readonly isCode: boolean
  readonly isLink: boolean
}

/** Phones, cards, ids and accounts among the digits of a folded text. Looks at each digit a limited number of times. */
export function findNumbers(text: string): NumberFound[] {
  const found: NumberFound[] = []
  const links = linksOf(text)
  let after = 0
  let before: Named | undefined
  for (const sequence of sequencesOf(text)) {
    const { from } = sequence.groups[0]!
    const enough = sequence.groups.length > FEWEST_DIGITS || countDigits(sequence) >= FEWEST_DIGITS
    if (enough) {
      const around = surroundingsOf(text, sequence, { after, before, isLink: links(from) })
      found.push(...numbersOf(text, sequence, around))
      before = around.named
    } else if (!CONNECTING.test(text.slice(Math.max(after, from - LOOK_BACK), from))) before = undefined
    after = sequence.groups.at(-1)!.to
  }
  return found
}

const countDigits = ({ groups }: Sequence) => groups.reduce((sum, { digits }) => sum + digits.length, 0)

function surroundingsOf(
  text: string,
  sequence: Sequence,
  { after, before, isLink }: { after: number; before: Named | undefined; isLink: boolean },
): Surroundings {
  const start = sequence.plus ?? sequence.groups[0]!.from
  const from = Math.max(after, start - LOOK_BACK)
  const said = text.slice(from, start)
  const line = said.slice(said.lastIndexOf('\n') + 1)
  if (linksToPhone(line)) return { named: 'phone', isCode: false, isLink: false }
  const goesOn = after > 0 && from === after && (before === 'phone' || before === 'account') && CONNECTING.test(said)
  const named = nameIn(line) ?? (goesOn ? before : undefined)
  const end = sequence.groups.at(-1)!.to
  const isAmount = CURRENCY_BEFORE.test(line) || CURRENCY_AFTER.test(text.slice(end, end + 12))
  return {
    named: isAmount ? 'amount' : named,
    isCode: named !== 'phone' && (CODE_BEFORE.test(line) || sequence.gluedBefore || sequence.gluedAfter),
    isLink,
  }
}

function numbersOf(text: string, sequence: Sequence, around: Surroundings): NumberFound[] {
  const found: NumberFound[] = []
  for (let first = 0; first < sequence.groups.length; ) {
    const hit = hitAt(text, sequence, first, around)
    if (hit) found.push({ kind: hit.kind, ...boundsOf(text, hit.stretch) })
    first = hit ? hit.stretch.last + 1 : first + (beginsWithDate(digitsFrom(sequence, first)) ? 3 : 1)
  }
  return found
}

const digitsFrom = ({ groups }: Sequence, first: number) => groups.slice(first, first + 3).map(({ digits }) => digits)

interface Hit {
  readonly kind: NumberFound['kind']
  readonly stretch: Stretch
}

function hitAt(text: string, sequence: Sequence, first: number, around: Surroundings): Hit | undefined {
  const as = (kind: Hit['kind'], stretch: Stretch | undefined): Hit | undefined => stretch && { kind, stretch }
  const { named, isCode, isLink } = around
  const begins = first === 0
  const stretches = stretchesFrom(sequence, first, { fewest: SHORTEST_ID, most: LONGEST_CARD })
  if (begins && sequence.plus !== undefined) {
    const phone = internationalPhone(sequence)
    if (phone) return as('phone', phone)
  }
  const card = stretches.find((one) => isCardShape(one) && isCard(one.digits))
  if (card) return as('card', card)
  if (isLink) return undefined
  if (named === 'phone' && (begins || sequence.groups[first]!.digits.length >= 4)) {
    const phone = namedPhone(sequence, first)
    if (phone) return as('phone', phone)
  }
  if (begins && (named === 'account' || named === 'national-id')) {
    const whole = namedNumber(sequence, named)
    if (whole) return as(named, whole)
  }
  const touches = (begins && sequence.gluedBefore) || sequence.gluedAfter
  if (touches && named !== 'phone') return undefined
  const isOther = named === 'reference' || named === 'amount' || (begins && isCode)
  const id = stretches.find((one) => isNationalId(one, isOther))
  if (id) return as('national-id', id)
  if (begins && !isOther) {
    const phone = internationalPhone(sequence)
    if (phone) return as('phone', phone)
  }
  const grouped = begins && isOther ? undefined : groupedPhone(text, sequence, first)
  return grouped && (!isOther || isMarkedOff(grouped)) ? as('phone', grouped) : undefined
}

/** `order 22 212-555-0100`: what is written in another way is no part of the order's number. */
function isMarkedOff(stretch: Stretch): boolean {
  const inner = innerGaps(stretch)
  return outerGaps(stretch).every((gap) => !inner.includes(gap))
}

const isDigitByDigit = (stretch: Stretch): boolean =>
  stretch.last - stretch.first + 1 === stretch.digits.length && stretch.last > stretch.first

function isCardShape(stretch: Stretch): boolean {
  if (stretch.digits.length < 13) return false
  const groups = groupsOf(stretch)
  const isInGroups = groups.every(({ length }, at) => length >= 3 || at === groups.length - 1)
  return isInGroups || isDigitByDigit(stretch) || (groups.length === 8 && groups.every(({ length }) => length === 2))
}

function isNationalId(stretch: Stretch, isOther: boolean): boolean {
  return NATIONAL_IDS.some(({ digits, shapes, check, weak, apart }) => {
    if (stretch.digits.length !== digits || (isOther && weak)) return false
    const isWhole = stretch.first === stretch.last && !apart
    return (isWhole || isDigitByDigit(stretch) || shapes.includes(shapeOf(stretch))) && check(stretch.digits)
  })
}

/** "Account number 12345678": its name is all there is to tell it by. */
function namedNumber(sequence: Sequence, named: 'account' | 'national-id'): Stretch | undefined {
  const [whole] = stretchesFrom(sequence, 0, { fewest: FEWEST_DIGITS, most: LONGEST_ACCOUNT })
  if (!whole || beginsWithDate(groupsOf(whole))) return undefined
  const isSortCode = named === 'account' && shapeOf(whole) === '2-2-2'
  return isSortCode || whole.digits.length >= FEWEST_NAMED[named] ? whole : undefined
}

/** With its plus and the bracket that it begins with. */
function boundsOf(text: string, { sequence, first, last }: Stretch): { from: number; to: number } {
  const { from } = sequence.groups[first]!
  const { to } = sequence.groups[last]!
  if (first === 0 && sequence.plus !== undefined) return { from: sequence.plus, to }
  const opens = text[from - 1] === '(' && text.slice(from, to).includes(')')
  return { from: opens ? from - 1 : from, to }
}

/** Tells whether a place is inside a link. Asked in rising order. */
function linksOf(text: string): (at: number) => boolean {
  if (!text.includes('://') && !/www\./i.test(text)) return () => false
  const spans = [...text.matchAll(/\S+/g)]
    .filter(({ 0: word }) => word.includes('://') || /^\W?www\./i.test(word))
    .map(({ index, 0: word }) => ({ from: index, to: index + word.length }))
  let next = 0
  return (at) => {
    while (next < spans.length && spans[next]!.to <= at) next++
    const span = spans[next]
    return span !== undefined && span.from <= at
  }
}

/** Every number in a text, whatever it is: to recognise one again that is written in another way. */
export function digitsIn(text: string): string[] {
  return sequencesOf(text).flatMap(({ groups }) => {
    const all = groups.map(({ digits }) => digits)
    return [...all, all.join('')].filter(({ length }) => length >= FEWEST_DIGITS && length <= LONGEST_ACCOUNT)
  })
}
