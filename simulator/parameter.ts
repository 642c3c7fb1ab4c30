import type { Refusal } from './graph-errors.ts'

/** Thrown by whoever reads a request and finds it wrong; becomes Meta's answer. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.details ?? refusal.message ?? String(refusal.code))
    this.refusal = refusal
  }
}

export type Fields = Readonly<Record<string, unknown>>

interface TextLimits {
  readonly longest?: number
  readonly pattern?: RegExp
  /** What the pattern stands for, in words. */
  readonly form?: string
}

/**
 * One value of a request, with its name, read as Meta reads it: what is missing is 131008, what has the wrong JSON type is
 * 100, what breaks a limit is 131009; the details name the parameter and the limit.
 */
export interface Parameter {
  readonly name: string
  readonly value: unknown
  readonly given: boolean
  at(key: string): Parameter
  /** The parameter itself where it is given. */
  ifGiven(): Parameter | undefined
  fields(): Fields
  text(limits?: TextLimits): string
  /** Numbers may be written as text. */
  number(limits: { least: number; most: number }): number
  flag(): boolean
  oneOf<Value extends string>(values: readonly Value[]): Value
  list(limits: { fewest?: number; most: number }): Parameter[]
  /** An http or https address. */
  link(longest?: number): string
  /** Says no to the value. */
  wrong(why: string, code?: number): never
  missing(): never
}

export function parameter(value: unknown, name: string): Parameter {
  const given = value !== undefined && value !== null
  const refuse = (code: number, details: string): never => {
    throw new Refused({ code, details })
  }
  const self: Parameter = {
    name,
    value,
    given,
    at(key) {
      const child = given && typeof value === 'object' ? (value as Fields)[key] : undefined
      return parameter(child, `${name}['${key}']`)
    },
    ifGiven: () => (given ? self : undefined),
    fields() {
      if (!given) return self.missing()
      if (typeof value !== 'object' || Array.isArray(value)) return refuse(100, `Param ${name} must be a JSON object.`)
      return value as Fields
    },
    text({ longest = Number.POSITIVE_INFINITY, pattern, form } = {}) {
      if (!given) return self.missing()
      if (typeof value !== 'string') return refuse(100, `Param ${name} must be a string.`)
      if (value.trim() === '') return refuse(131009, `Param ${name} must not be empty.`)
      if (longerThan(value, longest)) return refuse(131009, `Param ${name} must be at most ${longest} characters long.`)
      if (pattern && !pattern.test(value)) return refuse(131009, `Param ${name} must be ${form}.`)
      return value
    },
    number({ least, most }) {
      if (!given) return self.missing()
      const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value
      if (typeof number !== 'number' || !Number.isFinite(number)) return refuse(100, `Param ${name} must be a number.`)
      if (number < least || number > most) return refuse(131009, `Param ${name} must be between ${least} and ${most}.`)
      return number
    },
    flag: () => (typeof value === 'boolean' ? value : refuse(100, `Param ${name} must be a boolean.`)),
    oneOf(values) {
      if (!given) return self.missing()
      const found = values.find((one) => one === value)
      return found ?? refuse(131009, `Param ${name} must be one of {${values.join(', ')}}.`)
    },
    list({ fewest = 1, most }) {
      if (!given) return self.missing()
      if (!Array.isArray(value)) return refuse(100, `Param ${name} must be an array.`)
      if (value.length < fewest) return refuse(131009, `Param ${name} must have at least ${fewest} elements.`)
      if (value.length > most) return refuse(131009, `Param ${name} must have at most ${most} elements.`)
      return value.map((item, index) => parameter(item, `${name}[${index}]`))
    },
    link(longest) {
      const text = self.text(longest === undefined ? {} : { longest })
      if (!/^https?:\/\/[^\s/]+/i.test(text)) self.wrong('must be a valid http or https URL')
      return text
    },
    wrong: (why, code = 131009) => refuse(code, `Param ${name} ${why}.`),
    missing: () => refuse(131008, `The parameter ${name} is required.`),
  }
  return self
}

/** The limit is in characters: an emoji of two UTF-16 units counts as one. */
export const longerThan = (text: string, limit: number) => text.length > limit && [...text].length > limit

/** Says no to the second of two equal values. */
export function requireUnique(parameters: readonly Parameter[]) {
  const seen = new Set<unknown>()
  for (const one of parameters) {
    if (seen.has(one.value)) one.wrong(`must be unique; "${String(one.value)}" is there twice`)
    seen.add(one.value)
  }
}

export const invalidParameter = (details: string, subcode?: number) =>
  new Refused({
    code: 100,
    details,
    message: '(#100) Invalid parameter',
    userMessage: details,
    ...(subcode !== undefined && { subcode }),
  })

/** Outside of messages whatever is wrong with a parameter is code 100; a subcode may tell more. */
export function asInvalid<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    const { code, details = '' } = error.refusal
    throw invalidParameter(details, code > 2_000_000 ? code : undefined)
  }
}
