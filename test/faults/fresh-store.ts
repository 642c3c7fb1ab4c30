import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import type { StoreSettings } from '../../src/config/settings.ts'
import { layStore } from '../migrated.ts'

export interface FreshStore {
  readonly settings: StoreSettings
  /** Looks into the tables, past the program. */
  ask(query: string): Promise<Record<string, unknown>[]>
  remove(): Promise<void>
}

let count = 0

/** An empty store that outlives the processes that use it. */
export async function freshStore(kind: StoreSettings['kind'], postgres: string): Promise<FreshStore> {
  if (kind === 'embedded') {
    const folder = mkdtempSync(join(tmpdir(), 'wabaton-faults-'))
    await layStore(folder)
    return {
      settings: { kind, folder },
      async ask(query) {
        const db = new DatabaseSync(join(folder, 'wabaton.db'))
        const rows = db.prepare(query).all()
        db.close()
        return rows
      },
      remove: async () => rmSync(folder, { recursive: true, force: true }),
    }
  }
  const name = `faults_${process.pid}_${++count}`
  await onServer(postgres, `create database ${name}`)
  const url = new URL(postgres)
  url.pathname = name
  return {
    settings: { kind, url: url.href },
    ask: (query) => onServer(url.href, query),
    remove: async () => void (await onServer(postgres, `drop database ${name} with (force)`)),
  }
}

async function onServer(url: string, query: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return rows
}
