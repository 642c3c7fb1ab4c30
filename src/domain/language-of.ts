import type { Language } from './language.ts'
import { EVIDENCE } from './language-words.ts'

/** Older messages tell less and less: whoever changes their language means it. */
const FADING = 0.5
const MOST_MESSAGES = 6
/** A language shows within so many characters. */
const LONGEST_READ = 600
/** So much does one message say at most, or an old long one would drown a new short one. */
const MOST_PER_MESSAGE = 4
/** ... and this much one kind of sign. */
const MOST_PER_SIGN = 1.5
/** Below this somebody has written "ok" or a number. */
const LEAST = 0.6
/** By so much must the best be ahead of the next. */
const LEAD = 1.15

/** Signs that accents take with them. A lone letter is not enough: names of people and towns have them in any language. */
const LETTERS: readonly (readonly [pattern: RegExp, language: Language, weight: number])[] = [
  [/[¿¡]/g, 'es', 1.5],
  [/ñ/g, 'es', 0.5],
  [/[ãõ]/g, 'pt', 0.5],
  [/ê/g, 'pt', 0.5],
  [/ê/g, 'fr', 0.4],
  [/[ßäöü]/g, 'de', 0.5],
  [/[èëîûùœ]/g, 'fr', 0.5],
  [/\b[cdjlmnst]['’](?=\p{L})|\bqu['’]/gu, 'fr', 1],
  [/\b(?:i['’]m|\w+n['’]t|\w+['’](?:ve|ll|re|s))\b/g, 'en', 1],
]

/** Words of customers' own trade, links and names say nothing. */
const NOISE = /https?:\/\/\S+|\S*@\S+|\S*\d\S*/g

/**
 * The language that a customer writes, from what they wrote last (oldest first): the script where it tells, else the
 * words that people use most. Too little of either is the fallback.
 */
export function languageOf(texts: readonly string[], fallback: Language = 'en'): Language {
  const scores = new Map<Language, number>()
  let weight = 1
  for (const text of texts.slice(-MOST_MESSAGES).reverse()) {
    const heard = scoresOf(text)
    if (heard.size === 0) continue
    for (const [language, score] of heard) scores.set(language, (scores.get(language) ?? 0) + score * weight)
    weight *= FADING
  }
  const [best, next] = [...scores].sort(([, one], [, other]) => other - one)
  if (!best || best[1] < LEAST) return fallback
  return next && best[1] < next[1] * LEAD ? closest(best[0], next[0], fallback) : best[0]
}

/** Two that are level: the one that is spoken here anyway, or nothing is known. */
function closest(best: Language, next: Language, fallback: Language): Language {
  return next === fallback ? next : best
}

/** The same, where it shows at all. */
export function languageHeardIn(texts: readonly string[]): Language | undefined {
  const heard = languageOf(texts, 'en')
  return heard !== 'en' || languageOf(texts, 'es') === 'en' ? heard : undefined
}

function scoresOf(text: string): Map<Language, number> {
  const read = text.slice(0, LONGEST_READ).toLowerCase().normalize('NFC').replaceAll(NOISE, ' ')
  const scores = new Map<Language, number>()
  const add = (language: Language, score: number) => scores.set(language, (scores.get(language) ?? 0) + score)
  const script = scriptOf(read)
  if (script) {
    add(script, MOST_PER_MESSAGE)
    return scores
  }
  for (const [pattern, language, weight] of LETTERS)
    add(language, Math.min(MOST_PER_SIGN, (read.match(pattern)?.length ?? 0) * weight))
  for (const word of read
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .split(/[^a-z]+/))
    for (const [language, weight] of EVIDENCE.get(word) ?? []) add(language, weight)
  const most = Math.max(0, ...scores.values())
  for (const [language, score] of scores) {
    if (score === 0) scores.delete(language)
    else if (most > MOST_PER_MESSAGE) scores.set(language, (score * MOST_PER_MESSAGE) / most)
  }
  return scores
}

const SCRIPTS: readonly (readonly [pattern: RegExp, language: Language])[] = [
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Devanagari}/gu, 'hi'],
]
const LATIN = /\p{Script=Latin}/gu

/** A script of its own that is at least a third of the letters: names of products stay Latin in any language. */
function scriptOf(text: string): Language | undefined {
  const latin = text.match(LATIN)?.length ?? 0
  const found = SCRIPTS.map(([pattern, language]) => ({ language, count: text.match(pattern)?.length ?? 0 }))
  return found.find(({ count }) => count > 0 && count * 2 >= latin)?.language
}
