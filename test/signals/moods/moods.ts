import { linesOf } from '../labelled.ts'

/** Messages for the signals that are not an ask, in one language. `calm` is neither angry nor sensitive. */
export interface Moods {
  readonly frustrated: readonly string[]
  readonly financial: readonly string[]
  readonly medical: readonly string[]
  readonly legal: readonly string[]
  readonly stillNot: readonly string[]
  readonly calm: readonly string[]
}

export const moods = (written: Readonly<Record<keyof Moods, string>>): Moods => ({
  frustrated: linesOf(written.frustrated),
  financial: linesOf(written.financial),
  medical: linesOf(written.medical),
  legal: linesOf(written.legal),
  stillNot: linesOf(written.stillNot),
  calm: linesOf(written.calm),
})
