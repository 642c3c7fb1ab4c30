import type { Owner } from '../domain/conversation.ts'
import type { Holding } from '../flows/baton.ts'
import type { ConversationKey } from '../flows/store.ts'
import { lockContacts, lockConversations, needsLocks } from './locks.ts'
import { isId, statement, type Tx } from './statement.ts'

export interface HeldRow {
  id: string
  line: string
  customer: string
  owner: Owner
  epoch: number
  teammate: string | null
  teammate_name: string | null
  last_position: number
  /** Up to where facts were drawn. */
  remembered: number
  handoff: string | null
  scope: Scope | null
  /** The conversation that the handoff began in. */
  root: string | null
}

export type Scope = 'line' | 'customer'
export type Of = { business: string; id: string }

/** The handoff of a conversation: its own, or else that of another one of the customer where it holds for all their lines. */
export const OPEN_HANDOFF = `
  h.business = c.business and h.id = coalesce(
    (select o.id from handoffs o where o.business = c.business and o.conversation = c.id and o.released_at is null),
    (select w.id from conversations r join handoffs w on w.business = r.business and w.conversation = r.id
      where r.business = c.business and r.customer = c.customer and w.released_at is null and w.scope = 'customer'
      order by w.opened_at, w.id limit 1))`

const FAMILY = statement<Of, { id: string }>(
  () => `
  select k.id from conversations c join conversations k on k.business = c.business and k.customer = c.customer
  where c.business = :business and c.id = :id order by k.id`,
)

const HELD_COLUMNS = `c.id, c.line, c.customer, c.owner, c.epoch, c.teammate, c.teammate_name, c.last_position, c.remembered, h.id as handoff,
    h.scope, h.conversation as root`

/** Of all the conversations of a customer, who has them, and in which handoff. */
export const FAMILY_ROWS = statement<{ business: string; customer: string }, HeldRow>(
  () => `
  select ${HELD_COLUMNS} from conversations c left join handoffs h on ${OPEN_HANDOFF}
  where c.business = :business and c.customer = :customer order by c.id`,
)

const HELD = statement<{ rows: readonly object[] }, HeldRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', id: 'id' })
  return `
  select ${HELD_COLUMNS}
  from conversations c ${join} left join handoffs h on ${OPEN_HANDOFF}
  where c.business = ${row.business} and c.id = ${row.id}`
})

/** A conversation that is held by this transaction, with those that move along. */
export interface Held {
  readonly key: ConversationKey
  readonly line: string
  readonly customer: string
  readonly holding: Holding
  readonly remembered: number
  /** That of its handoff. */
  readonly scope: Scope
  /** The customer's conversations on other lines. */
  readonly others: readonly Pick<HeldRow, 'id' | 'owner' | 'epoch' | 'handoff'>[]
}

/** Locks a conversation and all that moves with it, and says who has it. */
export async function hold(tx: Tx, key: ConversationKey): Promise<Held | undefined> {
  if (!isId(key.id)) return undefined
  const { business } = key
  const family = (await FAMILY(tx, key)).map(({ id }) => ({ business, id }))
  if (family.length === 0) return undefined
  await lockConversations(tx, family)
  const rows = await HELD(tx, { rows: family })
  const own = rows.find(({ id }) => id === key.id)!
  return {
    key,
    line: own.line,
    customer: own.customer,
    holding: holdingOf(own),
    remembered: own.remembered,
    scope: own.scope ?? 'line',
    others: rows.filter(({ id }) => id !== own.id),
  }
}

const holdingOf = ({ owner, epoch, teammate, teammate_name, handoff, last_position }: HeldRow): Holding => ({
  owner,
  epoch,
  teammate: teammate === null ? undefined : { id: teammate, name: teammate_name ?? teammate },
  handoff: handoff ?? undefined,
  position: last_position,
})

/** Somebody may write on another line for the first time in this very moment: they wait for the lock, or are seen after it. */
export async function bornSince(tx: Tx, { key, customer, others }: Held): Promise<HeldRow[]> {
  if (!needsLocks(tx.dialect)) return []
  const { business } = key
  await lockContacts(tx, [{ business, id: customer }])
  const known = new Set([key.id, ...others.map(({ id }) => id)])
  const born = (await FAMILY(tx, key)).flatMap(({ id }) => (known.has(id) ? [] : [{ business, id }]))
  if (born.length === 0) return []
  await lockConversations(tx, born)
  return HELD(tx, { rows: born })
}
