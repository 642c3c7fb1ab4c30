import { IntlMessageFormat } from 'intl-messageformat'
import { english } from './english.ts'

export type Word = keyof typeof english
type Values = Readonly<Record<string, string | number | Date>>

/** Catalogues are ICU messages by key. English is part of the desk; others come as they are chosen. */
let catalogue: Readonly<Record<string, string>> = english
let locale = 'en'
const compiled = new Map<string, IntlMessageFormat>()

export const currentLocale = () => locale

export function speak(next: string, words: Readonly<Record<string, string>>): void {
  locale = next
  catalogue = { ...english, ...words }
  compiled.clear()
}

/** What stands in the catalogue under this key; `{name}`, plurals and choices are filled in. */
export function t(word: Word, values?: Values): string {
  const text = catalogue[word] ?? word
  if (!text.includes('{')) return text
  const known = compiled.get(word)
  const message = known ?? new IntlMessageFormat(text, locale)
  if (!known) compiled.set(word, message)
  return message.format<string>(values) as string
}

/** Every letter changed, so that a text which does not come from the catalogue is seen at once. */
export function pseudo(words: Readonly<Record<string, string>>): Record<string, string> {
  const accented = (text: string) =>
    text.replaceAll(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}|[a-z]/gi, (one) =>
      one.length > 1 ? one : (LETTERS[one.toLowerCase()] ?? one),
    )
  return Object.fromEntries(Object.entries(words).map(([key, text]) => [key, `⟦${accented(text)}⟧`]))
}
const LETTERS: Readonly<Record<string, string>> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  n: 'ñ',
  c: 'ç',
  s: 'š',
  y: 'ý',
}
