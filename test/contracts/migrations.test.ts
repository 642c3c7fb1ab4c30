import { afterAll, afterEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/store/database.ts'
import { migrate, SCHEMA_VERSION } from '../../src/store/migrations.ts'
import { ask, newDatabase, newFolder, postgresAt, removeFolders, sqliteIn } from './places.ts'

afterAll(removeFolders)

const open: Database[] = []
afterEach(async () => {
  for (const database of open.splice(0)) await database.close()
})
const kept = (database: Database) => {
  open.push(database)
  return database
}
const tell = (database: Database, text: string) =>
  database.write((tx) => tx.query({ name: '', text }, [])) as Promise<Record<string, unknown>[]>

const stores = {
  'the embedded store': () => {
    const folder = newFolder()
    return async () => kept(sqliteIn(folder))
  },
  PostgreSQL: () => {
    const url = newDatabase()
    return async () => kept(await postgresAt(await url))
  },
}

for (const [name, place] of Object.entries(stores))
  describe(`[O14] migrations on ${name}`, () => {
    it('run once; a store that is up to date is not even locked', async () => {
      const database = await place()()
      expect(await migrate(database)).toBe(SCHEMA_VERSION)
      const locked = { ...database, exclusively: () => Promise.reject(new Error('it was locked')) }
      expect(await migrate(locked)).toBe(0)
      expect(await tell(database, 'select version from schema_version')).toEqual([{ version: SCHEMA_VERSION }])
    })

    it('refuse a store that a newer version has written, and say what to do', async () => {
      const database = await place()()
      await migrate(database)
      await tell(database, `update schema_version set version = ${SCHEMA_VERSION + 1}`)
      await expect(migrate(database)).rejects.toThrow(
        `The store was written by a newer Wabaton (schema ${SCHEMA_VERSION + 1}, this one knows ${SCHEMA_VERSION}). Start that version again, or restore a backup.`,
      )
      expect(await tell(database, 'select version from schema_version')).toEqual([{ version: SCHEMA_VERSION + 1 }])
    })

    it('that fail in the middle leave nothing behind', async () => {
      const database = await place()()
      await tell(database, 'create table work (mine integer)')
      await expect(migrate(database)).rejects.toThrow(/already exists/)
      await expect(tell(database, 'select * from contacts')).rejects.toThrow()
      await expect(tell(database, 'select * from schema_version')).rejects.toThrow()
      await tell(database, 'drop table work')
      expect(await migrate(database)).toBe(SCHEMA_VERSION)
    })
  })

describe('[O14] migrations of two processes at once', () => {
  it('run once on an empty PostgreSQL, and change nothing on one that is up to date', async () => {
    const url = await newDatabase()
    const processes = await Promise.all([1, 2, 3, 4].map(async () => kept(await postgresAt(url))))
    const steps = await Promise.all(processes.map(migrate))
    expect(steps.toSorted()).toEqual([0, 0, 0, SCHEMA_VERSION])

    await ask(
      url,
      `create function refuse() returns event_trigger language plpgsql as $$ begin raise 'no % here', tg_tag; end $$;
       create event trigger no_changes on ddl_command_start execute function refuse()`,
    )
    expect(await Promise.all(processes.map(migrate))).toEqual([0, 0, 0, 0])
    await expect(ask(url, 'create table more (number integer)')).rejects.toThrow('no CREATE TABLE here')
  })
})
