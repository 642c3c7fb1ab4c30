import { isSamePhone } from './phone.ts'
import { type Found, findPersonalData, numbersOf, sameness } from './pii.ts'

/** Personal data that need not be hidden from whoever reads. */
export interface Known {
  has(found: Found): boolean
}

const KEY_DIGITS = 8

/**
 * What stands in some texts. Numbers are known again however they are written, and also where the text did not say what
 * they are: the shop's phone may stand there without a word for it. `patterns` may hold stars: `*@acme.com`.
 */
export function createKnown(texts: readonly string[], patterns: readonly string[] = []): Known {
  const values = new Set<string>()
  const phones = new Map<string, string[]>()
  const stars = patterns
    .filter((pattern) => pattern.includes('*'))
    .map((pattern) => pattern.trim().toLowerCase().split('*'))
  for (const text of texts) {
    for (const found of findPersonalData(text)) values.add(sameness(found))
    for (const number of numbersOf(text)) {
      values.add(number)
      const key = tailOf(number)
      if (number.length >= KEY_DIGITS) phones.set(key, [...(phones.get(key) ?? []), number])
    }
  }
  return {
    has(found) {
      const value = sameness(found)
      if (values.has(value) || stars.some((parts) => matches(parts, found.value.toLowerCase()))) return true
      return found.kind === 'phone' && (phones.get(tailOf(value)) ?? []).some((phone) => areSamePhone(phone, value))
    },
  }
}

const tailOf = (number: string) => number.slice(-KEY_DIGITS)

/** A country's code takes three digits at most, an area's as many, and there may be a zero before it. */
const MOST_LEFT_OUT = 6

/** Written with its country, with a zero instead, or as neighbours write it. */
export function areSamePhone(one: string, other: string): boolean {
  if (isSamePhone(one, other)) return true
  const [short, long] = [one, other].map((digits) => digits.replace(/^0+/, '')).sort((a, b) => a.length - b.length)
  return short!.length >= KEY_DIGITS && long!.length - short!.length <= MOST_LEFT_OUT && long!.endsWith(short!)
}

/** Whether a text is made of these parts, with anything between them. */
function matches(parts: readonly string[], text: string): boolean {
  const first = parts[0]!
  const last = parts.at(-1)!
  if (text.length < first.length + last.length || !text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (const part of parts.slice(1, -1)) {
    const found = text.indexOf(part, at)
    if (found < 0) return false
    at = found + part.length
  }
  return at <= text.length - last.length
}
