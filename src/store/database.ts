import type { Dialect } from './dialect.ts'
import type { Tx } from './statement.ts'

/** An opened store, before anything is known of what it holds. `sqlite.ts` and `postgres.ts` are the two there are. */
export interface Database {
  readonly dialect: Dialect
  /** How many units may write at once. */
  readonly lanes: number
  /** Resolves once it is durable; a unit that throws is undone alone. */
  write<T>(unit: (tx: Tx) => Promise<T>): Promise<T>
  /** For what means nothing after a power cut, such as who works on what: does not wait for the disk where that costs. */
  writeSoon<T>(unit: (tx: Tx) => Promise<T>): Promise<T>
  /** Sees only what is durable. */
  read<T>(unit: (tx: Tx) => Promise<T>): Promise<T>
  /** Sees what is committed: for what ends in a write of its own, which is durable only after all that it has read. */
  readSoon<T>(unit: (tx: Tx) => Promise<T>): Promise<T>
  /** Runs `migrate` with the store to itself. */
  exclusively(migrate: (tx: Tx) => Promise<void>): Promise<void>
  /** Workers that hold leases and are alive; `undefined` where this process is the only one. */
  readonly liveWorkers: ((tx: Tx) => Promise<number[]>) | undefined
  readonly worker: number
  /** Whether the store will never take this data, rather than not just now. */
  refusesData(error: unknown): boolean
  /** What was deleted is in no file of the store any more, as far as that is in its power. */
  scrub(): Promise<void>
  announce(dueAt: number): void
  /** Calls back when something was told and is committed, here or in another process. */
  onTold(wake: () => void): void
  onAnnounced(wake: (dueAt: number) => void): void
  /** Words for the other processes: kept nowhere, and lost on whoever does not listen just now. */
  mention(words: string): void
  onMentioned(hear: (words: string) => void): void
  close(): Promise<void>
}

/** The store cannot be used. The sentence says what to do. */
export class StoreUnusable extends Error {
  override readonly name = 'StoreUnusable'
}
