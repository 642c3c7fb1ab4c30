import { isCodiceFiscale, isCurp, isDni, isMod97, isNie, isNino, isNir, isPan } from './pii-checksums.ts'
import { isDigit, isLetter } from './pii-fold.ts'
import { nameIn } from './pii-words.ts'

export interface CodeFound {
  readonly kind: 'iban' | 'national-id'
  readonly from: number
  readonly to: number
}

/** The registry of IBANs: how many characters each country has. */
const IBAN_LENGTHS: ReadonlyMap<string, number> = new Map(
  `AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18
  FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20
  LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24
  SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30`
    .trim()
    .split(/\s+/)
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
)

const LONGEST = 34

interface Form {
  readonly length: number
  readonly check: (text: string) => boolean
  /** How long its pieces are where it is written apart, in capitals. */
  readonly apart: readonly string[]
}

const FORMS: readonly Form[] = [
  { length: 9, check: isDni, apart: ['8-1', '2-3-3-1', '2-3-4'] },
  { length: 9, check: isNie, apart: ['1-7-1', '1-8', '8-1'] },
  { length: 9, check: isNino, apart: ['2-2-2-2-1', '2-6-1', '2-7', '8-1'] },
  { length: 10, check: isPan, apart: ['5-4-1'] },
  { length: 15, check: isNir, apart: ['1-2-2-2-3-3-2', '13-2', '1-2-2-5-3-2'] },
  { length: 16, check: isCodiceFiscale, apart: ['6-5-5', '3-3-5-5', '3-3-5-4-1'] },
  { length: 18, check: isCurp, apart: [] },
]

/** IBANs, and ids that have letters. Reads at most 34 characters from the beginning of each word on. */
export function findCodes(text: string): CodeFound[] {
  const found: CodeFound[] = []
  for (let at = 0; at < text.length; at++) {
    if (!isAlphanumeric(text[at]) || isAlphanumeric(text[at - 1])) continue
    const code = codeAt(text, at)
    if (!code) continue
    found.push(code)
    at = code.to - 1
  }
  return found
}

const isAlphanumeric = (char: string | undefined) => isDigit(char) || isLetter(char)

/** Letters and digits from one place on, with the places where a word ends. */
interface Run {
  readonly text: string
  /** Where a character ends in the text, by its number. */
  readonly ends: readonly number[]
  /** How many characters there are where a word ends, with the length of its pieces so far. */
  readonly pieces: ReadonlyMap<number, string>
  readonly isCapital: boolean
}

function runFrom(text: string, start: number): Run {
  let read = ''
  let shape = ''
  let piece = 0
  const ends: number[] = []
  const pieces = new Map<number, string>()
  for (let at = start; at < text.length && read.length < LONGEST; at++) {
    const char = text[at]!
    if (isAlphanumeric(char)) {
      read += char
      ends.push(at + 1)
      piece++
      if (isAlphanumeric(text[at + 1])) continue
      shape += (shape && '-') + piece
      pieces.set(read.length, shape)
      piece = 0
    } else if (!' -.'.includes(char) || !isAlphanumeric(text[at + 1])) break
  }
  return { text: read.toUpperCase(), ends, pieces, isCapital: read === read.toUpperCase() }
}

function codeAt(text: string, start: number): CodeFound | undefined {
  if (!mayBegin(text, start)) return undefined
  const run = runFrom(text, start)
  const upTo = (length: number) => ({ from: start, to: run.ends[length - 1]! })
  const iban = ibanLength(run)
  if (iban !== undefined) return { kind: 'iban', ...upTo(iban) }
  for (const { length, check, apart } of FORMS) {
    const pieces = run.pieces.get(length)
    if (pieces === undefined || !check(run.text.slice(0, length))) continue
    // Words of a sentence that happen to stand beside digits are hardly ever capitals.
    if (pieces === String(length) || (apart.includes(pieces) && isWrittenInCapitals(text, start, run, length)))
      return { kind: 'national-id', ...upTo(length) }
  }
  const first = [...run.pieces.keys()][0]
  return first !== undefined && isNamedDocument(text, start, run.text.slice(0, first))
    ? { kind: 'national-id', ...upTo(first) }
    : undefined
}

/** No code of ours has more letters before its first digit, so that ordinary words cost nothing. */
const FIRST_DIGIT_WITHIN = 9

function mayBegin(text: string, start: number): boolean {
  for (let at = start; at < start + FIRST_DIGIT_WITHIN; at++) if (isDigit(text[at])) return true
  return false
}

const isWrittenInCapitals = (text: string, start: number, { ends, isCapital }: Run, length: number) =>
  isCapital || text.slice(start, ends[length - 1]) === text.slice(start, ends[length - 1]).toUpperCase()

/** Where the word ends too, so that the middle of a longer code is none. */
function ibanLength({ text, pieces }: Run): number | undefined {
  if (!/^[A-Z]{2}\d\d/.test(text)) return undefined
  const length = IBAN_LENGTHS.get(text.slice(0, 2))
  return length !== undefined && pieces.has(length) && isMod97(text.slice(0, length)) ? length : undefined
}

const LOOK_BACK = 32

/** "Passport AB1234567": digits with letters that are said to be somebody's papers. */
function isNamedDocument(text: string, start: number, word: string): boolean {
  if (!/^(?=.*[A-Z])[A-Z\d]{7,14}$/.test(word) || (word.match(/\d/g)?.length ?? 0) < 5) return false
  const said = text.slice(Math.max(0, start - LOOK_BACK), start)
  return nameIn(said.slice(said.lastIndexOf('\n') + 1)) === 'national-id'
}
