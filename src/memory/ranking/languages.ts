import { createRequire } from 'node:module'
import { LANGUAGES, type Language } from '../../domain/language.ts'
import { fold } from './fold.ts'

/** What the libraries call them. */
const NAMES: Readonly<Record<Language, string>> = {
  en: 'english',
  es: 'spanish',
  pt: 'portuguese',
  de: 'german',
  fr: 'french',
  hi: 'indian',
  ar: 'arabic',
}
type Stemmer = (word: string) => string

// Read when a language is first met: the start of a server waits for none of them.
const require = createRequire(import.meta.url)
const stopWordsOf = (language: Language) =>
  (require(`@orama/stopwords/${NAMES[language]}`) as { stopwords: readonly string[] }).stopwords
const stemmerOf = (language: Language) =>
  (require(`@orama/stemmers/${NAMES[language]}`) as { stemmer: Stemmer }).stemmer

/** What people in a hurry leave out. */
const UNAPOSTROPHED = 'im ive dont doesnt didnt isnt wasnt cant couldnt wouldnt wont thats whats'
/** Hindi as most people type it. */
const HINDI_IN_LATIN =
  'hai hain ka ki ke ko se mein main mera meri mere mujhe maine aap aapka aapki aapke kya kab kahan kaise kaun tha thi the ho hoon kar raha rahi rahe nahi nahin ye yeh wo woh par aur bhi toh hum tum koi kuch liye'
/** The Spanish list is a long one: these say what a talk is about. */
const TELLING = new Set(
  'trabajo trabajar trabaja trabajan trabajas empleo valor verdad conocer dias hoy ayer'.split(' '),
)

/** What the lists leave out. */
const MORE: Readonly<Record<Language, string>> = {
  en: UNAPOSTROPHED,
  es: '',
  pt: 'onde porque quais',
  de: 'wann wo wer wie wieso warum wessen',
  fr: 'quand comment pourquoi',
  hi: `${HINDI_IN_LATIN} कब क्या कहाँ मेरा मेरी मेरे मुझे मैंने में मैं है`,
  ar: '',
}

let read: ReadonlyMap<string, number> | undefined
/** Per word the languages in which it only holds others together, as bits in the order of LANGUAGES. */
function stops(): ReadonlyMap<string, number> {
  if (read) return read
  const bits = new Map<string, number>()
  for (const [at, language] of LANGUAGES.entries())
    for (const word of [...stopWordsOf(language), ...MORE[language].split(' ')]) {
      const folded = fold(word)
      if (folded !== '' && !(language === 'es' && TELLING.has(folded)))
        bits.set(folded, (bits.get(folded) ?? 0) | (1 << at))
    }
  read = bits
  return read
}

const DEVANAGARI = [0x900, 0x97f] as const
const ARABIC = [0x600, 0x6ff] as const
const WORD = /[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu
/** A language shows within so many characters. */
const LONGEST_READ = 600

const BIT: Readonly<Record<string, number>> = Object.fromEntries(LANGUAGES.map((language, at) => [language, 1 << at]))

export function isStopWord(word: string, language: Language): boolean {
  return ((stops().get(word) ?? 0) & BIT[language]!) !== 0
}

/** By the small words of a folded text; undefined where it has none of them. */
export function languageOfWords(text: string): Language | undefined {
  const known = stops()
  const votes = new Float64Array(LANGUAGES.length)
  for (const word of text.slice(0, LONGEST_READ).match(WORD) ?? []) {
    const code = word.charCodeAt(0)
    if (code >= DEVANAGARI[0] && code <= DEVANAGARI[1]) votes[HINDI]! += 1
    else if (code >= ARABIC[0] && code <= ARABIC[1]) votes[ARABIC_AT]! += 1
    else {
      const bits = known.get(word) ?? 0
      // A word that several languages have tells less: its vote is shared out.
      for (let at = 0; bits >> at > 0; at++) if (bits & (1 << at)) votes[at]! += SHARE[bits]!
    }
  }
  let best = -1
  for (let at = 0; at < votes.length; at++) if (votes[at]! > (best < 0 ? 0 : votes[best]!)) best = at
  return LANGUAGES[best]
}

const HINDI = LANGUAGES.indexOf('hi')
const ARABIC_AT = LANGUAGES.indexOf('ar')
const SHARE = Array.from(
  { length: 1 << LANGUAGES.length },
  (_, bits) => 1 / Math.max(1, bits.toString(2).replaceAll('0', '').length),
)

/** Enough for what people say; a scope that has more words stems some of them again. */
const MOST_KNOWN = 20_000
const known = new Map<Language, { stemmer: Stemmer; stems: Map<string, string> }>()

export function stemOf(word: string, language: Language): string {
  const own = known.get(language) ?? { stemmer: stemmerOf(language), stems: new Map<string, string>() }
  known.set(language, own)
  const before = own.stems.get(word)
  if (before !== undefined) return before
  if (own.stems.size >= MOST_KNOWN) own.stems.clear()
  const stem = own.stemmer(word) || word
  own.stems.set(word, stem)
  return stem
}
