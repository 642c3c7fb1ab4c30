/** Every function takes what it checks without separators, letters as capitals. */
type Check = (text: string) => boolean

const digitsOf = (text: string): number[] => [...text].map(Number)
const weighted = (digits: readonly number[], weights: readonly number[]): number =>
  weights.reduce((sum, weight, index) => sum + weight * digits[index]!, 0)
const isOneDigit = (text: string): boolean => text === text[0]!.repeat(text.length)

/** Ranges of the card networks by length: whatever a shop takes. */
const NETWORKS: readonly (readonly [pattern: RegExp, lengths: readonly number[]])[] = [
  [/^4/, [13, 16, 19]],
  [/^5[1-5]/, [16]],
  [/^2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)/, [16]],
  [/^3[47]/, [15]],
  [/^3(?:0[0-5]|[689]|095)/, [14, 16, 17, 18, 19]],
  [/^6(?:011|4[4-9]|5)/, [16, 17, 18, 19]],
  [/^35(?:2[89]|[3-8])/, [16, 17, 18, 19]],
  [/^62|^81/, [16, 17, 18, 19]],
  [/^(?:5[0678]|6)/, [16, 18, 19]],
  [/^220[0-4]/, [16, 17, 18, 19]],
  [/^(?:508|60|82|9792)/, [16]],
]

export const isCard: Check = (text) =>
  NETWORKS.some(([pattern, lengths]) => lengths.includes(text.length) && pattern.test(text)) &&
  luhn(text) &&
  !(text.length === 13 && isBarcode(text))

/** Thirteen digits were on cards once; on goods they are every day. */
export const isBarcode = (text: string): boolean =>
  digitsOf(text).reduce((sum, digit, index) => sum + digit * (index % 2 ? 3 : 1), 0) % 10 === 0

function luhn(text: string): boolean {
  let sum = 0
  for (let at = text.length - 1, twice = false; at >= 0; at--, twice = !twice) {
    const digit = text.charCodeAt(at) - 48
    sum += !twice ? digit : digit > 4 ? digit * 2 - 9 : digit * 2
  }
  return sum % 10 === 0 && !isOneDigit(text)
}

/** ISO 7064 MOD 97-10, over letters as two digits each. */
export function isMod97(text: string): boolean {
  let rest = 0
  for (const char of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(char, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

const CPF_WEIGHTS = [10, 9, 8, 7, 6, 5, 4, 3, 2]
const modElevenDigit = (sum: number): number => (sum % 11 < 2 ? 0 : 11 - (sum % 11))

export const isCpf: Check = (text) => {
  const digits = digitsOf(text)
  const first = modElevenDigit(weighted(digits, CPF_WEIGHTS))
  const second = modElevenDigit(weighted(digits, [11, ...CPF_WEIGHTS]))
  return !isOneDigit(text) && first === digits[9] && second === digits[10]
}

const CNPJ_WEIGHTS = [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]

export const isCnpj: Check = (text) => {
  const digits = digitsOf(text)
  const first = modElevenDigit(weighted(digits, CNPJ_WEIGHTS))
  const second = modElevenDigit(weighted(digits, [6, ...CNPJ_WEIGHTS]))
  return !isOneDigit(text) && first === digits[12] && second === digits[13]
}

const CUIT_KINDS = new Set(['20', '23', '24', '25', '26', '27', '30', '33', '34'])

export const isCuit: Check = (text) => {
  const digits = digitsOf(text)
  const rest = 11 - (weighted(digits, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11)
  return CUIT_KINDS.has(text.slice(0, 2)) && (rest === 11 ? 0 : rest) === digits[10]
}

/** Germany: of the first ten digits one stands there twice or three times, and none more often. */
export const isSteuerId: Check = (text) => {
  if (text[0] === '0') return false
  const counts = new Map<string, number>()
  for (const char of text.slice(0, 10)) counts.set(char, (counts.get(char) ?? 0) + 1)
  const repeated = [...counts.values()].filter((count) => count > 1)
  if (repeated.length !== 1 || repeated[0]! > 3) return false
  let product = 10
  for (const digit of digitsOf(text.slice(0, 10))) product = (((digit + product) % 10 || 10) * 2) % 11
  return (11 - product) % 10 === Number(text[10])
}

export const isTcKimlik: Check = (text) => {
  const digits = digitsOf(text)
  const odd = digits[0]! + digits[2]! + digits[4]! + digits[6]! + digits[8]!
  const even = digits[1]! + digits[3]! + digits[5]! + digits[7]!
  const tenth = (((odd * 7 - even) % 10) + 10) % 10
  return text[0] !== '0' && tenth === digits[9] && (odd + even + tenth) % 10 === digits[10]
}

/** Fifteen characters; Corsica writes 2A and 2B where others have a number. */
export const isNir: Check = (text) => {
  if (!/^[1-478]\d\d(?:0[1-9]|1[0-2]|[2-9]\d)(?:\d\d|2A|2B)\d{8}$/.test(text)) return false
  const number = BigInt(text.slice(0, 13).replace('2A', '19').replace('2B', '18'))
  return 97n - (number % 97n) === BigInt(text.slice(13))
}

const TIMES = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
]
const TURNED = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
]

/** India: twelve digits with Verhoeff's check. */
export const isAadhaar: Check = (text) => {
  let check = 0
  for (let place = 0; place < text.length; place++) {
    const digit = Number(text[text.length - 1 - place])
    check = Number(TIMES[check]![Number(TURNED[place % 8]![digit])])
  }
  return text[0]! >= '2' && check === 0 && !isOneDigit(text)
}

/** The United States: no check digit, but numbers that are never given. */
export const isSsn: Check = (text) => /^(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}$/.test(text)

const DNI_LETTERS = 'TRWAGMYFPDXBNJZSQVHLCKE'

export const isDni: Check = (text) =>
  /^\d{8}[A-Z]$/.test(text) && DNI_LETTERS[Number(text.slice(0, 8)) % 23] === text[8]

export const isNie: Check = (text) =>
  /^[XYZ]\d{7}[A-Z]$/.test(text) && DNI_LETTERS[Number('XYZ'.indexOf(text[0]!) + text.slice(1, 8)) % 23] === text[8]

/** India: the fourth letter says what kind of taxpayer it is. */
export const isPan: Check = (text) => /^[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]$/.test(text)

export const isNino: Check = (text) =>
  /^(?!BG|GB|KN|NK|NT|TN|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(text)

const CURP_ORDER = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ'

export const isCurp: Check = (text) => {
  if (!/^[A-Z]{4}\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[HMX][A-Z]{5}[A-Z\d]\d$/.test(text)) return false
  const sum = [...text.slice(0, 17)].reduce((total, char, index) => total + CURP_ORDER.indexOf(char) * (18 - index), 0)
  return (10 - (sum % 10)) % 10 === Number(text[17])
}

/** What letters and digits count at odd places, from 0 or A on. */
const CODICE_ODD = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23]

/** Italy. Where two people would have the same, digits are written as letters. */
export const isCodiceFiscale: Check = (text) => {
  if (!/^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPRST][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/.test(text)) return false
  const sum = [...text.slice(0, 15)].reduce((total, char, index) => {
    const value = /\d/.test(char) ? Number(char) : char.charCodeAt(0) - 65
    return total + (index % 2 === 0 ? CODICE_ODD[value]! : value)
  }, 0)
  return String.fromCharCode(65 + (sum % 26)) === text[15]
}
