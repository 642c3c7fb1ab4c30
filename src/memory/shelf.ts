import type { Entry } from '../domain/memory/entry.ts'
import { type Candidates, createCandidates, rankFew } from './ranking/candidates.ts'
import { createScopeIndex, type FactText, type RankQuestion, type ScopeIndex } from './ranking/scope-index.ts'
import type { Nearness } from './scope-meaning.ts'

export interface Hit {
  readonly entry: Entry
  readonly score: number
}

export interface ShelfQuestion extends Omit<RankQuestion, 'keep' | 'dense'> {
  readonly keep?: ((entry: Entry) => boolean) | undefined
  /** How near entries are in meaning. */
  readonly near?: Nearness | undefined
}

/** All that can be found in a scope. */
export interface Shelf {
  readonly size: number
  /** About. */
  readonly bytes: number
  /** Whether its texts stay in the store. */
  readonly isLarge: boolean
  ids(): Iterable<string>
  has(id: string): boolean
  /** Those of these that are there, in any order. */
  entriesById(ids: readonly string[]): Promise<readonly Entry[]>
  /** Whether this very entry is there. */
  holds(entry: Entry): boolean
  add(entries: readonly Entry[]): void
  remove(ids: readonly string[]): void
  setFacts(facts: readonly FactText[]): void
  find(question: ShelfQuestion): Promise<readonly Hit[]>
}

interface ShelfNeeds {
  entriesById(ids: readonly string[]): Promise<readonly Entry[]>
}

/** From here on a scope is searched in two stages, and its texts stay in the store. */
export const LARGE = 20_000
/** With a filter most candidates may be the wrong ones. */
const CANDIDATES = 300
const FILTERED = 2_000
/** Of an entry besides its text. */
const OVERHEAD = 400
const DIGEST = 60

/** Small at first; one that has grown large stays so. */
export function createShelf(needs: ShelfNeeds): Shelf {
  let shelf: Shelf = createSmallShelf()
  let facts: readonly FactText[] = []
  return {
    get size() {
      return shelf.size
    },
    get bytes() {
      return shelf.bytes
    },
    get isLarge() {
      return shelf.isLarge
    },
    ids: () => shelf.ids(),
    has: (id) => shelf.has(id),
    entriesById: (ids) => shelf.entriesById(ids),
    holds: (entry) => shelf.holds(entry),
    add(entries) {
      if (shelf instanceof SmallShelf && shelf.size + entries.length > LARGE) {
        const large = createLargeShelf(needs)
        large.add([...shelf.entries.values()])
        large.setFacts(facts)
        shelf = large
      }
      shelf.add(entries)
    },
    remove: (ids) => shelf.remove(ids),
    setFacts(given) {
      facts = given
      shelf.setFacts(given)
    },
    find: (question) => shelf.find(question),
  }
}

class SmallShelf implements Shelf {
  readonly isLarge = false
  readonly entries = new Map<string, Entry>()
  private readonly index: ScopeIndex = createScopeIndex()
  private texts = 0

  get size() {
    return this.entries.size
  }
  get bytes() {
    return this.index.bytes + this.texts + this.entries.size * OVERHEAD
  }
  ids() {
    return this.entries.keys()
  }
  has(id: string) {
    return this.entries.has(id)
  }
  async entriesById(ids: readonly string[]) {
    return ids.flatMap((id) => this.entries.get(id) ?? [])
  }
  holds(entry: Entry) {
    const known = this.entries.get(entry.id)
    return known !== undefined && digestOf(known) === digestOf(entry)
  }
  add(entries: readonly Entry[]) {
    this.remove(entries.flatMap(({ id }) => (this.entries.has(id) ? id : [])))
    this.index.add(entries)
    for (const entry of entries) {
      this.entries.set(entry.id, entry)
      this.texts += 2 * entry.text.length
    }
  }
  remove(ids: readonly string[]) {
    if (ids.length === 0) return
    this.index.remove(ids)
    for (const id of ids) {
      this.texts -= 2 * (this.entries.get(id)?.text.length ?? 0)
      this.entries.delete(id)
    }
  }
  setFacts(facts: readonly FactText[]) {
    this.index.setFacts(facts)
  }
  async find({ keep, near, ...question }: ShelfQuestion) {
    const dense = await near?.()
    const kept = keep && ((id: string) => keep(this.entries.get(id)!))
    return this.index
      .rank({ ...question, keep: kept, dense })
      .map(({ id, score }) => ({ entry: this.entries.get(id)!, score }))
  }
}

const createSmallShelf = () => new SmallShelf()

function createLargeShelf({ entriesById }: ShelfNeeds): Shelf {
  const candidates: Candidates = createCandidates()
  const digests = new Map<string, string>()
  let facts: readonly FactText[] = []
  return {
    get size() {
      return digests.size
    },
    get bytes() {
      return candidates.bytes + digests.size * DIGEST
    },
    isLarge: true,
    ids: () => digests.keys(),
    has: (id) => digests.has(id),
    entriesById,
    holds: (entry) => digests.get(entry.id) === digestOf(entry),
    add(entries) {
      for (const entry of entries) {
        candidates.add(entry.id, entry.text, entry.session)
        digests.set(entry.id, digestOf(entry))
      }
    },
    remove(ids) {
      for (const id of ids) {
        candidates.remove(id)
        digests.delete(id)
      }
    },
    setFacts(given) {
      facts = given
    },
    async find({ keep, near, ...question }) {
      const ids = candidates.candidates(question.query, keep ? FILTERED : CANDIDATES)
      const current = ids.flatMap((id) => question.replacedBy?.get(id) ?? [])
      const found = await entriesById([...new Set([...current, ...ids])])
      const entries = new Map(found.filter((entry) => !keep || keep(entry)).map((entry) => [entry.id, entry]))
      const few = [...entries.values()].slice(0, CANDIDATES)
      const known = { facts: facts.filter(({ source }) => entries.has(source)) }
      const dense = await near?.(few)
      return rankFew(few, { ...question, dense }, candidates.statistics, known).map(({ id, score }) => ({
        entry: entries.get(id)!,
        score,
      }))
    },
  }
}

const SEED = 0x811c9dc5
const PRIME = 0x01000193

/** What is found, and how: two that differ in it are not the same entry. */
function digestOf({ text, at, speaker, session, line, lineShownAs, documentType, metadata }: Entry): string {
  const rest = JSON.stringify([at, speaker, session, line, lineShownAs, documentType, metadata])
  let hash = SEED
  for (const part of [text, rest])
    for (let index = 0; index < part.length; index++) hash = Math.imul(hash ^ part.charCodeAt(index), PRIME) >>> 0
  return `${text.length} ${rest.length} ${hash}`
}
