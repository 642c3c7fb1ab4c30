/** How texts are compared when somebody searches: small letters, without accents, one form of each sign. */
export function searchable(text: string): string {
  const small = text.toLowerCase()
  return PLAIN.test(small) ? small : small.normalize('NFKD').replaceAll(/\p{M}/gu, '').replaceAll('ß', 'ss')
}
const PLAIN = /^[\0-\x7f]*$/

const MOST_WORDS = 12
const LONGEST_WORD = 40

/** The words of a name, or of what somebody searches for. */
export function wordsIn(text: string): string[] {
  const found = searchable(text).match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(found.map((word) => word.slice(0, LONGEST_WORD)))].slice(0, MOST_WORDS)
}

const FEWEST_DIGITS = 4

/** The digits of a phone, or of its end, however it is written: without what is dialled before it at home. */
export function phoneDigitsIn(text: string): string | undefined {
  if (!/^\+?[\d\s().\u00a0/-]+$/.test(text.trim())) return undefined
  const digits = text.replaceAll(/\D/g, '').replace(/^0+/, '')
  return digits.length >= FEWEST_DIGITS ? digits : undefined
}
