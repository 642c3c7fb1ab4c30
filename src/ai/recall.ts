import type { Recollected, Turn } from '../domain/turn.ts'

/** A fault of memory costs what it would have told, never the reply. */
export async function recall({ bound, text }: Turn): Promise<readonly Recollected[]> {
  try {
    return await bound.memory.recall(text)
  } catch {
    bound.trace.note('memory could not be asked')
    return []
  }
}
