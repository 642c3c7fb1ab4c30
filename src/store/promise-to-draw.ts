import type { NewMemory } from '../flows/memories.ts'
import type { Tx } from './statement.ts'
import { ensure } from './work.ts'

/** Facts are drawn from what was said by or to a customer; the business's own papers say nothing of anybody. */
export const isDrawn = ({ scope, speaker }: NewMemory): boolean => scope.customer !== undefined && speaker !== 'system'

export const promiseToDraw = (tx: Tx, memories: readonly NewMemory[]) =>
  ensure(
    tx,
    memories.map(({ scope: { business }, id, now }) => ({ business, kind: 'draw', key: id, due_at: now })),
  )
