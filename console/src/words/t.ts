import { IntlMessageFormat } from 'intl-messageformat'
import type campaigns from './en/campaigns.json'
import { english } from './english.ts'

export type Word = keyof typeof english | keyof typeof campaigns
type Values = Readonly<Record<string, string | number | Date>>

/** ICU messages by key; as the desk is built those with gaps become what was read of them (catalogues.ts). */
let catalogue: Readonly<Partial<Record<Word, string | readonly object[]>>> = english
const locale = 'en'
const ready = new Map<Word, IntlMessageFormat>()
let isMarked = false

export const currentLocale = () => locale

/** Pages that are fetched when somebody wants them bring their words along. */
export function learn(words: typeof catalogue): void {
  catalogue = { ...catalogue, ...words }
}

/** Whatever comes from the catalogue says so, and what does not is seen at once. */
export function markWords(): void {
  isMarked = true
}

/** What stands in the catalogue under this key; `{name}`, plurals and choices are filled in. */
export function t(word: Word, values?: Values): string {
  const text = fill(word, values)
  return isMarked ? `⟦${text}⟧` : text
}

function fill(word: Word, values: Values | undefined): string {
  const message = catalogue[word]
  // A newer server may speak of what this desk has no word for: it is shown as it is called, and nothing breaks.
  if (message === undefined) return word.slice(word.indexOf('.') + 1)
  if (typeof message === 'string' && !message.includes('{')) return message
  const known = ready.get(word) ?? new IntlMessageFormat(message as string, locale)
  ready.set(word, known)
  return known.format<string>(values) as string
}
