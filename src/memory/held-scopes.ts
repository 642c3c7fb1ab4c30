import type { Entry } from '../domain/memory/entry.ts'
import type { Fact } from '../domain/memory/fact.ts'
import { NOTHING_REPLACED, type Replaced, replacedIn } from '../domain/memory/replaced.ts'
import { type MemoryScope, scopeKey } from '../domain/memory/scope.ts'
import type { MemoryStore, ScopeState } from '../flows/memories.ts'
import type { Clock } from '../flows/world.ts'
import type { Meaning } from './meaning.ts'
import { createScopeMeaning, type ScopeMeaning } from './scope-meaning.ts'
import { createShelf, type Shelf } from './shelf.ts'

export type HeldStore = Pick<
  MemoryStore,
  'stateOf' | 'entriesOf' | 'entriesSince' | 'entriesById' | 'facts' | 'vectorsOf' | 'keepVectors'
>

/** A scope as it stands in memory. */
export interface Held {
  readonly shelf: Pick<Shelf, 'size' | 'find'>
  readonly meaning: Pick<ScopeMeaning, 'nearness'>
  /** Also those that hold no more. */
  readonly facts: readonly Fact[]
  /** Those that hold, by what they rest on. */
  readonly factsOf: ReadonlyMap<string, readonly Fact[]>
  readonly replaced: Replaced
  /** What was left for one line to read, the oldest first. */
  readonly notes: readonly Entry[]
  /** What was said last in each conversation, the oldest first. */
  readonly latest: ReadonlyMap<string, readonly Entry[]>
}

interface Kept {
  readonly shelf: Shelf
  readonly meaning: ScopeMeaning
  facts: readonly Fact[]
  factsOf: ReadonlyMap<string, readonly Fact[]>
  replaced: Replaced
  notes: readonly Entry[]
  latest: Map<string, readonly Entry[]>
  state: ScopeState | undefined
  /** What is under way: whoever asks meanwhile comes after it. */
  busy: Promise<void>
}

interface HeldNeeds {
  readonly store: HeldStore
  readonly clock: Pick<Clock, 'breathe'>
  readonly meaning: Meaning
  /** So many bytes may be held. */
  readonly most: () => number
}

const PAGE = 500
/** Then others have their turn: about five milliseconds. */
const SLICE = 50

/**
 * Scopes that were asked about lately. Each question compares them with where the store stands, so that several
 * processes never answer from what is not so any more.
 */
export function createHeldScopes({ store, clock, meaning, most }: HeldNeeds) {
  /** The one that was asked about longest ago comes first. */
  const scopes = new Map<string, Kept>()
  const keyOf = (scope: MemoryScope) => `${scope.business}\n${scopeKey(scope)}`

  async function refresh(scope: MemoryScope, kept: Kept): Promise<void> {
    const before = kept.state
    const state = await store.stateOf(scope)
    if (before && isSame(before, state)) return
    if (before?.version === state.version) await add(kept, await store.entriesSince(scope, before, state))
    else await readAnew(scope, kept, state)
    if (before?.version !== state.version || before.facts !== state.facts) await readFacts(scope, kept)
    kept.state = state
  }

  /** What is there already and has not changed is not indexed again: that is what costs. */
  async function readAnew(scope: MemoryScope, kept: Kept, upTo: ScopeState): Promise<void> {
    const { shelf } = kept
    const gone = new Set(shelf.ids())
    kept.notes = []
    kept.latest = new Map()
    let from: string | undefined
    do {
      const page = await store.entriesOf(scope, { from, most: PAGE, upTo })
      for (const { id } of page.entries) gone.delete(id)
      await add(kept, page.entries)
      from = page.next
    } while (from !== undefined)
    shelf.remove([...gone])
    kept.meaning.remove([...gone])
  }

  async function add(kept: Kept, entries: readonly Entry[]): Promise<void> {
    const { shelf } = kept
    for (const entry of entries) if (entry.source === 'message') addLatest(kept.latest, entry)
    const notes = entries.filter(({ metadata }) => metadata.addressed_to !== undefined)
    if (notes.length > 0) kept.notes = [...kept.notes, ...notes].sort((one, other) => one.at - other.at)
    const fresh = entries.filter((entry) => !shelf.holds(entry))
    for (let start = 0; start < fresh.length; start += SLICE) {
      const slice = fresh.slice(start, start + SLICE)
      shelf.add(slice)
      kept.meaning.add(slice)
      await clock.breathe()
    }
  }

  async function readFacts(scope: MemoryScope, kept: Kept): Promise<void> {
    const facts = await store.facts({ scope, history: true })
    const factsOf = new Map<string, Fact[]>()
    for (const fact of facts.filter(({ status }) => status === 'open'))
      for (const { source } of fact.sources) {
        const known = factsOf.get(source)
        if (known) known.push(fact)
        else factsOf.set(source, [fact])
      }
    kept.facts = facts
    kept.factsOf = factsOf
    kept.replaced = replacedIn(facts)
    kept.shelf.setFacts(
      [...factsOf].flatMap(([source, resting]) =>
        resting.map(({ text, tags }) => ({ source, text: [text, ...tags].join(' ') })),
      ),
    )
  }

  function letGo(key: string): void {
    scopes.get(key)?.meaning.stop()
    scopes.delete(key)
  }

  function makeRoom(but: Kept): void {
    let held = 0
    for (const kept of scopes.values()) held += bytesOf(kept)
    for (const [key, kept] of scopes) {
      if (held <= most()) return
      if (kept === but) continue
      letGo(key)
      held -= bytesOf(kept)
    }
  }

  function emptyScope(scope: MemoryScope): Kept {
    const shelf = createShelf({ entriesById: (ids) => store.entriesById(scope, ids) })
    return {
      shelf,
      meaning: createScopeMeaning({ scope, store, shelf, meaning, clock }),
      facts: [],
      factsOf: new Map(),
      replaced: NOTHING_REPLACED,
      notes: [],
      latest: new Map(),
      state: undefined,
      busy: Promise.resolve(),
    }
  }

  return {
    /** The scope as the store stands now. */
    async of(scope: MemoryScope): Promise<Held> {
      const key = keyOf(scope)
      const kept = scopes.get(key) ?? emptyScope(scope)
      scopes.delete(key)
      scopes.set(key, kept)
      const refreshed = kept.busy.catch(() => {}).then(() => refresh(scope, kept))
      kept.busy = refreshed
      try {
        await refreshed
      } catch (error) {
        // What was read by half is read anew.
        if (scopes.get(key) === kept) letGo(key)
        throw error
      }
      makeRoom(kept)
      return kept
    },
    drop(scope: MemoryScope): void {
      letGo(keyOf(scope))
    },
  }
}

const bytesOf = ({ shelf, meaning }: Kept) => shelf.bytes + meaning.bytes

/** So many of each conversation are told to whoever knows nothing of it yet. */
const LATEST = 6

function addLatest(latest: Map<string, readonly Entry[]>, entry: Entry): void {
  const others = (latest.get(entry.session) ?? []).filter(({ id }) => id !== entry.id)
  latest.set(entry.session, [...others, entry].sort((one, other) => one.at - other.at).slice(-LATEST))
}

function isSame(one: ScopeState, other: ScopeState): boolean {
  return (
    one.version === other.version &&
    one.added === other.added &&
    one.facts === other.facts &&
    one.conversations.length === other.conversations.length &&
    one.conversations.every(({ id, settled }, index) => {
      const there = other.conversations[index]!
      return there.id === id && there.settled === settled
    })
  )
}
