import type { Speaker } from '../domain/memory/entry.ts'
import type { Fact } from '../domain/memory/fact.ts'
import type { Metadata, MetadataFilter } from '../domain/memory/metadata.ts'
import type { RecollectedLine } from '../domain/memory/recollection.ts'
import type { Spelled } from '../domain/memory/spelling.ts'
import type { MemoryStore } from './memories.ts'
import type { Found, Memory } from './memory.ts'
import { LIBRARY, type MemoryAsker } from './memory-asker.ts'
import { memoryDocuments } from './memory-documents.ts'
import { memoryFacts } from './memory-facts.ts'
import { memoryQuestions } from './memory-questions.ts'
import { createScopes, type ScopeNeeds } from './memory-scopes.ts'
import { memoryTalks } from './memory-talks.ts'
import type { Clock, Ids } from './world.ts'

/** Whose memory is meant: a customer by any name, or, without `userId`, the business or one of its tenants. */
export interface OfWhom {
  /** A phone in any form, its hash, our id, `userIdFor(phone)`, a scoped id. */
  readonly userId?: string | undefined
  /** The business (as where it is left out), a tenant of it, or `world`. Also `business`. */
  readonly customerId?: string | undefined
  readonly business?: string | undefined
}

export interface NewRecord extends OfWhom {
  readonly document: string
  /** `document` where it is left out; any kebab-case name. */
  readonly documentType?: string | undefined
  readonly title?: string | undefined
  /** Values may be found by; `source_waba` with the name of a line is that line. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
  /** The line it belongs to, by its name. */
  readonly line?: string | undefined
  /** When it was written. */
  readonly at?: number | string | Date | undefined
}

export interface FileRecord extends Omit<NewRecord, 'document' | 'at'> {
  /** What it is called: tells its kind by what follows the dot. */
  readonly name: string
  readonly bytes: Uint8Array
  /** Where it was read: what is read there anew takes its place. Default: its name. */
  readonly origin?: string | undefined
}

export interface RecordKey extends OfWhom {
  readonly id: string
}

export interface RecordChange extends RecordKey {
  readonly document?: string | undefined
  readonly documentType?: string | undefined
  readonly title?: string | undefined
  /** Keys beside those that are there; null takes one away. */
  readonly metadata?: Readonly<Record<string, unknown>> | undefined
}

export interface RecordSearch extends OfWhom {
  readonly query: string
  readonly metadataFilter?: MetadataFilter | undefined
  /** 10 by default, 50 at most. */
  readonly maxResults?: number | undefined
  readonly mode?: 'fast' | 'accurate' | undefined
  /** Only what was said on this line. */
  readonly line?: string | undefined
  /** Also what no longer holds. */
  readonly includeHistory?: boolean | undefined
}

export interface ContextQuestion extends OfWhom {
  readonly query: string
  readonly conversationId?: string | undefined
  readonly line?: string | undefined
  /** 2,000 at most. */
  readonly maxTokens?: number | undefined
}

export interface RecordList extends OfWhom {
  readonly documentType?: string | undefined
  /** The last id of the page before. */
  readonly before?: string | undefined
  readonly maxResults?: number | undefined
}

export interface RecordedMessage extends OfWhom {
  readonly userId: string
  readonly role: string
  readonly text: string
  readonly conversationId?: string | undefined
  readonly line?: string | undefined
  readonly at?: number | string | Date | undefined
}

export interface TranscriptQuestion extends OfWhom {
  readonly userId: string
  /** Only what was said before. */
  readonly before?: number | string | Date | undefined
  readonly maxResults?: number | undefined
}

export interface FactKey extends OfWhom {
  readonly userId: string
  readonly fact: string
}

export type RecordStatus = 'processing' | 'completed' | 'failed'

export interface KeptRecord {
  readonly id: string
  readonly documentType: string
  readonly document: string
  readonly title: string | undefined
  readonly metadata: Metadata
  readonly origin: string | undefined
  readonly line: string | undefined
  readonly at: number
  readonly createdAt: number
  readonly updatedAt: number
  readonly status: RecordStatus
}

export interface NewlyKept {
  readonly id: string
  /** False where the same words were there already. */
  readonly fresh: boolean
}

export interface MemoryContext {
  /** For a prompt: data, never instructions. */
  readonly text: string
  readonly items: readonly RecollectedLine[]
  readonly tokens: number
  /** So many were kept back by rules between lines. */
  readonly withheld: number
}

export interface Said {
  readonly id: string
  readonly role: Speaker
  readonly text: string
  readonly at: number
  readonly line: string | undefined
  readonly conversationId: string
}

type Ask<Question, Answer> = (question: Spelled<Question>, asker?: MemoryAsker) => Promise<Answer>

/**
 * What programs and people do with the memory of customers, over HTTP, from a program or on the command line. Throws
 * `MemoryRefused` for what cannot be done, before anything is; undefined and false say that there is no such thing.
 */
export interface MemoryPort {
  create: Ask<NewRecord, NewlyKept>
  /** All or none. */
  createMany(documents: readonly Spelled<NewRecord>[], asker?: MemoryAsker): Promise<readonly NewlyKept[]>
  /** Markdown, text, HTML or PDF. */
  createFromFile: Ask<FileRecord, NewlyKept>
  search: Ask<RecordSearch, readonly Found[]>
  /** What an agent would be told of a customer before it answers this. */
  context: Ask<ContextQuestion, MemoryContext>
  get: Ask<RecordKey, KeptRecord | undefined>
  update: Ask<RecordChange, KeptRecord | undefined>
  /** A message is not taken out of its conversation: it is only found no more. */
  delete: Ask<RecordKey, boolean>
  list: Ask<RecordList, readonly KeptRecord[]>
  status: Ask<RecordKey, RecordStatus | undefined>
  /** Until facts have been drawn from it, or the timeout (30 s) is over; says how it stands then. */
  wait: Ask<RecordKey & { readonly timeout?: number | string | undefined }, RecordStatus | undefined>
  /** Something that was said elsewhere. It is found like what was said here. */
  recordMessage: Ask<RecordedMessage, NewlyKept>
  /** What was said, the oldest first: here on all lines, and elsewhere. */
  transcript: Ask<TranscriptQuestion, readonly Said[]>
  facts: Ask<OfWhom & { readonly userId: string; readonly history?: boolean | undefined }, readonly Fact[]>
  pin: Ask<FactKey, boolean>
  unpin: Ask<FactKey, boolean>
  /** It is this instead. What it was stays in its history. */
  correct: Ask<FactKey & { readonly value: string }, Fact | undefined>
  /** Nothing of it stays. */
  forget: Ask<FactKey, boolean>
}

/** What a file says. A reader of ours never throws. */
export type ReadFile = (file: { readonly name: string; readonly bytes: Uint8Array }) => Promise<FileRead>

export type FileRead =
  | {
      readonly kind: 'text'
      readonly text: string
      readonly title: string | undefined
      readonly documentType: 'document' | 'pdf'
    }
  | { readonly kind: 'unreadable'; readonly reason: string }

export interface MemoryPortNeeds extends ScopeNeeds {
  readonly memory: Memory
  readonly store: ScopeNeeds['store'] &
    Pick<
      MemoryStore,
      | 'memory'
      | 'memories'
      | 'changeMemory'
      | 'forgetMemory'
      | 'forgetOrigin'
      | 'entriesById'
      | 'entriesOf'
      | 'hideMessages'
      | 'stateOf'
      | 'facts'
      | 'keepFacts'
      | 'changeFact'
    >
  readonly clock: Clock
  readonly ids: Ids
  readonly readFile: ReadFile
}

export function createMemoryPort(needs: MemoryPortNeeds): MemoryPort {
  const scopes = createScopes(needs)
  const given = { ...needs, scopes }
  return { ...memoryDocuments(given), ...memoryQuestions(given), ...memoryTalks(given), ...memoryFacts(given) }
}

export { LIBRARY, type MemoryAsker }
