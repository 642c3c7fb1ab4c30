import { stemmer as arabicStem } from '@orama/stemmers/arabic'
import { stemmer as englishStem } from '@orama/stemmers/english'
import { stemmer as frenchStem } from '@orama/stemmers/french'
import { stemmer as germanStem } from '@orama/stemmers/german'
import { stemmer as hindiStem } from '@orama/stemmers/indian'
import { stemmer as portugueseStem } from '@orama/stemmers/portuguese'
import { stemmer as spanishStem } from '@orama/stemmers/spanish'
import { stopwords as arabic } from '@orama/stopwords/arabic'
import { stopwords as english } from '@orama/stopwords/english'
import { stopwords as french } from '@orama/stopwords/french'
import { stopwords as german } from '@orama/stopwords/german'
import { stopwords as hindi } from '@orama/stopwords/indian'
import { stopwords as portuguese } from '@orama/stopwords/portuguese'
import { stopwords as spanish } from '@orama/stopwords/spanish'
import { LANGUAGES, type Language } from '../../domain/language.ts'
import { fold } from './fold.ts'

const STEMMERS: Readonly<Record<Language, (word: string) => string>> = {
  en: englishStem,
  es: spanishStem,
  pt: portugueseStem,
  de: germanStem,
  fr: frenchStem,
  hi: hindiStem,
  ar: arabicStem,
}
/** What people in a hurry leave out. */
const UNAPOSTROPHED = 'im ive dont doesnt didnt isnt wasnt cant couldnt wouldnt wont thats whats'
/** Hindi as most people type it. */
const HINDI_IN_LATIN =
  'hai hain ka ki ke ko se mein main mera meri mere mujhe maine aap aapka aapki aapke kya kab kahan kaise kaun tha thi the ho hoon kar raha rahi rahe nahi nahin ye yeh wo woh par aur bhi toh hum tum koi kuch liye'
const QUESTIONS_IN_GERMAN = 'wann wo wer wie wieso warum wessen'
/** The Spanish list is a long one: these say what a talk is about. */
const TELLING = new Set(
  'trabajo trabajar trabaja trabajan trabajas empleo valor verdad conocer dias hoy ayer'.split(' '),
)

const STOP_WORDS: Readonly<Record<Language, readonly string[]>> = {
  en: [...english, ...UNAPOSTROPHED.split(' ')],
  es: spanish.filter((word) => !TELLING.has(fold(word))),
  pt: [...portuguese, 'onde', 'porque', 'quais'],
  de: [...german, ...QUESTIONS_IN_GERMAN.split(' ')],
  fr: [...french, 'quand', 'comment', 'pourquoi', 'est-ce'],
  hi: [...hindi, ...HINDI_IN_LATIN.split(' '), 'कब', 'क्या', 'कहाँ', 'मेरा', 'मेरी', 'मेरे', 'मुझे', 'मैंने', 'में', 'मैं', 'है'],
  ar: arabic,
}

/** Per word the languages in which it only holds others together, as bits in the order of LANGUAGES. */
const stops = new Map<string, number>()
for (const [at, language] of LANGUAGES.entries())
  for (const word of STOP_WORDS[language]) stops.set(fold(word), (stops.get(fold(word)) ?? 0) | (1 << at))

const DEVANAGARI = [0x900, 0x97f] as const
const ARABIC = [0x600, 0x6ff] as const
const WORD = /[\p{L}\p{M}]+(?:'[\p{L}\p{M}]+)*/gu
/** A language shows within so many characters. */
const LONGEST_READ = 600

export function isStopWord(word: string, language: Language): boolean {
  return ((stops.get(word) ?? 0) & (1 << LANGUAGES.indexOf(language))) !== 0
}

/** By the small words of a folded text; undefined where it has none of them. */
export function languageOfWords(text: string): Language | undefined {
  const votes = LANGUAGES.map(() => 0)
  for (const [word] of text.slice(0, LONGEST_READ).matchAll(WORD)) {
    const code = word.charCodeAt(0)
    if (code >= DEVANAGARI[0] && code <= DEVANAGARI[1]) votes[HINDI]! += 1
    else if (code >= ARABIC[0] && code <= ARABIC[1]) votes[ARABIC_AT]! += 1
    else {
      const bits = stops.get(word)
      if (bits !== undefined) for (let at = 0; at < votes.length; at++) if (bits & (1 << at)) votes[at]! += SHARE[bits]!
    }
  }
  const most = Math.max(...votes)
  return most === 0 ? undefined : LANGUAGES[votes.indexOf(most)]
}

const HINDI = LANGUAGES.indexOf('hi')
const ARABIC_AT = LANGUAGES.indexOf('ar')
/** A word that several languages have tells less: its vote is shared out. */
const SHARE = Array.from(
  { length: 1 << LANGUAGES.length },
  (_, bits) => 1 / Math.max(1, bits.toString(2).replaceAll('0', '').length),
)

/** Enough for what people say; a scope that has more words stems some of them again. */
const MOST_KNOWN = 20_000
const known = new Map<Language, Map<string, string>>(LANGUAGES.map((language) => [language, new Map()]))

export function stemOf(word: string, language: Language): string {
  const stems = known.get(language)!
  const before = stems.get(word)
  if (before !== undefined) return before
  if (stems.size >= MOST_KNOWN) stems.clear()
  const stem = STEMMERS[language](word) || word
  stems.set(word, stem)
  return stem
}
