import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { migrate } from '../../src/store/migrations.ts'
import { openSqlite, type SqliteOptions } from '../../src/store/sqlite.ts'
import { Disk } from './power-cut.ts'
import { brokenPromises, Load, type Told } from './power-cut-load.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-power-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

type Sync = NonNullable<SqliteOptions['sync']>

interface Cuts {
  readonly seed: number
  readonly cuts: number
  /** Stands between the store and the disk: a store that syncs wrongly. */
  readonly disturb?: (sync: Sync) => Sync
}

/** Runs load on a store, cuts the power again and again, and says what was broken in which image. */
async function cutThePower({ seed, cuts, disturb = (sync) => sync }: Cuts) {
  const random = seededRandom(seed)
  const place = join(folder, `run-${seed}`)
  let sync: Sync = () => Promise.resolve()
  const database = openSqlite({ folder: place, breathe: turn, checkpointBytes: 96 * 1024, sync: (file) => sync(file) })
  const disk = new Disk(place, random)
  sync = disturb(disk.sync)
  await migrate(database)
  const load = new Load(database, random)
  const running = load.run()

  const broken: string[] = []
  let images = 0
  for (let nth = 0; nth < cuts; nth++) {
    const turns = 20 + random() * 150
    for (let wait = 0; wait < turns; wait++) await turn()
    for (const kept of [0, 1, 0.5, random(), 0.97]) {
      const image = join(folder, `image-${seed}-${++images}`)
      disk.cut(image, kept)
      const promises = await promisesIn(image, load.told)
      broken.push(...promises.map((one) => `seed ${seed}, cut ${nth}, kept ${kept.toFixed(2)}: ${one}`))
      rmSync(image, { recursive: true })
    }
  }
  load.stop()
  await running
  await database.close()
  return { broken, images, acknowledged: load.told.acknowledged.size, ...disk.met }
}

/** What was told until this moment; the load goes on while the image is looked at. */
async function promisesIn(image: string, { acknowledged, answered, claimed, accepted }: Told): Promise<string[]> {
  const told = {
    acknowledged: new Set(acknowledged),
    answered: new Set(answered),
    claimed: new Set(claimed),
    accepted: new Map(accepted),
  }
  let database: ReturnType<typeof openSqlite> | undefined
  try {
    database = openSqlite({ folder: image, breathe: turn, durability: 'none' })
    return await brokenPromises(database, told)
  } catch (error) {
    return [`it cannot be opened or read: ${error}`]
  } finally {
    await database?.close()
  }
}

describe('a power cut', () => {
  let checkpoints = 0
  let freshLogs = 0
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8])
    it(`[W8 W11 D8] loses nothing that was acknowledged, and doubles nothing (seed ${seed})`, async () => {
      const cut = await cutThePower({ seed, cuts: 12 })
      expect(cut.broken).toEqual([])
      expect(cut.acknowledged).toBeGreaterThan(40)
      checkpoints += cut.checkpoints
      freshLogs += cut.freshLogs
    })

  it('has fallen into checkpoints, and on logs that had started anew', () => {
    expect(freshLogs).toBeGreaterThan(8)
    expect(checkpoints).toBeGreaterThan(0)
  })

  it('[W8] is noticed: a store that does not sync loses what it acknowledged', async () => {
    const { broken } = await cutThePower({ seed: 11, cuts: 10, disturb: () => () => Promise.resolve() })
    expect(broken.filter((one) => one.includes('lost wamid')).length).toBeGreaterThan(0)
  })

  it('[W8] is noticed: a store that answers before its sync has ended loses what it acknowledged', async () => {
    const disturb = (sync: Sync) => async (file: number) => void sync(file).catch(() => {})
    const { broken } = await cutThePower({ seed: 12, cuts: 12, disturb })
    expect(broken.filter((one) => one.includes('lost wamid')).length).toBeGreaterThan(0)
  })

  it('[W8] is noticed: a store that syncs the database instead of the log loses what it acknowledged', async () => {
    const disturb = (sync: Sync) => async () => {
      const file = openSync(join(folder, 'run-13', 'guard.db'), 'r')
      await sync(file)
      closeSync(file)
    }
    const { broken } = await cutThePower({ seed: 13, cuts: 10, disturb })
    expect(broken.filter((one) => one.includes('lost wamid')).length).toBeGreaterThan(0)
  })
})

describe('another process', () => {
  const source = (name: string) => JSON.stringify(new URL(`../../src/store/${name}.ts`, import.meta.url).href)

  /** Opens the folder and writes numbers until it is killed, each said aloud once it is durable. */
  function start() {
    const code = `
      import { openSqlite } from ${source('sqlite')}
      try {
        const database = openSqlite({ folder: ${JSON.stringify(folder)}, breathe: () => new Promise((go) => setImmediate(go)) })
        const ask = (text) => database.write((tx) => tx.query({ name: '', text }, []))
        await ask('create table if not exists numbers (number integer primary key)')
        for (;;) {
          const [{ number }] = await ask('insert into numbers values (null) returning number')
          console.log(number)
        }
      } catch (error) {
        console.log(error.message)
        process.exit(1)
      }`
    const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const said: string[] = []
    const lines = createInterface(child.stdout).on('line', (line) => said.push(line))
    return { child, said, lines, ended: Promise.all([once(child, 'exit'), once(lines, 'close')]) }
  }
  const open = () => openSqlite({ folder, breathe: turn })

  it('[O14] is refused on the same folder, with a sentence, also after this one has tried twice', async () => {
    const database = open()
    expect(open).toThrow(/Another Wabaton is already running on the data folder/)
    const other = start()
    await other.ended
    expect(other.child.exitCode).toBe(1)
    expect(other.said).toEqual([
      `Another Wabaton is already running on the data folder ${folder}. Stop it, or name another folder in WABATON_DATA.`,
    ])
    await database.close()
  })

  it('[W8 O14] killed with -9 it leaves no lock behind, and everything it had acknowledged', async () => {
    for (let round = 0; round < 3; round++) {
      const other = start()
      while (other.said.length < 20) await Promise.race([once(other.lines, 'line'), other.ended])
      expect(open).toThrow(/already running/)
      other.child.kill('SIGKILL')
      await other.ended
      const database = open()
      const rows = await database.read((tx) => tx.query({ name: '', text: 'select number from numbers' }, []))
      const there = new Set((rows as { number: number }[]).map(({ number }) => String(number)))
      expect(other.said.filter((number) => !there.has(number))).toEqual([])
      await database.close()
    }
  })
})
