import type { Author, Owner } from '../domain/conversation.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { ShownConversation } from '../flows/reading.ts'
import { type CameFromRow, cameFromOf } from './came-from.ts'
import type { Dialect } from './dialect.ts'
import { OPEN_HANDOFF } from './holding.ts'
import { isId, statement, type Tx } from './statement.ts'
import { SHOWN } from './threads.ts'

export interface ConversationRow extends CameFromRow {
  id: string
  line: string
  customer: string
  name: string | null
  phone: string | null
  username: string | null
  language: string | null
  owner: Owner
  epoch: number
  teammate: string | null
  teammate_name: string | null
  agent: string | null
  passed_to: string | null
  elsewhere_since: number | null
  handoff: string | null
  reason: HandoffReason | null
  opened_at: number | null
  answered_at: number | null
  last_position: number
  last_inbound_at: number
  active_at: number
  author: Author | null
  text: string | null
  sent_at: number | null
  unread: number
  draft: number
  blocked: number
  parked: number
}

/** So many of the newest messages are looked through for what somebody has not seen. */
const UNREAD_WITHIN = 200
const MOST_UNREAD = 99

/** What a list shows of a conversation, to `:person`, who has come `:since` then: what was there before is no news to them. */
export const columns = ({ name }: Dialect) => `
    c.id, c.line, c.customer, p.name, p.phone, p.username, p.language, c.owner, c.epoch, c.teammate, c.teammate_name,
    c.agent, c.passed_to, c.elsewhere_since, h.id as handoff, h.reason, h.opened_at, h.answered_at, c.last_position, c.last_inbound_at, c.active_at, m.author, m.text, m.sent_at,
    case when :person = '' then 0 else (select count(*) from messages u
      where u.business = c.business and u.conversation = c.id and u.author = 'customer' and u.received_at >= :since
        and u.kind not in ('reaction', 'edit', 'revoke') and u.position > ${name === 'sqlite' ? 'max' : 'greatest'}(
          c.last_position - ${UNREAD_WITHIN}, coalesce((select r.position from reading_marks r
            where r.business = c.business and r.conversation = c.id and r.person = :person), 0))) end as unread,
    (select count(*) from drafts d
      where d.business = c.business and d.conversation = c.id and d.person = :person) as draft,
    (select count(*) from blocks b where b.business = c.business and b.customer = c.customer) as blocked,
    (select count(*) from deliveries w where w.business = c.business and w.conversation = c.id and w.state = 'parked'
      and w.error_reason is null) as parked`

/** Of what is not shown by itself, such as reactions, and what was taken back, nothing stands in a list. */
export const BESIDES = `
  join contacts p on p.business = c.business and p.customer = c.customer
  left join handoffs h on ${OPEN_HANDOFF}
  left join messages m on m.business = c.business and m.conversation = c.id and m.position = (
    select l.position from messages l where l.business = c.business and l.conversation = c.id
      and ${SHOWN.replace('m.', 'l.')} and l.author <> 'system' and (l.outcome is null or l.outcome <> 'unsent') order by l.position desc limit 1)`

const JOINED_AT = statement<{ business: string; person: string }, { at: number }>(
  () => 'select created_at as at from teammates where business = :business and id = :person',
)

/** Since when a teammate is one; people of other desks were there always. */
export async function joinedAt(tx: Tx, business: string, person: string): Promise<number> {
  const [teammate] = isId(person) ? await JOINED_AT(tx, { business, person }) : []
  return teammate?.at ?? 0
}

export function toConversation(row: ConversationRow): ShownConversation {
  const { teammate, teammate_name, author, opened_at, answered_at } = row
  return {
    id: row.id,
    line: row.line,
    customer: {
      id: row.customer,
      name: row.name ?? undefined,
      phone: row.phone ?? undefined,
      username: row.username ?? undefined,
    },
    owner: row.owner,
    epoch: row.epoch,
    teammate: teammate === null ? undefined : { id: teammate, name: teammate_name ?? teammate },
    agent: row.passed_to ?? row.agent ?? undefined,
    elsewhereSince: row.elsewhere_since ?? undefined,
    handoff: row.handoff ?? undefined,
    position: row.last_position,
    lastMessage: author === null ? undefined : { author, text: row.text ?? '', at: row.sent_at! },
    lastInboundAt: row.last_inbound_at,
    activeAt: row.active_at,
    // The clock of a promise to customers: from the handoff until a person has answered.
    waitingSince: answered_at === null ? (opened_at ?? undefined) : undefined,
    reason: row.reason ?? undefined,
    unread: Math.min(row.unread, MOST_UNREAD),
    draft: row.draft > 0,
    language: row.language ?? undefined,
    blocked: row.blocked > 0,
    parked: row.parked,
    cameFrom: cameFromOf(row),
  }
}
