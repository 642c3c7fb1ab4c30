import type { Fact, FactKind } from '../domain/memory/fact.ts'
import type { Metadata, MetadataFilter, MetadataValue } from '../domain/memory/metadata.ts'
import type { Recollection } from '../domain/memory/recollection.ts'
import type { MemoryScope } from '../domain/memory/scope.ts'

/** What the business knows of its customers, across all lines. Every question names whose it is. */
export interface Memory {
  /** What a prompt should hold of a customer before a turn. */
  recall(question: RecallQuestion): Promise<Recollection>
  search(question: MemorySearch): Promise<readonly Found[]>
  create(document: NewDocument): Promise<Created>
  createMany(documents: readonly NewDocument[]): Promise<readonly Created[]>
  /** What is found under the words of a fact: teammates and the API see what agents see. */
  facts(scope: MemoryScope, options?: { history?: boolean }): Promise<readonly Fact[]>
  /** Nothing of this scope stays in the cache. */
  drop(scope: MemoryScope): void
}

export interface RecallQuestion {
  readonly scope: MemoryScope
  /** The line that asks, by its name. */
  readonly line: string | undefined
  readonly query: string
  /** The conversation of the turn: what stands in its prompt anyway is not said again. */
  readonly conversation?: string | undefined
  /** The first message that stands in the prompt anyway. */
  readonly shownFrom?: number | undefined
  /** Only what was said on the line that asks. */
  readonly ownLineOnly?: boolean | undefined
  /**
   * Of somebody who works on some lines only: what stands on no line or on another one is not even looked at, but for
   * what the tenant, the business or the world itself says.
   */
  readonly lines?: readonly string[] | undefined
  /** Tokens, at most 2,000. */
  readonly budget?: number | undefined
}

export interface MemorySearch {
  readonly scope: MemoryScope
  readonly query: string
  readonly line?: string | undefined
  readonly ownLineOnly?: boolean | undefined
  /** As in `RecallQuestion`. */
  readonly lines?: readonly string[] | undefined
  readonly filter?: MetadataFilter | undefined
  /** 10 by default, 50 at most. */
  readonly most?: number | undefined
  /** `fast`: words alone. `accurate` (default): all there is, meaning too where a model for it is configured. */
  readonly mode?: 'fast' | 'accurate' | undefined
  /** Also what no longer holds. */
  readonly history?: boolean | undefined
}

/** One thing that was found. The best has the score 1. */
export interface Found {
  /** Of the message, the memory, the piece of a memory, or the fact. */
  readonly id: string
  readonly source: 'message' | 'handoff' | 'memory' | 'fact'
  readonly documentType: string
  /** In the forms of the memory API: "Customer: ...". */
  readonly document: string
  readonly score: number
  readonly at: number
  readonly line: string | undefined
  /** Whether it is the customer's own, the tenant's, the business's, or everybody's. */
  readonly scope: 'customer' | 'tenant' | 'business' | 'world'
  readonly metadata: Metadata
  /** Of a fact. */
  readonly fact?: { readonly kind: FactKind; readonly status: Fact['status']; readonly sources: Fact['sources'] }
}

export interface NewDocument {
  readonly scope: MemoryScope
  readonly document: string
  readonly documentType: string
  readonly title?: string | undefined
  readonly metadata?: Readonly<Record<string, MetadataValue>> | undefined
  readonly origin?: string | undefined
  readonly line?: string | undefined
  /** When it was written or said; now where it is left out. */
  readonly at?: number | undefined
  /** What was said, by whom and in which talk: for programs that bring talks of their own. */
  readonly said?: { readonly by: 'customer' | 'agent' | 'teammate' | 'system'; readonly session: string } | undefined
}

export type Created =
  | { readonly kind: 'created'; readonly id: string; readonly fresh: boolean }
  /** Nothing was kept. The sentence says what to change. */
  | { readonly kind: 'refused'; readonly reason: string }
