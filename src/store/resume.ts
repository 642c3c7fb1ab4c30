import { ELSEWHERE } from '../domain/conversation.ts'
import { statement, type Tx } from './statement.ts'
import { promise } from './work.ts'

/**
 * What a customer wrote last, and nobody has answered: neither whoever had the chat nor, before they came, the agent.
 * What was typed on the phone may come before the message that it answers: both bear Meta's own time.
 */
const RESUME = statement<{ rows: readonly object[] }, { conversation: string }>(({ each }) => {
  const { row, from } = each('resumed', { business: 'text', id: 'id' })
  return `
  update messages set outcome = 'pending', because = null, turn = null ${from}
  where messages.business = ${row.business} and messages.conversation = ${row.id}
    and (messages.outcome in ('owned', 'handed-off') or (messages.outcome = 'ignored' and messages.because = '${ELSEWHERE}'))
    and messages.position > coalesce((select max(o.position) from messages o
      where o.business = ${row.business} and o.conversation = ${row.id} and o.author in ('teammate', 'agent')
        and o.kind not in ('reaction', 'edit', 'revoke') and (o.outcome is null or o.outcome <> 'unsent')), 0)
    and not exists (select 1 from messages e
      where e.business = messages.business and e.conversation = messages.conversation and e.author in ('teammate', 'agent')
        and e.wamid is not null and e.kind not in ('reaction', 'edit', 'revoke') and e.sent_at > messages.sent_at)
  returning messages.conversation`
})

const UNANSWERED = statement<{ rows: readonly object[]; now: number }>(({ each }) => {
  const { row, from } = each('unanswered', { business: 'text', id: 'id' })
  return `
  update conversations set unanswered_since = :now ${from}
  where conversations.business = ${row.business} and conversations.id = ${row.id}`
})

/** What is left unanswered is the agent's to answer again. */
export async function resume(tx: Tx, business: string, conversations: readonly string[], now: number): Promise<void> {
  const open = await RESUME(tx, { rows: conversations.map((id) => ({ business, id })) })
  const left = [...new Set(open.map(({ conversation }) => conversation))]
  if (left.length === 0) return
  await UNANSWERED(tx, { rows: left.map((id) => ({ business, id })), now })
  await promise(
    tx,
    left.map((id) => ({ business, kind: 'answer', key: id, due_at: now })),
  )
}
