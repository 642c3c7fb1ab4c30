import { findCodes } from './pii-codes.ts'
import { findEmails } from './pii-emails.ts'
import { fold } from './pii-fold.ts'
import { digitsIn, findNumbers } from './pii-numbers.ts'

export const PERSONAL_KINDS = ['email', 'phone', 'card', 'iban', 'national-id', 'account'] as const
export type PersonalKind = (typeof PERSONAL_KINDS)[number]

export interface Found {
  readonly kind: PersonalKind
  /** Where it stands in the text as it was given. */
  readonly start: number
  readonly end: number
  /** As it reads: with plain digits, and without what nobody sees. */
  readonly value: string
}

/**
 * E-mail addresses, phones, cards, accounts and national ids. `label` is what the value is called by where the text
 * itself does not say it: the name of a field. Takes time in proportion to the length of the text, whatever stands in it.
 */
export function findPersonalData(text: string, { label = '' }: { readonly label?: string } = {}): Found[] {
  // Nobody is found by less.
  if (text.length < 6) return []
  const before = label ? `${inWords(label)}: ` : ''
  const folded = fold(before + text)
  const emails = findEmails(folded.text).map((span) => ({ kind: 'email' as const, ...span }))
  const spans = [...emails, ...findCodes(folded.text), ...findNumbers(folded.text)]
    .map(({ kind, from, to }) => ({
      kind,
      start: folded.from(from) - before.length,
      end: folded.to(to - 1) - before.length,
      value: folded.text.slice(from, to),
    }))
    .filter(({ start }) => start >= 0)
  return withoutOverlaps(spans)
}

/** `customerPhone` and `customer_phone` */
const inWords = (label: string) =>
  label
    .slice(0, 60)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .replaceAll('_', ' ')

/** Of two that overlap the one that was looked for first: an address may hold the number of a card. */
function withoutOverlaps(spans: readonly Found[]): Found[] {
  const order = spans.map((span, rank) => ({ span, rank })).sort((one, other) => one.span.start - other.span.start)
  const kept: { span: Found; rank: number }[] = []
  for (const next of order) {
    const last = kept.at(-1)
    if (!last || next.span.start >= last.span.end) kept.push(next)
    else if (next.rank < last.rank) kept[kept.length - 1] = next
  }
  return kept.map(({ span }) => span)
}

/** What stays the same however a value is written. */
export function sameness({ kind, value }: Pick<Found, 'kind' | 'value'>): string {
  if (kind === 'email') return value.toLowerCase()
  if (kind === 'phone') return value.replaceAll('(0)', '').replaceAll(/\D/g, '').replace(/^00/, '')
  return value.replaceAll(/[^\p{L}\d]/gu, '').toUpperCase()
}

/** All numbers of a text, found or not, without what stands between their digits. */
export const numbersOf = (text: string): string[] => digitsIn(fold(text).text)
