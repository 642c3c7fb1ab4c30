import type { DatabaseSync } from 'node:sqlite'
import { StoreUnusable } from './database.ts'

type Unit = {
  run: () => Promise<unknown>
  /** Whether its answer waits for the disk. */
  durable: boolean
  resolve: (value: unknown) => void
  reject: (error: unknown) => void
}

export interface GroupCommit {
  write<T>(run: () => Promise<T>, options?: { durable: boolean }): Promise<T>
  /** Whether everything that is committed is durable in this very moment: whoever awaits anything asks again. */
  isDurable(): boolean
  /** Resolves when what is committed now is durable; rejects when that will never be known. */
  durable(): Promise<void>
  /** Holds the next batch until `work` is done. */
  pause(work: () => Promise<void>): Promise<void>
  /** Takes no more, and resolves when all that was asked has been answered. */
  close(): Promise<void>
}

/**
 * Whatever asks to write while a commit is on its way shares the next transaction and its sync. Units run one after
 * another, each in its savepoint, and await nothing but the store; one that fails is undone alone. Nobody is answered
 * before the whole batch is durable, and when that fails, every unit of the batch fails.
 */
export function groupCommit(
  db: DatabaseSync,
  {
    makeDurable,
    breathe,
    beforeCommit = async () => {},
    undone = () => {},
    most = 256,
  }: {
    makeDurable: () => Promise<void>
    breathe: () => Promise<void>
    /** The last word of a batch, when all its units have run. */
    beforeCommit?: () => Promise<void>
    /** Of the batch that ran last, nothing is left. */
    undone?: () => void
    most?: number
  },
): GroupCommit {
  const waiting: Unit[] = []
  const pauses: (() => Promise<void>)[] = []
  let draining: Promise<void> | undefined
  let closed = false
  let durable: Promise<void> = Promise.resolve()
  let isDurable = true
  /** After a failed sync nobody knows what the disk holds: nothing more may be promised by this process. */
  let broken: StoreUnusable | undefined

  const begin = db.prepare('begin immediate')
  const save = db.prepare('savepoint unit')
  const undo = db.prepare('rollback to unit')
  const release = db.prepare('release unit')
  const commit = db.prepare('commit')

  async function runBatch(batch: Unit[]) {
    const settle: (() => void)[] = []
    const settleSoon: (() => void)[] = []
    // One alone needs no savepoint: where it fails, the transaction holds nothing else.
    const alone = batch.length === 1
    try {
      if (broken) throw broken
      begin.run()
      for (const { run, durable: waits, resolve, reject } of batch) {
        if (!alone) save.run()
        try {
          const value = await run()
          ;(waits ? settle : settleSoon).push(() => resolve(value))
        } catch (error) {
          if (alone) throw error
          undo.run()
          settle.push(() => reject(error))
        }
        if (!alone) release.run()
      }
      await beforeCommit()
      commit.run()
      // What promises nothing goes on at once, and is on the disk with the next batch that does promise something.
      for (const done of settleSoon) done()
      if (settle.length === 0) return
      isDurable = false
      durable = makeDurable().catch((error) => {
        broken = new StoreUnusable('The disk did not confirm a write. Restart Wabaton once the disk is sound.', {
          cause: error,
        })
        throw broken
      })
      await durable
      isDurable = true
      for (const done of settle) done()
    } catch (error) {
      if (db.isTransaction) db.exec('rollback')
      undone()
      for (const { reject } of batch) reject(error)
    }
  }

  async function drain() {
    while (waiting.length > 0 || pauses.length > 0) {
      // Also between two batches: what has come over the network meanwhile shares the next one.
      await breathe()
      for (const pause of pauses.splice(0)) await pause()
      if (waiting.length > 0) await runBatch(waiting.splice(0, most))
    }
    draining = undefined
  }

  const wake = () => {
    draining ??= drain()
  }

  return {
    write: <T>(run: () => Promise<T>, { durable }: { durable: boolean } = { durable: true }) =>
      new Promise<T>((resolve, reject) => {
        if (closed) return reject(new StoreUnusable('The store is closed: this process is ending.'))
        waiting.push({ run, durable, resolve: resolve as (value: unknown) => void, reject })
        wake()
      }),
    isDurable: () => isDurable,
    durable: () => durable,
    pause: (work) =>
      new Promise<void>((resolve, reject) => {
        pauses.push(() => work().then(resolve, reject))
        wake()
      }),
    async close() {
      closed = true
      while (draining !== undefined) await draining
    },
  }
}
