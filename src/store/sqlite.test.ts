import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from './database.ts'
import { openSqlite, type SqliteOptions } from './sqlite.ts'
import type { Tx } from './statement.ts'

describe('the embedded database', () => {
  let folder: string
  let database: Database | undefined
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wabaton-sqlite-'))
  })
  afterEach(async () => {
    await database?.close()
    database = undefined
    rmSync(folder, { recursive: true, force: true })
  })

  async function open(options: Partial<SqliteOptions> = {}): Promise<Database> {
    database = openSqlite({ folder, breathe: turn, ...options })
    await ask(database, 'create table if not exists notes (number integer primary key, text text)')
    return database
  }
  const ask = (to: Database, text: string) => to.write((tx) => query(tx, text))
  const query = (tx: Tx, text: string) => tx.query({ name: '', text }, []) as Promise<Record<string, number>[]>
  const newest = 'select coalesce(max(number), 0) as number from notes'
  const walSize = () => statSync(join(folder, 'wabaton.db-wal')).size
  const BIG = `insert into notes (text) values (zeroblob(20000))`

  it('[W8] a read sees nothing that is not durable yet, whatever runs beside it', async () => {
    let durable = 0
    const store = await open({
      async sync() {
        const committed = Number(
          new DatabaseSync(join(folder, 'wabaton.db'), { readOnly: true }).prepare(newest).get()?.number,
        )
        await turn()
        durable = committed
      },
    })
    const seen: { number: number; durable: number }[] = []
    let writing = true
    const write = async () => {
      for (let round = 0; round < 60; round++) await ask(store, 'insert into notes (text) values (null)')
    }
    const look = async (microtasks: number) => {
      while (writing) {
        await turn()
        for (let pause = 0; pause < microtasks; pause++) await Promise.resolve()
        const number = await store.read(async (tx) => (await query(tx, newest))[0]!.number!)
        seen.push({ number, durable })
      }
    }
    const looks = Array.from({ length: 40 }, (_, microtasks) => look(microtasks))
    await Promise.all([write(), write()])
    writing = false
    await Promise.all(looks)
    expect(seen.length).toBeGreaterThan(100)
    expect(seen.filter(({ number, durable }) => number > durable)).toEqual([])
  })

  it('a read is one moment: what is written while it runs is not in it', async () => {
    const store = await open()
    const [before, after] = await store.read(async (tx) => {
      const first = (await query(tx, newest))[0]!.number
      const other = new DatabaseSync(join(folder, 'wabaton.db'))
      other.exec('insert into notes (text) values (null)')
      other.close()
      return [first, (await query(tx, newest))[0]!.number]
    })
    expect([before, after]).toEqual([0, 0])
    expect(await store.read((tx) => query(tx, newest))).toMatchObject([{ number: 1 }])
  })

  it('[W8] after a sync that failed, nothing is read or written as if it were safe', async () => {
    let fail = false
    const store = await open({ sync: () => (fail ? Promise.reject(new Error('EIO')) : Promise.resolve()) })
    fail = true
    await expect(ask(store, 'insert into notes (text) values (null)')).rejects.toThrow(/disk did not confirm/)
    await expect(store.read((tx) => query(tx, newest))).rejects.toThrow(/disk did not confirm/)
    await expect(ask(store, 'insert into notes (text) values (null)')).rejects.toThrow(/disk did not confirm/)
  })

  it('[W8] no write is lost when the store is closed while writes and reads are under way', async () => {
    let closing = false
    let syncsWhileClosing = 0
    const store = await open({
      async sync() {
        await turn()
        await turn()
        if (closing) syncsWhileClosing++
      },
    })
    const writes = Array.from({ length: 600 }, () => ask(store, 'insert into notes (text) values (null)'))
    const reads = Array.from({ length: 5 }, () => store.read((tx) => query(tx, newest)))
    closing = true
    const closed = store.close()
    await expect(ask(store, 'insert into notes (text) values (null)')).rejects.toThrow(/closed/)
    await Promise.all([closed, ...writes, ...reads])
    expect(syncsWhileClosing).toBeGreaterThan(1)
    await store.close()
    const again = await open()
    expect(await again.read((tx) => query(tx, newest))).toMatchObject([{ number: 600 }])
  })

  it('[O14] closed, it leaves one whole file and no lock', async () => {
    const store = await open()
    await ask(store, 'insert into notes (text) values (null)')
    await store.close()
    expect(() => walSize()).toThrow()
    const db = new DatabaseSync(join(folder, 'wabaton.db'))
    expect(db.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
    db.close()
    expect((await open()).lanes).toBe(1)
  })

  it('[O14] the log is emptied again and again under steady load, while reads go on', async () => {
    const store = await open({ checkpointBytes: 256 * 1024 })
    let emptied = 0
    let before = 0
    let reading = true
    const reads = (async () => {
      for (; reading; await turn()) await store.read((tx) => query(tx, newest))
    })()
    for (let round = 0; emptied < 8 && round < 5000; round++) {
      await Promise.all([ask(store, BIG), ask(store, BIG)])
      const size = walSize()
      if (size < before) emptied++
      before = size
    }
    reading = false
    await reads
    expect(emptied).toBe(8)
  })

  it('[O14] a reader from outside that keeps the log holds nobody up, and the log is emptied once it is gone', async () => {
    const checkpointBytes = 64 * 1024
    const store = await open({ checkpointBytes })
    await ask(store, BIG)
    const backup = new DatabaseSync(join(folder, 'wabaton.db'), { readOnly: true })
    backup.exec('begin')
    backup.prepare(newest).get()
    for (let round = 0; round < 50; round++) await ask(store, BIG)
    const grown = walSize()
    expect(grown).toBeGreaterThan(10 * checkpointBytes)
    backup.exec('commit')
    backup.close()
    for (let round = 0; walSize() >= grown && round < 2000; round++) await ask(store, BIG)
    expect(walSize()).toBeLessThan(grown)
  })

  it('[O14] syncs never run on the event loop: it turns while one is under way', async () => {
    const sync = Promise.withResolvers<void>()
    let under = false
    const store = await open({
      sync() {
        if (!under) return Promise.resolve()
        return sync.promise
      },
    })
    under = true
    const write = ask(store, 'insert into notes (text) values (null)')
    for (let turns = 0; turns < 100; turns++) await turn()
    expect(await Promise.race([write.then(() => 'answered'), turn('waiting')])).toBe('waiting')
    sync.resolve()
    await write
    const settings = await store.write(async (tx) => [
      ...(await query(tx, 'pragma synchronous')),
      ...(await query(tx, 'pragma wal_autocheckpoint')),
    ])
    // 1 is NORMAL: commits themselves sync nothing; 0: they never copy the log.
    expect(settings.map((row) => Object.values(row)[0])).toEqual([1, 0])
  })

  it('[O4] its files are for this user alone, in whatever folder', async () => {
    const shared = join(folder, 'shared')
    mkdirSync(shared)
    chmodSync(shared, 0o755)
    database = openSqlite({ folder: shared, breathe: turn })
    for (const name of ['wabaton.db', 'wabaton.db-wal', 'wabaton.db-shm', 'guard.db'])
      expect(statSync(join(shared, name)).mode & 0o777, name).toBe(0o600)
  })

  it('a folder that cannot be used, or a file that is no database, says so and leaves no lock', async () => {
    expect(() => openSqlite({ folder: '/dev/null/data', breathe: turn })).toThrow(/data folder .* cannot be used/)
    const { writeFileSync } = await import('node:fs')
    const path = join(folder, 'wabaton.db')
    writeFileSync(path, 'this is a letter to a friend, and no database at all'.repeat(200))
    expect(() => openSqlite({ folder, breathe: turn })).toThrow(/not a database/)
    rmSync(path)
    await open()
  })
})
