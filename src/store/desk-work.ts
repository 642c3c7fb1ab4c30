import { OPEN_HANDOFF } from './holding.ts'
import { statement, type Tx } from './statement.ts'

/** Asks that desks are told, where there are any; the work is that of the conversation in which the handoff began. */
const ASK = `
  on conflict (business, kind, key) do update set
    due_at = excluded.due_at, revision = work.revision + 1,
    attempts = case when work.died_at is null then work.attempts else 0 end, died_at = null`

const OF_HANDOFFS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, join } = each('news', { business: 'text', id: 'id', at: 'ms' })
  return `
  insert into work (business, kind, key, due_at, revision, attempts, lease_until)
  select h.business, 'desk', h.conversation, max(${row.at}), 1, 0, 0 from handoffs h ${join}
  where h.business = ${row.business} and h.id = ${row.id}
    and exists (select 1 from desks d where d.business = h.business)
  group by h.business, h.conversation order by h.conversation ${ASK}`
})

const OF_CONVERSATIONS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, join } = each('news', { business: 'text', id: 'id', at: 'ms' })
  return `
  insert into work (business, kind, key, due_at, revision, attempts, lease_until)
  select h.business, 'desk', h.conversation, max(${row.at}), 1, 0, 0 from conversations c ${join} join handoffs h on ${OPEN_HANDOFF}
  where c.business = ${row.business} and c.id = ${row.id} and c.owner <> 'agent'
    and exists (select 1 from desks d where d.business = h.business)
  group by h.business, h.conversation order by h.conversation ${ASK}`
})

interface Happened {
  readonly business: string
  readonly id: string
  readonly at: number
}

/** Something has happened to these handoffs. */
export async function newsOfHandoffs(tx: Tx, handoffs: readonly Happened[]): Promise<void> {
  if (handoffs.length > 0) await OF_HANDOFFS(tx, { rows: handoffs })
}

/** Something was said in these conversations: desks hear it where people have them. */
export async function newsOfConversations(tx: Tx, conversations: readonly Happened[]): Promise<void> {
  if (conversations.length > 0) await OF_CONVERSATIONS(tx, { rows: conversations })
}
