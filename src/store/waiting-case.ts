import type { HandoffReason } from '../domain/handoff.ts'
import type { ConversationKey } from '../flows/store.ts'
import { OPEN_HANDOFF } from './holding.ts'
import { isId, statement, type Tx } from './statement.ts'

const WAITING = statement<{ business: string; id: string }, { reason: HandoffReason; since: number }>(
  () => `
  select h.reason, h.opened_at as since from conversations c join handoffs h on ${OPEN_HANDOFF}
  where c.business = :business and c.id = :id and c.owner = 'waiting'`,
)

/** What a conversation waits for people for. */
export async function waitingCase(tx: Tx, { business, id }: ConversationKey) {
  if (!isId(id)) return undefined
  return (await WAITING(tx, { business, id }))[0]
}
