const BEYOND_ASCII = /\P{ASCII}/u
/** Accents of Latin, Greek and Cyrillic; vowel marks and hamzas of Arabic, its stretching; the dot below of Devanagari. */
const MARKS = /[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u093c]/g
/** Written in one way or the other by the same people. */
const TWINS: Readonly<Record<string, string>> = {
  ß: 'ss',
  'ँ': 'ं',
  ٱ: 'ا',
  ى: 'ي',
  ک: 'ك',
  ی: 'ي',
  '’': "'",
  ʼ: "'",
  '‘': "'",
}
const TWIN = /[ßँٱىکی’ʼ‘]/g
/** Digits of Arabic, Persian and Devanagari. */
const DIGIT = /[٠-٩۰-۹०-९]/g

/** Two spellings of one word are one: lower case, no accents, one form of each letter and digit. */
export function fold(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text.toLowerCase()
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(MARKS, '')
    .replaceAll(TWIN, (letter) => TWINS[letter] ?? letter)
    .replaceAll(DIGIT, (digit) => String(digitOf(digit.charCodeAt(0))))
    .normalize('NFC')
}

const digitOf = (code: number) => (code >= 0x966 ? code - 0x966 : code >= 0x6f0 ? code - 0x6f0 : code - 0x660)
