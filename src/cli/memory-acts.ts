import { agentsOf } from '../agents-of.ts'
import { MemoryRefused } from '../domain/memory/refused.ts'
import { type Acted, actOf, type DocumentAct, type MemoryAct } from './acts.ts'
import { loadedFor } from './desk-acts.ts'
import type { WhichStore } from './desk-commands.ts'
import { askSocket } from './desk-socket.ts'
import { Misunderstood } from './misunderstood.ts'
import type { Surroundings } from './surroundings.ts'

interface Done<Answer> {
  readonly answer: Answer
  /** Whether a server did it that goes on. */
  readonly isRunning: boolean
}
type Given<Port, Name extends keyof Port> = Port[Name] extends (given: infer Question) => unknown ? Question : never
type Answer<Port, Name extends keyof Port> = Port[Name] extends (...given: never) => Promise<infer Value>
  ? Value
  : never

/** Asks the server that has the store open; without one, or on PostgreSQL, opens the store for the moment. */
export async function actThrough(which: WhichStore, surroundings: Surroundings, path: string, given: unknown) {
  const loaded = await loadedFor(which, surroundings)
  const { store } = loaded.settings
  if (store.kind === 'embedded') {
    const answer = await askSocket(store.folder, path, given)
    if (answer !== undefined) return { answer, isRunning: true }
  }
  const { createPlatform } = await import('../platform.ts')
  const platform = await createPlatform({ settings: loaded.settings, agents: agentsOf(loaded) })
  try {
    return { answer: await actOf(path)!(platform, given), isRunning: false }
  } catch (error) {
    throw error instanceof MemoryRefused ? new Misunderstood(error.message) : error
  } finally {
    await platform.stop()
  }
}

export const askMemory = <Name extends MemoryAct>(
  which: WhichStore,
  surroundings: Surroundings,
  act: Name,
  given: Given<Acted['memory'], Name>,
) => actThrough(which, surroundings, `memory/${act}`, given) as Promise<Done<Answer<Acted['memory'], Name>>>

export const withDocuments = <Name extends DocumentAct>(
  which: WhichStore,
  surroundings: Surroundings,
  act: Name,
  given: Given<Acted['documents'], Name>,
) => actThrough(which, surroundings, `documents/${act}`, given) as Promise<Done<Answer<Acted['documents'], Name>>>
