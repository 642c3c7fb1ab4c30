/** Words as they are typed in a hurry: looked up by what is left when letters are taken out. */
export interface Spelling {
  /** Words that this one may have been meant to be. */
  meant(word: string): readonly string[]
}

const SHORTEST = 5
const LONGEST = 18
/** From this length on two slips are forgiven. */
const LONG = 10

export function createSpelling(words: Iterable<string>): Spelling {
  const index = new Map<string, string[]>()
  for (const word of words) {
    if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) continue
    for (const left of leftOf(word)) index.set(left, [...(index.get(left) ?? []), word])
  }
  return {
    meant(word) {
      if (word.length < SHORTEST || word.length > LONGEST || !/^[a-z]+$/.test(word)) return []
      const near = new Set<string>()
      for (const left of leftOf(word)) for (const one of index.get(left) ?? []) near.add(one)
      return [...near].filter((one) => one[0] === word[0] && slips(word, one) <= (one.length >= LONG ? 2 : 1))
    },
  }
}

/** The word, and the word without one letter, or two of a long one. */
function leftOf(word: string): Set<string> {
  const once = new Set([word, ...without(word)])
  if (word.length < LONG - 2) return once
  return new Set([...once, ...[...once].flatMap(without)])
}

const without = (word: string): string[] => Array.from(word, (_, index) => word.slice(0, index) + word.slice(index + 1))

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
