/** Words as they are typed in a hurry. */
export interface Spelling {
  /** Words that this one may have been meant to be. */
  meant(word: string): readonly string[]
}

const SHORTEST = 5
const LONGEST = 18
/** From this length on two slips are forgiven. */
const LONG = 10

/** The first letter is hardly ever wrong, so that only words that begin alike are looked at. */
export function createSpelling(words: Iterable<string>): Spelling {
  const byBeginning = new Map<string, string[]>()
  for (const word of words) {
    if (!isPlain(word)) continue
    const alike = byBeginning.get(word[0]!)
    if (alike) alike.push(word)
    else byBeginning.set(word[0]!, [word])
  }
  return {
    meant(word) {
      if (!isPlain(word)) return []
      return (byBeginning.get(word[0]!) ?? []).filter((one) => {
        const forgiven = one.length >= LONG ? 2 : 1
        return Math.abs(one.length - word.length) <= forgiven && slips(word, one) <= forgiven
      })
    },
  }
}

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
