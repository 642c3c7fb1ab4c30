import type { HandoffReason } from '../domain/handoff.ts'
import type { ConversationKey, OpenHandoff } from '../flows/store.ts'
import { isId, statement, type Tx } from './statement.ts'

const KEY = { business: 'text', id: 'id' } as const

/** Only from the agent: a conversation that people own already has its handoff. */
const CALL_PEOPLE = statement<{ rows: readonly object[] }, { id: string }>(({ each }) => {
  const { row, from } = each('called', KEY)
  return `
  update conversations set owner = 'waiting', epoch = epoch + 1 ${from}
  where conversations.owner = 'agent' and conversations.business = ${row.business} and conversations.id = ${row.id}
  returning conversations.id`
})

const INSERT_HANDOFFS = statement<{ rows: readonly object[] }>(({ each }) => {
  const columns = {
    ...KEY,
    conversation: 'id',
    line: 'text',
    reason: 'text',
    summary: 'text',
    opened_at: 'ms',
  } as const
  const { row, values } = each('opened', columns)
  return `
  insert into handoffs (business, id, conversation, line, reason, summary, opened_at)
  ${values([row.business, row.id, row.conversation, row.line, row.reason, row.summary, row.opened_at])}
  on conflict (business, conversation) where released_at is null do nothing`
})

export interface HandoffToOpen extends ConversationKey {
  readonly line: string
  readonly handoff: { readonly id: string; readonly reason: HandoffReason; readonly summary: string }
  readonly now: number
}

/** Owner, epoch and record move together. Hands back the conversations that went over. */
export async function openHandoffs(tx: Tx, wanted: readonly HandoffToOpen[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  const called = new Set(
    (await CALL_PEOPLE(tx, { rows: wanted.map(({ business, id }) => ({ business, id })) })).map(({ id }) => id),
  )
  const rows = wanted
    .filter(({ id }) => called.has(id))
    .map(({ business, id, line, handoff, now }) => ({ business, conversation: id, line, ...handoff, opened_at: now }))
  if (rows.length > 0) await INSERT_HANDOFFS(tx, { rows })
  return called
}

const OPEN = statement<
  Record<string, never>,
  {
    business: string
    id: string
    conversation: string
    line: string
    reason: string
    summary: string
    opened_at: number
  }
>(
  () => `
  select business, id, conversation, line, reason, summary, opened_at from handoffs
  where released_at is null order by opened_at limit 200`,
)

export async function handoffs(tx: Tx): Promise<OpenHandoff[]> {
  return (await OPEN(tx, {})).map(({ opened_at, ...row }) => ({ ...row, openedAt: opened_at }))
}

const CLOSE = statement<{ handoff: string; now: number }, { business: string; conversation: string }>(
  () =>
    'update handoffs set released_at = :now where id = :handoff and released_at is null returning business, conversation',
)

const GIVE_BACK = statement<{ business: string; conversation: string }>(
  () => `update conversations set owner = 'agent', epoch = epoch + 1 where business = :business and id = :conversation`,
)

export async function release(tx: Tx, { handoff, now }: { handoff: string; now: number }): Promise<boolean> {
  if (!isId(handoff)) return false
  const [closed] = await CLOSE(tx, { handoff, now })
  if (!closed) return false
  await GIVE_BACK(tx, closed)
  return true
}
