/** Which entries hold a word, and how often: one per kind of text (what was said, what is known from it). */
export interface Field {
  readonly bytes: number
  add(entry: number, words: Iterable<number>): void
  /** Entry and count by turns. */
  postings(word: number): readonly number[]
}

const NONE: readonly number[] = []

export function createField(): Field {
  const lists: (number[] | undefined)[] = []
  let bytes = 0
  return {
    get bytes() {
      return bytes
    },
    add(entry, words) {
      for (const word of words) {
        const list = lists[word]
        if (list === undefined) {
          lists[word] = [entry, 1]
          bytes += 80
        } else if (list[list.length - 2] === entry) list[list.length - 1]! += 1
        else {
          list.push(entry, 1)
          bytes += 12
        }
      }
    },
    postings: (word) => lists[word] ?? NONE,
  }
}

/** Counts gathered over several words that mean one term; empty again after each. */
export interface Tally {
  readonly counts: Float64Array
  readonly touched: number[]
}

export const newTally = (size: number): Tally => ({ counts: new Float64Array(size), touched: [] })

/** `there` has a 1 for each entry that counts. */
export function gather({ counts, touched }: Tally, lists: readonly (readonly number[])[], there: Uint8Array) {
  for (const list of lists)
    for (let at = 0; at < list.length; at += 2) {
      const entry = list[at]!
      if (there[entry] === 0) continue
      const before = counts[entry]!
      if (before === 0) touched.push(entry)
      counts[entry] = before + list[at + 1]!
    }
}

export function clear({ counts, touched }: Tally) {
  for (const entry of touched) counts[entry] = 0
  touched.length = 0
}
