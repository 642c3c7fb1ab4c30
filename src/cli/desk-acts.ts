import { agentsOf } from '../agents-of.ts'
import { loadSettings } from '../config/load-settings.ts'
import type { DeskPort } from '../flows/desk.ts'
import { type Act, actAs } from './acts.ts'
import type { WhichStore } from './desk-commands.ts'
import { askSocket } from './desk-socket.ts'
import { loadSimulatorSettings } from './simulator-settings.ts'
import { adoptEnvFile, type Surroundings } from './surroundings.ts'

/** Asks the server that has the store open; without one, or on PostgreSQL, what is said waits in the store for it. */
export async function actOn<Name extends Act>(
  which: WhichStore,
  surroundings: Surroundings,
  act: Name,
  ...given: Parameters<DeskPort[Name]>
): Promise<Awaited<ReturnType<DeskPort[Name]>>> {
  type Answer = Awaited<ReturnType<DeskPort[Name]>>
  const loaded = await loadedFor(which, surroundings)
  const { settings } = loaded
  if (settings.store.kind === 'embedded') {
    const answer = await askSocket(settings.store.folder, `desk/${act}`, given)
    if (answer !== undefined) return answer as Answer
  }
  const { createPlatform } = await import('../platform.ts')
  const platform = await createPlatform({ settings, agents: agentsOf(loaded) })
  try {
    return (await actAs(platform.desk, act, given)) as Answer
  } finally {
    await platform.stop()
  }
}

export function loadedFor({ config, simulator }: WhichStore, surroundings: Surroundings) {
  if (simulator) return loadSimulatorSettings({ config }, surroundings)
  return loadSettings({ env: adoptEnvFile(surroundings), folder: surroundings.folder, file: config })
}
