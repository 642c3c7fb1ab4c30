import { type Support, supportOf } from '../../briefing/claims.ts'
import { folded } from './predicates.ts'

const SHORTEST_STEM = 4
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/**
 * Whether words were taken from a text: most of them stand there, bent perhaps, and all that is exact in them does. A
 * translation does not, nor does what somebody else has said.
 */
export function groundedIn(text: string): (words: string) => boolean {
  const supports: Support = supportOf([text])
  const known = folded(text)
  const stems = new Set(known.split(' ').map(stemOf))
  return (words) => {
    if (!supports(words)) return false
    const sought = folded(words)
    if (sought === '') return false
    if (known.includes(sought)) return true
    if (UNSPACED.test(sought))
      return isMostly(
        [...sought].filter((sign) => sign !== ' '),
        (sign) => known.includes(sign),
      )
    const long = sought.split(' ').filter((word) => word.length >= SHORTEST_STEM || /\d/.test(word))
    return isMostly(long.length > 0 ? long : sought.split(' '), (word) => stems.has(stemOf(word)))
  }
}

const stemOf = (word: string) => (/\d/.test(word) ? word : word.slice(0, SHORTEST_STEM))

const isMostly = (parts: readonly string[], holds: (part: string) => boolean) =>
  parts.length > 0 && parts.filter(holds).length * 2 > parts.length
