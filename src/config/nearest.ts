/** How many letters must change to make one word of the other (Levenshtein). */
function distance(one: string, other: string) {
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const swap = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1)
      next.push(Math.min(swap, row[j]! + 1, next[j - 1]! + 1))
    }
    row = next
  }
  return row[other.length]!
}

const bare = (word: string) => word.toLowerCase().replaceAll(/[_-]/g, '')

/** The known word that was probably meant; `undefined` when none is near enough to be worth guessing. */
export function nearest(word: string, known: readonly string[], most = Math.max(2, Math.floor(bare(word).length / 3))) {
  const ranked = known
    .map((candidate) => ({ candidate, letters: distance(bare(word), bare(candidate)) }))
    .sort((one, other) => one.letters - other.letters)
  const best = ranked[0]
  return best && best.letters <= most ? best.candidate : undefined
}
