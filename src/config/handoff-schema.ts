import { z } from 'zod'
import { flag, matching, oneOf, Refusal, setting, whole, written } from './values.ts'

/** One step, as it is written; what is wrong in it is told later, all of it at once. */
export interface WrittenStep {
  readonly afterMinutes: number | string
  /** The name of a target. */
  readonly to?: string | readonly string[]
  /** So many times more, each so many minutes after the one before. */
  readonly repeat?: number | string
  readonly everyMinutes?: number | string
}

/** Steps, minutes that stand for steps without a target, or such minutes in one text with commas. */
export type WrittenEscalation = readonly (WrittenStep | number | string)[] | number | string

export type WrittenSensitive = boolean | string | Readonly<Partial<Record<'financial' | 'medical' | 'legal', boolean>>>

export const targetName = () =>
  matching(/^[a-z0-9][\w-]{0,62}$/i, 'is not a name of a target', 'Use letters, digits, - and _ only: warehouse')

const MOST_KEYWORDS = 200
const LONGEST_KEYWORD = 100

const keywords = () =>
  setting((value: readonly (string | number)[] | string) => {
    const list: readonly unknown[] = Array.isArray(value) ? value : written(value).split(',')
    const read = list.map(written)
    const cure = 'Write a list of them: [refund, legal department], or one text with commas.'
    if (read.some((one) => !/[\p{L}\p{N}]/u.test(one))) return new Refusal('holds something that is no word', cure)
    if (read.some((one) => one.length > LONGEST_KEYWORD))
      return new Refusal(`holds a word of more than ${LONGEST_KEYWORD} characters`, cure)
    if (read.length > MOST_KEYWORDS)
      return new Refusal(`holds more than ${MOST_KEYWORDS} words`, 'Keep those that matter most.')
    return read
  })

const escalation = () =>
  setting((value: WrittenEscalation): readonly unknown[] | Refusal => {
    if (Array.isArray(value)) return value
    const minutes = written(value).split(',')
    if (minutes.every((one) => /^\s*\d+\s*$/.test(one))) return minutes.map(Number)
    return new Refusal(
      'is not a list of steps',
      'Write [{afterMinutes: 5, to: leads}, {afterMinutes: 15, to: manager}], or only minutes: 5, 15',
    )
  })

/** A block is read later, with all that is wrong in it. */
const sensitive = () =>
  setting((value: WrittenSensitive): boolean | object | Refusal => {
    if (typeof value === 'object' && !Array.isArray(value)) return value
    const all = z.safeParse(flag(), value)
    if (all.success) return all.data
    return new Refusal(
      'must be true, false or a block',
      'Write {financial: true, medical: true, legal: false}, true or false.',
    )
  })

/** When people answer, as it is written. */
export type WrittenHours = Readonly<Record<string, unknown>> & { readonly timeZone?: string }

const DAY_MINUTES = 24 * 60

/** How a line passes its customers to people. Null switches off what is on for all lines. */
const tuning = () => ({
  /** The one target that is told when people are called, beside the queue of the desk. */
  alert: setting((value: string | null) => {
    if (value === null) return null
    const name = z.safeParse(targetName(), value)
    return name.success
      ? name.data
      : new Refusal('is not a name of a target', 'Use letters, digits, - and _ only: warehouse')
  }).optional(),
  /** Who is told when nobody comes: `{afterMinutes, to}`, in the order of their times. */
  escalation: escalation().optional(),
  /** What a teammate has goes back to the agent after so long without a sign of theirs. */
  autoReleaseMinutes: setting((value: number | string | null) =>
    value === null ? null : minutes(value, 30 * DAY_MINUTES),
  ).optional(),
  /** So long a customer may wait for a person before it counts as overdue. */
  slaMinutes: whole({ least: 1, most: 7 * DAY_MINUTES, unit: 'a number of minutes' }).optional(),
  /** So long before the window closes people are told of a customer who waits for them. */
  windowWarningMinutes: setting((value: number | string | null) =>
    value === null ? null : minutes(value, DAY_MINUTES - 1),
  ).optional(),
  /** When people answer: `{timeZone, weekdays, ..., holidays}`. Without it, always. */
  hours: setting((value: WrittenHours | null): object | null | Refusal =>
    value === null || (typeof value === 'object' && !Array.isArray(value))
      ? value
      : new Refusal('must be a block', 'Write {timeZone: Europe/Madrid, weekdays: "9:00-18:00"}.'),
  ).optional(),
  /** `open`: people are called, and time counts, only while it is open. */
  clock: oneOf(['open', 'always']).optional(),
  /** While nobody is there the agent goes on answering, and the case waits. */
  cover: flag().optional(),
  /** Words and phrases that call people. */
  keywords: keywords().optional(),
  /** How little annoyance is enough to call people. */
  frustration: oneOf(['off', 'low', 'normal', 'high']).optional(),
  /** Matters that people are called for. */
  sensitive: sensitive().optional(),
  /** Whether people are called when nothing has helped. */
  repeatedFailure: flag().optional(),
})

function minutes(value: unknown, most: number): number | Refusal {
  const read = z.safeParse(whole({ least: 1, most, unit: 'a number of minutes' }), value)
  return read.success
    ? read.data
    : new Refusal('is not a number of minutes', `Write a whole number from 1 to ${most}; null or nothing is never.`)
}

export const lineHandoff = z.strictObject(tuning())
export type LineHandoff = z.output<typeof lineHandoff>

export const handoff = z.strictObject({
  /** `customer`: one handoff holds for all lines of the customer. */
  scope: oneOf(['line', 'customer']).default('line'),
  ...tuning(),
})
