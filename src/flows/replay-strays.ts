import type { Change, Reception } from './receive.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'store' | 'lines' | 'log'> & {
  readonly read: (raw: unknown) => Change[]
  readonly receive: (changes: readonly Change[]) => Promise<Reception>
}

/** What came for a number that had no line then is received once it has one. What was received before stays once. */
export async function replayStrays({ store, lines, log, read, receive }: Needs): Promise<void> {
  const strays = await store.straysOf(lines.all.map(({ phoneNumberId }) => phoneNumberId))
  for (const { id, raw } of strays) {
    const changes = read(raw)
    if (changes.length === 0) continue
    await receive(changes)
    await store.forgetStray(id)
  }
  if (strays.length > 0) log.info('strays-replayed', { count: strays.length })
}
