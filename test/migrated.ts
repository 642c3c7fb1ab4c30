import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate } from '../src/store/migrations.ts'
import { openSqlite } from '../src/store/sqlite.ts'

let made: Promise<Uint8Array> | undefined

/**
 * Lays an empty store of this version into a folder. To make its tables takes longer than most of what tests do with
 * them: each worker makes them once, and writes the same file again.
 */
export async function layStore(folder: string): Promise<void> {
  made ??= make()
  writeFileSync(join(folder, 'wabaton.db'), await made)
}

async function make(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-tables-'))
  const database = openSqlite({ folder, breathe: async () => {}, durability: 'none' })
  await migrate(database)
  await database.close()
  const bytes = readFileSync(join(folder, 'wabaton.db'))
  rmSync(folder, { recursive: true, force: true })
  return bytes
}
