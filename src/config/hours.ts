import { type Hours, overlap, type Span, spansIn } from '../domain/hours/hours.ts'
import { isTimeZone } from '../domain/hours/zoned.ts'
import { camel } from './entries.ts'
import { inWords } from './faults.ts'
import { nearest } from './nearest.ts'
import { written } from './values.ts'

/** Where it is wrong, below the hours themselves. */
type Told = (inside: string, problem: string, cure: string) => void

/** Sunday first, as calendars of machines count. */
const DAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const
const SEVERAL: Readonly<Record<string, readonly number[]>> = {
  everyDay: [0, 1, 2, 3, 4, 5, 6],
  weekdays: [1, 2, 3, 4, 5],
  weekend: [0, 6],
}
const KNOWN = ['timeZone', ...Object.keys(SEVERAL), ...DAYS, 'holidays']

const SPANS_CURE = 'Write times of the day: "9:00-14:00, 16:00-19:00", over midnight "22:00-6:00", or closed.'
const DATE_CURE = 'Write the date as 2026-12-24, or 12-25 for every year.'
const MOST_SPANS = 8
const MOST_HOLIDAYS = 400

/** Hours as they are written: `{timeZone: Europe/Madrid, weekdays: "9:00-18:00", holidays: [12-25]}`. */
export function hoursOf(given: object, told: Told): Hours | undefined {
  const block: Record<string, unknown> = Object.fromEntries(
    Object.entries(given).map(([key, value]) => [camel(key), value]),
  )
  for (const key of Object.keys(block)) {
    if (KNOWN.includes(key)) continue
    const guess = nearest(key, KNOWN)
    told(`.${key}`, 'is not a setting of Wabaton.', guess ? `Did you mean ${guess}?` : `Known here: ${inWords(KNOWN)}.`)
  }
  const timeZone = zoneOf(block.timeZone, told)
  const week: (readonly Span[])[] = DAYS.map(() => [])
  for (const [key, days] of Object.entries(SEVERAL)) {
    if (!(key in block)) continue
    const spans = spansOf(block[key], `.${key}`, told)
    for (const day of days) week[day] = spans
  }
  for (const [day, name] of DAYS.entries()) if (name in block) week[day] = spansOf(block[name], `.${name}`, told)
  const namesDay = [...Object.keys(SEVERAL), ...DAYS].some((key) => key in block)
  if (!namesDay)
    told('', 'does not say when it is open.', 'Write days under it: weekdays: "9:00-18:00", saturday: "10:00-14:00".')
  const holidays = holidaysOf(block.holidays, told)
  return timeZone === undefined ? undefined : { timeZone, week, holidays }
}

function zoneOf(given: unknown, told: Told): string | undefined {
  const name = written(given)
  // An offset does not know of daylight saving: it would be an hour off for half of the year.
  if (/^[A-Z]/i.test(name) && isTimeZone(name)) return name
  const zones = Intl.supportedValuesOf('timeZone')
  const guess = nearest(name, zones) ?? zones.find((zone) => zone.endsWith(`/${name.replaceAll(' ', '_')}`))
  const cure = guess && name ? `Did you mean ${guess}?` : 'Write the name of a time zone: Europe/Madrid.'
  told('.timeZone', name ? 'is not a time zone.' : 'is not set.', cure)
  return undefined
}

function spansOf(given: unknown, inside: string, told: Told): readonly Span[] {
  if (given === null || given === false) return []
  const text = Array.isArray(given) ? given.map(written).join(',') : written(given)
  const spans = spansIn(text)
  if (!spans) told(inside, 'is not a time of the day.', SPANS_CURE)
  else if (spans.length > MOST_SPANS) told(inside, `has ${spans.length} spans.`, `Keep ${MOST_SPANS} at most.`)
  else if (overlap(spans))
    told(inside, 'has spans that lie over each other.', 'Let each begin after the one before it.')
  return spans ?? []
}

function holidaysOf(given: unknown, told: Told): Hours['holidays'] {
  if (given === undefined || given === null) return {}
  const closed = (dates: readonly unknown[]) => dates.map((date) => [written(date), 'closed'] as const)
  const days: readonly (readonly [string, unknown])[] =
    typeof given === 'object' && !Array.isArray(given)
      ? Object.entries(given)
      : closed(Array.isArray(given) ? given : written(given).split(','))
  if (days.length > MOST_HOLIDAYS) told('.holidays', `has ${days.length} days.`, `Keep ${MOST_HOLIDAYS} at most.`)
  const holidays: Record<string, readonly Span[]> = {}
  for (const [name, spans] of days) {
    const date = name.trim()
    if (isDate(date)) holidays[date] = spansOf(spans, `.holidays.${date}`, told)
    else told('.holidays', 'holds something that is no date.', DATE_CURE)
  }
  return holidays
}

/** In a leap year: the 29th of February is a day of every year that has it. */
function isDate(date: string): boolean {
  if (!/^(\d{4}-)?\d\d-\d\d$/.test(date)) return false
  const whole = date.length === 5 ? `2028-${date}` : date
  const at = Date.parse(`${whole}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 10) === whole
}
