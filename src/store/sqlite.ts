import { chmodSync, closeSync, existsSync, fdatasync, fstatSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { startCheckpointer } from './checkpointer.ts'
import { type Database, StoreUnusable } from './database.ts'
import { sqlite as dialect } from './dialect.ts'
import { groupCommit } from './group-commit.ts'
import type { Prepared, Tx } from './statement.ts'

export interface SqliteOptions {
  readonly folder: string
  readonly breathe: () => Promise<void>
  /** Forces what was written to an open file onto the disk. Tests hand in their own to see what would survive a power cut. */
  readonly sync?: (file: number) => Promise<void>
  /** `none` gives up durability: for seeded runs that ask about order, not about disks. */
  readonly durability?: 'synced' | 'none'
}

/** "waba": tells tools like `file` whose database this is. */
const APPLICATION_ID = 0x77616261
const WAL_BYTES_BEFORE_CHECKPOINT = 16 * 1024 * 1024
const fdatasyncOf = promisify(fdatasync)

/**
 * The embedded store: one process, one file, WAL. Commits write the log without waiting (`synchronous=NORMAL`); whoever
 * waits for them is answered after an fdatasync of the log that runs off the event loop. Checkpoints run in a worker.
 */
export function openSqlite({ folder, breathe, sync = fdatasyncOf, durability = 'synced' }: SqliteOptions): Database {
  prepareFolder(folder)
  const guard = lockFolder(folder)
  const path = join(folder, 'wabaton.db')
  const db = new DatabaseSync(path)
  const synced = durability === 'synced'
  db.exec(
    `pragma journal_mode = wal; pragma synchronous = ${synced ? 'normal' : 'off'}; pragma temp_store = memory; pragma cache_size = -32000`,
  )
  if (synced) db.exec('pragma wal_autocheckpoint = 0')
  // Marking the file as ours is a first commit: it makes the log, whose name is then on the disk before any promise.
  db.exec(`pragma application_id = ${APPLICATION_ID}`)
  const log = openSync(`${path}-wal`, 'r+')
  if (synced) syncFolder(folder)
  const reader = new DatabaseSync(path, { readOnly: true })

  const checkpointer = synced ? startCheckpointer(path) : undefined
  let changes = totalChanges(db)

  async function makeDurable() {
    const now = totalChanges(db)
    if (!synced || now === changes) return
    changes = now
    await sync(log)
    if (fstatSync(log).size > WAL_BYTES_BEFORE_CHECKPOINT) checkpoint()
  }

  let checkpointing = false
  /** Most of the log is copied while writing goes on; then writing waits for the rest, so that the log can start anew. */
  function checkpoint() {
    if (checkpointing || !checkpointer) return
    checkpointing = true
    void checkpointer
      .run('passive')
      .then(() => commits.pause(() => checkpointer.run('truncate')))
      .catch(() => {}) // a busy reader held the log: it has only grown, and the next commit asks again
      .finally(() => {
        checkpointing = false
      })
  }

  const commits = groupCommit(db, { makeDurable, breathe })
  const writing = transactionOn(db)
  const reading = transactionOn(reader)
  let lastRead: Promise<unknown> = Promise.resolve()

  async function readAlone<T>(unit: (tx: Tx) => Promise<T>): Promise<T> {
    await commits.settled()
    reader.exec('begin')
    try {
      return await unit(reading)
    } finally {
      reader.exec('commit')
    }
  }

  return {
    dialect,
    lanes: 1,
    worker: 0,
    liveWorkers: undefined,
    write: (unit) => commits.write(() => unit(writing)),
    read(unit) {
      const result = lastRead.then(() => readAlone(unit))
      lastRead = result.catch(() => {})
      return result
    },
    exclusively: (migrate) => commits.write(() => migrate(writing)),
    announce: () => {},
    onAnnounced: () => {},
    async close() {
      await commits.pause(async () => {})
      await lastRead
      await checkpointer?.stop()
      reader.close()
      closeSync(log)
      db.close()
      guard.close()
    },
  }
}

function transactionOn(db: DatabaseSync): Tx {
  const prepared = new Map<string, StatementSync>()
  return {
    dialect,
    worker: 0,
    async query({ text }: Prepared, values) {
      let statement = prepared.get(text)
      if (!statement) {
        statement = db.prepare(text)
        prepared.set(text, statement)
      }
      return statement.all(...(values as SQLInputValue[]))
    },
  }
}

function totalChanges(db: DatabaseSync): number {
  return (db.prepare('select total_changes() as changes').get() as { changes: number }).changes
}

function prepareFolder(folder: string) {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const probe = openSync(join(folder, 'guard.db'), 'a', 0o600)
    closeSync(probe)
    chmodSync(join(folder, 'guard.db'), 0o600)
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const because = code === 'EACCES' || code === 'EPERM' || code === 'EROFS' ? 'it may not be written' : String(code)
    throw new StoreUnusable(
      `The data folder ${folder} cannot be used: ${because}. Make it writable for this user, or name another one in WABATON_DATA.`,
    )
  }
}

/** Held by the operating system for as long as the process lives: nothing stays behind after a kill -9. */
function lockFolder(folder: string): DatabaseSync {
  const guard = new DatabaseSync(join(folder, 'guard.db'))
  try {
    guard.exec('pragma journal_mode = delete; begin exclusive')
    return guard
  } catch (error) {
    guard.close()
    if (!/locked|busy/i.test(String(error))) throw error
    throw new StoreUnusable(
      `Another Wabaton is already running on the data folder ${folder}. Stop it, or name another folder in WABATON_DATA.`,
    )
  }
}

/** A new file's name is only as durable as the folder that lists it. */
function syncFolder(folder: string) {
  if (process.platform === 'win32' || !existsSync(folder)) return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}
