import { copyFileSync, existsSync, fstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setImmediate as turn } from 'node:timers/promises'

/** Disks write sectors of this size whole or not at all. */
const SECTOR = 512
const LOG_HEADER = 32
const FRAME_HEADER = 24
const PAGE_SIZE_AT = 8
/** Places in SQLite's wal-index, from its file format: which log it is of, how far checkpoints got, and how far one has set out to go. */
const SALT = { from: 32, to: 40 }
const BACKFILLED_AT = 96
const ATTEMPTED_AT = 128

type Random = () => number

/**
 * A model of a disk that may lose its power. Of every file it knows what is surely on it: the content when the last
 * completed sync of that very file began. Whatever was written since may be on the disk or not, sector by sector.
 *
 * SQLite syncs some things itself, out of our sight, and the model grants it those: the database at the end of each
 * checkpoint, the log before a checkpoint copies from it, and the header of a log that starts anew.
 */
export class Disk {
  readonly #folder: string
  readonly #random: Random
  #sureLog: Buffer
  #sureDatabase: Buffer
  /** What the cuts have met: how many fell into a checkpoint, and how often the log has started anew. */
  readonly met = { checkpoints: 0, freshLogs: 0 }

  constructor(folder: string, random: Random) {
    this.#folder = folder
    this.#random = random
    this.#sureDatabase = this.#read('wabaton.db')
    this.#sureLog = this.#read('wabaton.db-wal').subarray(0, LOG_HEADER)
  }

  /** What a store is given for its `sync`. It takes a while; only what was written before it began counts. */
  sync = async (file: number): Promise<void> => {
    const { log } = this.#look()
    const isLog = fstatSync(file).ino === statSync(this.#path('wabaton.db-wal')).ino
    const written = isLog ? log : undefined
    const turns = Math.floor(this.#random() * 4)
    for (let wait = 0; wait <= turns; wait++) await turn()
    if (!written) return
    if (!sameHeader(written, this.#sureLog)) this.met.freshLogs++
    this.#sureLog = written
  }

  /**
   * Cuts the power: writes what a disk might hold now into an empty folder. `kept` is how likely a sector that was not
   * surely written is there all the same; 0 and 1 are the two extremes.
   */
  cut(image: string, kept: number) {
    const { database, log, settled, attempted } = this.#look()
    let sureLog = sameHeader(log, this.#sureLog) ? this.#sureLog : log.subarray(0, LOG_HEADER)
    // What a checkpoint has copied came from frames that SQLite had synced before it began to copy.
    if (attempted > 0 && (settled || !database.equals(this.#sureDatabase))) {
      const frames = LOG_HEADER + attempted * (FRAME_HEADER + log.readUInt32BE(PAGE_SIZE_AT))
      if (frames > sureLog.length) sureLog = log.subarray(0, frames)
    }
    if (!settled) this.met.checkpoints++
    mkdirSync(image, { recursive: true })
    writeFileSync(join(image, 'wabaton.db'), this.#tear(this.#sureDatabase, database, kept))
    writeFileSync(join(image, 'wabaton.db-wal'), this.#tear(sureLog, log, kept))
    if (this.#random() < 0.5) copyFileSync(this.#path('wabaton.db-shm'), join(image, 'wabaton.db-shm'))
  }

  /** Reads both files as they are at one moment, and learns what checkpoints have made sure of meanwhile. */
  #look() {
    for (;;) {
      const before = this.#progress()
      const database = this.#read('wabaton.db')
      const log = this.#read('wabaton.db-wal')
      const after = this.#progress()
      // A checkpoint that empties the log leaves both counts as they were before it: only the log is another one.
      if (before.backfilled !== after.backfilled || before.attempted !== after.attempted || before.salt !== after.salt)
        continue
      const settled = after.backfilled === after.attempted
      if (settled) this.#sureDatabase = database
      return { database, log, settled, attempted: after.attempted }
    }
  }

  #progress() {
    const index = this.#read('wabaton.db-shm')
    if (index.length < ATTEMPTED_AT + 4) return { backfilled: 0, attempted: 0, salt: '' }
    const salt = index.toString('hex', SALT.from, SALT.to)
    return { backfilled: index.readUInt32LE(BACKFILLED_AT), attempted: index.readUInt32LE(ATTEMPTED_AT), salt }
  }

  /** `sure`, with some of the sectors that `now` has otherwise, and with a length somewhere between the two. */
  #tear(sure: Buffer, now: Buffer, kept: number): Buffer {
    const length = kept === 0 ? sure.length : kept === 1 ? now.length : this.#between(sure.length, now.length)
    const torn = Buffer.alloc(length)
    sure.copy(torn)
    for (let at = 0; at < Math.min(length, now.length); at += SECTOR) {
      const sector = now.subarray(at, Math.min(at + SECTOR, length))
      const surely = sure.subarray(at, at + SECTOR)
      if (!sector.equals(surely) && this.#random() < kept) {
        // The last sector of all may be torn within, where a file ends in the middle of it.
        sector.copy(torn, at)
      }
    }
    return torn
  }

  #between(one: number, other: number) {
    const [least, most] = one < other ? [one, other] : [other, one]
    const length = least + Math.floor(this.#random() * (most - least + 1))
    return this.#random() < 0.5 ? length : Math.max(least, length - (length % SECTOR))
  }

  #path = (name: string) => join(this.#folder, name)
  #read = (name: string) => (existsSync(this.#path(name)) ? readFileSync(this.#path(name)) : Buffer.alloc(0))
}

function sameHeader(one: Buffer, other: Buffer): boolean {
  return one.subarray(0, LOG_HEADER).equals(other.subarray(0, LOG_HEADER))
}
