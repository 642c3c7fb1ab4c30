import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Checkpointer, startCheckpointer } from './checkpointer.ts'

describe('the checkpoint thread', () => {
  let folder: string
  let db: DatabaseSync
  let checkpointer: Checkpointer
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'wabaton-checkpoint-'))
    db = new DatabaseSync(join(folder, 'one.db'))
    db.exec('pragma journal_mode = wal; create table notes (text text)')
  })
  afterEach(async () => {
    await checkpointer.stop()
    db.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('says whether all of the log is in the database: not while a reader needs it', async () => {
    checkpointer = startCheckpointer(join(folder, 'one.db'))
    expect(await checkpointer.run('truncate')).toBe(true)
    const reader = new DatabaseSync(join(folder, 'one.db'), { readOnly: true })
    reader.exec('begin')
    reader.prepare('select * from notes').all()
    db.exec(`insert into notes values ('new')`)
    expect(await checkpointer.run('passive')).toBe(false)
    expect(await checkpointer.run('truncate')).toBe(false)
    reader.exec('commit')
    reader.close()
    expect(await checkpointer.run('truncate')).toBe(true)
  })

  it('that dies is told to whoever waits, and the next checkpoint has a new one', async () => {
    checkpointer = startCheckpointer(join(folder, 'missing', 'two.db'))
    const both = await Promise.allSettled([checkpointer.run('passive'), checkpointer.run('truncate')])
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    await expect(checkpointer.run('passive')).rejects.toThrow(/unable to open/)
  })

  it('ends when it is stopped, also before it was ever needed', async () => {
    checkpointer = startCheckpointer(join(folder, 'one.db'))
    await checkpointer.stop()
    expect(await checkpointer.run('passive')).toBe(true)
    await checkpointer.stop()
    await checkpointer.stop()
  })
})

it('[O14] is waited for by whoever stops, where nothing else goes on', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-checkpointer-'))
  const module = JSON.stringify(new URL('./checkpointer.ts', import.meta.url).href)
  const database = JSON.stringify(join(folder, 'one.db'))
  const program = join(folder, 'stops.mjs')
  writeFileSync(
    program,
    `import { startCheckpointer } from ${module}
    const checkpointer = startCheckpointer(${database})
    await checkpointer.run('passive')
    await checkpointer.stop()
    console.log('stopped')`,
  )
  const ran = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program], { encoding: 'utf8' })
  rmSync(folder, { recursive: true })
  expect(ran).toMatchObject({ status: 0, stdout: 'stopped\n' })
})
