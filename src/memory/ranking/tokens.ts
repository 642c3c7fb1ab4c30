/** A word beyond this is no word: a pasted key, or somebody leaning on a letter. */
const LONGEST_WORD = 64
const WORD = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}]+)*/gu
/** Scripts without spaces. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const UNSPACED_RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}ー]+|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{M}ー]+/gu
/** The article that French and Italian hang on. */
const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|dell|all|nell|sull|un)'(?=.{2})/
const POSSESSIVE = /'s$/
const PARTS = /[\p{L}\p{N}]+(?:[-_./][\p{L}\p{N}]+)+/gu
const SEPARATOR = /[-_./]/
const PHONE = /\d(?:[\s().-]{0,2}\d){6,14}/g
const LAST_OF_PHONE = 8
const EMAIL = /[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}.-]{1,190}/gu
const LEADING = /^[a-z]{2,5}$/
const BETWEEN = /^[\s#:.-]{1,3}$/

export interface Tokens {
  /** In the order they were written, as they were written but for their spelling. */
  readonly words: readonly string[]
  /** Order numbers, phones, e-mails and the like, without what separates their parts. */
  readonly verbatims: readonly string[]
}

/** What a folded text is made of. `isStop` is asked with the apostrophe: "i'd" is no word, "id" is one. */
export function tokensOf(text: string, isStop: (word: string) => boolean): Tokens {
  const words: string[] = []
  const verbatims = new Set<string>()
  const hasDigit = /\d/.test(text)
  let before = ''
  let beforeEnd = 0
  for (const { 0: match, index } of text.matchAll(WORD)) {
    if (hasDigit && isLeading(before) && /^\d/.test(match) && BETWEEN.test(text.slice(beforeEnd, index)))
      verbatims.add((before + match).slice(0, LONGEST_WORD))
    beforeEnd = index + match.length
    before = isStop(match) ? '' : match
    if (before !== '') addWord(match, words, isStop)
  }
  if (hasDigit) addCodes(text, verbatims)
  if (text.includes('@')) for (const [email] of text.matchAll(EMAIL)) verbatims.add(email.replace(/[.-]+$/, ''))
  for (const word of words) verbatims.delete(word)
  return { words, verbatims: [...verbatims] }
}

const isLeading = (word: string) => LEADING.test(word)

function addWord(match: string, words: string[], isStop: (word: string) => boolean) {
  if (UNSPACED.test(match)) {
    for (const [run] of match.matchAll(UNSPACED_RUN))
      if (UNSPACED.test(run)) addCharacters(run, words)
      else words.push(run.slice(0, LONGEST_WORD))
    return
  }
  if (!match.includes("'")) {
    words.push(match.length > LONGEST_WORD ? match.slice(0, LONGEST_WORD) : match)
    return
  }
  const bare = match.replace(POSSESSIVE, '').replace(ELIDED, '')
  if (!isStop(bare)) words.push(bare.replaceAll("'", '').slice(0, LONGEST_WORD))
}

/** Each character with the next. */
function addCharacters(run: string, words: string[]) {
  const characters = [...run]
  if (characters.length === 1) words.push(run)
  for (let at = 1; at < characters.length; at++) words.push(characters[at - 1]! + characters[at]!)
}

/** "ORD-22-R" is found under "ord22" and "ord22r" as well. */
function addCodes(text: string, verbatims: Set<string>) {
  for (const [code] of text.matchAll(PARTS)) {
    if (!/\d/.test(code)) continue
    let joined = ''
    for (const part of code.split(SEPARATOR)) {
      const isFirst = joined === ''
      joined += part
      if (joined.length > LONGEST_WORD) break
      if (!isFirst && /\d/.test(joined)) verbatims.add(joined)
    }
  }
  for (const [phone] of text.matchAll(PHONE)) {
    const digits = phone.replaceAll(/\D/g, '')
    verbatims.add(digits)
    // With or without the country in front, the end is the same.
    if (digits.length > LAST_OF_PHONE) verbatims.add(digits.slice(-LAST_OF_PHONE))
  }
}
