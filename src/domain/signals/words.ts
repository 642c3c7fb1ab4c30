/** A word as it is looked up: small letters, without accents, in one spelling. */
export interface Word {
  readonly word: string
  /** Where it stands in `Reading.text`. */
  readonly from: number
  readonly to: number
  /** What stands between it and the word before. */
  readonly after: 'nothing' | 'comma' | 'sentence'
}

export interface Reading {
  readonly text: string
  readonly words: readonly Word[]
  /** Whether what follows the last word of a sentence asks. */
  asks(word: number): boolean
}

/** Nobody says what they want only in the middle of so long a message. */
const LONGEST_READ = 4_000
const MOST_WORDS = 600

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’ʼ`´‘][\p{L}\p{M}]+)*/gu
/** Scripts that write no spaces: each character is a word, and a word is a phrase. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}]/u
const PIECE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}]|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}]+/gu
/** Of a script that writes spaces. */
const ONE_WORD =
  /^(?:[a-z0-9]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Thai}])[\p{L}\p{M}\p{N}])+)$/u
/** Most words of most languages, between spaces. */
const SIMPLE = /^[A-Za-z0-9]+$/
const ENDS_SENTENCE = /[.!?;\n…।؟。！？؛]/
const PARTS_SENTENCE = /[,،、，:()[\]{}—–]|\s-\s/
const ASKS = /^[^\p{L}\p{N}\n]*[?؟？]/u
const INVISIBLE = /\p{Cf}/gu

/** Reads a message once; the beginning and the end of one that is very long. */
export const read = (text: string): Reading => readingOf(clean(text))

/** Without what somebody else has said, which the customer only shows. */
export const readOwn = (text: string): Reading => readingOf(withoutQuotes(withoutForwarded(clean(text))))

const clean = (text: string) => cut(text).replaceAll(INVISIBLE, '').normalize('NFC')

function readingOf(kept: string): Reading {
  const words: Word[] = []
  let end = 0
  for (const { 0: chunk, index: start } of kept.matchAll(/\S+/gu)) {
    if (SIMPLE.test(chunk)) {
      const to = start + chunk.length
      words.push({
        word: squeeze(chunk.toLowerCase()),
        from: start,
        to,
        after: breakIn(kept.slice(end, start), words.length === 0),
      })
      end = to
      continue
    }
    if (isAddress(chunk)) continue
    for (const { 0: raw, index } of chunk.matchAll(WORD))
      for (const { word, from, to } of piecesOf(raw)) {
        const at = start + index + from
        words.push({ word, from: at, to: start + index + to, after: breakIn(kept.slice(end, at), words.length === 0) })
        end = start + index + to
      }
  }
  if (words.length > MOST_WORDS) words.splice(MOST_WORDS / 2, words.length - MOST_WORDS)
  return { text: kept, words, asks: (word) => ASKS.test(kept.slice(words[word]!.to, words[word]!.to + 12)) }
}

/** The words of a phrase in a table. */
export const wordsOf = (text: string): string[] =>
  PLAIN.test(text)
    ? [squeeze(text)]
    : [...text.matchAll(WORD)].flatMap(([raw]) => piecesOf(raw).map(({ word }) => word))

/** A whole table as `fold` would have each of its words: one by one they take many times as long. */
export function foldTable(table: string): string {
  const folded = foldLetters(table).replaceAll(ARTICLES, '')
  return mayRepeat(folded) ? folded.replaceAll(REPEATEDLY, '$1') : folded
}

/** The words of a phrase in a table that is folded. */
export const wordsOfFolded = (text: string): string[] => (ONE_WORD.test(text) ? [text] : wordsOf(text))

function cut(text: string): string {
  if (text.length <= LONGEST_READ) return text
  return `${text.slice(0, LONGEST_READ / 2)}\n${text.slice(-LONGEST_READ / 2)}`
}

const isAddress = (chunk: string) => chunk.includes('://') || chunk.startsWith('www.') || /\w@\w/.test(chunk)

function breakIn(gap: string, first: boolean): Word['after'] {
  if (first || ENDS_SENTENCE.test(gap)) return 'sentence'
  return PARTS_SENTENCE.test(gap) ? 'comma' : 'nothing'
}

/** Lines that WhatsApp shows as quoted are somebody else's. */
function withoutForwarded(text: string): string {
  if (!text.includes('>')) return text
  return text
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('>'))
    .join('\n')
}

const QUOTES: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“', '«': '»', '「': '」' }
/** A shorter quotation only stresses a word. */
const QUOTED_WORDS = 3

/** What is quoted inside a sentence is spoken of, not said. */
function withoutQuotes(text: string): string {
  let kept = ''
  let rest = 0
  const unclosed = new Set<string>()
  for (let at = 0; at < text.length; at++) {
    const closing = QUOTES[text[at]!]
    if (!closing || unclosed.has(closing)) continue
    const end = text.indexOf(closing, at + 1)
    if (end < 0) {
      unclosed.add(closing)
      continue
    }
    const quoted = text.slice(at + 1, end)
    if (
      (quoted.match(/\s+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu)?.length ?? 0) + 1 >=
      QUOTED_WORDS
    ) {
      kept += `${text.slice(rest, at)} ⸺ `
      rest = end + 1
    }
    at = end
  }
  kept += text.slice(rest)
  return /[\p{L}\p{N}]/u.test(kept) ? kept : text
}

/** After an apostrophe these belong to the word before: don't, I'd, what's. Anything else is a word: l'agent. */
const ENGLISH_TAILS = new Set(['t', 's', 'd', 'm', 're', 've', 'll', 'all', 'clock'])

interface Piece {
  readonly word: string
  readonly from: number
  readonly to: number
}

function piecesOf(raw: string): readonly Piece[] {
  if (PLAIN.test(raw)) return [{ word: squeeze(raw), from: 0, to: raw.length }]
  const pieces: Piece[] = []
  for (const { 0: piece, index } of UNSPACED.test(raw) ? raw.matchAll(PIECE) : [{ 0: raw, index: 0 }]) {
    let at = index
    const parts = piece.split(/['’ʼ`´‘]/)
    for (let part = 0; part < parts.length; part++) {
      let own = parts[part]!
      const from = at
      at += own.length + 1
      while (part + 1 < parts.length && ENGLISH_TAILS.has(parts[part + 1]!.toLowerCase())) {
        own += parts[++part]!
        at += parts[part]!.length + 1
      }
      const word = fold(own)
      if (word) pieces.push({ word, from, to: at - 1 })
    }
  }
  return pieces
}

const PLAIN = /^[a-z0-9]+$/
const ACCENTS = /[\u0300-\u036f\u064b-\u065f\u0670\u0640\u093c]/g
const SPELLED: Readonly<Record<string, string>> = {
  ß: 'ss',
  ł: 'l',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ı: 'i',
  ة: 'ه',
  ى: 'ي',
  ی: 'ي',
  ک: 'ك',
  '\u0901': '\u0902',
}
const TO_SPELL = /[ßłøæœđıةىیک\u0901]/g
/** The article of Arabic, with the little words that are written together with it. */
const ARTICLE = /^[وف]?(?:ال|بال|كال|لل)(?=[\u0620-\u064a]{3})/
const ARTICLES = /(?<![\p{L}\p{M}\p{N}])[وف]?(?:ال|بال|كال|لل)(?=[\u0620-\u064a]{3})/gu

export function fold(raw: string): string {
  return squeeze(foldLetters(raw).replace(ARTICLE, ''))
}

const foldLetters = (raw: string) =>
  raw
    .toLowerCase()
    .normalize('NFKD')
    .replaceAll(ACCENTS, '')
    .normalize('NFC')
    .replaceAll(TO_SPELL, (letter) => SPELLED[letter]!)

/** "humaaaan", "plssss". */
const squeeze = (word: string) => (mayRepeat(word) && REPEATED.test(word) ? word.replaceAll(REPEATEDLY, '$1') : word)
const REPEATED = /(\p{L})\1{2}/u
const REPEATEDLY = /(\p{L})\1{2,}/gu

/** Asked of every word there is: the pattern would cost more than the words do. */
function mayRepeat(word: string): boolean {
  for (let at = 2; at < word.length; at++)
    if (word.charCodeAt(at) === word.charCodeAt(at - 1) && word.charCodeAt(at) === word.charCodeAt(at - 2)) return true
  return false
}
