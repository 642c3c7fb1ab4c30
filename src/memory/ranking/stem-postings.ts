import { gramsOf } from './vocabulary.ts'

/** Postings of one large scope: per stem the entries that hold it, packed, in arrays that grow. */
export interface StemPostings {
  readonly bytes: number
  add(entry: number, stems: readonly string[]): void
  /** What is packed: see `entryOf` and `countOf`. */
  of(stem: string): Uint32Array
  /** Each entry has another number now, or none: undefined. */
  renumber(numberOf: (entry: number) => number | undefined): StemPostings
  /** The stems that look most like a word: it was typed wrong, or stands in a form that no stemmer knows. */
  alike(word: string): readonly string[]
}

const COUNT_BITS = 4
const MOST_COUNTED = (1 << COUNT_BITS) - 1
export const entryOf = (posting: number) => posting >>> COUNT_BITS
export const countOf = (posting: number) => posting & MOST_COUNTED

const MOST_ALIKE = 4
/** Of the letters in fours that one of the two has, this many must be in both. */
const ALIKE = 0.2

const NOTHING = new Uint32Array(0)
/** Of a key with its place in the map, and of an array besides what it holds. */
const KEY_BYTES = 90
const LIST_BYTES = 120

export function createStemPostings(): StemPostings {
  const numbers = new Map<string, number>()
  const stems: string[] = []
  const grams = new Map<string, number[]>()
  const lists: Uint32Array[] = []
  const used: number[] = []
  let bytes = 0

  function listOf(stem: string): number {
    const known = numbers.get(stem)
    if (known !== undefined) return known
    numbers.set(stem, lists.length)
    used.push(0)
    stems.push(stem)
    for (const gram of gramsOf(stem)) {
      const list = grams.get(gram)
      if (list) list.push(lists.length)
      else grams.set(gram, [lists.length])
      bytes += list ? 8 : KEY_BYTES + 40
    }
    bytes += KEY_BYTES + LIST_BYTES + stem.length + 8
    return lists.push(new Uint32Array(2)) - 1
  }
  return {
    get bytes() {
      return bytes
    },
    add(entry, stems) {
      for (const stem of stems) {
        const number = listOf(stem)
        let list = lists[number]!
        const end = used[number]!
        if (end > 0 && entryOf(list[end - 1]!) === entry) {
          if (countOf(list[end - 1]!) < MOST_COUNTED) list[end - 1]! += 1
          continue
        }
        if (end === list.length) {
          const longer = new Uint32Array(Math.ceil(end * 1.5) + 1)
          longer.set(list)
          bytes += (longer.length - list.length) * 4
          list = longer
          lists[number] = longer
        }
        list[end] = entry * (MOST_COUNTED + 1) + 1
        used[number] = end + 1
      }
    },
    of(stem) {
      const number = numbers.get(stem)
      return number === undefined ? NOTHING : lists[number]!.subarray(0, used[number]!)
    },
    renumber(numberOf) {
      const renumbered = createStemPostings()
      for (const [number, list] of lists.entries())
        for (const posting of list.subarray(0, used[number]!)) {
          const entry = numberOf(entryOf(posting))
          if (entry !== undefined) renumbered.add(entry, new Array<string>(countOf(posting)).fill(stems[number]!))
        }
      return renumbered
    },
    alike(word) {
      const own = gramsOf(word)
      const shared = new Map<number, number>()
      for (const gram of own) for (const stem of grams.get(gram) ?? []) shared.set(stem, (shared.get(stem) ?? 0) + 1)
      return [...shared]
        .map(([stem, both]) => ({
          stem: stems[stem]!,
          share: both / (own.length + gramsOf(stems[stem]!).length - both),
        }))
        .filter(({ share }) => share >= ALIKE)
        .sort((one, other) => other.share - one.share || (one.stem < other.stem ? -1 : 1))
        .slice(0, MOST_ALIKE)
        .map(({ stem }) => stem)
    },
  }
}
