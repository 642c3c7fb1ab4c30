import { areSamePhone } from './guard-known.ts'
import { type Found, PERSONAL_KINDS, type PersonalKind, sameness } from './pii.ts'

/** Stands for somebody else's data in what a customer reads. */
export const HIDDEN = '•••'

/** A value that has a placeholder. */
export type Placed = Found & { readonly placeholder: string }

/** What models read: in words, and without a name for what is a secret anyway. */
const WORDS: Readonly<Record<PersonalKind, string>> = {
  email: 'email',
  phone: 'phone',
  card: 'card',
  iban: 'iban',
  'national-id': 'id number',
  account: 'account',
}

/**
 * Models change them a little: capitals, a missing space, a backslash before a bracket, the letters of a link. A link
 * in Markdown around one is read with it, for when nothing is left to link to.
 */
const SPACE = String.raw`(?:\s|%20|[+_-]){0,2}`
const PLACEHOLDER = new RegExp(
  String.raw`(?:\\?\[|%5B)${SPACE}(${PERSONAL_KINDS.map((kind) => WORDS[kind].replace(' ', SPACE)).join('|')})${SPACE}#?(\d{1,6})${SPACE}(?:\\?\]|%5D)`,
  'gi',
)
const LONGEST_PLACEHOLDER = 24
/** An address that nothing is left of, and brackets around nothing. */
const EMPTY_LINK = /\[([^[\]\n]{0,200})\]\(\s?(?:mailto:|tel:|(?:https?:\/\/)?wa\.me\/\+?)?\s?\)/gi
const EMPTY_ADDRESS = /(?:mailto:|tel:|(?:https?:\/\/)?wa\.me\/\+?)(?=[\s>)\].,;!?]|$)/gi
const EMPTY_BRACKETS = / ?(?:\(\s?\)|<\s?>|\[\s?\])/g
const GONE = '\u0000'

export interface Placeholders {
  /** The one for a value, which is made where there is none yet. */
  of(found: Found): string
  /** `unknown` says whether one that nobody has made is to go. */
  replaceIn(text: string, by: (one: Placed) => string, unknown?: () => boolean): string
  /** A place to cut at or before the given one, which is not inside of a placeholder. */
  endBefore(text: string, end: number): number
}

export function createPlaceholders(): Placeholders {
  const byValue = new Map<string, Placed[]>()
  const byName = new Map<string, Placed>()
  const counts = new Map<PersonalKind, number>()

  const keyOf = ({ kind }: Found, same: string) => `${kind} ${kind === 'phone' ? same.slice(-8) : same}`

  return {
    of(found) {
      const same = sameness(found)
      const key = keyOf(found, same)
      const near = byValue.get(key) ?? []
      const known = near.find((one) => found.kind !== 'phone' || areSamePhone(sameness(one), same))
      if (known) return known.placeholder
      const number = (counts.get(found.kind) ?? 0) + 1
      counts.set(found.kind, number)
      const placed = { ...found, placeholder: `[${WORDS[found.kind]} ${number}]` }
      byValue.set(key, [...near, placed])
      byName.set(nameOf(WORDS[found.kind], String(number)), placed)
      return placed.placeholder
    },

    replaceIn(text, by, unknown = () => false) {
      let removed = false
      const filled = text.replaceAll(PLACEHOLDER, (written, word: string, number: string, ...rest) => {
        const placed = byName.get(nameOf(word, number))
        if (placed) return inPlace(by(placed), placed, text, rest[0] as number)
        if (!unknown()) return written
        removed = true
        return GONE
      })
      return removed ? withoutHoles(filled) : filled
    },

    endBefore(text, end) {
      const from = Math.max(0, end - LONGEST_PLACEHOLDER)
      const around = text.slice(from, end + LONGEST_PLACEHOLDER)
      for (const { index, 0: written } of around.matchAll(PLACEHOLDER))
        if (from + index < end && from + index + written.length > end) return from + index
      return end
    },
  }
}

const nameOf = (word: string, number: string) => `${word.toLowerCase().replaceAll(/[^a-z]/g, '')} ${Number(number)}`

const IN_LINK = /(?:tel:|wa\.me\/|[?&]\w{1,30}=)\+?$/i

/** A link has no room for the spaces of a phone. */
function inPlace(value: string, { kind }: Placed, text: string, at: number): string {
  if (value === HIDDEN || kind === 'email') return value
  const before = text.slice(Math.max(0, at - 40), at)
  if (!IN_LINK.test(before)) return value
  const digits = value.replaceAll(/[^\p{L}\d]/gu, '')
  return value.startsWith('+') && /tel:$/i.test(before) ? `+${digits}` : digits
}

/** Nothing shows where a placeholder was that never stood for anything: neither brackets nor two spaces. */
function withoutHoles(text: string): string {
  return text
    .replaceAll(/ ?\0(?=[\s.,;:!?)\]>]|$)|\0 ?/g, '')
    .replaceAll(EMPTY_LINK, '$1')
    .replaceAll(EMPTY_ADDRESS, '')
    .replaceAll(EMPTY_BRACKETS, '')
    .trim()
}

/** No tool needs more, and whoever sends more wants something else. */
const DEEPEST = 100

const isBytes = (value: object) => value instanceof ArrayBuffer || ArrayBuffer.isView(value)

/** A value of JSON with every text in it changed, names of fields too. What is no JSON stays as it is. */
export function inEveryText<Value>(value: Value, change: (text: string, label?: string) => string): Value {
  const above = new Set<object>()

  function changed(one: unknown, label: string | undefined): unknown {
    if (typeof one === 'string') return change(one, label)
    if (typeof one === 'number' || typeof one === 'bigint') return changedNumber(one, label)
    if (typeof one !== 'object' || one === null || isBytes(one)) return one
    if ('toJSON' in one && typeof one.toJSON === 'function') return changed(one.toJSON(), label)
    if (above.has(one) || above.size >= DEEPEST) return null
    above.add(one)
    const made = Array.isArray(one)
      ? one.map((item) => changed(item, label))
      : Object.fromEntries(Object.entries(one).map(([name, item]) => [change(name), changed(item, name)]))
    above.delete(one)
    return made
  }

  /** `{phone: 15550001111}`: only a name makes a number more than a number. */
  function changedNumber(one: number | bigint, label: string | undefined): unknown {
    const written = String(one)
    if (label === undefined || !/^\d{8,}$/.test(written)) return one
    const instead = change(written, label)
    return instead === written ? one : instead
  }

  return changed(value, undefined) as Value
}
