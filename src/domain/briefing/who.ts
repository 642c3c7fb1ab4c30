import { onOneLine } from './readable.ts'

const LONGEST_NAME = 32
const MOST_WORDS = 3

/**
 * The name that a customer has chosen themselves, as far as it can be one: a few words of letters. Neither an amount
 * nor an instruction comes into a briefing this way.
 */
export function nameOf(written: string | undefined): string | undefined {
  if (written === undefined || /[\p{N}\p{Sc}:;/<>{}]/u.test(written)) return undefined
  const letters = onOneLine(written.replaceAll(/[^\p{L}\p{M}'’.-]/gu, ' '))
  const words = letters.split(' ').filter((word) => /\p{L}/u.test(word))
  if (words.length === 0 || words.length > MOST_WORDS || words.join(' ').length > LONGEST_NAME) return undefined
  return words.join(' ')
}

/** What somebody is called by in a greeting. */
export const firstNameOf = (written: string | undefined) => nameOf(written)?.split(' ')[0]
