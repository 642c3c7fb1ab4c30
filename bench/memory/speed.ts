import { createCandidates, rankFew } from '../../src/memory/ranking/candidates.ts'
import { createScopeIndex } from '../../src/memory/ranking/scope-index.ts'
import { chance } from '../chance.ts'
import type { Question, Scope, Turn } from './data.ts'
import { customerOf, type Random } from './generate.ts'
import { english } from './languages/en.ts'

export interface Times {
  readonly p50: number
  readonly p95: number
}

export interface Speed {
  readonly entries: number
  /** Microseconds an entry. */
  readonly build: number
  readonly megabytes: number
  readonly warm: Times
  /** With the building of the index. */
  readonly cold: Times
}

export interface LargeSpeed {
  readonly entries: number
  readonly build: number
  readonly megabytes: number
  readonly candidates: Times
  readonly both: Times
  /** Of what the full ranking has among its first ten, how much the two stages have there. */
  readonly sameTen: number
  /** Of the turns that were asked for and that the full ranking has there, how many the two stages have. */
  readonly sameAnswers: number
}

const TURNS_A_SESSION = 40
const QUESTIONS = 60

/** One customer who has said very much. */
export function longScope(turns: number, random: Random): Scope {
  const sessions = Math.ceil(turns / TURNS_A_SESSION)
  const scope = customerOf(english, 'long', random, { sessions, exchanges: TURNS_A_SESSION / 2 })
  const said = scope.turns.slice(0, turns).map((turn) => ({ ...turn, text: `${turn.text} ${babble(random)}` }))
  return { ...scope, turns: said, questions: Array.from({ length: QUESTIONS }, () => questionAbout(said, random)) }
}

/** A few words of a turn that somebody remembers. */
function questionAbout(turns: readonly Turn[], random: Random): Question {
  const { id, text, at } = turns[Math.floor(random() * turns.length)]!
  const words = text.split(' ').filter(() => random() < 0.4)
  return { text: `What was said about ${words.slice(-5).join(' ')}?`, evidence: [id], stale: [], at }
}

const SYLLABLES = 'ka lo mi ter sun berg dor vel nat pri ram tol che fin gos lum par quo ris sta'.split(' ')
/** Words of a large vocabulary, few of them often and most of them seldom, as in any language. */
function babble(random: Random): string {
  return Array.from({ length: 6 }, () => {
    const word = Math.floor(random() ** 3 * SYLLABLES.length ** 3)
    const at = (place: number) => SYLLABLES[Math.floor(word / SYLLABLES.length ** place) % SYLLABLES.length]!
    return at(0) + at(1) + at(2)
  }).join(' ')
}

export function speedOf(entries: number, seed: number): Speed {
  const { turns, questions } = longScope(entries, chance(seed))
  const cold: number[] = []
  let index = createScopeIndex()
  let build = Number.POSITIVE_INFINITY
  for (const question of questions.slice(0, 8)) {
    const startedAt = performance.now()
    index = createScopeIndex()
    index.add(turns)
    build = Math.min(build, performance.now() - startedAt)
    index.rank({ query: question.text, now: question.at, most: 10 })
    cold.push(performance.now() - startedAt)
  }
  const warm = repeated(questions, ({ text, at }) => index.rank({ query: text, now: at, most: 10 }))
  return {
    entries: turns.length,
    build: (build * 1000) / turns.length,
    megabytes: index.bytes / 1e6,
    warm,
    cold: timesOf(cold),
  }
}

export function largeSpeedOf(entries: number, compared: number, seed: number): LargeSpeed {
  const { turns, questions } = longScope(entries, chance(seed))
  const byId = new Map(turns.map((turn) => [turn.id, turn]))
  const startedAt = performance.now()
  const index = createCandidates()
  for (const { id, text, session } of turns) index.add(id, text, session)
  const build = ((performance.now() - startedAt) * 1000) / turns.length
  const candidates = repeated(questions, ({ text }) => index.candidates(text))
  const both = repeated(questions, ({ text, at }) => {
    const few = index.candidates(text).map((id) => byId.get(id)!)
    return rankFew(few, { query: text, now: at, most: 10 }, index.statistics)
  })
  return {
    entries,
    build,
    megabytes: index.bytes / 1e6,
    candidates,
    both,
    ...comparedWithAll(longScope(compared, chance(seed))),
  }
}

/** The two stages against the full ranking, for a scope that an index of its own still holds. */
export function comparedWithAll({ turns, questions }: Scope): Pick<LargeSpeed, 'sameTen' | 'sameAnswers'> {
  const byId = new Map(turns.map((turn) => [turn.id, turn]))
  const full = createScopeIndex()
  full.add(turns)
  const few = createCandidates()
  for (const { id, text, session } of turns) few.add(id, text, session)
  const counts = { ten: 0, sameTen: 0, answers: 0, sameAnswers: 0 }
  for (const { text, at, evidence } of questions) {
    const question = { query: text, now: at, most: 10 }
    const entries = few.candidates(text).map((id) => byId.get(id)!)
    const found = new Set(rankFew(entries, question, few.statistics).map(({ id }) => id))
    for (const { id } of full.rank(question)) {
      counts.ten++
      if (found.has(id)) counts.sameTen++
      if (!evidence.includes(id)) continue
      counts.answers++
      if (found.has(id)) counts.sameAnswers++
    }
  }
  return { sameTen: counts.sameTen / counts.ten, sameAnswers: counts.sameAnswers / counts.answers }
}

const ROUNDS = 8

export function repeated(questions: readonly Question[], ask: (question: Question) => unknown): Times {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++)
    for (const question of questions) {
      const startedAt = performance.now()
      ask(question)
      // The first round is the compiler's.
      if (round > 0) times.push(performance.now() - startedAt)
    }
  return timesOf(times)
}

export function timesOf(times: readonly number[]): Times {
  const sorted = [...times].sort((one, other) => one - other)
  return { p50: sorted[Math.floor(sorted.length * 0.5)]!, p95: sorted[Math.floor(sorted.length * 0.95)]! }
}
