import type { Author } from '../domain/conversation.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import { asSentByUs } from '../domain/typed-on-phone.ts'
import type { HandoffStep, ShownDelivery, Thread, ThreadMessage } from '../flows/baton.ts'
import type { ConversationKey } from '../flows/store.ts'
import { referralIn } from './came-from.ts'
import { toStep } from './handoffs.ts'
import { privateNotesOf } from './private-notes.ts'
import { isId, statement, type Tx } from './statement.ts'

export interface MessageRow {
  id: string
  position: number
  author: Author
  writer: string | null
  writer_name: string | null
  text: string
  sent_at: number
  content: string | null
  outcome: string | null
  because: string | null
  reaction: string | null
  quotes: string | null
  wamid: string | null
  edited_at: number | null
  deleted_at: number | null
  turn: string | null
  agent: string | null
  passed_on: string | null
  state: DeliveryState | null
  attempts: number | null
  due_at: number | null
  error_code: number | null
  error_reason: string | null
  again: string | null
  campaign: string | null
  campaign_name: string | null
  about: string | null
}

export const MESSAGE = `m.id, m.position, m.author, m.writer, m.writer_name, m.text, m.sent_at, m.content, m.outcome, m.because, m.reaction,
    m.quotes, coalesce(m.wamid, d.wamid) as wamid, m.edited_at, m.deleted_at, m.turn, m.agent, m.passed_on, d.state, d.attempts, d.due_at, d.error_code, d.error_reason, d.again, m.about,
    d.campaign, (select g.name from campaigns g where g.business = d.business and g.id = d.campaign) as campaign_name`
const WITH_DELIVERY = `messages m left join deliveries d on d.business = m.business and d.id = m.id`
export const SHOWN = `m.kind not in ('reaction', 'edit', 'revoke')`

const PAGE = statement<{ business: string; id: string; before: number; most: number }, MessageRow>(
  () => `
  select ${MESSAGE} from ${WITH_DELIVERY}
  where m.business = :business and m.conversation = :id and m.position < :before and ${SHOWN}
  order by m.position desc limit :most + 0`,
)

const AFTER = statement<{ business: string; id: string; position: number }, MessageRow>(
  () => `
  select ${MESSAGE} from ${WITH_DELIVERY}
  where m.business = :business and m.conversation = :id and m.position > :position and ${SHOWN}
    and m.author <> 'customer' and (m.outcome is null or m.outcome <> 'unsent')
  order by m.position limit 50`,
)

/** What the business has said since, and is not taken back. */
export async function messagesAfter(
  tx: Tx,
  { business, id }: ConversationKey,
  position: number,
): Promise<ThreadMessage[]> {
  return (await AFTER(tx, { business, id, position })).map(toMessage)
}

export function toMessage(row: MessageRow): ThreadMessage {
  const { writer, writer_name } = row
  return {
    id: row.id,
    position: row.position,
    author: row.author,
    writer: writer === null ? undefined : { id: writer, name: writer_name ?? writer },
    text: row.text,
    at: row.sent_at,
    content: contentOf(row),
    outcome: row.outcome ?? undefined,
    because: row.because ?? undefined,
    delivery: toDelivery(row),
    reaction: row.reaction ?? undefined,
    quotes: row.quotes ?? undefined,
    wamid: row.wamid ?? undefined,
    // What a teammate said at once is kept together by the same column.
    turn: row.author === 'teammate' ? undefined : (row.turn ?? undefined),
    agent: row.agent ?? undefined,
    passedOn: row.passed_on === null ? undefined : JSON.parse(row.passed_on),
    edited: row.edited_at !== null,
    deleted: row.deleted_at !== null,
    cameFrom: referralIn(row.about),
    campaign: row.campaign === null ? undefined : { id: row.campaign, name: row.campaign_name ?? '' },
  }
}

/** All that we have sent has a delivery: what has none was typed by somebody else on the number. */
function contentOf({ content, author, state }: MessageRow): unknown {
  if (content === null) return undefined
  const said = JSON.parse(content)
  return author === 'customer' || state !== null ? said : asSentByUs(said)
}

function toDelivery({ state, attempts, due_at, sent_at, ...row }: MessageRow): ShownDelivery | undefined {
  if (state === null) return undefined
  const held = state === 'queued' && attempts === 0 && due_at! > sent_at
  return {
    state: held ? 'held' : state,
    leavesAt: held ? due_at! : undefined,
    error: row.error_reason === null ? undefined : { code: row.error_code ?? undefined, reason: row.error_reason },
    again: row.again ?? undefined,
  }
}

const STEPS = statement<{ business: string; id: string; since: number; until: number }, Parameters<typeof toStep>[0]>(
  () => `
  select id, handoff, kind, person, person_name, source, about, at from handoff_steps
  where business = :business and conversation = :id and at >= :since and at < :until order by at, id limit 500`,
)

/** A page of a conversation, oldest first, with the notes and the steps that stand between its messages. */
export async function thread(
  tx: Tx,
  key: ConversationKey,
  { before = Number.MAX_SAFE_INTEGER, most }: { before?: number | undefined; most: number },
): Promise<Thread> {
  const { business, id } = key
  if (!isId(id)) return { messages: [], notes: [], steps: [], more: false }
  const upTo = Math.min(before, 2 ** 31 - 1)
  const found = await PAGE(tx, { business, id, before: upTo, most: most + 1 })
  const more = found.length > most
  const messages = found.slice(0, most).reverse().map(toMessage)
  const [next] = upTo === before ? await PAGE(tx, { business, id, before: before + 1, most: 1 }) : []
  const span = {
    since: more ? messages[0]!.at : 0,
    until: next ? next.sent_at : Number.MAX_SAFE_INTEGER,
  }
  const steps: HandoffStep[] = (await STEPS(tx, { business, id, ...span })).map(toStep)
  return { messages, notes: await privateNotesOf(tx, key, span), steps, more }
}

const WAMID = statement<{ business: string; conversation: string; id: string }, { wamid: string | null }>(
  () => `
  select coalesce(m.wamid, d.wamid) as wamid from ${WITH_DELIVERY}
  where m.business = :business and m.conversation = :conversation and m.id = :id`,
)
const BY_WAMID = statement<{ business: string; conversation: string; wamid: string }, { wamid: string }>(
  () => `
  select m.wamid from messages m where m.business = :business and m.conversation = :conversation and m.wamid = :wamid
  union all select d.wamid from deliveries d
  where d.business = :business and d.conversation = :conversation and d.wamid = :wamid`,
)

/** What WhatsApp calls a message of this conversation. */
export async function wamidOf(
  tx: Tx,
  { business, id: conversation }: ConversationKey,
  message: string,
): Promise<string | undefined> {
  if (!isId(conversation)) return undefined
  const [row] = isId(message)
    ? await WAMID(tx, { business, conversation, id: message })
    : await BY_WAMID(tx, { business, conversation, wamid: message })
  return row?.wamid ?? undefined
}
