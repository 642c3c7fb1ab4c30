import type { Author } from '../domain/conversation.ts'
import { type Outbound, outboundInWords } from '../domain/outbound.ts'
import type { WhenClosed } from '../domain/parked.ts'
import type { PassedOn } from '../domain/passing.ts'
import { statement, type Tx } from './statement.ts'

export interface OutboundRow {
  business: string
  id: string
  conversation: string
  position: number
  line: string
  author: Author
  /** Null passes the fence. */
  epoch: number | null
  kind: Outbound['kind']
  text: string
  content: string | null
  quotes: string | null
  turn: string | null
  agent: string | null
  /** To whom that agent has passed the customer on after this message, as JSON. */
  passed_on: string | null
  now: number
  /** Whose recipient it is for, where it is one's. */
  campaign?: string | undefined
  /** `park`: where the window is closed it waits for the customer to write. */
  when_closed: WhenClosed | null
  /** Claimed by the transaction that makes it: what the rate limit counts it under. */
  claimed_for: string | null
}

const OUTBOUND = {
  business: 'text',
  id: 'id',
  conversation: 'id',
  position: 'int',
  line: 'text',
  author: 'text',
  now: 'ms',
} as const

const INSERT_MESSAGES = statement<{ rows: readonly object[] }>(({ each }) => {
  const words = {
    kind: 'text',
    text: 'text',
    content: 'text',
    quotes: 'text',
    turn: 'id',
    agent: 'text',
    passed_on: 'text',
  } as const
  const { row, values } = each('fresh', { ...OUTBOUND, ...words })
  return `
  insert into messages (business, id, conversation, position, line, phone_number_id, author, kind, text, content, quotes, sent_at, received_at, turn, agent, passed_on)
  ${values([
    row.business,
    row.id,
    row.conversation,
    row.position,
    row.line,
    `''`,
    row.author,
    row.kind,
    row.text,
    row.content,
    row.quotes,
    row.now,
    row.now,
    row.turn,
    row.agent,
    row.passed_on,
  ])}`
})

const INSERT_DELIVERIES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', {
    ...OUTBOUND,
    epoch: 'int',
    campaign: 'id',
    claimed_for: 'text',
    when_closed: 'text',
  })
  const claimed = (then: string, otherwise: string) =>
    `case when ${row.claimed_for} is null then ${otherwise} else ${then} end`
  return `
  insert into deliveries (business, id, conversation, position, line, author, epoch, campaign, state, attempts, due_at, created_at, counts_for, claimed_at, when_closed)
  ${values([
    row.business,
    row.id,
    row.conversation,
    row.position,
    row.line,
    row.author,
    row.epoch,
    row.campaign,
    claimed(`'claimed'`, `'queued'`),
    claimed('1', '0'),
    row.now,
    row.now,
    row.claimed_for,
    claimed(row.now, 'null'),
    row.when_closed,
  ])}`
})

export async function insertOutbound(tx: Tx, rows: readonly OutboundRow[]): Promise<void> {
  if (rows.length === 0) return
  await INSERT_MESSAGES(tx, { rows })
  await INSERT_DELIVERIES(tx, { rows })
  for (const { business, id, conversation, position, now } of rows)
    tx.tell({ kind: 'message', business, id, conversation, position, at: now })
}

/** A locked conversation in which somebody of the business speaks. */
export interface Speaking {
  business: string
  id: string
  line: string
  epoch: number
  last_position: number
}

/** Takes the next position of a locked conversation for one of our messages. */
export function outboundRow(
  conversation: Speaking,
  { id, content, author, fenced, quotes, turn, agent, passedOn, whenClosed, now }: OutboundPart,
): OutboundRow {
  conversation.last_position++
  const { business, id: conversationId, line, last_position, epoch } = conversation
  return {
    business,
    id,
    conversation: conversationId,
    position: last_position,
    line,
    author,
    epoch: fenced ? epoch : null,
    kind: content.kind,
    text: outboundInWords(content),
    content: content.kind === 'text' && !content.preview ? null : JSON.stringify(content),
    quotes: content.kind === 'reaction' ? null : (content.quotes ?? quotes ?? null),
    turn,
    agent: agent ?? null,
    passed_on: passedOn ? JSON.stringify(passedOn) : null,
    now,
    when_closed: whenClosed ?? null,
    claimed_for: null,
  }
}

export interface OutboundPart {
  readonly id: string
  readonly content: Outbound
  readonly author: Author
  /** Whether it was prepared for the owner of the moment, and leaves only while that one has the conversation. */
  readonly fenced: boolean
  readonly quotes?: string | undefined
  readonly turn: string | null
  readonly agent?: string | undefined
  readonly passedOn?: PassedOn | undefined
  readonly whenClosed?: WhenClosed | undefined
  readonly now: number
}
