import type { AgentDefinition } from '../domain/agent.ts'
import { NOTHING, type Recollection } from '../domain/memory/recollection.ts'
import type { TraceRecorder } from '../domain/trace.ts'
import type { BoundMemory, Turn } from '../domain/turn.ts'
import { recentOf } from './messages.ts'

interface Asking extends Pick<Turn, 'text' | 'history' | 'now'> {
  readonly bound: { readonly memory: Pick<BoundMemory, 'recall'>; readonly trace: Pick<TraceRecorder, 'note'> }
}

/** A fault of memory costs what it would have told, never the reply. */
export async function recall(turn: Asking, { memory }: Pick<AgentDefinition, 'memory'>): Promise<Recollection> {
  const { bound, text } = turn
  const shownFrom = recentOf(turn, memory)[0]?.at ?? turn.now
  try {
    return await bound.memory.recall(text, { shownFrom, ownLineOnly: memory.ownLineOnly })
  } catch {
    bound.trace.note('memory could not be asked')
    return NOTHING
  }
}
