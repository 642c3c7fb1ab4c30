import type { StoreSettings } from '../config/settings.ts'
import { systemClock } from '../ports/clock.ts'
import { openDatabase } from '../storage.ts'
import { migrate, SCHEMA_VERSION } from '../store/migrations.ts'
import { askRunningServer } from './desk-socket.ts'
import type { Probes } from './doctor.ts'

/** The real outside of `wabaton doctor`. */
export const probes: Probes = {
  fetch: (url, options) => fetch(url, options),
  now: Date.now,
  async store(store: StoreSettings) {
    const where = store.kind === 'embedded' ? `embedded, in ${store.folder}` : 'PostgreSQL'
    if (store.kind === 'embedded' && (await askRunningServer(store.folder, 'figures')))
      return `${where}, open in a running Wabaton`
    const database = await openDatabase({ store }, systemClock)
    try {
      await migrate(database)
      return `${where}, schema ${SCHEMA_VERSION}`
    } finally {
      await database.close()
    }
  },
}
