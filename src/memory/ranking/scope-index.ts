import { addSessions, withNeighbours } from './around.ts'
import { askedOf } from './asked.ts'
import {
  DATE_WEIGHT,
  DENSE_WEIGHT,
  RECENCY_WEIGHT,
  SPEAKER_FACTOR,
  SUPERSEDED_FACTOR,
  WHEN_FACTOR,
} from './constants.ts'
import { type Contents, createContents, type FactText, type IndexedEntry } from './contents.ts'
import { closeness } from './dates.ts'
import { lexicalScores, type ScopeStatistics, type Scoring } from './lexical.ts'
import { bestOf, firstOf } from './scores.ts'
import type { Participant } from './speakers.ts'

export type { FactText, IndexedEntry } from './contents.ts'
export type { Participant } from './speakers.ts'

export interface RankQuestion {
  readonly query: string
  readonly now: number
  readonly most: number
  /** What it refuses is never scored; how rare a word is remains the scope's. */
  readonly keep?: ((id: string) => boolean) | undefined
  /** Entries that only facts rest on which no longer hold. */
  readonly superseded?: ReadonlySet<string> | undefined
  /** What an entry says that holds no more, and where it stands what holds: found by the old words it is as good. */
  readonly replacedBy?: ReadonlyMap<string, readonly string[]> | undefined
  /** How near the meaning of an entry is, where a model has said so. */
  readonly dense?: ReadonlyMap<string, number> | undefined
}

export interface Ranked {
  readonly id: string
  /** The best has 1. */
  readonly score: number
}

/** All that was said and written in one scope, ready to be asked. */
export interface ScopeIndex {
  readonly size: number
  /** About. */
  readonly bytes: number
  /** An entry that is there already gives way to the new one. */
  add(entries: readonly IndexedEntry[]): void
  remove(ids: readonly string[]): void
  /** In place of all facts that it had. */
  setFacts(facts: readonly FactText[]): void
  /** Best first; of equal ones the newer. */
  rank(question: RankQuestion): readonly Ranked[]
}

export interface ScopeIndexOptions {
  /** Names of people who stand in the talks beside those who speak in them by name. */
  readonly participants?: readonly Participant[] | undefined
  /** Of the whole scope, where only some of it stands here. */
  readonly statistics?: ScopeStatistics | undefined
}

export function createScopeIndex({ participants, statistics }: ScopeIndexOptions = {}): ScopeIndex {
  const contents = createContents(participants)
  return {
    get size() {
      return contents.size
    },
    get bytes() {
      return contents.bytes
    },
    add: contents.add,
    remove: contents.remove,
    setFacts: contents.setFacts,
    rank: (question) => rank(contents, question, statistics),
  }
}

function rank(contents: Contents, question: RankQuestion, statistics: ScopeStatistics | undefined): readonly Ranked[] {
  const { kept } = contents
  const asked = askedOf(question.query, contents)
  const scoring: Scoring = { contents, asked, statistics, allowed: allowedBy(contents, question.keep) }
  const own = lexicalScores(scoring)
  if (question.dense) addDense(scoring, question.dense, own)
  const scores = withNeighbours(scoring, own)
  addSessions(scoring, own, scores)
  const { oldest, newest } = contents.measures()
  for (let entry = 0; entry < scores.length; entry++) {
    if (scoring.allowed[entry] === 0) continue
    const { at, speaker, tellsTime } = kept[entry]!
    let score = scores[entry]!
    if (speaker === asked.speaker) score *= SPEAKER_FACTOR
    if (asked.dates.length > 0) score += DATE_WEIGHT * closeness(at, asked.dates)
    if (asked.asksWhen && tellsTime) score *= WHEN_FACTOR
    if (newest > oldest) score *= 1 + (RECENCY_WEIGHT * (at - oldest)) / (newest - oldest)
    scores[entry] = score
  }
  lend(scoring, question, scores)
  const isBetter = (one: number, other: number) =>
    scores[one]! > scores[other]! ||
    (scores[one] === scores[other] &&
      (kept[one]!.at > kept[other]!.at || (kept[one]!.at === kept[other]!.at && one > other)))
  const best = bestOf(scores)
  return firstOf(scores, question.most, isBetter).map((entry) => ({
    id: kept[entry]!.id,
    score: scores[entry]! / best,
  }))
}

/** Step 12: what holds stands before what it took the place of, also where it has none of the words of the question. */
function lend({ contents, allowed }: Scoring, { superseded, replacedBy }: RankQuestion, scores: Float64Array) {
  const own = Float64Array.from(scores)
  const isOpen = (entry: number | undefined): entry is number => entry !== undefined && allowed[entry] === 1
  for (const [old, current] of replacedBy ?? []) {
    const from = contents.numberOf(old)
    if (!isOpen(from)) continue
    for (const id of current) {
      const to = contents.numberOf(id)
      if (isOpen(to) && to !== from) scores[to] = Math.max(scores[to]!, own[from]!)
    }
  }
  for (const id of superseded ?? []) {
    const entry = contents.numberOf(id)
    if (isOpen(entry)) scores[entry]! *= SUPERSEDED_FACTOR
  }
}

/** Scope first: what may not be read is not scored, and lends nothing to what stands beside it. */
function allowedBy(contents: Contents, keep: RankQuestion['keep']): Uint8Array {
  const { there } = contents.measures()
  return keep ? there.map((isThere, entry) => (isThere === 1 && keep(contents.kept[entry]!.id) ? 1 : 0)) : there
}

/** Step 5: only what is nearer than most. */
function addDense({ contents, allowed }: Scoring, dense: ReadonlyMap<string, number>, scores: Float64Array) {
  const near: { entry: number; cosine: number }[] = []
  for (const [id, cosine] of dense) {
    const entry = contents.numberOf(id)
    if (entry !== undefined && allowed[entry] === 1) near.push({ entry, cosine })
  }
  const mean = near.reduce((sum, { cosine }) => sum + cosine, 0) / near.length
  const most = near.reduce((highest, { cosine }) => Math.max(highest, cosine), -1)
  if (most <= mean) return
  for (const { entry, cosine } of near) scores[entry]! += DENSE_WEIGHT * Math.max(0, (cosine - mean) / (most - mean))
}
