/** A text as words are looked for in it, each place of which stands for a place in the text as it was written. */
export interface FoldedText {
  readonly text: string
  /** Where the sign at a place of `text` begins in the text as written; one place more than there are signs. */
  readonly places: readonly number[]
}

const MARKS = /[\u0300-\u036f\u0640\u064b-\u0655\u093c\u200b-\u200f\u2060\ufeff]/g
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  ı: 'i',
  ø: 'o',
  œ: 'oe',
  æ: 'ae',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  ى: 'ي',
  ة: 'ه',
  '\u0901': '\u0902',
  '،': ',',
  '؛': ';',
  '؟': '?',
  '।': '.',
  '\u00a0': ' ',
  '\t': ' ',
}

export function foldWithPlaces(written: string): FoldedText {
  const parts: string[] = []
  const places: number[] = []
  let at = 0
  for (const sign of written) {
    const code = sign.charCodeAt(0)
    const folded = code < 0x80 && code !== 0x60 && code !== 9 ? sign.toLowerCase() : foldSign(sign)
    for (let unit = 0; unit < folded.length; unit++) places.push(at)
    parts.push(folded)
    at += sign.length
  }
  places.push(at)
  return { text: parts.join(''), places }
}

function foldSign(sign: string): string {
  const known = SPELLED[sign]
  if (known !== undefined) return known
  const bare = sign.normalize('NFKD').replaceAll(MARKS, '').toLowerCase()
  return SPELLED[bare] ?? bare
}

export const foldedWords = (written: string): string => foldWithPlaces(written).text

/** The words of a pattern in the same form; its own signs stay. */
export const foldedPattern = (written: string): string =>
  written
    .normalize('NFKD')
    .replaceAll(MARKS, '')
    .replaceAll(/[ىة\u0901]/g, (sign) => SPELLED[sign]!)

/**
 * Letters, marks and digits of the scripts that rules are written in, for classes of patterns: those of the whole of
 * Unicode take a hundred times as long to be read in.
 */
export const SIGNS = String.raw`a-z0-9\u00aa\u00b5\u00ba\u00c0-\u1fff\u2c00-\u2fef\u3040-\ud7ff\uf900-\ufaff`
const LETTER = String.raw`a-z\u00aa\u00b5\u00ba\u00c0-\u05ff\u0620-\u065f\u066e-\u0965\u0970-\u1fff\u2c00-\u2fef\u3040-\ud7ff`

export const ALONE_BEFORE = `(?<![${SIGNS}])`
export const ALONE_AFTER = `(?![${SIGNS}])`

/** A pattern over folded text, with the letters of those scripts in place of all letters that there are. */
export const quickPattern = (source: string): string =>
  source
    .replaceAll(String.raw`[\p{L}\p{M}]`, `[${LETTER}]`)
    .replaceAll(String.raw`\p{L}\p{M}`, `[${LETTER}]`)
    .replaceAll(String.raw`[\p{L}]`, `[${LETTER}]`)
    .replaceAll(String.raw`\p{L}`, `[${LETTER}]`)
