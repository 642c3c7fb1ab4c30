import { numbersOf } from '../pii.ts'
import { AMOUNT } from './details.ts'
import { plain } from './readable.ts'

/** Small numbers in words, as people count: what stands as `2` or `2nd` in one text may stand as a word in the other. */
const COUNTED: readonly (readonly string[])[] = [
  ['one', 'first', 'un', 'una', 'primera', 'um', 'uma', 'ein', 'eine', 'erste', 'une', 'ek', 'एक', 'واحد', 'اول'],
  [
    'two',
    'second',
    'twice',
    'dos',
    'segunda',
    'segundo',
    'dois',
    'duas',
    'zwei',
    'zweite',
    'zweimal',
    'doppelt',
    'deux',
    'deuxieme',
    'do',
    'dusri',
    'doosri',
    'दो',
    'दूसरी',
    'दूसरा',
    'ثاني',
    'ثانيه',
    'الثانيه',
    'مرتين',
    'يومين',
  ],
  [
    'three',
    'third',
    'tres',
    'tercera',
    'terceira',
    'drei',
    'dritte',
    'trois',
    'troisieme',
    'teen',
    'teesri',
    'तीन',
    'तीसरी',
    'ثالث',
    'ثلاثه',
    'الثالثه',
  ],
  ['four', 'fourth', 'cuatro', 'quatro', 'vier', 'quatre', 'char', 'चार', 'اربعه'],
  ['five', 'fifth', 'cinco', 'funf', 'cinq', 'paanch', 'पांच', 'पाँच', 'خمسه'],
  ['six', 'seis', 'sechs', 'छह', 'سته'],
  ['seven', 'siete', 'sete', 'sieben', 'sept', 'saat', 'सात', 'سبعه'],
  ['eight', 'ocho', 'oito', 'acht', 'huit', 'आठ', 'ثمانيه'],
  ['nine', 'nueve', 'nove', 'neun', 'neuf', 'नौ', 'تسعه'],
  ['ten', 'diez', 'dez', 'zehn', 'dix', 'das', 'दस', 'عشره'],
]
const COUNTS: ReadonlyMap<string, string> = new Map(
  COUNTED.flatMap((words, index) => words.map((word) => [plain(word), String(index + 1)] as const)),
)

/** `$`, `5 thousand dollars`: what is said of money in words needs its evidence too. */
const SPELLED = /(?<!\p{L})(?:hundred|thousand|million|cientos|mil|tausend|hundert|mille|hazaar|lakh)(?!\p{L})/gu

const ARABIC = '٠١٢٣٤٥٦٧٨٩'
const DEVANAGARI = '०१२३४५६७८९'
const digits = (text: string) =>
  text
    .replaceAll(/[٠-٩]/g, (digit) => String(ARABIC.indexOf(digit)))
    .replaceAll(/[०-९]/g, (digit) => String(DEVANAGARI.indexOf(digit)))

/** `5,000.00` and `5.000` as `5000`. */
function amountOf(written: string): string {
  const bare = written.replaceAll(/[^\d.,]/g, '').replace(/[.,]+$/, '')
  const [, whole = bare, cents] = /^(.*?)(?:[.,](\d{1,2}))?$/.exec(bare) ?? []
  const units = whole.replaceAll(/[.,]/g, '')
  return cents === undefined || /^0+$/.test(cents) ? units : `${units}.${cents}`
}

const TOKEN = /[\p{L}\p{M}\d#][\p{L}\p{M}\d#._/:,@+-]*/gu
const UNIT = /^(\d+)[-_]?(?:st|nd|rd|th|am|pm|h|hrs?|hours?|d|days?|weeks?|min|x|kg|g|km|m|cm|er|te|º|ª|o|a)$/
const tidy = (token: string) => token.replaceAll(/^#+|[._/:,@+-]+$/g, '')
const squeezed = (token: string) => token.replaceAll(/[#_-]/g, '')

/** What exact things a text says. */
interface Exact {
  readonly amounts: readonly string[]
  /** Order numbers and whatever else mixes letters and digits. */
  readonly codes: readonly string[]
  readonly numbers: readonly string[]
  readonly spelled: readonly string[]
}

function exactIn(written: string): Exact {
  const text = plain(digits(written))
  const amounts = [...text.matchAll(AMOUNT)].map(([found]) => amountOf(found))
  const rest = text.replaceAll(AMOUNT, ' ')
  const codes: string[] = []
  const numbers: string[] = []
  for (const [found] of rest.matchAll(TOKEN)) {
    const token = tidy(found)
    if (!/\d/.test(token)) continue
    const unit = UNIT.exec(token)
    if (unit) numbers.push(unit[1]!)
    else if (/\p{L}/u.test(token)) codes.push(squeezed(token))
    else
      numbers.push(
        ...(/^[\d.,]+$/.test(token) && !/\..*\./.test(token) ? [amountOf(token)] : token.split(/\D+/).filter(Boolean)),
      )
  }
  return { amounts, codes, numbers, spelled: [...text.matchAll(SPELLED)].map(([found]) => found) }
}

/** Whether a text says something exact at all. */
export function isExact(text: string): boolean {
  const { amounts, codes, numbers, spelled } = exactIn(text)
  return amounts.length + codes.length + numbers.length + spelled.length > 0
}

/** Whether a text speaks of a sum. */
export const namesMoney = (text: string) => {
  const { amounts, spelled } = exactIn(text)
  return amounts.length + spelled.length > 0
}

export type Support = (text: string) => boolean

/** Says of a text whether all that is exact in it stands in these sources. */
export function supportOf(sources: readonly string[]): Support {
  const sums = new Set<string>()
  const codes = new Set<string>()
  const parts = new Set<string>()
  const spelled = new Set<string>()
  for (const source of sources) {
    const exact = exactIn(source)
    for (const one of [...exact.amounts, ...exact.numbers]) sums.add(one)
    for (const code of exact.codes) {
      codes.add(code)
      for (const part of code.split(/\D+/)) if (part) parts.add(part)
    }
    for (const number of plain(digits(source)).match(/\d+/g) ?? []) parts.add(number)
    for (const number of numbersOf(source)) sums.add(number)
    for (const word of plain(source).split(/[^\p{L}\p{M}]+/u)) {
      const counted = COUNTS.get(word)
      if (counted) parts.add(counted)
    }
    for (const word of exact.spelled) spelled.add(word)
  }
  return (text) => {
    const exact = exactIn(text)
    return (
      exact.amounts.every((amount) => sums.has(amount)) &&
      exact.codes.every((code) => codes.has(code)) &&
      exact.numbers.every((number) => sums.has(number) || parts.has(number)) &&
      exact.spelled.every((word) => spelled.has(word))
    )
  }
}
