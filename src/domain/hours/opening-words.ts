import type { Language } from '../language.ts'
import { dayAt, daysBetween, timeAt } from './zoned.ts'

interface Opening {
  readonly opens: number
  readonly now: number
  /** That of the business: people are there by their own clock. */
  readonly timeZone: string
}

/** When people are there again, as somebody says it: `tomorrow, Monday, from 9:00`. */
export function openingInWords({ opens, now, timeZone }: Opening, language: Language): string {
  const day = dayAt(timeZone, opens)
  const days = daysBetween(dayAt(timeZone, now), day)
  const words = WORDS[language]
  const shown = (format: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(`${language}-u-nu-latn`, { ...format, timeZone }).format(opens)
  const weekday = shown({ weekday: 'long' })
  const from = words.from(timeAt(timeZone, opens))
  if (days === 0) return words.today(from)
  if (days === 1) return words.tomorrow(weekday, from)
  // The same weekday comes again after seven days: then only the date says which.
  return days < 7 ? words.soon(weekday, from) : words.later(weekday, shown({ day: 'numeric', month: 'long' }), from)
}

interface Words {
  readonly from: (time: Time) => string
  readonly today: (from: string) => string
  readonly tomorrow: (weekday: string, from: string) => string
  readonly soon: (weekday: string, from: string) => string
  readonly later: (weekday: string, date: string, from: string) => string
}

type Time = ReturnType<typeof timeAt>

const digits = ({ hour, minute }: Time) => `${hour}:${minute}`
/** Saturday and Sunday are masculine, the others feminine. */
const naPortuguese = (weekday: string) => (/^(sábado|domingo)$/.test(weekday) ? `no ${weekday}` : `na ${weekday}`)

const WORDS: Readonly<Record<Language, Words>> = {
  en: {
    from: (time) => `from ${digits(time)}`,
    today: (from) => `today ${from}`,
    tomorrow: (weekday, from) => `tomorrow, ${weekday}, ${from}`,
    soon: (weekday, from) => `on ${weekday} ${from}`,
    later: (weekday, date, from) => `on ${weekday}, ${date}, ${from}`,
  },
  es: {
    from: (time) => `a partir de ${time.hour === 1 ? 'la' : 'las'} ${digits(time)}`,
    today: (from) => `hoy ${from}`,
    tomorrow: (weekday, from) => `mañana, ${weekday}, ${from}`,
    soon: (weekday, from) => `el ${weekday} ${from}`,
    later: (weekday, date, from) => `el ${weekday}, ${date}, ${from}`,
  },
  pt: {
    from: (time) => `a partir ${time.hour <= 1 ? 'da' : 'das'} ${digits(time)}`,
    today: (from) => `hoje ${from}`,
    tomorrow: (weekday, from) => `amanhã, ${weekday}, ${from}`,
    soon: (weekday, from) => `${naPortuguese(weekday)} ${from}`,
    later: (weekday, date, from) => `${naPortuguese(weekday)}, ${date}, ${from}`,
  },
  de: {
    from: (time) => `ab ${digits(time)} Uhr`,
    today: (from) => `heute ${from}`,
    tomorrow: (weekday, from) => `morgen, ${weekday}, ${from}`,
    soon: (weekday, from) => `am ${weekday} ${from}`,
    later: (weekday, date, from) => `am ${weekday}, ${date}, ${from}`,
  },
  fr: {
    from: ({ hour, minute }) => `à partir de ${hour} h${minute === '00' ? '' : ` ${minute}`}`,
    today: (from) => `aujourd’hui ${from}`,
    tomorrow: (weekday, from) => `demain, ${weekday}, ${from}`,
    soon: (weekday, from) => `${weekday} ${from}`,
    later: (weekday, date, from) => `le ${weekday} ${date} ${from}`,
  },
  hi: {
    from: (time) => `${digits(time)} बजे से`,
    today: (from) => `आज ${from}`,
    tomorrow: (weekday, from) => `कल, ${weekday}, ${from}`,
    soon: (weekday, from) => `${weekday} को ${from}`,
    later: (weekday, date, from) => `${weekday}, ${date} को ${from}`,
  },
  ar: {
    from: (time) => `من الساعة ${digits(time)}`,
    today: (from) => `اليوم ${from}`,
    tomorrow: (weekday, from) => `غدًا، ${weekday}، ${from}`,
    soon: (weekday, from) => `يوم ${weekday} ${from}`,
    later: (weekday, date, from) => `يوم ${weekday} ${date} ${from}`,
  },
}
