import { isIP } from 'node:net'
import { z } from 'zod'
import { isScopedId } from '../domain/phone.ts'
import { toE164 } from './phone-numbers.ts'

/** A value that cannot be used. Says what is wrong without repeating the value: it may be a misplaced secret. */
export class Refusal {
  readonly problem: string
  readonly cure: string

  constructor(problem: string, cure: string) {
    this.problem = problem
    this.cure = cure
  }
}

/**
 * A setting as people write it: always text in YAML and the environment, text or the real type in TypeScript.
 * Reading what was already read gives the same value.
 */
export function setting<Written, Read>(read: (written: Written) => Read | Refusal) {
  return z.custom<Written>().transform((written, context): Read => {
    const result = read(written)
    if (!(result instanceof Refusal)) return result
    context.addIssue({ code: 'custom', message: result.problem, params: { cure: result.cure } })
    return z.NEVER
  })
}

/** A value as it would stand in a file. */
export const written = (value: unknown) =>
  typeof value === 'string' ? value.trim() : ['number', 'boolean'].includes(typeof value) ? String(value) : ''

export const text = (example: string) =>
  setting((value: string) => written(value) || new Refusal('must be a text', `Write for example: ${example}`))

export const matching = (pattern: RegExp, problem: string, cure: string) =>
  setting((value: string | number) => {
    // Beyond 2^53 JavaScript has already changed the last digits of a number.
    const exact = typeof value !== 'number' || Number.isSafeInteger(value)
    return exact && pattern.test(written(value)) ? written(value) : new Refusal(problem, cure)
  })

export const whole = ({ least, most, unit }: { least: number; most: number; unit: string }) =>
  setting((value: number | string) => {
    const number = /^\d+$/.test(written(value)) ? Number(written(value)) : Number.NaN
    if (number >= least && number <= most) return number
    return new Refusal(`is not ${unit}`, `Write a whole number from ${least} to ${most}, or leave it out.`)
  })

/** IP addresses and ranges of them: a list, or one text with commas. */
export const addressRanges = () =>
  setting((value: string | readonly string[]) => {
    const list = (Array.isArray(value) ? value : [value]).flatMap((one: unknown) => written(one).split(','))
    const ranges = list.map((one) => one.trim()).filter(Boolean)
    return ranges.every(isRange)
      ? ranges
      : new Refusal('holds something that is no address or range', 'Write for example: 31.13.24.0/21, 2a03:2880::/32')
  })

const LONGEST_PREFIX: Readonly<Record<number, number>> = { 4: 32, 6: 128 }

function isRange(range: string): boolean {
  const [address = '', bits = '0', ...more] = range.split('/')
  const longest = LONGEST_PREFIX[isIP(address)]
  return longest !== undefined && /^\d{1,3}$/.test(bits) && Number(bits) <= longest && more.length === 0
}

export const flag = () =>
  setting((value: boolean | string) => {
    const word = written(value).toLowerCase()
    if (['true', 'yes', 'on', '1'].includes(word)) return true
    if (['false', 'no', 'off', '0'].includes(word)) return false
    return new Refusal('must be true or false', 'Write true or false, or leave it out.')
  })

export const oneOf = <const Word extends string>(words: readonly Word[]) =>
  setting((value: Word): Word | Refusal => {
    const found = words.find((word) => word === written(value).toLowerCase())
    return found ?? new Refusal('has a value that does not exist', `Write one of: ${words.join(', ')}.`)
  })

const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 }

/** A text with its unit: `500ms`, `8s`, `5min`, `2h`, `7d`; a plain number counts what its setting counts. */
export function milliseconds(value: unknown, least: number, most: number, plain = 'ms'): number | Refusal {
  const [, amount, unit] = /^(\d+(?:\.\d+)?) ?(ms|s|min|h|d)?$/.exec(written(value)) ?? []
  const duration = amount === undefined ? Number.NaN : Math.round(Number(amount) * UNIT_MS[unit ?? plain]!)
  if (duration >= least && duration <= most) return duration
  const counted = plain === 's' ? 'seconds' : 'milliseconds'
  return new Refusal(
    'is not a usable length of time',
    `Write ${counted}, or a number with its unit such as 500ms, 8s, 5min or 2h, from ${least / UNIT_MS[plain]!} to ${most / UNIT_MS[plain]!} ${counted}.`,
  )
}

export const duration = ({ least, most }: { least: number; most: number }) =>
  setting((value: number | string) => milliseconds(value, least, most))

/** Seconds, as the settings that are called so are written everywhere; or a text with its unit. */
export const seconds = ({ least, most }: { least: number; most: number }) =>
  setting((value: number | string) => {
    const found = milliseconds(value, least * 1_000, most * 1_000, 's')
    return found instanceof Refusal ? found : found / 1_000
  })

export const settle = () =>
  setting((value: 'rhythm' | number | string): 'rhythm' | number | Refusal =>
    written(value).toLowerCase() === 'rhythm' ? 'rhythm' : milliseconds(value, 0, 60_000),
  )

export const secret = (source: string) =>
  setting((value: string) => {
    if (/^[\x21-\x7e]+$/.test(written(value))) return written(value)
    return new Refusal('contains a space or a character that no such value has', `Copy it again, alone: ${source}`)
  })

/** Phones in international form and scoped ids, in the form that senders are compared in. */
export const senders = () =>
  setting((value: readonly (string | number)[] | string | number) => {
    const list = (Array.isArray(value) ? value : written(value).split(',')) as readonly unknown[]
    const read = list.map((one) => {
      const text = written(one)
      return isScopedId(text) ? text : toE164(text)?.slice(1)
    })
    const bad = read.indexOf(undefined)
    const cure = 'Write phones with their country code, "905551234567", or scoped ids, "US.13491208655302741918".'
    if (read.length === 0) return new Refusal('is empty: nobody could write', `${cure} Leave it out for everybody.`)
    if (bad >= 0) return new Refusal(`has something else than a phone or a scoped id in place ${bad + 1}`, cure)
    return read.filter((one) => one !== undefined)
  })

const OLDEST_GRAPH = 21

export const graphVersion = () =>
  setting((value: string | number) => {
    const [, major, minor] = /^v?(\d{1,2})(?:\.(\d))?$/i.exec(written(value)) ?? []
    const cure = 'Write a Graph API version such as v24.0, or leave it out to use v24.0.'
    if (major === undefined) return new Refusal('is not a Graph API version', cure)
    if (Number(major) < OLDEST_GRAPH) return new Refusal(`is older than v${OLDEST_GRAPH}.0`, cure)
    return `v${major}.${minor ?? '0'}`
  })

export const webAddress = () =>
  setting((value: string) => {
    const address = URL.parse(written(value))
    const plain = address && !address.username && !address.search && !address.hash
    if (plain && ['http:', 'https:'].includes(address.protocol)) return address.href.replace(/\/+$/, '')
    return new Refusal('is not a web address', 'Write for example: https://graph.facebook.com, or leave it out.')
  })

export const databaseAddress = () =>
  setting((value: string) => {
    if (/^postgres(ql)?:\/\/\S+$/.test(written(value)) && URL.canParse(written(value))) return written(value)
    return new Refusal(
      'is not the address of a PostgreSQL database',
      'Write postgres://user:password@host:5432/database, with special characters of the password percent-encoded; without it Wabaton keeps its data in a file.',
    )
  })

export const pathPrefix = () =>
  setting((value: string) => {
    const path = `/${written(value)}`.replaceAll(/\/{2,}/g, '/').replace(/\/$/, '')
    if (/^(\/[\w.~-]+)*$/.test(path)) return path
    return new Refusal('is not a path', 'Write the part before /webhook, for example: /whatsapp')
  })
