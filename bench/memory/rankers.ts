import { DatabaseSync } from 'node:sqlite'
import type { Fact, FactChanges } from '../../src/domain/memory/fact.ts'
import { factsIn } from '../../src/domain/memory/facts/rules.ts'
import { replacedIn } from '../../src/domain/memory/replaced.ts'
import { settle } from '../../src/domain/memory/settle.ts'
import { createScopeIndex } from '../../src/memory/ranking/scope-index.ts'
import type { Question, Scope } from './data.ts'

/** Who is asked: given a scope, ids for a question, best first. */
export interface Ranker {
  readonly name: string
  of(scope: Scope): (question: Question, most: number) => readonly string[]
}

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? []

export const wabaton: Ranker = {
  name: 'Wabaton',
  of({ turns }) {
    const index = createScopeIndex()
    index.add(turns)
    return ({ text, at }, most) => index.rank({ query: text, now: at, most }).map(({ id }) => id)
  },
}

/** What memory does where it is known which turns are old, and which took their place. */
export const withSuperseded: Ranker = {
  name: 'Wabaton, old facts known',
  of({ turns, questions }) {
    const index = createScopeIndex()
    index.add(turns)
    const superseded = new Set(questions.flatMap(({ stale }) => stale))
    const replacedBy = new Map(questions.flatMap(({ stale, evidence }) => stale.map((id) => [id, evidence] as const)))
    const known = { superseded, replacedBy }
    return ({ text, at }, most) => index.rank({ query: text, now: at, most, ...known }).map(({ id }) => id)
  },
}

/** As it runs with no model: facts are drawn by rules from what the customer and the business say, in the order it was said. */
export const withFacts: Ranker = {
  name: 'Wabaton, facts by rules',
  of({ turns }) {
    const index = createScopeIndex()
    index.add(turns)
    let facts: readonly Fact[] = []
    let ids = 0
    for (const { id, speaker, text, at } of [...turns].sort((one, other) => one.at - other.at)) {
      if (speaker !== 'customer' && speaker !== 'agent' && speaker !== 'teammate') continue
      const drawn = factsIn({ id, speaker, text, at, line: undefined })
      if (drawn.length > 0) facts = after(facts, settle(facts, drawn, { nextId: () => `f${ids++}`, now: at }))
    }
    const open = facts.filter(({ status }) => status === 'open')
    const replaced = replacedIn(facts)
    index.setFacts(
      open.flatMap((fact) => sourcesOf(fact).map((source) => ({ source, text: [fact.text, ...fact.tags].join(' ') }))),
    )
    return ({ text, at }, most) => index.rank({ query: text, now: at, most, ...replaced }).map(({ id }) => id)
  },
}

const sourcesOf = ({ sources }: Fact) => sources.map(({ source }) => source)

function after(facts: readonly Fact[], { added, changed, seen }: FactChanges): readonly Fact[] {
  const changes = new Map(changed.map((one) => [one.id, one]))
  const again = new Map(seen.map(({ id, sources }) => [id, sources]))
  const known = facts.map((fact) => ({
    ...fact,
    ...changes.get(fact.id),
    sources: [...fact.sources, ...(again.get(fact.id) ?? [])],
  }))
  return [...known, ...added]
}

/** `LIKE '%word%'` for any word: most words first, newest first. */
const like: Ranker = {
  name: 'LIKE any word',
  of({ turns }) {
    const read = turns.map(({ id, text, at }) => ({ id, text: text.toLowerCase(), at }))
    return ({ text }, most) => {
      const words = [...new Set(wordsOf(text))]
      return read
        .map(({ id, text, at }) => ({ id, at, shared: words.filter((word) => text.includes(word)).length }))
        .filter(({ shared }) => shared > 0)
        .sort((one, other) => other.shared - one.shared || other.at - one.at)
        .slice(0, most)
        .map(({ id }) => id)
    }
  },
}

/** The plain formula over plain words: no stems, no stop words, nothing of who said it when. */
const bm25: Ranker = {
  name: 'plain BM25',
  of({ turns }) {
    const [k1, b] = [1.2, 0.75]
    const read = turns.map(({ id, text, at }) => {
      const words = wordsOf(text)
      const counts = new Map<string, number>()
      for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
      return { id, at, counts, length: words.length }
    })
    const average = read.reduce((sum, { length }) => sum + length, 0) / read.length
    const holding = new Map<string, number>()
    for (const { counts } of read) for (const word of counts.keys()) holding.set(word, (holding.get(word) ?? 0) + 1)
    return ({ text }, most) => {
      const words = [...new Set(wordsOf(text))]
      const scored = read.map(({ id, at, counts, length }) => {
        let score = 0
        for (const word of words) {
          const count = counts.get(word) ?? 0
          const df = holding.get(word) ?? 0
          if (count > 0)
            score +=
              (Math.log(1 + (read.length - df + 0.5) / (df + 0.5)) * (count * (k1 + 1))) /
              (count + k1 * (1 - b + (b * length) / average))
        }
        return { id, at, score }
      })
      return scored
        .filter(({ score }) => score > 0)
        .sort((one, other) => other.score - one.score || other.at - one.at)
        .slice(0, most)
        .map(({ id }) => id)
    }
  },
}

const fts5: Ranker = {
  name: 'SQLite FTS5',
  of({ turns }) {
    const database = new DatabaseSync(':memory:')
    database.exec(
      "CREATE VIRTUAL TABLE turns USING fts5(id UNINDEXED, text, tokenize = 'unicode61 remove_diacritics 2')",
    )
    const insert = database.prepare('INSERT INTO turns (id, text) VALUES (?, ?)')
    for (const { id, text } of turns) insert.run(id, text)
    const select = database.prepare('SELECT id FROM turns WHERE turns MATCH ? ORDER BY bm25(turns), rowid DESC LIMIT ?')
    return ({ text }, most) => {
      const words = [...new Set(wordsOf(text))]
      if (words.length === 0) return []
      return select.all(words.map((word) => `"${word}"`).join(' OR '), most).map(({ id }) => String(id))
    }
  },
}

export const BASELINES: readonly Ranker[] = [like, bm25, fts5]
