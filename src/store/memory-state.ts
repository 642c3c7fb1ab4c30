import type { MemoryScope } from '../domain/memory/scope.ts'
import type { ScopeState } from '../flows/memories.ts'
import { type SeenScope, seen, versionsOf } from './scopes.ts'
import { statement, type Tx } from './statement.ts'

interface ConversationRow {
  id: string
  settled: number
  handoffs: number
}

/** Before the first message that still waits for its turn; all of it where none does. */
const CONVERSATIONS = statement<{ business: string; customer: string }, ConversationRow>(
  () => `
  select c.id, coalesce((select min(m.position) - 1 from messages m
      where m.business = c.business and m.conversation = c.id and m.outcome = 'pending'), c.last_position) as settled,
    (select count(*) + count(h.released_at) from handoffs h
      where h.business = c.business and h.conversation = c.id) as handoffs
  from conversations c where c.business = :business and c.customer = :customer order by c.id`,
)

/** So many steps of handoffs fit between two versions. */
const STEPS = 65_536

export async function stateOf(tx: Tx, scope: MemoryScope): Promise<Required<ScopeState>> {
  const found = await seen(tx, scope)
  return found ? stateOfSeen(tx, found) : NOBODYS
}

const NOBODYS = { version: -1, added: 0, facts: 0, conversations: [] } as const satisfies ScopeState

/** Handoffs that began or were released move the version as well, though no row of it: it counts them. */
export async function stateOfSeen(tx: Tx, scope: SeenScope): Promise<Required<ScopeState>> {
  const { business, customer } = scope
  const rows = customer === undefined ? [] : await CONVERSATIONS(tx, { business, customer })
  const steps = rows.reduce((sum, { handoffs }) => sum + handoffs, 0)
  const { version, added, facts } = await versionsOf(tx, scope)
  return {
    version: version * STEPS + steps,
    added,
    facts,
    conversations: rows.map(({ id, settled }) => ({ id, settled })),
  }
}
