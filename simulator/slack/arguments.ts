import type { Plain } from './shapes.ts'
import { SlackError } from './slack-error.ts'

/** What was sent to a method. A form carries text only, lists and objects as JSON in it; JSON carries them as they are. */
export interface Arguments {
  has(name: string): boolean
  text(name: string): string | undefined
  /** Slack's own words when it is missing differ from method to method; most say `invalid_arguments`. */
  required(name: string, missing?: string): string
  flag(name: string): boolean
  number(name: string, otherwise: number): number
  /** `invalid` is the word for what is no list of objects. */
  list(name: string, invalid: string): Plain[] | undefined
  object(name: string, invalid: string): Plain | undefined
}

export function readArguments(given: Plain): Arguments {
  const value = (name: string) => {
    const found = Object.hasOwn(given, name) ? given[name] : undefined
    return found === null || found === undefined ? undefined : found
  }
  const text = (name: string) => {
    const found = value(name)
    if (found === undefined) return undefined
    return typeof found === 'string' ? found : typeof found === 'object' ? JSON.stringify(found) : String(found)
  }
  const parsed = (name: string, invalid: string): unknown => {
    const found = value(name)
    if (typeof found !== 'string') return found
    if (found === '') return undefined
    try {
      return JSON.parse(found)
    } catch {
      throw new SlackError(invalid, [`[ERROR] ${name} is no JSON`])
    }
  }
  return {
    has: (name) => value(name) !== undefined,
    text,
    required(name, missing = 'invalid_arguments') {
      const found = text(name)
      if (found === undefined || found === '')
        throw new SlackError(
          missing,
          missing === 'invalid_arguments' ? [`[ERROR] missing required field: ${name}`] : [],
        )
      return found
    },
    flag: (name) => ['true', '1'].includes(text(name) ?? ''),
    number(name, otherwise) {
      const found = Number(text(name))
      return text(name) === undefined || Number.isNaN(found) ? otherwise : found
    },
    list(name, invalid) {
      const found = parsed(name, invalid)
      if (found === undefined) return undefined
      if (!Array.isArray(found) || found.some((one) => !isPlain(one)))
        throw new SlackError(invalid, [`[ERROR] ${name} must be a list of objects`])
      return found
    },
    object(name, invalid) {
      const found = parsed(name, invalid)
      if (found === undefined) return undefined
      if (!isPlain(found)) throw new SlackError(invalid, [`[ERROR] ${name} must be an object`])
      return found
    },
  }
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
