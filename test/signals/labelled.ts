/** Messages as customers write them: those that ask for a person, and those that only look like it. */
export interface Labelled {
  readonly asks: readonly string[]
  readonly others: readonly string[]
}

/** One message a line. */
export const labelled = (asks: string, others: string): Labelled => ({ asks: linesOf(asks), others: linesOf(others) })

export const linesOf = (text: string): readonly string[] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim())
