import type { Author } from '../domain/conversation.ts'
import type { TranscriptMessage } from '../domain/message.ts'
import { fateOf, SET_ASIDE } from '../domain/parked.ts'
import { isWindowOpen } from '../domain/window.ts'
import type { ParkedLeaving, ParkedLeft } from '../flows/parked.ts'
import type { Ids } from '../flows/world.ts'
import { insertOutbound, type OutboundRow, outboundRow } from './deliveries.ts'
import { newsOfConversations } from './desk-work.ts'
import { type Burst, promiseToRemember } from './remembering.ts'
import { contentOf, MOVE, WRITTEN_BY } from './replies.ts'
import { statement, type Tx } from './statement.ts'
import { type LockedRow, lockForWork } from './turns.ts'
import { promise } from './work.ts'

interface ParkedRow {
  business: string
  conversation: string
  id: string
  author: Author
  writer: string | null
  writer_name: string | null
  text: string
  content: string | null
  quotes: string | null
  turn: string | null
  created_at: number
  /** Why it does not leave by itself any more, and since when; null as long as it waits. */
  error_reason: string | null
  failed_at: number | null
  teammate: string | null
}

const PARKED = statement<{ rows: readonly object[] }, ParkedRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', id: 'id' })
  return `
  select d.business, d.conversation, d.id, d.author, m.writer, m.writer_name, m.text, m.content, m.quotes, m.turn, d.created_at,
    d.error_reason, d.failed_at, c.teammate
  from conversations c ${join}
  join deliveries d on d.business = c.business and d.conversation = c.id and d.state = 'parked'
  join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  where c.business = ${row.business} and c.id = ${row.id}
  order by d.position`
})

const waits = ({ error_reason }: ParkedRow) => error_reason === null

/** What waits in a conversation for the customer to write, and what its agent is told of. */
export interface ParkedHere {
  readonly waiting: number
  readonly told: readonly TranscriptMessage[]
}

/** Asked only of conversations in which something is parked: for all others it costs nothing. */
export async function parkedIn(
  tx: Tx,
  conversations: readonly { business: string; id: string; parked: number | boolean }[],
): Promise<ReadonlyMap<string, ParkedHere>> {
  const rows = conversations.flatMap(({ business, id, parked }) => (parked ? [{ business, id }] : []))
  if (rows.length === 0) return new Map()
  const found = Map.groupBy(await PARKED(tx, { rows }), ({ conversation }) => conversation)
  return new Map(
    [...found].map(([id, all]) => [
      id,
      {
        waiting: all.filter(waits).length,
        told: all.filter(({ error_reason }) => error_reason === SET_ASIDE.agent).map(toTold),
      },
    ]),
  )
}

function toTold({ id, writer_name, text, failed_at, created_at }: ParkedRow): TranscriptMessage {
  const who = writer_name ?? 'A teammate'
  return {
    id,
    author: 'system',
    text: `[${who} wrote this answer while the customer could not be reached, and it was never sent. Give it in your own words where it still holds: ${text}]`,
    at: failed_at ?? created_at,
  }
}

const LEFT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('gone', { business: 'text', id: 'id', again: 'id' })
  return `
  update deliveries set state = 'dropped', again = ${row.again} ${from}
  where deliveries.business = ${row.business} and deliveries.id = ${row.id}`
})

const ASIDE = statement<{ rows: readonly object[]; now: number }>(({ each }) => {
  const { row, from } = each('aside', { business: 'text', id: 'id', reason: 'text' })
  return `
  update deliveries set error_reason = ${row.reason}, failed_at = :now ${from}
  where deliveries.business = ${row.business} and deliveries.id = ${row.id}`
})

/**
 * The customer has written: what is parked is said now, behind their words, or set aside where somebody else answers by
 * now. Each once: the row that waited is gone in the transaction that makes the message.
 */
export async function leaveParked(
  tx: Tx,
  { work, conversation, now }: ParkedLeaving,
  { ids, burst }: { ids: Ids; burst: Burst | undefined },
): Promise<ParkedLeft> {
  const { conversations, held } = await lockForWork(tx, [{ work, conversation }])
  const current = conversations.get(conversation.id)
  if (!current || !held.has(work) || !isWindowOpen(current.last_inbound_at, now)) return { left: 0, setAside: 0 }
  const waiting = (await PARKED(tx, { rows: [conversation] })).filter(waits)
  const judged = waiting.map((row) => {
    const parked = { author: row.author, writer: row.writer ?? undefined, writtenAt: row.created_at }
    return { row, fate: fateOf(parked, { owner: current.owner, teammate: row.teammate ?? undefined, now }) }
  })
  const leaving = judged.flatMap(({ row, fate }) => (fate.kind === 'leaves' ? [{ row, id: ids.next() }] : []))
  const aside = judged.flatMap(({ row: { business, id }, fate }) =>
    fate.kind === 'set-aside' ? [{ business, id, reason: SET_ASIDE[fate.because] }] : [],
  )
  if (aside.length > 0) await ASIDE(tx, { rows: aside, now })
  if (leaving.length > 0) await sayNow(tx, { current, leaving, now, burst })
  for (const { id } of aside) tx.tell({ kind: 'status', business: work.business, id, state: 'parked', at: now })
  return { left: leaving.length, setAside: aside.length }
}

interface Leaving {
  readonly current: LockedRow
  readonly leaving: readonly { readonly row: ParkedRow; readonly id: string }[]
  readonly now: number
  readonly burst: Burst | undefined
}

async function sayNow(tx: Tx, { current, leaving, now, burst }: Leaving): Promise<void> {
  const { business, id: conversation } = current
  // What was said at once goes on standing together, under the name of its first part.
  const together = new Map<string, string>()
  for (const { row, id } of leaving) if (row.turn !== null && !together.has(row.turn)) together.set(row.turn, id)
  const rows = leaving.map(
    ({ row, id }): OutboundRow =>
      outboundRow(current, {
        id,
        content: contentOf(row),
        author: row.author,
        fenced: false,
        quotes: row.quotes ?? undefined,
        turn: row.turn === null ? null : together.get(row.turn)!,
        // Where it cannot leave before the window closes again, it waits again.
        whenClosed: 'park',
        now,
      }),
  )
  await insertOutbound(tx, rows)
  await LEFT(tx, { rows: leaving.map(({ row, id }) => ({ business, id: row.id, again: id })) })
  const written = rows.flatMap((row, index) => {
    const { writer, writer_name } = leaving[index]!.row
    return writer === null ? [] : [{ ...row, writer, writer_name }]
  })
  if (written.length > 0) await WRITTEN_BY(tx, { rows: written })
  const { last_position, remembered } = current
  await MOVE(tx, { business, id: conversation, last_position, now })
  await promise(tx, [{ business, kind: 'deliver', key: conversation, due_at: now }])
  if (burst) await promiseToRemember(tx, [{ business, id: conversation, last_position, remembered }], burst, now)
  await newsOfConversations(tx, [{ business, id: conversation, at: now }])
  for (const { row } of leaving) tx.tell({ kind: 'status', business, id: row.id, state: 'dropped', at: now })
}
