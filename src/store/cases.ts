import type { Case, CaseMessage, CaseTool } from '../domain/briefing/case.ts'
import type { Author } from '../domain/conversation.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { HandoffReason } from '../domain/handoff.ts'
import type { HandoffKey, KeptBriefing, LoadedCase } from '../flows/case.ts'
import type { ConversationKey } from '../flows/store.ts'
import { OPEN_HANDOFF } from './holding.ts'
import { runsOf } from './runs.ts'
import { isId, statement, type Tx } from './statement.ts'
import { callsOf } from './tool-calls.ts'
import { ensure, promise } from './work.ts'

/** So many messages a briefing is written from. */
const MOST_MESSAGES = 80
/** What was looked up longer ago is another matter. */
const TOOLS_OF_MS = 24 * 60 * 60_000

interface HandoffRow {
  id: string
  conversation: string
  customer: string
  line: string
  reason: HandoffReason
  summary: string
  opened_at: number
  briefing: string | null
  briefing_position: number | null
  name: string | null
  phone: string | null
  agent: string | null
  passed_to: string | null
}

const HANDOFF = statement<{ business: string; id: string }, HandoffRow>(
  () => `
  select h.id, h.conversation, c.customer, h.line, h.reason, h.summary, h.opened_at, h.briefing, h.briefing_position, p.name, p.phone, c.agent, c.passed_to
  from handoffs h join conversations c on c.business = h.business and c.id = h.conversation
  join contacts p on p.business = c.business and p.customer = c.customer
  where h.business = :business and h.id = :id and h.released_at is null`,
)

interface MessageRow {
  id: string
  position: number
  author: Author
  text: string
  sent_at: number
  deleted_at: number | null
  state: DeliveryState | null
  quoted_author: Author | null
  quoted_text: string | null
}

const MESSAGES = statement<{ business: string; conversation: string; most: number }, MessageRow>(
  () => `
  select m.id, m.position, m.author, m.text, m.sent_at, m.deleted_at, d.state,
    coalesce(q.author, e.author) as quoted_author, coalesce(q.text, e.text) as quoted_text
  from messages m left join deliveries d on d.business = m.business and d.id = m.id
  left join messages q on q.business = m.business and q.line = m.line and q.wamid = m.quotes
  left join deliveries f on f.business = m.business and f.line = m.line and f.wamid = m.quotes
  left join messages e on e.business = f.business and e.conversation = f.conversation and e.position = f.position
  where m.business = :business and m.conversation = :conversation
    and m.kind not in ('reaction', 'edit', 'revoke', 'system') and (m.outcome is null or m.outcome not in ('refused', 'unsent'))
  order by m.position desc limit :most + 0`,
)

/** All that a briefing is written from. */
export async function loadCase(tx: Tx, { business, handoff: id }: HandoffKey): Promise<LoadedCase | undefined> {
  const [row] = isId(id) ? await HANDOFF(tx, { business, id }) : []
  if (!row) return undefined
  const conversation = { business, id: row.conversation }
  const found = await MESSAGES(tx, { business, conversation: row.conversation, most: MOST_MESSAGES })
  const since = row.opened_at - TOOLS_OF_MS
  const { briefing, briefing_position, name, phone } = row
  return {
    case: {
      handoff: { id, reason: row.reason, summary: row.summary, openedAt: row.opened_at },
      line: row.line,
      customer: { name: name ?? undefined, phone: phone === null ? undefined : `+${phone}` },
      messages: found.toReversed().map(toMessage),
      calls: await callsOf(tx, conversation, since),
      tools: await toolsOf(tx, conversation, since),
    } satisfies Case,
    conversation,
    customer: row.customer,
    agent: row.passed_to ?? row.agent ?? undefined,
    position: found[0]?.position ?? 0,
    kept: briefing === null ? undefined : { briefing: JSON.parse(briefing), position: briefing_position ?? 0 },
  }
}

function toMessage(row: MessageRow): CaseMessage {
  const { id, author, text, sent_at: at, state, quoted_author } = row
  return {
    id,
    author,
    text,
    at,
    delivery: state ?? undefined,
    quoted: quoted_author === null ? undefined : { author: quoted_author, text: row.quoted_text ?? '' },
    deleted: row.deleted_at !== null,
  }
}

async function toolsOf(tx: Tx, conversation: ConversationKey, since: number): Promise<CaseTool[]> {
  const runs = (await runsOf(tx, conversation)).filter(({ startedAt }) => startedAt >= since)
  return runs.flatMap(({ trace }) => trace.tools).toSorted((one, other) => one.startedAt - other.startedAt)
}

/** One that was written from more messages is never replaced by an older one. */
const KEEP = statement<{ business: string; id: string; briefing: string; position: number }, { id: string }>(
  () => `
  update handoffs set briefing = :briefing, briefing_position = :position
  where business = :business and id = :id and released_at is null and coalesce(briefing_position, -1) <= :position
  returning id`,
)

export async function keepBriefing(
  tx: Tx,
  { business, handoff: id, briefing, position }: KeptBriefing,
): Promise<boolean> {
  return (await KEEP(tx, { business, id, briefing: JSON.stringify(briefing), position })).length > 0
}

const OPEN = statement<{ business: string; id: string }, { id: string }>(
  () => `
  select h.id from conversations c join handoffs h on ${OPEN_HANDOFF}
  where c.business = :business and c.id = :id`,
)

/**
 * The customer has written since: a briefing is owed, and one that is owed already covers it. The handoff is looked at
 * anew: its window closes later than before.
 */
export async function oweBriefing(tx: Tx, { business, id }: ConversationKey, dueAt: number): Promise<void> {
  const [open] = await OPEN(tx, { business, id })
  if (!open) return
  await ensure(tx, [{ business, kind: 'brief', key: open.id, due_at: dueAt }])
  await promise(tx, [{ business, kind: 'handoff', key: open.id, due_at: dueAt }])
}

interface BriefingRow {
  briefing: string | null
  briefing_position: number | null
  since: number
}

const BRIEFING = statement<{ business: string; id: string }, BriefingRow>(
  () => `
  select h.briefing, h.briefing_position, (select count(*) from messages m
    where m.business = h.business and m.conversation = h.conversation and m.position > coalesce(h.briefing_position, 0)
      and m.kind not in ('reaction', 'edit', 'revoke', 'system') and (m.outcome is null or m.outcome <> 'unsent')) as since
  from handoffs h where h.business = :business and h.id = :id`,
)

/** With how many messages have come since it was written. */
export async function briefing(tx: Tx, key: { business: string; id: string }) {
  const [row] = isId(key.id) ? await BRIEFING(tx, key) : []
  if (!row || row.briefing === null) return undefined
  return { briefing: JSON.parse(row.briefing), since: row.since }
}
