import { randomInt } from 'node:crypto'
import type { Settings } from './config/settings.ts'
import type { Clock } from './flows/world.ts'
import { createPhoneHash } from './ports/phone-hash.ts'
import type { Database } from './store/database.ts'
import { migrate } from './store/migrations.ts'
import { keepPhoneHash } from './store/settings.ts'
import { openSqlite } from './store/sqlite.ts'

/** Numbers of 31 bits, far more than there will ever be workers: two never draw the same. */
const WORKERS = 2 ** 31 - 1

export async function openDatabase({ store }: Pick<Settings, 'store'>, clock: Clock): Promise<Database> {
  if (store.kind === 'embedded') return openSqlite({ folder: store.folder, breathe: clock.breathe })
  // Whoever keeps everything in one file need not keep the driver of a database in memory.
  const { openPostgres } = await import('./store/postgres.ts')
  return openPostgres({ url: store.url, worker: randomInt(1, WORKERS), after: clock.after })
}

/** Brings the store to this version, and sees that its customers will be recognised. */
export async function prepareStore(
  database: Database,
  { business, identity }: Pick<Settings, 'business' | 'identity'>,
): Promise<void> {
  await migrate(database)
  await keepPhoneHash(database, business, createPhoneHash(identity))
}
