import type { Question, Scope } from './data.ts'
import type { Ranker } from './rankers.ts'

export interface Quality {
  readonly ranker: string
  readonly questions: number
  /** Of the turns that answer, how many are among the first 5, 10, 20. */
  readonly recall: readonly [at5: number, at10: number, at20: number]
  /** Of the turns that answer, how many fit into a context of 2,000 tokens. */
  readonly inContext: number
  /** Of the questions whose answer has changed, how often the old one stands above the current one. */
  readonly staleFirst: number
}

const CONTEXT_TOKENS = 2_000
const CHARACTERS_A_TOKEN = 4
/** "[2026-03-14, customer, 123] " */
const LINE_HEAD = 28
const LOOKED_AT = 500

export function qualityOf(ranker: Ranker, scopes: readonly Scope[]): Quality {
  const sums = { recall: [0, 0, 0] as [number, number, number], inContext: 0, questions: 0, changed: 0, staleFirst: 0 }
  for (const scope of scopes) {
    const rank = ranker.of(scope)
    const texts = new Map(scope.turns.map(({ id, text }) => [id, text]))
    for (const question of scope.questions) {
      if (question.evidence.length === 0) continue
      const found = rank(question, LOOKED_AT)
      sums.questions++
      for (const [place, most] of [5, 10, 20].entries()) sums.recall[place]! += shareIn(question, found.slice(0, most))
      sums.inContext += shareIn(question, packed(found, texts))
      if (question.stale.length === 0) continue
      sums.changed++
      if (placeOf(question.stale, found) < placeOf(question.evidence, found)) sums.staleFirst++
    }
  }
  const mean = (sum: number) => sum / Math.max(1, sums.questions)
  return {
    ranker: ranker.name,
    questions: sums.questions,
    recall: [mean(sums.recall[0]), mean(sums.recall[1]), mean(sums.recall[2])],
    inContext: mean(sums.inContext),
    staleFirst: sums.changed === 0 ? Number.NaN : sums.staleFirst / sums.changed,
  }
}

const shareIn = ({ evidence }: Question, found: readonly string[]) =>
  evidence.filter((id) => found.includes(id)).length / evidence.length

function placeOf(ids: readonly string[], found: readonly string[]): number {
  const places = ids.map((id) => found.indexOf(id)).filter((place) => place >= 0)
  return places.length === 0 ? Number.POSITIVE_INFINITY : Math.min(...places)
}

/** Whole turns, best first, until the next one does not fit. */
function packed(found: readonly string[], texts: ReadonlyMap<string, string>): readonly string[] {
  const packed: string[] = []
  let room = CONTEXT_TOKENS * CHARACTERS_A_TOKEN
  for (const id of found) {
    room -= texts.get(id)!.length + LINE_HEAD
    if (room < 0) break
    packed.push(id)
  }
  return packed
}
