import { chunksOf } from '../domain/memory/chunks.ts'
import { isDocumentType } from '../domain/memory/document-type.ts'
import { inSnakeCase } from '../domain/memory/metadata.ts'
import type { MemoryScope } from '../domain/memory/scope.ts'
import type { Embedder } from '../flows/embedder.ts'
import type { MemoryStore, NewMemory } from '../flows/memories.ts'
import type { Created, Memory, MemorySearch, NewDocument, RecallQuestion } from '../flows/memory.ts'
import type { Clock, Ids, Lines, Log } from '../flows/world.ts'
import { createHeldScopes, type HeldStore } from './held-scopes.ts'
import { createMeaning } from './meaning.ts'
import { type RecallNeeds, recall } from './recall.ts'
import { search } from './search.ts'

interface MemoryNeeds {
  readonly store: HeldStore & Pick<MemoryStore, 'keepMemory' | 'keepMemories'>
  readonly clock: Clock
  readonly ids: Ids
  readonly lines: Pick<Lines, 'all'>
  readonly log: Log
  readonly embedder: Embedder
  /** Facts are drawn from what was kept, soon. */
  readonly wake?: (dueAt: number) => void
  readonly settings: () => {
    readonly context: ReturnType<RecallNeeds['context']>
    readonly cacheMb: number
    /** Lines whose words stay on them. */
    readonly walled: ReadonlySet<string>
  }
}

const MB = 1024 * 1024

/** All that is known of customers, searched in this process: no model, no key, no second server. */
export function createMemory({ store, clock, ids, lines, log, embedder, settings, wake }: MemoryNeeds) {
  const meaning = createMeaning({ embedder, clock, log })
  const held = createHeldScopes({ store, clock, meaning, most: () => settings().cacheMb * MB })
  const needs: RecallNeeds = {
    heldOf: held.of,
    meaning,
    now: clock.now,
    walls: { keepsToItself: (line) => settings().walled.has(line) },
    context: () => settings().context,
  }

  function newMemory(given: NewDocument): NewMemory {
    const { scope, document, documentType, title, metadata = {}, origin, line, said } = given
    const now = clock.now()
    return {
      scope,
      id: ids.next(),
      documentType,
      body: document,
      parts: chunksOf(document),
      title,
      speaker: said?.by ?? 'system',
      session: said?.session,
      line,
      phoneNumberId: lines.all.find(({ name }) => name === line)?.phoneNumberId,
      metadata: inSnakeCase(metadata),
      origin,
      at: given.at ?? now,
      now,
    }
  }

  async function createMany(documents: readonly NewDocument[]): Promise<readonly Created[]> {
    const refusals = documents.map(refusalOf)
    const kept = await store.keepMemories(documents.flatMap((one, index) => (refusals[index] ? [] : newMemory(one))))
    if (kept.some(({ fresh }) => fresh)) wake?.(clock.now())
    const next = kept[Symbol.iterator]()
    return refusals.map((reason) =>
      reason === undefined ? { kind: 'created', ...next.next().value! } : { kind: 'refused', reason },
    )
  }

  return {
    recall: (question: RecallQuestion) => recall(needs, question),
    search: (question: MemorySearch) => search(needs, question),
    async create(document: NewDocument) {
      const [created] = await createMany([document])
      return created!
    },
    createMany,
    facts: (scope: MemoryScope, { history = false } = {}) => store.facts({ scope, history }),
    drop: held.drop,
    close: meaning.close,
  } satisfies Memory & { close(): Promise<void> }
}

function refusalOf({ document, documentType }: NewDocument): string | undefined {
  if (!isDocumentType(documentType))
    return 'The type of a document is written in small letters and hyphens: support-handoff.'
  return document.trim() === '' ? 'There is nothing in this document.' : undefined
}
