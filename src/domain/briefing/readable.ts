/** Line breaks of all kinds, and what nobody sees; the joiners that words of some languages need stay. */
const UNSEEN = /[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\u200c\u200d]]+/gv

export const onOneLine = (text: string) => text.replaceAll(UNSEEN, ' ').replaceAll(/\s+/g, ' ').trim()

/** No sentence is looked for beyond this. */
const LONGEST_READ = 2000
const ENDS = /(?<=[.!?؟।…]["')]*)\s+|\n+/
/** A full stop that ends no sentence: before a name, or before what goes on small or with a number. */
const TITLE = /(?:^|\s)(?:dr|mr|mrs|ms|sr|sra|prof|av)\.$/i
const SHORTENED = /(?:^|\s)(?:st|str|no|nr|ca|approx|ave|tel|num|\d{1,2})\.$/i

/** `[Attached image: image/jpeg]`: what the platform puts before a caption. */
const MARK = /^\[(Attached|Location|Contact|Shared|Order|Filled)[^\]]*\]\s*/

export function sentencesOf(text: string): string[] {
  const pieces = text.slice(0, LONGEST_READ).toWellFormed().replace(MARK, '').split(ENDS)
  const sentences: string[] = []
  for (const piece of pieces.map(onOneLine).filter(Boolean)) {
    const before = sentences.at(-1)
    if (before !== undefined && (TITLE.test(before) || (SHORTENED.test(before) && /^[\p{Ll}\d]/u.test(piece))))
      sentences[sentences.length - 1] = `${before} ${piece}`
    else sentences.push(piece)
  }
  return sentences
}

const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/gu

/** Where words are not set apart, two characters are taken for one. */
export function countWords(text: string): number {
  return text
    .split(/\s+/)
    .filter(Boolean)
    .reduce((sum, word) => sum + Math.max(1, Math.ceil((word.match(WIDE)?.length ?? 0) / 2)), 0)
}

const LONGEST_WORD = 60

/** The first words, so many as fit. */
export function clip(text: string, most: number): string {
  const kept: string[] = []
  let left = most
  for (const word of onOneLine(text).split(' ')) {
    left -= countWords(word)
    if (left < 0) return `${kept.join(' ').replace(/[,;:.\-–]+$/, '')}…`
    kept.push(word.length > LONGEST_WORD ? `${word.slice(0, LONGEST_WORD).toWellFormed()}…` : word)
  }
  return kept.join(' ')
}

/** So many words around a place in the text. */
export function clipAround(text: string, at: number, most: number): string {
  const all = onOneLine(text).split(' ')
  const place = onOneLine(text).slice(0, at).split(' ').length - 1
  const from = Math.max(0, Math.min(place - 4, all.length - most))
  return `${from > 0 ? '…' : ''}${clip(all.slice(from).join(' '), most)}`
}

/** Somebody's own words, in signs that they cannot end. */
export function quote(text: string, most: number): string {
  return `"${clip(text.replaceAll(/["“”„«»]/g, "'"), most)}"`
}

/** For comparing: small, without accents, with one form of each sign. */
export const plain = (text: string) => folded(text.slice(0, LONGEST_READ))

function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f\u0640\u064b-\u0655]/g, '')
    .replaceAll(/[’‘`´]/g, "'")
    .replaceAll('ى', 'ي')
    .replaceAll('ة', 'ه')
    .replaceAll('ß', 'ss')
}

/** A pattern that is read with the first text: a start waits for none of them. */
export interface Pattern {
  readonly whole: RegExp
  test(text: string): boolean
}

/**
 * A pattern of alternatives, a line or `|` between them, for texts that are `plain`. `whole` are words of languages that
 * set words apart; `inside` may stand anywhere, as words do that articles grow on.
 */
export function words(whole: string, inside = ''): Pattern {
  let read: RegExp | undefined
  const pattern = () => {
    read ??= patternOf(whole, inside)
    return read
  }
  return {
    get whole() {
      return pattern()
    },
    test: (text) => pattern().test(text),
  }
}

function patternOf(whole: string, inside: string): RegExp {
  const tidy = (list: string) =>
    folded(list)
      .trim()
      .replaceAll(/\s*\n\s*/g, '|')
  const parts = [whole && String.raw`(?<![\p{L}\p{N}])(?:${tidy(whole)})(?![\p{L}\p{M}\p{N}])`, inside && tidy(inside)]
  return new RegExp(parts.filter(Boolean).join('|'), 'u')
}
