/** A text in which looks deceive nobody, and where each of its characters stands in the original. */
export interface Folded {
  readonly text: string
  /** Where the character begins, and where it ends. */
  from(index: number): number
  to(index: number): number
}

const PLAIN = /^[\n\r\x20-\x7e]*$/
/** Marks that are drawn over a letter or not at all: they would stand unseen between two digits. */
const UNSEEN =
  /\p{Cf}|\p{Me}|\p{Cc}|\p{Cs}|[\u0300-\u036f]|[\u20d0-\u20ff]|[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}]|[\u0640\u115f\u1160\u17b4\u17b5\u3164]/u
const SPACE = /[\p{Zs}\t]/u
const DASH = /[\p{Pd}\u2212\u02d7\u2043]/u
const DOT = /[\u00b7\u2022\u2024\u2027\u2219\u22c5\u06d4]/u
const DIGIT = /\p{Nd}/u
/** Stands for what is no letter, digit or separator of ours. */
const OTHER = '\ufffd'
/** How links write what personal data consist of. */
const IN_LINKS: Readonly<Record<string, string>> = { '%40': '@', '%2b': '+', '%2B': '+', '%20': ' ' }

/** Digits of every script become 0 to 9, wide and decorated letters plain ones, every space and dash the usual one. */
export function fold(text: string): Folded {
  if (PLAIN.test(text) && !text.includes('%')) return { text, from: (index) => index, to: (index) => index + 1 }
  let folded = ''
  const starts: number[] = []
  const ends: number[] = []
  for (let at = 0; at < text.length; ) {
    const code = text.codePointAt(at)!
    const inLink = code === 0x25 ? IN_LINKS[text.slice(at, at + 3)] : undefined
    const length = inLink ? 3 : code > 0xffff ? 2 : 1
    const char = inLink ?? (isPlain(code) ? text[at]! : plainOf(String.fromCodePoint(code), code))
    if (char) {
      folded += char
      starts.push(at)
      ends.push(at + length)
    }
    at += length
  }
  return { text: folded, from: (index) => starts[index]!, to: (index) => ends[index]! }
}

const isPlain = (code: number) => (code >= 0x20 && code < 0x7f) || code === 0x0a || code === 0x0d

/** One character, or none for what nobody sees. */
function plainOf(char: string, code: number): string {
  if (SPACE.test(char)) return ' '
  if (UNSEEN.test(char)) return ''
  if (DASH.test(char)) return '-'
  if (DOT.test(char)) return '.'
  const known = char.normalize('NFKC')
  if (known.length === 1 && isPlain(known.charCodeAt(0))) return known
  if (DIGIT.test(char)) return String(digitOf(code))
  return char.length === 1 ? char : OTHER
}

/** Digits of a script stand together, from zero to nine, so their value is how many of them stand before. */
function digitOf(code: number): number {
  let before = 0
  while (before < 9 && DIGIT.test(String.fromCodePoint(code - before - 1))) before++
  return before
}

export const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9'
export const isLetter = (char: string | undefined): boolean =>
  char !== undefined && ((char >= 'a' && char <= 'z') || (char >= 'A' && char <= 'Z'))
