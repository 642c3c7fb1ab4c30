import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import type { StoreSettings } from '../../src/config/settings.ts'

export interface FreshStore {
  readonly settings: StoreSettings
  /** What was said, in the order in which the store took it: who said it, and the text. */
  transcript(): Promise<{ author: string; text: string }[]>
  remove(): Promise<void>
}

const TRANSCRIPT = 'select author, text from messages order by position'
let count = 0

/** An empty store that outlives the processes that use it. */
export async function freshStore(kind: StoreSettings['kind'], postgres: string): Promise<FreshStore> {
  if (kind === 'embedded') {
    const folder = mkdtempSync(join(tmpdir(), 'wabaton-faults-'))
    return {
      settings: { kind, folder },
      async transcript() {
        const db = new DatabaseSync(join(folder, 'wabaton.db'))
        const rows = db.prepare(TRANSCRIPT).all()
        db.close()
        return rows.map(({ author, text }) => ({ author: String(author), text: String(text) }))
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
    transcript: () => onServer(url.href, TRANSCRIPT),
    remove: async () => void (await onServer(postgres, `drop database ${name} with (force)`)),
  }
}

async function onServer(url: string, query: string) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return rows
}
