import { withEnvFile } from '../config/environment.ts'
import { loadSettings } from '../config/load-settings.ts'
import { systemClock } from '../ports/clock.ts'
import { openDatabase } from '../storage.ts'
import { migrate as migrateStore, SCHEMA_VERSION } from '../store/migrations.ts'
import { askRunningServer } from './desk-socket.ts'
import type { Surroundings } from './surroundings.ts'

/** `wabaton migrate`: brings the store to this version's schema, once, under a lock. `serve` does the same at its start. */
export async function migrate({ config }: { config?: string }, { env, folder, print }: Surroundings): Promise<number> {
  const { settings } = await loadSettings({ env: withEnvFile(folder, env), folder, file: config })
  if (settings.store.kind === 'embedded' && (await askRunningServer(settings.store.folder, 'figures'))) {
    print(`Nothing to do: a running Wabaton has the store open, and migrated it when it started.`)
    return 0
  }
  const database = await openDatabase(settings, systemClock)
  try {
    const steps = await migrateStore(database)
    print(
      steps === 0
        ? `Nothing to do: the store has schema ${SCHEMA_VERSION}.`
        : `The store now has schema ${SCHEMA_VERSION}.`,
    )
    return 0
  } finally {
    await database.close()
  }
}
