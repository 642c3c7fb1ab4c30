import { createRequire } from 'node:module'
import type { CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { phoneForms } from '../domain/phone.ts'

const require = createRequire(import.meta.url)
let parse: typeof parsePhoneNumberFromString | undefined

/** The numbering plans of the world take their memory: they are loaded by whoever has a number typed by hand. */
function parser(): typeof parsePhoneNumberFromString {
  parse ??= (require('libphonenumber-js/min') as { parsePhoneNumberFromString: typeof parse })
    .parsePhoneNumberFromString!
  return parse
}

/** The country code and the shortest numbers there are; E.164 allows no more than 15 digits. */
const DIGITS = /^\d{7,15}$/
const TYPED = /^[\d\s+().\-/\u00a0\u2010-\u2015]+$/

/**
 * A phone as people type it, with or without `+`, spaces, dashes and brackets, in the one form that is sent: `+` and
 * digits. A number without its country is read as one of the default country, where one is given; otherwise all digits
 * count. Forms that only WhatsApp knows (Mexico's 521) are kept.
 */
export function toE164(text: string, defaultCountry?: string): string | undefined {
  return parsedOf(text, defaultCountry)?.phone
}

/**
 * The same for a list that nobody reads before it is used: undefined too where no phone of that country has so many
 * digits. Whether somebody has the number is for WhatsApp to say.
 */
export function toPossibleE164(text: string, defaultCountry?: string): string | undefined {
  const read = parsedOf(text, defaultCountry)
  if (!read || read.isPossible()) return read?.phone
  const [, ...others] = phoneForms(read.phone.slice(1))
  return others.some((form) => parser()(`+${form}`)?.isPossible()) ? read.phone : undefined
}

function parsedOf(text: string, defaultCountry?: string) {
  const typed = text.trim().replace(/^00/, '+')
  if (!TYPED.test(typed)) return undefined
  const isInternational = typed.startsWith('+') || defaultCountry === undefined
  const written = isInternational && !typed.startsWith('+') ? `+${typed}` : typed
  const parsed = parser()(written, defaultCountry as CountryCode | undefined)
  const digits = (parsed?.number ?? (isInternational ? written : '')).replaceAll(/\D/g, '')
  return DIGITS.test(digits) ? { phone: `+${digits}`, isPossible: () => parsed?.isPossible() ?? false } : undefined
}
