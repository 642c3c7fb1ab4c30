import { DOUBTFUL, IN_TIME, MONTH, MONTHS } from './months.ts'

/** A date as a question gives it: a day with or without its year, or a month with or without its year. */
export interface Dated {
  readonly year?: number
  readonly month: number
  readonly day?: number
}

const DAY_MS = 86_400_000
const ORDINAL = '(?:st|nd|rd|th|er|o|ª|º)?'
const YEAR = '(?:[\\s,.]{1,2}(?:of |de |del |do )?((?:19|20)\\d\\d))?'
const APART = '(?<![\\p{L}\\p{N}])'
const ENDS = '(?![\\p{L}\\p{N}])'
const DAY_FIRST = new RegExp(
  `${APART}(\\d{1,2})${ORDINAL}[.\\s]{1,2}(?:of |de |do |du )?(${MONTH})${ENDS}${YEAR}`,
  'gu',
)
const MONTH_FIRST = new RegExp(`${APART}(${MONTH})\\.?\\s(?:the )?(\\d{1,2})${ORDINAL}(?![\\p{L}\\p{N}])${YEAR}`, 'gu')
const MONTH_ALONE = new RegExp(`(?:${APART}(${IN_TIME})\\s)?${APART}(${MONTH})${ENDS}${YEAR}`, 'gu')
const ISO = /(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/g
const NUMBERS = /(?<![\d.,/-])(\d{1,2})([./-])(\d{1,2})(\2(?:(?:19|20)\d\d|\d\d)?)?(?![\d/-])/g
const CENTURY = 2000

/** All dates and months in a folded question, but for people called so. Where day and month may be either, both are meant. */
export function datesIn(question: string, isName: (word: string) => boolean = () => false): readonly Dated[] {
  const dates: Dated[] = []
  const add = (day: number, month: number, year: number | undefined) => {
    if (month >= 1 && month <= 12 && day >= 1 && day <= 31)
      dates.push({ month, day, ...(year !== undefined && { year }) })
  }
  let rest = question
  const take = (pattern: RegExp, found: (groups: readonly (string | undefined)[]) => void) => {
    rest = rest.replaceAll(pattern, (...match) => {
      found(match.slice(1))
      return ' '
    })
  }
  take(ISO, ([year, month, day]) => add(Number(day), Number(month), Number(year)))
  take(DAY_FIRST, ([day, month, year]) => add(Number(day), MONTHS.get(month!)!, numberOf(year)))
  take(MONTH_FIRST, ([month, day, year]) => add(Number(day), MONTHS.get(month!)!, numberOf(year)))
  take(NUMBERS, ([one, between, other, tail = '']) => {
    // "1-2" is a range, "3.5" a price, and "24/7" always, unless a year or the dot of a date follows.
    if (tail === '' && (between !== '/' || `${one}/${other}` === '24/7')) return
    const year = tail.slice(1)
    const full = year === '' ? undefined : year.length === 2 ? CENTURY + Number(year) : Number(year)
    add(Number(one), Number(other), full)
    if (one !== other && between !== '.') add(Number(other), Number(one), full)
  })
  take(MONTH_ALONE, ([placed, name, year]) => {
    if ((DOUBTFUL.has(name!) || isName(name!)) && placed === undefined && year === undefined) return
    dates.push({ month: MONTHS.get(name!)!, ...(year !== undefined && { year: Number(year) }) })
  })
  return dates
}

const numberOf = (year: string | undefined) => (year === undefined ? undefined : Number(year))

/** How close a time is to the nearest of these, 0 to 1. */
export function closeness(at: number, dates: readonly Dated[]): number {
  let closest = 0
  for (const date of dates) closest = Math.max(closest, closenessTo(at, date))
  return closest
}

function closenessTo(at: number, { year, month, day }: Dated): number {
  if (day !== undefined && year !== undefined) {
    const days = Math.abs(at - middleOf(year, month, day)) / DAY_MS
    return days <= 1.5 ? 1 : days <= 8 ? 0.6 : days <= 20 ? 0.25 : 0
  }
  const own = new Date(at)
  if (day !== undefined) {
    for (const near of [own.getUTCFullYear() - 1, own.getUTCFullYear(), own.getUTCFullYear() + 1])
      if (Math.abs(at - middleOf(near, month, day)) / DAY_MS <= 1.5) return 1
  }
  if (own.getUTCMonth() + 1 === month && (year === undefined || own.getUTCFullYear() === year))
    return day === undefined ? 1 : 0.4
  const next = month === 12 ? 1 : month + 1
  const inYear = year === undefined || own.getUTCFullYear() === (month === 12 ? year + 1 : year)
  return own.getUTCMonth() + 1 === next && inYear && own.getUTCDate() <= 12 ? 0.5 : 0
}

/** Noon: nobody says in which place the day was meant. */
const middleOf = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day, 12)
