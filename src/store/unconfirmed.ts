import type { Author } from '../domain/conversation.ts'
import type { UnconfirmedDelivery } from '../flows/store.ts'
import { isId, statement, type Tx } from './statement.ts'
import { promise } from './work.ts'

interface UnconfirmedRow {
  business: string
  id: string
  conversation: string
  line: string
  author: Author
  text: string
  reason: string | null
  since: number
}

const UNCONFIRMED = statement<Record<string, never>, UnconfirmedRow>(
  () => `
  select d.business, d.id, d.conversation, d.line, d.author, m.text, d.error_reason as reason, d.unknown_at as since
  from deliveries d
  join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  where d.state = 'unconfirmed' order by d.unknown_at limit 200`,
)

export async function unconfirmed(tx: Tx): Promise<UnconfirmedDelivery[]> {
  return (await UNCONFIRMED(tx, {})).map((row) => ({ ...row, reason: row.reason ?? '' }))
}

/** Whoever sends it again answers for it: the fence holds agents back, not people. */
const SEND_AGAIN = statement<{ delivery: string; now: number }, { business: string; conversation: string }>(
  () => `
  update deliveries set state = 'queued', author = 'teammate', epoch = null, due_at = :now, unknown_at = null, error_code = null, error_reason = null
  where id = :delivery and state = 'unconfirmed' returning business, conversation`,
)

const LEAVE = statement<{ delivery: string }, { business: string; conversation: string }>(
  () => `
  update deliveries set state = 'dropped', error_reason = 'left unconfirmed by a teammate'
  where id = :delivery and state = 'unconfirmed' returning business, conversation`,
)

/** False where it is no longer unconfirmed: a late status, or somebody else, was faster. */
export async function settleUnconfirmed(
  tx: Tx,
  { delivery, choice, now }: { delivery: string; choice: 'send-again' | 'leave'; now: number },
): Promise<boolean> {
  if (!isId(delivery)) return false
  const leaves = choice === 'leave'
  const [settled] = leaves ? await LEAVE(tx, { delivery }) : await SEND_AGAIN(tx, { delivery, now })
  if (!settled) return false
  const { business, conversation } = settled
  tx.tell({ kind: 'status', business, id: delivery, state: leaves ? 'dropped' : 'queued', at: now })
  if (leaves) return true
  await promise(tx, [{ business, kind: 'deliver', key: conversation, due_at: now }])
  return true
}
