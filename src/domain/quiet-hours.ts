import { offsetAt } from './hours/zoned.ts'

/** In minutes after midnight, by the clock on the wall of whoever is written to. One that ends before its beginning lasts over midnight. */
export interface QuietMinutes {
  readonly from: number
  readonly to: number
}

interface Stretch {
  readonly from: number
  readonly to: number
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Holds two whole days of every zone, of which clocks change on one at most. */
const HORIZON = 75 * HOUR

/**
 * When somebody may be written to: now, or as soon as it is not quiet in any of their zones. Where no moment suits all
 * zones of a country, the moments count that suit most of them.
 */
export function nextAllowed({
  from,
  to,
  zones,
  now,
}: QuietMinutes & { readonly zones: readonly string[]; readonly now: number }): number {
  if (from === to || zones.length === 0) return now
  // A country has many names for few clocks.
  const clocks = new Map<string, Stretch[]>()
  for (const zone of zones) {
    const stretches = allowedIn(zone, { from, to }, now)
    clocks.set(JSON.stringify(stretches), stretches)
  }
  const edges = [...clocks.values()].flat().flatMap((stretch) => [
    { at: stretch.from, by: 1 },
    { at: stretch.to, by: -1 },
  ])
  let [open, most, found] = [0, 0, now]
  // Of an end and a beginning at the same moment the end comes first: nobody is counted twice.
  for (const { at, by } of edges.toSorted((one, other) => one.at - other.at || one.by - other.by)) {
    open += by
    if (open > most) [most, found] = [open, at]
  }
  return found
}

/** The times in which it is not quiet, from now until far enough on. */
function allowedIn(zone: string, { from, to }: QuietMinutes, now: number): Stretch[] {
  const found: Stretch[] = []
  for (const { offset, ...span } of spansOf(zone, now, now + HORIZON)) {
    const firstMidnight = Math.floor((span.from + offset) / DAY) * DAY - offset - DAY
    for (let midnight = firstMidnight; midnight < span.to; midnight += DAY) {
      const begins = Math.max(midnight + to * MINUTE, span.from)
      const ends = Math.min(midnight + from * MINUTE + (from < to ? DAY : 0), span.to)
      if (begins >= ends) continue
      const before = found.at(-1)
      // Clocks that change in the middle of the day part nothing.
      if (before?.to === begins) found[found.length - 1] = { from: before.from, to: ends }
      else found.push({ from: begins, to: ends })
    }
  }
  return found
}

/** As long as its clocks run on without being put forward or back. */
function* spansOf(zone: string, from: number, to: number): Generator<Stretch & { offset: number }> {
  const [first, last] = [offsetAt(zone, from), offsetAt(zone, to)]
  if (first === last) return yield { from, to, offset: first }
  let [before, after] = [from, to]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (offsetAt(zone, middle) === first) before = middle
    else after = middle
  }
  yield { from, to: after, offset: first }
  yield { from: after, to, offset: last }
}

const zonesByCountry = new Map<string, readonly string[]>()

/** All zones that a country has, by the tables of the runtime; none where it knows no such country. */
export function zonesOf(country: string): readonly string[] {
  const known = zonesByCountry.get(country)
  if (known) return known
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & { getTimeZones?(): string[] | undefined }
  const zones = locale.getTimeZones?.() ?? []
  zonesByCountry.set(country, zones)
  return zones
}

/** By whose clocks somebody's quiet hours go: their own zone, else those of the country of their number, else the business's. */
export function zonesFor({
  own,
  country,
  business,
}: {
  readonly own: string | undefined
  readonly country: string | undefined
  readonly business: string
}): readonly string[] {
  if (own !== undefined) return [own]
  const zones = country === undefined ? [] : zonesOf(country)
  return zones.length > 0 ? zones : [business]
}

/** Minutes after midnight of a time such as `21:00` or `8:00`; undefined where it is none. */
export function minutesOf(time: string): number | undefined {
  const [, hour, minute] = /^(\d{1,2}):(\d\d)$/.exec(time.trim()) ?? []
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return undefined
  return Number(hour) * 60 + Number(minute)
}
