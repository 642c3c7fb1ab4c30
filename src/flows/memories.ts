import type { Language } from '../domain/language.ts'
import type { Entry, Speaker } from '../domain/memory/entry.ts'
import type { Fact, FactChanges } from '../domain/memory/fact.ts'
import type { Metadata } from '../domain/memory/metadata.ts'
import type { MemoryScope } from '../domain/memory/scope.ts'
import type { Trace } from '../domain/trace.ts'
import type { By } from './people.ts'
import type { ConversationKey, Work } from './store.ts'

export type { FactChanges } from '../domain/memory/fact.ts'

/** A piece of a memory that is found by itself. A short memory is one piece. */
export interface MemoryPart {
  readonly text: string
  /** What it stands under. */
  readonly heading?: string | undefined
}

export interface NewMemory {
  readonly scope: MemoryScope
  readonly id: string
  readonly documentType: string
  readonly body: string
  readonly parts: readonly MemoryPart[]
  readonly title?: string | undefined
  /** Who said it, where it is something said. */
  readonly speaker: Speaker
  readonly session?: string | undefined
  readonly line?: string | undefined
  readonly phoneNumberId?: string | undefined
  readonly metadata: Metadata
  /** The file or address it was read from: what is read from there anew takes its place. */
  readonly origin?: string | undefined
  /** When it was said or written. */
  readonly at: number
  readonly now: number
}

export interface KeptMemory extends Omit<NewMemory, 'parts' | 'now'> {
  readonly createdAt: number
  readonly updatedAt: number
  /** Where facts of it are drawn in the background: whether that is done. */
  readonly status: 'processing' | 'completed' | 'failed'
}

export interface MemoryList {
  readonly scope: MemoryScope
  readonly documentType?: string | undefined
  readonly origin?: string | undefined
  /** Ids below this one: the list goes back from the newest. */
  readonly before?: string | undefined
  readonly most: number
}

/** Where a scope stands. Two that are equal hold the same. */
export interface ScopeState {
  /** Moves when something that could be found has changed or is gone. */
  readonly version: number
  /** Moves when a memory was added: `entriesSince` knows which. */
  readonly added?: number
  /** Moves when facts have changed. */
  readonly facts?: number
  /** Up to where each conversation of the customer has been settled, in the order of their ids. */
  readonly conversations: readonly { readonly id: string; readonly settled: number }[]
}

export interface PageOfEntries {
  readonly from?: string | undefined
  readonly most: number
  /** Nothing of a conversation behind this state: what came since is asked for by `entriesSince`. */
  readonly upTo?: ScopeState | undefined
}

/** A page of all that can be found in a scope; the one without `next` is the last. */
export interface EntryPage {
  readonly entries: readonly Entry[]
  readonly next: string | undefined
}

export interface VectorsWanted {
  readonly scope: MemoryScope
  readonly model: string
  readonly entries: readonly Pick<Entry, 'id' | 'text'>[]
}

export interface KeptVectors extends VectorsWanted {
  /** In the order of the entries. */
  readonly vectors: readonly Float32Array[]
}

export interface FactQuery {
  readonly scope: MemoryScope
  /** Also those that hold no more. */
  readonly history?: boolean | undefined
}

/** What has been said in a conversation since facts were last drawn from it. */
export interface Unremembered {
  readonly scope: MemoryScope
  readonly conversation: ConversationKey
  readonly line: string
  readonly messages: readonly {
    readonly id: string
    readonly position: number
    readonly speaker: Speaker
    readonly text: string
    readonly at: number
  }[]
  /** When the last of them came. */
  readonly lastAt: number
  /** Also what no longer holds, so that what comes out of order finds its place. */
  readonly facts: readonly Fact[]
}

/** Memories of one customer that facts are to be drawn from, and what is known of them, with what no longer holds. */
export interface Undrawn {
  readonly scope: MemoryScope
  /** The oldest first, and not more than can be drawn from in one go. */
  readonly memories: readonly Pick<KeptMemory, 'id' | 'speaker' | 'body' | 'at' | 'line'>[]
  readonly facts: readonly Fact[]
  readonly version: number
}

export interface ErasureReceipt {
  readonly id: string
  readonly business: string
  /** Of the customer's id: who asks again can be told that it was done. */
  readonly customerHash: string
  readonly at: number
  readonly by: string
  /** Rows by table. */
  readonly removed: Readonly<Record<string, number>>
  /** Places where something was found after it; empty when it is right. */
  readonly leftovers: readonly { readonly table: string; readonly column: string; readonly rows: number }[]
}

/** What the store does for the memory of customers. Every operation names its scope, and sees nothing outside it. */
export interface MemoryStore {
  /**
   * Whom a name means, in any form that `findCustomer` knows; whoever is not known yet becomes a customer, so that their
   * first message finds what is known of them. Undefined where the name can be nobody's.
   */
  customerFor(named: { business: string; name: string; now: number }): Promise<string | undefined>
  /** The same words in the same scope are one memory: the answer is the one that is there. */
  keepMemory(memory: NewMemory): Promise<{ id: string; fresh: boolean }>
  keepMemories(memories: readonly NewMemory[]): Promise<readonly { id: string; fresh: boolean }[]>
  memory(scope: MemoryScope, id: string): Promise<KeptMemory | undefined>
  memories(list: MemoryList): Promise<readonly KeptMemory[]>
  /** Takes the place of what is there under this id; says whether it was. Facts drawn from the old words go. */
  changeMemory(memory: NewMemory): Promise<boolean>
  forgetMemory(scope: MemoryScope, id: string): Promise<boolean>
  /** All that was read from a file or address, but for these. */
  forgetOrigin(scope: MemoryScope, origin: string, but?: readonly string[]): Promise<number>
  /** Files and addresses of a scope, and a digest of what was read there. */
  originsOf(scope: MemoryScope): Promise<readonly { readonly origin: string; readonly digest: string }[]>

  stateOf(scope: MemoryScope): Promise<ScopeState>
  /** All that can be found, the oldest first in each conversation; `from` is `next` of the page before. */
  entriesOf(scope: MemoryScope, page: PageOfEntries): Promise<EntryPage>
  /** The messages that were settled and the memories that were added since, up to this state or up to now; both are of one version. */
  entriesSince(scope: MemoryScope, since: ScopeState, upTo?: ScopeState): Promise<readonly Entry[]>
  entriesById(scope: MemoryScope, ids: readonly string[]): Promise<readonly Entry[]>

  /** Those that a model of this name has made of these very words, by entry. */
  vectorsOf(wanted: VectorsWanted): Promise<ReadonlyMap<string, Float32Array>>
  /** In place of any other of the entry. Of what cannot be found in the scope any more, or has other words now, none is kept. */
  keepVectors(kept: KeptVectors): Promise<void>

  facts(query: FactQuery): Promise<readonly Fact[]>
  /** Nothing of it is kept where the facts of the scope have changed since they were read: `version` is `facts` of its state. */
  keepFacts(kept: { scope: MemoryScope; changes: FactChanges; version: number; now: number }): Promise<boolean>
  /** A teammate or the customer: it holds no more, or is pinned, and who did it stands in the audit log. */
  changeFact(change: FactChange): Promise<boolean>
  /** These messages are found no more, and nothing is drawn from them again; all of the customer's where none is named. */
  hideMessages(hidden: { scope: MemoryScope; messages?: readonly string[]; now: number }): Promise<void>

  /** Undefined where nothing is new. Its version is that of the facts. */
  unremembered(conversation: ConversationKey): Promise<(Unremembered & { version: number }) | undefined>
  /** Facts and how far they go, in one go; says whether it was kept. */
  remember(done: {
    work: Work
    conversation: ConversationKey
    upTo: number
    changes: FactChanges
    /** What the customer writes, where it was heard. */
    language?: Language | undefined
    version: number
    now: number
  }): Promise<boolean>

  /** Undefined where nothing of the customer waits any more. */
  undrawn(of: { business: string; customer: string }): Promise<Undrawn | undefined>
  /** Facts of these memories, and that they were drawn, in one go; says whether it was kept. What waits still is promised anew. */
  drawn(done: {
    work: Work
    scope: MemoryScope
    memories: readonly string[]
    changes: FactChanges
    version: number
    status: 'completed' | 'failed'
    now: number
  }): Promise<boolean>

  /** Everything of a customer, in every table, in a form that they can be given. */
  exportCustomer(asked: CustomerAct): Promise<Readonly<Record<string, readonly object[]>>>
  /** All of it is gone when this resolves, with those who were joined to them. Undefined where there is no such customer. */
  eraseCustomer(erasure: CustomerAct & { readonly id: string }): Promise<ErasureReceipt | undefined>
  erasures(business: string): Promise<readonly ErasureReceipt[]>
  /** Joins memory that was kept under another business, such as a `phone_number_id`; `dry` only counts. */
  rekey(options: { from: string; to: string; dry: boolean; now: number }): Promise<Readonly<Record<string, number>>>
}

/** What is asked for about all of a customer; that it was stands in the audit log. */
export interface CustomerAct {
  readonly business: string
  readonly customer: string
  readonly by: By
  readonly now: number
}

export interface FactChange {
  readonly scope: MemoryScope
  readonly fact: string
  readonly change: 'pin' | 'unpin' | 'withdraw' | 'forget' | 'keep-promise'
  readonly by: By
  readonly now: number
}

/** Draws facts from what was said, with a model. Never throws but for the signal; what it proposes is checked by the flow. */
export interface FactExtractor {
  /** Undefined where no model can be asked: then the rules' is all there is. */
  extract(
    given: Unremembered,
    options: { readonly signal: AbortSignal },
  ): Promise<{ readonly proposed: unknown; readonly trace: Trace; readonly error?: Error } | undefined>
}
