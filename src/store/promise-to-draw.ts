import type { NewMemory } from '../flows/memories.ts'
import type { Tx } from './statement.ts'
import { ensure } from './work.ts'

/** Facts are drawn from what was said by or to a customer; the business's own papers say nothing of anybody. */
export const isDrawn = ({ scope, speaker }: NewMemory): boolean => scope.customer !== undefined && speaker !== 'system'

/** One work a customer, whatever comes: two who draw at once would only undo each other's. */
export function promiseToDraw(tx: Tx, memories: readonly NewMemory[]): Promise<unknown> {
  const rows = memories.flatMap(({ scope: { business, customer }, now }) =>
    customer === undefined ? [] : { business, kind: 'draw' as const, key: customer, due_at: now },
  )
  return ensure(tx, [...new Map(rows.map((row) => [row.key, row])).values()])
}
