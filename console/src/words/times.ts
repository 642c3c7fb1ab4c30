import { currentLocale, t } from './t.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

/** Made when it is first wanted: dozens of times are written in each frame of a thread that is scrolled. */
function written(options: Intl.DateTimeFormatOptions): (at: number) => string {
  let format: Intl.DateTimeFormat | undefined
  return (at) => {
    format ??= new Intl.DateTimeFormat(regionOf(currentLocale()), options)
    return format.format(at)
  }
}

/** Times are written as where the browser is: `9:14 AM` in one country is `09:14` in the next, both in English. */
const regionOf = (language: string) =>
  navigator.languages.map((one) => one.replace(/@.*/, '')).find((one) => one.startsWith(`${language}-`)) ?? language

/** `9:14 AM`, `09:14` */
export const clockTime = written({ hour: 'numeric', minute: '2-digit' })
export const fullTime = written({ dateStyle: 'full', timeStyle: 'medium' })
const weekday = written({ weekday: 'short' })
const day = written({ day: 'numeric', month: 'short' })
const longDay = written({ weekday: 'long', day: 'numeric', month: 'long' })
const longDayAndYear = written({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })

const dayOf = (at: number) => new Date(at).setHours(0, 0, 0, 0)

/** `Today`, `Yesterday`, `Tuesday 3 November` */
export function dayName(at: number, now: number): string {
  const days = Math.round((dayOf(now) - dayOf(at)) / DAY)
  if (days === 0) return t('time.today')
  if (days === 1) return t('time.yesterday')
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear()
  return (isThisYear ? longDay : longDayAndYear)(at)
}

/** Short enough for a row: `09:14`, `Tue`, `3 Nov`. */
export function shortTime(at: number, now: number): string {
  const days = Math.round((dayOf(now) - dayOf(at)) / DAY)
  if (days <= 0) return clockTime(at)
  if (days < 7) return weekday(at)
  return day(at)
}

/** A day where it needs one, and the time: `09:14`, `Mon 09:14`, `3 Nov 09:14`; before or after now. */
export function moment(at: number, now: number): string {
  const days = Math.round((dayOf(at) - dayOf(now)) / DAY)
  if (days === 0) return clockTime(at)
  return `${(Math.abs(days) < 7 ? weekday : day)(at)} ${clockTime(at)}`
}

/** How long somebody waits: `42s`, `1m 05s`, `3h 12m`, `2d 4h`. */
export function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  if (seconds < 60) return t('span.seconds', { seconds })
  if (ms < HOUR) return t('span.minutes', { minutes: Math.floor(seconds / 60), seconds: two(seconds % 60) })
  if (ms < DAY) return t('span.hours', { hours: Math.floor(ms / HOUR), minutes: two(Math.floor((ms % HOUR) / MINUTE)) })
  return t('span.days', { days: Math.floor(ms / DAY), hours: Math.floor((ms % DAY) / HOUR) })
}

export const isSameDay = (one: number, other: number) => dayOf(one) === dayOf(other)
