import type { HandoffReason } from '../domain/handoff.ts'
import type { TranscriptMessage } from '../domain/message.ts'
import type { Release } from '../domain/turn.ts'
import { statement, type Tx } from './statement.ts'

interface ReleaseRow {
  id: string
  conversation: string
  reason: HandoffReason
  opened_at: number
  released_at: number
  released_by: string | null
  outcome: string | null
}

/** One that is told of in the history of an agent. */
export interface Told extends Release {
  readonly handoff: string
  readonly since: number
}

/** So many stretches of people are told of; what was before them shows in their own words. */
const MOST = 3

const RELEASES = statement<{ rows: readonly object[] }, ReleaseRow>(({ each, name }) => {
  const { row, from } = each('wanted', { business: 'text', id: 'id' })
  const last = `
    select h.id, h.conversation, h.reason, h.opened_at, h.released_at, h.released_by, h.outcome from handoffs h
    where h.business = ${row.business} and h.conversation = ${row.id} and h.released_at is not null
    order by h.released_at desc limit ${MOST}`
  return name === 'sqlite' ? last : `select told.* ${from} cross join lateral (${last}) told`
})

/** Asked only of conversations that people have ever given back: for all others it costs nothing. The oldest first. */
export async function releasesOf(
  tx: Tx,
  conversations: readonly { business: string; id: string; released: string | null }[],
): Promise<ReadonlyMap<string, readonly Told[]>> {
  const rows = conversations.flatMap(({ business, id, released }) => (released === null ? [] : [{ business, id }]))
  if (rows.length === 0) return new Map()
  const found = (await RELEASES(tx, { rows })).toReversed()
  const told = found.map(({ conversation, ...row }) => ({
    conversation,
    handoff: row.id,
    since: row.opened_at,
    at: row.released_at,
    reason: row.reason,
    by: row.released_by ?? undefined,
    outcome: row.outcome ?? undefined,
  }))
  return Map.groupBy(told, ({ conversation }) => conversation)
}

/**
 * Writes into a history where people have given the conversation back, so that whoever reads it knows that it is not
 * with them any more, and what they had written that never was sent. Made from what is recorded, each time anew.
 */
export function withMarkers(
  history: readonly TranscriptMessage[],
  releases: readonly Told[] = [],
  parked: readonly TranscriptMessage[] = [],
): readonly TranscriptMessage[] {
  if (releases.length + parked.length === 0) return history
  const oldest = history[0]?.at ?? 0
  const markers = releases
    .filter(({ at }) => at >= oldest)
    .map(({ handoff, at, by, outcome }): TranscriptMessage => {
      const came = outcome ? ` What came of it: ${outcome}` : ''
      return {
        id: handoff,
        author: 'system',
        text:
          by === undefined
            ? `[The conversation came back to the AI.${came}]`
            : `[${by} gave the conversation back to the AI.${came}]`,
        at,
      }
    })
  const neverSent = parked.filter(({ at }) => at >= oldest)
  return [...history, ...markers, ...neverSent].toSorted((one, other) => one.at - other.at)
}
