import type { AgentDefinition } from '../domain/agent.ts'
import { NOTHING, type Recollection } from '../domain/memory/recollection.ts'
import type { Turn } from '../domain/turn.ts'
import { recentOf } from './messages.ts'

/** A fault of memory costs what it would have told, never the reply. */
export async function recall(turn: Turn, { memory }: AgentDefinition): Promise<Recollection> {
  const { bound, text } = turn
  const shownFrom = recentOf(turn, memory)[0]?.at ?? turn.now
  try {
    return await bound.memory.recall(text, { shownFrom, ownLineOnly: memory.ownLineOnly })
  } catch {
    bound.trace.note('memory could not be asked')
    return NOTHING
  }
}
