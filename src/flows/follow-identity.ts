import type { EventHandlers } from '../domain/notice.ts'
import type { World } from './world.ts'

/** Meta tells changed ids in messages of its own; it announced this field for them as well, and may use it yet. */
export function identityHandler({ store, lines }: Pick<World, 'store' | 'lines'>): EventHandlers {
  return {
    user_id_update: async ({ notices, receivedAt: at }) => {
      const { business } = lines.all[0]!
      for (const notice of notices)
        if (notice.kind === 'user-id-changed') {
          const { from, to } = notice
          await store.changeIdentity({ business, at, evidence: 'the field user_id_update', change: { from, to } })
        }
    },
  }
}
