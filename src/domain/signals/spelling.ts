/** Words as they are typed in a hurry. */
export interface Spelling {
  /** Words that this one may have been meant to be. */
  meant(word: string): readonly string[]
}

const SHORTEST = 5
const LONGEST = 18
/** From this length on two slips are forgiven. */
const LONG = 10

interface Known {
  readonly word: string
  readonly letters: number
}

/** The first letter is hardly ever wrong, so that only words that begin alike and are about as long are looked at. */
export function createSpelling(words: Iterable<string>): Spelling {
  const alike = new Map<string, Known[]>()
  for (const word of words) {
    if (!isPlain(word)) continue
    const known = { word, letters: lettersOf(word) }
    const others = alike.get(placeOf(word[0]!, word.length))
    if (others) others.push(known)
    else alike.set(placeOf(word[0]!, word.length), [known])
  }
  return {
    meant(word) {
      if (!isPlain(word)) return NONE
      const letters = lettersOf(word)
      const found: string[] = []
      for (let length = word.length - 2; length <= word.length + 2; length++) {
        const forgiven = length >= LONG ? 2 : 1
        if (Math.abs(length - word.length) > forgiven) continue
        for (const one of alike.get(placeOf(word[0]!, length)) ?? NONE)
          if (
            ones(one.letters ^ letters) <= 2 * forgiven &&
            slips(word, one.word) <= forgiven &&
            !isInflected(word, one.word)
          )
            found.push(one.word)
      }
      return found
    },
  }
}

const NONE: readonly never[] = []
const placeOf = (first: string, length: number) => `${first}${length}`

/** Which letters there are, a bit each: one slip changes two of them at most. */
function lettersOf(word: string): number {
  let letters = 0
  for (let at = 0; at < word.length; at++) letters |= 1 << (word.charCodeAt(at) - 97)
  return letters
}

function ones(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++
  return count
}

/** How far from its end a word is bent: "hablan" is no slip of "hablar". */
const ENDING = 3

/** Of the same length, and another letter near the end, that is not only changed about. */
function isInflected(word: string, one: string): boolean {
  if (word.length !== one.length) return false
  return word.slice(0, -ENDING) === one.slice(0, -ENDING) && sorted(word.slice(-ENDING)) !== sorted(one.slice(-ENDING))
}

/** Whether a word may just as well be another one: it is short, or has another letter rather than too many or too few. */
export function isGuess(word: string, meant: string | undefined): boolean {
  if (meant === undefined) return false
  return word.length <= SHORTEST || (word.length === meant.length && sorted(word) !== sorted(meant))
}

const sorted = (word: string) => [...word].sort().join('')

const isPlain = (word: string) => word.length >= SHORTEST && word.length <= LONGEST && /^[a-z]+$/.test(word)

/** Letters that are wrong, missing, too many or changed about. */
function slips(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same)
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        least = Math.min(least, before[j - 2]! + 1)
      next.push(least)
    }
    before = row
    row = next
  }
  return row[other.length]!
}
