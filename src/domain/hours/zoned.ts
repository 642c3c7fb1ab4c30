/** A day as a calendar shows it. Months count from 1. */
export interface Day {
  readonly year: number
  readonly month: number
  readonly day: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** To make one takes longer than to ask it a thousand times. */
const CLOCKS = new Map<string, Intl.DateTimeFormat>()

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = CLOCKS.get(timeZone)
  if (known) return known
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  CLOCKS.set(timeZone, clock)
  return clock
}

export function isTimeZone(name: string): boolean {
  try {
    clockOf(name)
    return true
  } catch {
    return false
  }
}

/** What the clocks of a zone show at an instant, counted as if they stood in Greenwich. */
function shown(timeZone: string, at: number): number {
  const parts: Record<string, number> = {}
  for (const { type, value } of clockOf(timeZone).formatToParts(at)) parts[type] = Number(value)
  const { year, month, day, hour, minute, second } = parts
  return Date.UTC(year!, month! - 1, day, hour, minute, second)
}

/** How far the clocks of a zone are ahead of Greenwich. */
export const offsetAt = (timeZone: string, at: number) => shown(timeZone, at) - Math.floor(at / 1000) * 1000

export function dayAt(timeZone: string, at: number): Day {
  return dayOf(shown(timeZone, at))
}

/** As it is written on a clock of 24 hours. */
export function timeAt(timeZone: string, at: number): { readonly hour: number; readonly minute: string } {
  const date = new Date(shown(timeZone, at))
  return { hour: date.getUTCHours(), minute: String(date.getUTCMinutes()).padStart(2, '0') }
}

function dayOf(wall: number): Day {
  const date = new Date(wall)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const startOf = ({ year, month, day }: Day) => Date.UTC(year, month - 1, day)

export const addDays = (day: Day, days: number): Day => dayOf(startOf(day) + days * DAY)
export const daysBetween = (from: Day, to: Day): number => Math.round((startOf(to) - startOf(from)) / DAY)
/** 0 is Sunday. */
export const weekdayOf = (day: Day): number => new Date(startOf(day)).getUTCDay()
export const isoDay = (day: Day): string => new Date(startOf(day)).toISOString().slice(0, 10)

/**
 * When the clocks of a zone show so many minutes after midnight of a day. A time that comes twice is its first one; a
 * time that is left out, when clocks go forward or a whole day is skipped, is the moment they go on.
 */
export function instantOf(timeZone: string, day: Day, minutes: number): number {
  const wall = startOf(day) + minutes * MINUTE
  const offsets = [offsetAt(timeZone, wall - DAY), offsetAt(timeZone, wall + DAY)]
  const found = offsets.map((offset) => wall - offset).filter((at) => shown(timeZone, at) === wall)
  if (found.length > 0) return Math.min(...found)
  let before = wall - Math.max(...offsets) - HOUR
  let after = wall - Math.min(...offsets) + HOUR
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000
    if (shown(timeZone, middle) < wall) before = middle
    else after = middle
  }
  return after
}
