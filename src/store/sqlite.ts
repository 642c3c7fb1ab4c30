import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { type Checkpointer, startCheckpointer } from './checkpointer.ts'
import { type Database, StoreUnusable } from './database.ts'
import { sqlite as dialect } from './dialect.ts'
import { groupCommit } from './group-commit.ts'
import type { Prepared, Tx } from './statement.ts'
import { entriesOf, KEEP_ENTRY, listening, type Told } from './telling.ts'

export interface SqliteOptions {
  readonly folder: string
  readonly breathe: () => Promise<void>
  /** Forces what was written to an open file onto the disk. Tests hand in their own to see what would survive a power cut. */
  readonly sync?: (file: number) => Promise<void>
  /** `none` gives up durability: for seeded runs that ask about order, not about disks. */
  readonly durability?: 'synced' | 'none'
  /** The log is copied into the database when it has grown by so much. */
  readonly checkpointBytes?: number
}

/** "waba": tells tools like `file` whose database this is. */
const APPLICATION_ID = 0x77616261
/** SQLITE_TOOBIG, SQLITE_MISMATCH */
const DATA_REFUSED = new Set([18, 20])
const CHECKPOINT_BYTES = 16 * 1024 * 1024
const fdatasyncOf = promisify(fdatasync)

/**
 * The embedded store: one process, one file, WAL. Commits write the log without waiting (`synchronous=NORMAL`); whoever
 * waits for them is answered after an fdatasync of the log that runs off the event loop. Checkpoints run in a worker.
 */
export function openSqlite(options: SqliteOptions): Database {
  const made = prepareFolder(options.folder)
  const guard = lockFolder(options.folder)
  try {
    return openLocked(options, { guard, made })
  } catch (error) {
    guard.close()
    throw error
  }
}

function openLocked(
  options: SqliteOptions,
  { guard, made }: { guard: DatabaseSync; made: string | undefined },
): Database {
  const { folder, breathe, sync = fdatasyncOf, durability = 'synced', checkpointBytes = CHECKPOINT_BYTES } = options
  const path = join(folder, 'wabaton.db')
  makePrivate(path)
  const db = new DatabaseSync(path)
  const synced = durability === 'synced'
  db.exec(
    `pragma journal_mode = wal; pragma synchronous = ${synced ? 'normal' : 'off'}; pragma temp_store = memory; pragma cache_size = -16000`,
  )
  if (synced) db.exec('pragma wal_autocheckpoint = 0')
  // Marking the file as ours is a first commit: it makes the log, whose name is then on the disk before any promise.
  db.exec(`pragma application_id = ${APPLICATION_ID}`)
  const log = openSync(`${path}-wal`, 'r+')
  if (synced) syncNames(folder, made)
  const reader = new DatabaseSync(path, { readOnly: true })

  const checkpointer = synced ? startCheckpointer(path) : undefined
  const totalChanges = db.prepare('select total_changes() as changes')
  const changesSoFar = () => totalChanges.get()!.changes as number
  let changes = changesSoFar()

  async function makeDurable() {
    const now = changesSoFar()
    if (!synced || now === changes) return
    changes = now
    await sync(log)
    const { size } = fstatSync(log)
    if (checkpointer && size > checkpointAt) checkpointing ??= checkpoint(checkpointer, size)
  }

  let checkpointAt = checkpointBytes
  let checkpointing: Promise<void> | undefined
  /** Most of the log is copied while writing goes on; then writing waits for the rest, so that the log can start anew. */
  async function checkpoint({ run }: Checkpointer, size: number) {
    let emptied = false
    try {
      await run('passive')
      await commits.pause(async () => {
        emptied = await run('truncate')
      })
    } catch {
      // The log has only grown. Whatever hinders it shows on the disk, and the next one starts a fresh thread.
    }
    // A backup that reads for minutes keeps the log: asked after every commit, each would wait for it in vain.
    checkpointAt = emptied ? checkpointBytes : size + checkpointBytes
    checkpointing = undefined
  }

  const writing = transactionOn(db)
  /** What the units of a batch have told: one row for all of them. */
  const batch: Told[] = []
  const commits = groupCommit(db, {
    makeDurable,
    breathe,
    async beforeCommit() {
      for (const entry of entriesOf(batch.splice(0))) await KEEP_ENTRY(writing, { ...entry })
    },
    undone: () => void batch.splice(0),
  })
  const reading = transactionOn(reader)
  const beginReading = reader.prepare('begin')
  const pinSnapshot = reader.prepare('select 1 from sqlite_schema')
  const endReading = reader.prepare('commit')
  let lastRead: Promise<unknown> = Promise.resolve()
  let closed: Promise<void> | undefined

  async function readAlone<T>(unit: (tx: Tx) => Promise<T>, durable: boolean): Promise<T> {
    // While one sync was awaited the next batch may have been committed: nothing is awaited after the last look.
    while (durable && !commits.isDurable()) await commits.durable()
    beginReading.run()
    try {
      pinSnapshot.get() // `begin` alone takes no snapshot
      return await unit(reading)
    } finally {
      endReading.run()
    }
  }

  const wakers: (() => void)[] = []
  async function write<T>(unit: (tx: Tx) => Promise<T>, options: { durable: boolean }): Promise<T> {
    const { tx, told } = listening(writing)
    const value = await commits.write(async () => {
      const value = await unit(tx)
      batch.push(...told)
      return value
    }, options)
    if (told.length > 0) for (const wake of wakers) wake()
    return value
  }

  function readInTurn<T>(unit: (tx: Tx) => Promise<T>, durable: boolean): Promise<T> {
    const result = lastRead.then(() => readAlone(unit, durable))
    lastRead = result.catch(() => {})
    return result
  }

  return {
    dialect,
    lanes: 1,
    worker: 0,
    liveWorkers: undefined,
    write: (unit) => write(unit, { durable: true }),
    writeSoon: (unit) => write(unit, { durable: false }),
    read: (unit) => readInTurn(unit, true),
    readSoon: (unit) => readInTurn(unit, false),
    exclusively: (migrate) => commits.write(() => migrate(writing)),
    refusesData: (error) => DATA_REFUSED.has((error as { errcode?: number }).errcode ?? 0),
    async scrub() {
      await checkpointing
      if (!checkpointer) return
      checkpointing ??= checkpoint(checkpointer, fstatSync(log).size)
      await checkpointing
    },
    announce: () => {},
    onAnnounced: () => {},
    mention: () => {},
    onMentioned: () => {},
    onTold: (wake) => void wakers.push(wake),
    close() {
      closed ??= close()
      return closed
    },
  }

  async function close() {
    await commits.close()
    await checkpointing
    for (let last: unknown; last !== lastRead; ) {
      last = lastRead
      await last
    }
    await checkpointer?.stop()
    reader.close()
    closeSync(log)
    db.close()
    guard.close()
  }
}

function transactionOn(db: DatabaseSync): Tx {
  const statements = new Map<string, StatementSync>()
  function prepared({ text }: Prepared): StatementSync {
    let statement = statements.get(text)
    if (!statement) {
      statement = db.prepare(text)
      statements.set(text, statement)
    }
    return statement
  }
  return {
    dialect,
    worker: 0,
    query: async (asked, values) => prepared(asked).all(...(values as SQLInputValue[])),
    async queryEach(asked, sets) {
      const statement = prepared(asked)
      if (sets.length === 1) return statement.all(...(sets[0] as SQLInputValue[]))
      const found: unknown[] = []
      for (const values of sets) for (const row of statement.all(...(values as SQLInputValue[]))) found.push(row)
      return found
    },
    tell() {
      throw new Error('Nothing happens in a transaction that only reads.')
    },
  }
}

const CAUSES: Record<string, string> = {
  EACCES: 'it may not be written',
  EPERM: 'it may not be written',
  EROFS: 'it may not be written',
  ENOTDIR: 'a part of its path is a file',
  EEXIST: 'there is a file of this name',
  ENOSPC: 'the disk is full',
}

/** Hands back the first folder it had to make, if any. */
function prepareFolder(folder: string): string | undefined {
  try {
    const made = mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    makePrivate(join(folder, 'guard.db'))
    return made
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    const because = CAUSES[code ?? ''] ?? String(code)
    throw new StoreUnusable(
      `The data folder ${folder} cannot be used: ${because}. Make it writable for this user, or name another one in WABATON_DATA.`,
    )
  }
}

/**
 * Customers' words are for this user alone; the log takes its mode from the database. A file that is there is never
 * opened here: closing it would drop the lock that this very process may hold on it.
 */
function makePrivate(path: string) {
  try {
    closeSync(openSync(path, 'ax', 0o600))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    accessSync(path, constants.R_OK | constants.W_OK)
  }
  chmodSync(path, 0o600)
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

/** A new name is only as durable as the folder that lists it: that of the files, and those of folders just made. */
function syncNames(folder: string, made: string | undefined) {
  if (process.platform === 'win32') return
  const last = made === undefined ? resolve(folder) : dirname(resolve(made))
  for (let place = resolve(folder); ; place = dirname(place)) {
    const handle = openSync(place, 'r')
    fsyncSync(handle)
    closeSync(handle)
    if (place === last || place === dirname(place)) return
  }
}
