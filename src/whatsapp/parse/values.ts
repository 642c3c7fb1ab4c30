/**
 * What stands in a webhook is anybody's guess: Meta adds, renames and leaves out, and says `""` where it means nothing.
 * These read one value each; what cannot be read is `undefined`, and nothing throws.
 */
export type Json = Record<string, unknown>

/** A name of a message, an account or a person is a key in the store: longer ones do not fit an index of PostgreSQL. */
const LONGEST_ID = 512
/** Names, types and other words that Meta keeps short. What customers write is never cut. */
const LONGEST_LABEL = 256
/** E.164 allows 15 digits; some test numbers have more. */
const LONGEST_PHONE = 20
const LARGEST_INTEGER = 2 ** 31 - 1
/** Seconds of today have 10 digits, milliseconds 13: what is larger than this cannot be seconds. */
const LARGEST_SECONDS = 100_000_000_000
/** No `Date` goes further. */
const LARGEST_MS = 8_640_000_000_000_000

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A part that may be missing. */
export function part(value: unknown): Json {
  return isObject(value) ? value : NOTHING
}
const NOTHING: Json = Object.freeze({})

/** A list, or what stands where a list of one should. */
export function items(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null || value === '' ? NONE : [value]
}
const NONE: readonly unknown[] = Object.freeze([])

/** Stores keep neither half characters nor the zero character; both come only from broken or hostile senders. */
export function text(value: unknown): string | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  if (typeof value !== 'string' || value === '') return undefined
  const legible = value.isWellFormed() ? value : value.toWellFormed()
  return legible.includes('\0') ? legible.replaceAll('\0', '\u{fffd}') : legible
}

export function label(value: unknown): string | undefined {
  const words = text(value)
  return words === undefined || words.length <= LONGEST_LABEL ? words : words.slice(0, LONGEST_LABEL).toWellFormed()
}

/** Never cut: half an id is the id of something else. */
export function id(value: unknown): string | undefined {
  const name = text(value)
  return name === undefined || name.length > LONGEST_ID ? undefined : name
}

/** Digits, without the `+`. Whatever holds letters is no phone: a scoped id must not become one by losing them. */
export function phone(value: unknown): string | undefined {
  const written = text(value)
  if (written === undefined || written.length > 2 * LONGEST_PHONE) return undefined
  const digits = ALL_DIGITS.test(written) ? written : PHONE.test(written) ? written.replaceAll(/\D/g, '') : ''
  return digits === '' || digits.length > LONGEST_PHONE ? undefined : digits
}
const ALL_DIGITS = /^\d+$/
const PHONE = /^\+?[\d\s().\u00a0-]+$/

/** Objects are no numbers, and some throw when they are asked for one. */
export function number(value: unknown): number | undefined {
  if (typeof value !== 'number' && (typeof value !== 'string' || value.trim() === '')) return undefined
  const read = Number(value)
  return Number.isFinite(read) ? read : undefined
}

/** A code or a count: what is larger fits no column of whole numbers. */
export function integer(value: unknown): number | undefined {
  const read = number(value)
  return read !== undefined && Number.isInteger(read) && Math.abs(read) <= LARGEST_INTEGER ? read : undefined
}

export function flag(value: unknown): boolean {
  return value === true || value === 'true'
}

/** Meta writes seconds, as text or as a number, and here and there milliseconds. 0 stands for what cannot be read. */
export function moment(value: unknown): number {
  const read = number(value)
  if (read === undefined || !Number.isInteger(read) || read <= 0 || read > LARGEST_MS) return 0
  return read < LARGEST_SECONDS ? read * 1000 : read
}

/** Meta's 0 means that the token is no good: a code that cannot be read must not say so. */
const NO_CODE = -1

/** The first of a list of errors, wherever Meta puts one. */
export function firstError(errors: unknown): { code: number; reason: string } | undefined {
  const error = items(errors).find(isObject)
  return error && { code: integer(error.code) ?? NO_CODE, reason: reasonOf(error) ?? 'no reason given' }
}

export function firstReason(errors: unknown): string | undefined {
  return reasonOf(part(items(errors).find(isObject)))
}

function reasonOf({ title, message, error_data, details }: Json): string | undefined {
  return text(title) ?? text(message) ?? text(part(error_data).details) ?? text(details)
}

/** Without the keys of what was not told: an absent key is what readers and stores take for absence. */
export function told<T extends object>(parts: T): Told<T> {
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined)) as Told<T>
}
type Told<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] } & {
  [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined>
}
