import type { Owner } from '../domain/conversation.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import type { Happening, ShownEvent, ShownStatus, ShownTurn } from '../flows/events.ts'
import { COLUMNS, type HandoffRow, JOINED, toShown } from './handoffs.ts'
import { statement, type Tx } from './statement.ts'
import type { Packed } from './telling.ts'
import { MESSAGE, type MessageRow, SHOWN, toMessage } from './threads.ts'

/** An event as the log keeps it, with its place there. */
export interface Logged {
  readonly cursor: string
  readonly at: number
  readonly packed: Packed
}

const KEY = { business: 'text', id: 'id' } as const

/** Found by their place, which has an index. Whatever stands there by now may be another message. */
const MESSAGES = statement<{ rows: readonly object[] }, MessageRow & { conversation: string }>(({ each }) => {
  const { row, join } = each('wanted', { ...KEY, conversation: 'id', position: 'int' })
  return `
  select m.conversation, ${MESSAGE} from messages m ${join} left join deliveries d on d.business = m.business and d.id = m.id
  where m.business = ${row.business} and m.conversation = ${row.conversation} and m.position = ${row.position} and m.id = ${row.id}
    and ${SHOWN}`
})

interface DeliveryRow {
  id: string
  conversation: string
  state: DeliveryState
  error_code: number | null
  error_reason: string | null
  wamid: string | null
}
const DELIVERIES = statement<{ rows: readonly object[] }, DeliveryRow>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select d.id, d.conversation, d.state, d.error_code, d.error_reason, d.wamid from deliveries d ${join}
  where d.business = ${row.business} and d.id = ${row.id}`
})

const HANDOFFS = statement<{ rows: readonly object[] }, HandoffRow>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `select ${COLUMNS} from ${JOINED} ${join} where h.business = ${row.business} and h.id = ${row.id}`
})

interface TurnRow {
  id: string
  conversation: string
  outcome: string
  because: string | null
  started_at: number
  ended_at: number
}
const TURNS = statement<{ rows: readonly object[] }, TurnRow>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select t.id, t.conversation, t.outcome, t.because, t.started_at, t.ended_at from turns t ${join}
  where t.business = ${row.business} and t.id = ${row.id}`
})

interface ConversationRow {
  id: string
  line: string
  customer: string
  agent: string | null
  passed_to: string | null
  owner: Owner
  epoch: number
  teammate: string | null
  teammate_name: string | null
}
const CONVERSATIONS = statement<{ rows: readonly object[] }, ConversationRow>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select c.id, c.line, c.customer, c.agent, c.passed_to, c.owner, c.epoch, c.teammate, c.teammate_name from conversations c ${join}
  where c.business = ${row.business} and c.id = ${row.id}`
})

/** What a desk shows of these events. What is not there any more, or has gone to another conversation, is left out. */
export async function shown(tx: Tx, business: string, logged: readonly Logged[]): Promise<ShownEvent[]> {
  const found = async <Row extends { id: string }>(kind: Packed[0], find: (tx: Tx, asked: Rows) => Promise<Row[]>) => {
    const wanted = new Map<string, object>()
    for (const { packed } of logged) {
      const [of, id, conversation, position] = packed
      if (of === kind) wanted.set(id, { business, id, conversation, position })
    }
    const rows = wanted.size > 0 ? await find(tx, { rows: [...wanted.values()] }) : []
    return new Map(rows.map((row) => [row.id, row]))
  }
  const messages = await found('message', MESSAGES)
  const deliveries = await found('status', DELIVERIES)
  const handoffs = await found('handoff', HANDOFFS)
  const turns = await found('turn', TURNS)
  const things = { message: messages, status: deliveries, handoff: handoffs, turn: turns }
  const conversationOf = ([kind, id]: Packed) => (kind === 'conversation' ? id : things[kind].get(id)?.conversation)
  const wanted = new Set(logged.flatMap(({ packed }) => conversationOf(packed) ?? []))
  const rows = wanted.size > 0 ? await CONVERSATIONS(tx, { rows: [...wanted].map((id) => ({ business, id })) }) : []
  const conversations = new Map(rows.map((row) => [row.id, row]))

  return logged.flatMap(({ cursor, at, packed }): ShownEvent[] => {
    const conversation = conversations.get(conversationOf(packed) ?? '')
    if (!conversation) return []
    return [{ cursor, at, ...placeOf(conversation), ...happeningOf(packed) }]
  })

  function happeningOf(packed: Packed): Happening {
    const [kind, id] = packed
    switch (kind) {
      case 'message':
        return { kind, message: toMessage(messages.get(id)!) }
      case 'status':
        return { kind, status: toStatus(deliveries.get(id)!, packed[2]) }
      case 'handoff':
        return { kind, step: packed[2], handoff: toShown(handoffs.get(id)!) }
      case 'turn':
        return { kind, turn: toTurn(turns.get(id)!) }
      case 'conversation':
        return { kind, state: packed[2] }
    }
  }
}

function placeOf({ id, line, customer, agent, passed_to, owner, epoch, teammate, teammate_name }: ConversationRow) {
  return {
    conversation: id,
    line,
    customer,
    agent: passed_to ?? agent ?? undefined,
    owner,
    epoch,
    teammate: teammate === null ? undefined : { id: teammate, name: teammate_name ?? teammate },
  }
}

type Rows = { rows: readonly object[] }

function toTurn({ id, outcome, because, started_at, ended_at }: TurnRow): ShownTurn {
  return { id, outcome, because: because ?? undefined, startedAt: started_at, endedAt: ended_at }
}

/** Why is told with the state that it belongs to: a delivery that has come further since has no error. */
function toStatus(row: DeliveryRow, state: DeliveryState): ShownStatus {
  return {
    message: row.id,
    state,
    error: row.state === state ? errorOf(row) : undefined,
    wamid: row.wamid ?? undefined,
  }
}

function errorOf({ error_code, error_reason }: Pick<DeliveryRow, 'error_code' | 'error_reason'>): ShownStatus['error'] {
  if (error_code === null && error_reason === null) return undefined
  return { code: error_code ?? undefined, reason: error_reason ?? '' }
}
