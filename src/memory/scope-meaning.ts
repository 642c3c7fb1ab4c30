import type { Entry } from '../domain/memory/entry.ts'
import type { MemoryScope } from '../domain/memory/scope.ts'
import type { MemoryStore } from '../flows/memories.ts'
import type { Clock } from '../flows/world.ts'
import { type Asked, type Meaning, OtherLength } from './meaning.ts'
import type { Shelf } from './shelf.ts'
import { Vectors } from './vectors.ts'

export interface ScopeMeaningNeeds {
  readonly scope: MemoryScope
  readonly store: Pick<MemoryStore, 'vectorsOf' | 'keepVectors'>
  readonly shelf: Pick<Shelf, 'ids' | 'has' | 'isLarge' | 'entriesById'>
  readonly meaning: Meaning
  readonly clock: Pick<Clock, 'breathe'>
}

/** How near entries are to a question: all that are held, or of a large scope these few. */
export type Nearness = (few?: readonly Entry[]) => Promise<ReadonlyMap<string, number> | undefined>

/** What the entries of one scope mean. Nothing happens here before somebody asks for it. */
export interface ScopeMeaning {
  /** About. */
  readonly bytes: number
  /** These came, or have other words now. */
  add(entries: readonly Pick<Entry, 'id'>[]): void
  remove(ids: readonly string[]): void
  /** Undefined where nothing can be said of it in time. What has no vector yet gets one in the background. */
  nearness(asked: Asked): Promise<Nearness | undefined>
  stop(): void
}

const PAGE = 500
/** Texts of one request. */
const BATCH = 64

export function createScopeMeaning({ scope, store, shelf, meaning, clock }: ScopeMeaningNeeds): ScopeMeaning {
  const vectors = new Vectors()
  let model: string | undefined
  /** Of which nobody has looked yet whether the store has a vector, */
  let unread = new Set<string>()
  /** and which have none there. */
  let bare = new Set<string>()
  let reading: Promise<void> | undefined
  let isEmbedding = false
  let isStopped = false

  function begin(asked: string): void {
    if (asked === model) return
    model = asked
    vectors.clear()
    unread = new Set(shelf.ids())
    bare = new Set()
    reading = undefined
    isEmbedding = false
  }

  /** Another model may be named while a page is read. */
  const isNow = (asked: string) => asked === model && !isStopped

  async function read(asked: string): Promise<void> {
    while (unread.size > 0 && isNow(asked)) {
      const ids = taken(unread, PAGE)
      try {
        const entries = (await shelf.entriesById(ids)).filter(({ text }) => text.trim() !== '')
        const there = await store.vectorsOf({ scope, model: asked, entries })
        if (!isNow(asked)) return
        for (const { id } of entries) hold(id, there.get(id))
      } catch (error) {
        for (const id of ids) unread.add(id)
        throw error
      }
      await clock.breathe()
    }
  }

  function hold(id: string, vector: Float32Array | undefined): void {
    // Meanwhile it may be gone, or say something else.
    if (unread.has(id) || !shelf.has(id)) return
    if (vector === undefined) bare.add(id)
    // Texts of a large scope stay in the store, and what they mean does too.
    else if (!shelf.isLarge) vectors.set(id, vector)
  }

  async function embed(asked: string): Promise<void> {
    while (bare.size > 0 && isNow(asked)) {
      const ids = taken(bare, BATCH)
      const entries = await shelf.entriesById(ids)
      if (entries.length === 0) continue
      const length = vectors.size > 0 ? vectors.length : undefined
      const texts = entries.map(({ text }) => text)
      const made = await meaning.embed(asked, texts, length)
      if (!isNow(asked)) return
      if (!made) {
        for (const { id } of entries) if (!unread.has(id)) bare.add(id)
        return
      }
      await store.keepVectors({ scope, model: asked, entries, vectors: made })
      if (!isNow(asked)) return
      for (const [index, { id }] of entries.entries()) hold(id, made[index])
    }
  }

  /** One at a time; each begins anew with the next question where it has failed. */
  function catchUp(asked: string): Promise<void> {
    reading ??= read(asked).finally(() => {
      reading = undefined
    })
    const mine = reading
    mine.then(() => {
      if (isEmbedding) return
      isEmbedding = true
      embed(asked)
        .catch(meaning.note)
        .finally(() => {
          isEmbedding = false
        })
    }, meaning.note)
    return mine
  }

  return {
    get bytes() {
      return vectors.bytes
    },
    add(entries) {
      if (model === undefined) return
      for (const { id } of entries) {
        vectors.delete(id)
        bare.delete(id)
        unread.add(id)
      }
      if (shelf.isLarge) vectors.clear()
    },
    remove(ids) {
      for (const id of ids) {
        vectors.delete(id)
        bare.delete(id)
        unread.delete(id)
      }
    },
    async nearness(asked) {
      begin(asked.model)
      const caughtUp = catchUp(asked.model)
      // Of a large scope the few that are compared are read by themselves.
      if (!shelf.isLarge) await asked.soon(caughtUp)
      const vector = await asked.vector
      if (!vector || !isNow(asked.model)) return undefined
      return async (few) => {
        const held = few ? await readVectors(few, asked.model) : vectors
        if (held.size === 0) return undefined
        if (held.length === vector.length) return held.near(vector)
        meaning.note(new OtherLength(asked.model, { is: vector.length, was: held.length }))
        return undefined
      }
    },
    stop() {
      isStopped = true
    },
  }

  async function readVectors(entries: readonly Entry[], asked: string): Promise<Vectors> {
    const few = new Vectors()
    for (const [id, vector] of await store.vectorsOf({ scope, model: asked, entries })) few.set(id, vector)
    return few
  }
}

function taken(ids: Set<string>, most: number): string[] {
  const some: string[] = []
  for (const id of ids) {
    if (some.length === most) break
    some.push(id)
  }
  for (const id of some) ids.delete(id)
  return some
}
