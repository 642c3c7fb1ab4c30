import { foldedPattern, foldedWords } from './fold.ts'

const DAY_MS = 24 * 60 * 60_000
const HOUR_MS = 60 * 60_000
const MINUTE_MS = 60_000

/** Sunday first. */
const WEEKDAYS = [
  'sunday|sun|domingo|sonntag|dimanche|domenica|zondag|ravivar|itwar|रविवार|الاحد|pazar|minggu',
  'monday|mon|lunes|segunda(?:-feira)?|montag|lundi|lunedi|maandag|somvar|somwar|सोमवार|الاثنين|pazartesi|senin',
  'tuesday|tues?|martes|terca(?:-feira)?|dienstag|mardi|martedi|dinsdag|mangalvar|mangalwar|मंगलवार|الثلاثاء|sali|selasa',
  'wednesday|wed|miercoles|quarta(?:-feira)?|mittwoch|mercredi|mercoledi|woensdag|budhvar|budhwar|बुधवार|الاربعاء|carsamba|rabu',
  'thursday|thurs?|jueves|quinta(?:-feira)?|donnerstag|jeudi|giovedi|donderdag|guruvar|guruwar|गुरुवार|الخميس|persembe|kamis',
  'friday|fri|viernes|sexta(?:-feira)?|freitag|vendredi|venerdi|vrijdag|shukravar|shukrawar|शुक्रवार|الجمعه|cuma|jumat',
  'saturday|sat|sabado|samstag|sonnabend|samedi|sabato|zaterdag|shanivar|shaniwar|शनिवार|السبت|cumartesi|sabtu',
]
const MONTHS = [
  'jan\\p{L}*|ene(?:ro)?|ocak|जनवरी|يناير',
  'feb\\p{L}*|fev\\p{L}*|subat|फरवरी|فبراير',
  'mar(?:ch|zo|co|s|z|et)?|marz|maerz|mart|मार्च|مارس',
  'apr\\p{L}*|abr(?:il)?|avr(?:il)?|nisan|अप्रैल|ابريل',
  'may|mayo|maio|mai|maggio|mei|mayis|मई|مايو',
  'june?|junio|junho|juni|juin|giugno|haziran|जून|يونيو',
  'july?|julio|julho|juli|juil(?:let)?|luglio|temmuz|जुलाई|يوليو',
  'aug(?:ust)?|ago(?:sto)?|aout|agustos|agustus|अगस्त|اغسطس',
  'sep(?:t\\p{L}*)?|set(?:embro|tembre)?|eylul|सितंबर|سبتمبر',
  'oct(?:\\p{L}*)?|out(?:ubro)?|okt(?:\\p{L}*)?|ott(?:obre)?|ekim|अक्टूबर|اكتوبر',
  'nov(?:\\p{L}*)?|kasim|नवंबर|نوفمبر',
  'dec(?:\\p{L}*)?|dic(?:\\p{L}*)?|dez(?:\\p{L}*)?|aralik|des(?:ember)?|दिसंबर|ديسمبر',
]
const COUNTS: readonly (readonly [words: string, count: number])[] = [
  ['an?|one|una?|uma?|eine[nmr]?|un|une|ek|एक|واحد', 1],
  ['two|dos|dois|duas|zwei|deux|do|दो|يومين|ساعتين', 2],
  ['three|tres|drei|trois|teen|तीन|ثلاثه|ثلاث', 3],
  ['four|cuatro|quatro|vier|quatre|char|चार|اربعه|اربع', 4],
  ['five|cinco|funf|cinq|paanch|पांच|خمسه|خمس', 5],
  ['seven|siete|sete|sieben|sept|saat|सात|سبعه', 7],
  ['ten|diez|dez|zehn|dix|das|दस|عشره', 10],
]
const UNITS: readonly (readonly [words: string, ms: number])[] = [
  ['minutes?|mins?|minutos?|minuten?|मिनट|دقائق|دقيقه', MINUTE_MS],
  ['hours?|hrs?|horas?|stunden?|heures?|ghante|ghanta|घंटे|घंटा|ساعات|ساعه|ساعتين', HOUR_MS],
  [
    '(?:business |working )?days?|dias?(?: habiles| uteis)?|(?:werk)?tag(?:en|e)?|jours?(?: ouvres)?|din|दिन|दिनों|ايام|يوم|يومين',
    DAY_MS,
  ],
  ['weeks?|semanas?|wochen?|semaines?|hafte|हफ्ते|اسبوع|اسابيع', 7 * DAY_MS],
]
const SOON: readonly (readonly [words: string, days: number])[] = [
  ['day after tomorrow|pasado manana|depois de amanha|ubermorgen|apres-demain|parso|परसों|بعد غد|بعد بكره', 2],
  ["today|tonight|hoy|esta noche|hoje|heute|aujourd'hui|ce soir|aaj|आज|اليوم", 0],
  ['tomorrow|manana|amanha|(?<!(?:am|guten) )morgen|demain|kal|कल|غدا|بكره|الغد', 1],
  [
    'next week|la (?:proxima semana|semana que viene)|(?:na )?proxima semana|semana que vem|nachste woche|la semaine prochaine|agle hafte|अगले हफ्ते|الاسبوع القادم',
    7,
  ],
]

const alone = (words: string) =>
  new RegExp(String.raw`(?<![\p{L}\p{M}\p{N}])(?:${foldedPattern(words)})(?![\p{L}\p{M}\p{N}])`, 'u')
const any = (table: readonly (readonly [string, number])[]) => foldedPattern(table.map(([words]) => words).join('|'))

const patterns = once(() => ({
  weekdays: WEEKDAYS.map(alone),
  months: MONTHS.map(foldedPattern).map((month) => [
    new RegExp(
      String.raw`(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.)?\s+(?:of |de |का )?(?:${month})(?![\p{L}\p{M}])(?:\s+(?:de )?(\d{4}))?`,
      'u',
    ),
    new RegExp(String.raw`(?<![\p{L}\p{M}])(?:${month})\s+(\d{1,2})(?:st|nd|rd|th)?(?!\d)(?:,?\s+(\d{4}))?`, 'u'),
  ]),
  soon: SOON.map(([words, days]) => [alone(words), days] as const),
  after: new RegExp(
    String.raw`(?<![\p{L}\p{M}\p{N}])(\d{1,3}|${any(COUNTS)})(?:\s*(?:-|to|a|bis)\s*(\d{1,3}))?\s*(${any(UNITS)})(?![\p{L}\p{M}])`,
    'u',
  ),
  counts: COUNTS.map(([words, count]) => [new RegExp(`^(?:${foldedPattern(words)})$`, 'u'), count] as const),
  units: UNITS.map(([words, ms]) => [new RegExp(`^(?:${foldedPattern(words)})$`, 'u'), ms] as const),
}))

const CLOCK =
  /(?<![\d:.,])(?:at |a las |as |a |um |gegen |by |before |الساعه )?(\d{1,2})(?:[:h.](\d{2}))?\s?(a\.?m\.?|p\.?m\.?|uhr|h(?![\p{L}])|o'clock|baje|बजे|صباحا|مساء)/u
const BARE_CLOCK =
  /(?<![\p{L}\d])(?:at|a las|as|um|a|by|الساعه) (\d{1,2})(?:[:h](\d{2}))?(?![\d/.%]|\s?(?:de|days|dias|tage|jours|euros?|%))/u
const ISO = /(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)/
const SLASHED = /(?<![\d/.])(\d{1,2})[/.](\d{1,2})(?:[/.](\d{2,4}))?(?![\d/])/

/** When words say that something is to be, for somebody who says them at this time (in UTC); undefined where they do not. */
export function momentIn(words: string, saidAt: number): number | undefined {
  const text = foldedWords(words)
  const later = afterIn(text, saidAt)
  if (later !== undefined) return later
  const day = dayIn(text, saidAt)
  if (day === undefined) return undefined
  return day + (timeIn(text) ?? 0)
}

/** The last moment of a day that no time is said of: something due then is not late before. */
export function dueIn(words: string, saidAt: number): number | undefined {
  const at = momentIn(words, saidAt)
  if (at === undefined) return undefined
  return at % DAY_MS === 0 ? at + DAY_MS - 1 : at
}

function afterIn(text: string, saidAt: number): number | undefined {
  const { after, counts, units } = patterns()
  const found = after.exec(text)
  if (!found) return undefined
  const [, first = '', last, unit = ''] = found
  const count = /^\d/.test(last ?? first) ? Number(last ?? first) : counts.find(([word]) => word.test(first))?.[1]
  const ms = units.find(([word]) => word.test(unit))?.[1]
  if (count === undefined || ms === undefined) return undefined
  return saidAt + count * ms
}

function dayIn(text: string, saidAt: number): number | undefined {
  const { weekdays, months, soon } = patterns()
  const today = Math.floor(saidAt / DAY_MS) * DAY_MS
  const iso = ISO.exec(text)
  if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  for (const [month, forms] of months.entries())
    for (const form of forms) {
      const found = form.exec(text)
      if (found) return nextOf(month + 1, Number(found[1]), found[2], saidAt)
    }
  const slashed = SLASHED.exec(text)
  if (slashed) return slashedDay(slashed, saidAt)
  const near = soon.find(([words]) => words.test(text))
  if (near) return today + near[1] * DAY_MS
  const weekday = weekdays.findIndex((words) => words.test(text))
  if (weekday < 0) return undefined
  const ahead = (weekday - new Date(today).getUTCDay() + 7) % 7
  return today + (ahead === 0 ? 7 : ahead) * DAY_MS
}

/** Days come first everywhere but where that gives no day. */
function slashedDay([, first, second, year]: RegExpExecArray, saidAt: number): number | undefined {
  const [one, other] = [Number(first), Number(second)]
  return other <= 12 ? nextOf(other, one, year, saidAt) : nextOf(one, other, year, saidAt)
}

function nextOf(month: number, day: number, year: string | undefined, saidAt: number): number | undefined {
  const now = new Date(saidAt)
  if (year !== undefined) return dayOf(year.length === 2 ? 2000 + Number(year) : Number(year), month, day)
  const thisYear = dayOf(now.getUTCFullYear(), month, day)
  if (thisYear === undefined) return undefined
  // What lies far back is the next one; what lies a little back has just been.
  return thisYear < saidAt - 90 * DAY_MS ? dayOf(now.getUTCFullYear() + 1, month, day) : thisYear
}

function dayOf(year: number, month: number, day: number): number | undefined {
  const at = Date.UTC(year, month - 1, day)
  const date = new Date(at)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? at : undefined
}

function timeIn(text: string): number | undefined {
  const found = CLOCK.exec(text) ?? BARE_CLOCK.exec(text)
  if (!found) return undefined
  const [, hours, minutes = '0', half = ''] = found
  let hour = Number(hours)
  if (/^p|مساء/.test(half) && hour < 12) hour += 12
  // Nobody meets at three in the night.
  else if (half === '' && hour >= 1 && hour <= 6) hour += 12
  if (hour > 23 || Number(minutes) > 59) return undefined
  return hour * HOUR_MS + Number(minutes) * MINUTE_MS
}

function once<Made>(make: () => Made): () => Made {
  let made: Made | undefined
  return () => {
    made ??= make()
    return made
  }
}
