import { addDays, type Day, dayAt, instantOf, isoDay, weekdayOf } from './zoned.ts'

/** In minutes after midnight. One that ends at or before its beginning lasts over midnight. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** When people of the business answer. */
export interface Hours {
  readonly timeZone: string
  /** Sunday first. */
  readonly week: readonly (readonly Span[])[]
  /** Days that are unlike the others, by `2026-12-24`, or `12-25` for every year; without spans they are closed. */
  readonly holidays: Readonly<Record<string, readonly Span[]>>
}

const WHOLE_DAY = 24 * 60
/** So far ahead an opening is looked for. */
const MOST_DAYS = 400

interface Stretch {
  readonly from: number
  readonly to: number
}

/** A day of its own wins over a day of every year, and both over the week. */
function spansOf({ week, holidays }: Hours, day: Day): readonly Span[] {
  const date = isoDay(day)
  return holidays[date] ?? holidays[date.slice(5)] ?? week[weekdayOf(day)] ?? []
}

function* stretches(hours: Hours, from: number): Generator<Stretch> {
  const { timeZone } = hours
  // What began yesterday may last until today.
  const first = addDays(dayAt(timeZone, from), -1)
  let ended = from
  for (let index = 0; index <= MOST_DAYS; index++) {
    const day = addDays(first, index)
    for (const span of spansOf(hours, day)) {
      const to = span.to > span.from ? span.to : span.to + WHOLE_DAY
      const began = Math.max(instantOf(timeZone, day, span.from), ended)
      ended = Math.max(ended, to >= WHOLE_DAY ? over(timeZone, day, to) : instantOf(timeZone, day, to))
      if (ended > began) yield { from: began, to: ended }
    }
  }
}

const over = (timeZone: string, day: Day, to: number) => instantOf(timeZone, addDays(day, 1), to - WHOLE_DAY)

export function isOpen(hours: Hours | undefined, at: number): boolean {
  return !hours || opensNext(hours, at) === at
}

/** This very moment where it is open; undefined where nothing opens within a year. */
export function opensNext(hours: Hours, at: number): number | undefined {
  for (const { from } of stretches(hours, at)) return from
  return undefined
}

/** When so much time has passed in which it was open. Where nothing opens, time passes as on any clock. */
export function afterOpen(hours: Hours | undefined, from: number, ms: number): number {
  if (!hours) return from + ms
  let left = ms
  for (const stretch of stretches(hours, from)) {
    const lasts = stretch.to - stretch.from
    if (left < lasts) return stretch.from + left
    // An end is still its own: what is due at closing time is not put off until the next day.
    if (left === lasts) return stretch.to
    left -= lasts
  }
  return from + ms
}

/** So much of the time was open. */
export function openBetween(hours: Hours | undefined, from: number, to: number): number {
  if (!hours) return to - from
  let open = 0
  for (const stretch of stretches(hours, from)) {
    if (stretch.from >= to) break
    open += Math.min(stretch.to, to) - stretch.from
  }
  return open
}

/** `9:00-14:00, 16:00-19:30`, or `closed`. Undefined is none of them. */
export function spansIn(written: string): readonly Span[] | undefined {
  const text = written.trim().toLowerCase()
  if (text === 'closed') return []
  const spans = text.split(',').map(spanIn)
  if (spans.some((span) => span === undefined)) return undefined
  return (spans as Span[]).toSorted((one, other) => one.from - other.from)
}

function spanIn(written: string): Span | undefined {
  const [, fromHour, fromMinute = '0', toHour, toMinute = '0'] =
    /^\s*(\d{1,2})(?::(\d\d))?\s*[-–]\s*(\d{1,2})(?::(\d\d))?\s*$/.exec(written) ?? []
  if (fromHour === undefined || toHour === undefined) return undefined
  const from = Number(fromHour) * 60 + Number(fromMinute)
  const to = Number(toHour) * 60 + Number(toMinute)
  const isTime = from < WHOLE_DAY && to <= WHOLE_DAY && Number(fromMinute) < 60 && Number(toMinute) < 60
  return isTime && from !== to ? { from, to } : undefined
}

/** Where one of them begins before the one before it ends; only the last may last over midnight. */
export function overlap(spans: readonly Span[]): boolean {
  return spans.some((span, index) => {
    const next = spans[index + 1]
    return next !== undefined && (span.to <= span.from || next.from < span.to)
  })
}
