import { MemoryRefused } from './refused.ts'

/** Why a value cannot be used, to stand after the name of its parameter. */
export class Unusable {
  readonly problem: string

  constructor(problem: string) {
    this.problem = problem
  }
}

/** Reads one parameter, as programs or query strings write it. */
export type Parameter<Value> = (value: unknown) => Value | Unusable

export type Parameters = Readonly<Record<string, Parameter<unknown>>>

export type Values<Shape extends Parameters> = {
  readonly [Name in keyof Shape]?: Exclude<ReturnType<Shape[Name]>, Unusable>
}

/** `userId` and `user_id` are one. */
const camel = (key: string) => key.replaceAll(/_+([a-z0-9])/gi, (_, letter: string) => letter.toUpperCase())

interface Reading<Shape extends Parameters> {
  readonly known: Shape
  readonly required?: readonly (keyof Shape & string)[]
  /** Other names of parameters. */
  readonly also?: Readonly<Record<string, keyof Shape & string>>
}

/** Reads a block of parameters in either spelling. Throws `MemoryRefused`, which names all that is wrong at once. */
export function readParameters<Shape extends Parameters>(given: unknown, reading: Reading<Shape>): Values<Shape> {
  const { known, required = [], also = {} } = reading
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw new MemoryRefused([`This takes a block of parameters: ${Object.keys(known).join(', ')}.`])
  const faults: string[] = []
  const values: Record<string, unknown> = {}
  const wrote = new Map<string, string>()
  for (const [key, value] of Object.entries(given)) {
    const name = Object.hasOwn(also, camel(key)) ? also[camel(key)]! : camel(key)
    if (!Object.hasOwn(known, name)) faults.push(`${key} is unknown here: use ${Object.keys(known).join(', ')}.`)
    else if (value === undefined || value === null) continue
    else if (wrote.has(name)) faults.push(`${wrote.get(name)} and ${key} are the same: keep one of them.`)
    else {
      wrote.set(name, key)
      const read = known[name]!(value)
      if (read instanceof Unusable) faults.push(`${key} ${read.problem}`)
      else values[name] = read
    }
  }
  for (const name of required) if (!wrote.has(name)) faults.push(`${name} is missing.`)
  if (faults.length > 0) throw new MemoryRefused(faults)
  return values as Values<Shape>
}

export const words =
  (most: number): Parameter<string> =>
  (value) => {
    if (typeof value !== 'string' || value.trim() === '') return new Unusable('must be a text with something in it.')
    return value.length <= most ? value : new Unusable(`is too long: at most ${most} characters.`)
  }

/** Names of people and lines, which some systems write as numbers. */
export const naming: Parameter<string> = (value) =>
  words(300)(typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value)

export const whole =
  (least: number, most: number): Parameter<number> =>
  (value) => {
    const number = typeof value === 'string' && /^\d{1,12}$/.test(value) ? Number(value) : value
    const isRight = typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most
    return isRight ? number : new Unusable(`must be a whole number from ${least} to ${most}.`)
  }

export const flag: Parameter<boolean> = (value) => {
  if (value === true || value === 'true' || value === '1') return true
  if (value === false || value === 'false' || value === '0') return false
  return new Unusable('must be true or false.')
}

export const oneOf =
  <const Word extends string>(...known: readonly Word[]): Parameter<Word> =>
  (value) =>
    known.find((one) => one === value) ?? new Unusable(`must be one of: ${known.join(', ')}.`)

/** A moment as ISO 8601 writes it, as a `Date`, or as milliseconds since 1970. */
export const moment: Parameter<number> = (value) => {
  const isText = typeof value === 'string' && /^\d{4}-\d{2}-\d{2}/.test(value)
  const number = typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : value
  const at = value instanceof Date ? value.getTime() : isText ? Date.parse(value) : number
  const isMoment = typeof at === 'number' && Number.isInteger(at) && at >= 0 && at < LAST_MOMENT
  return isMoment ? at : new Unusable('must be a time such as 2026-11-21T08:00:00Z, or milliseconds since 1970.')
}
const LAST_MOMENT = 253_402_300_800_000

/** Milliseconds, or with a unit: `10s`. */
export const wait: Parameter<number> = (value) => {
  const [, amount, unit] = /^(\d{1,7})(ms|s|min)?$/.exec(String(value)) ?? []
  const ms = amount === undefined ? Number.NaN : Number(amount) * (unit === 's' ? 1_000 : unit === 'min' ? 60_000 : 1)
  return ms <= LONGEST_WAIT ? ms : new Unusable('must be milliseconds, or a time such as 10s; at most 120s.')
}
const LONGEST_WAIT = 120_000
