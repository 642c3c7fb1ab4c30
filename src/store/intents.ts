import type { FinishedTurn } from '../flows/store.ts'
import { keepUpdates } from './follow-ups.ts'
import { moveBeats } from './heartbeats.ts'
import { openHandoffs } from './open-handoffs.ts'
import { insertPosts } from './posts.ts'
import { insertRuns } from './runs.ts'
import { statement, type Tx } from './statement.ts'
import { tellCalls } from './tool-calls.ts'
import type { LockedRow } from './turns.ts'

type Locked = ReadonlyMap<string, LockedRow>

const KEY = { business: 'text', id: 'id' } as const

const PENDING_OF = statement<{ rows: readonly object[] }, { conversation: string; position: number }>(({ each }) => {
  const { row, join } = each('wanted', KEY)
  return `
  select m.conversation, m.position from messages m ${join}
  where m.business = ${row.business} and m.conversation = ${row.id} and m.outcome = 'pending'`
})

const PASS_ON = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('passed', { ...KEY, agent: 'text', note: 'text' })
  return `
  update conversations set passed_to = ${row.agent}, note = ${row.note} ${from}
  where conversations.business = ${row.business} and conversations.id = ${row.id}`
})

/** What nobody has answered yet, by conversation. */
export async function pendingOf(
  tx: Tx,
  conversations: readonly { business: string; id: string }[],
): Promise<ReadonlyMap<string, number[]>> {
  const rows = conversations.map(({ business, id }) => ({ business, id }))
  const pending = Map.groupBy(await PENDING_OF(tx, { rows }), ({ conversation }) => conversation)
  return new Map([...pending].map(([id, found]) => [id, found.map(({ position }) => position)]))
}

/** People take over with a turn: first of all, so that what is said along with it is said under the new epoch. */
export async function callPeople(tx: Tx, turns: readonly FinishedTurn[], conversations: Locked): Promise<void> {
  const called = turns.flatMap(({ conversation: { business, id }, handoff, now }) =>
    handoff ? [{ business, id, line: conversations.get(id)!.line, handoff, now }] : [],
  )
  for (const id of await openHandoffs(tx, called)) conversations.get(id)!.epoch++
}

/** How each message ends. With a handoff all that is pending goes over to people, also what came while it was prepared. */
export async function endingsOf(tx: Tx, turns: readonly FinishedTurn[]): Promise<object[]> {
  const handing = turns.filter(({ handoff }) => handoff)
  const pending =
    handing.length > 0
      ? await pendingOf(
          tx,
          handing.map(({ conversation }) => conversation),
        )
      : undefined
  return turns.flatMap(({ conversation, answered, id, outcome, because, handoff }): object[] => {
    if (!handoff)
      return answered.map((position) => ({ ...conversation, position, turn: id, outcome, because: because ?? null }))
    return (pending!.get(conversation.id) ?? []).map((position) => ({
      ...conversation,
      position,
      outcome: 'handed-off',
      because: handoff.reason,
      turn: answered.includes(position) ? id : null,
    }))
  })
}

/** What a run wants besides its reply, and the run itself. Where there is nothing of a kind, nothing is asked. */
export async function keepIntents(tx: Tx, turns: readonly FinishedTurn[], conversations: Locked): Promise<void> {
  await insertRuns(
    tx,
    turns.map(({ conversation, run, id }) => ({ conversation, run, turn: id })),
  )
  await tellCalls(
    tx,
    turns
      .filter(({ outcome, handoff, parts }) => handoff || (outcome === 'answered' && parts.some(isAgents)))
      .filter(({ conversation }) => conversations.get(conversation.id)!.untold)
      .map(({ conversation: { business, id }, id: turn }) => ({ business, conversation: id, turn })),
  )
  await insertPosts(
    tx,
    turns.flatMap(({ posts, conversation, now }) => posts.map((post) => ({ ...post, conversation, now }))),
  )
  await keepUpdates(tx, turns, conversations)
  await moveBeats(tx, turns)
  const passed = turns.filter(({ passOn, forgets }) => passOn || forgets)
  if (passed.length > 0)
    await PASS_ON(tx, {
      rows: passed.map(({ conversation: { business, id }, passOn }) => ({
        business,
        id,
        agent: passOn?.agent ?? null,
        note: passOn?.note ?? null,
      })),
    })
  for (const { conversation, now } of passed)
    tx.tell({ kind: 'conversation', ...conversation, state: 'passed-on', at: now })
}

const isAgents = ({ author }: FinishedTurn['parts'][number]) => author === 'agent'

/** How the count of what was declined in a row goes on: null leaves it, 0 begins anew. */
export function declinedOf({ declined, handoff, forgets, run, outcome }: FinishedTurn): number | null {
  if (handoff || forgets) return 0
  if (declined) return 1
  return run && outcome === 'answered' ? 0 : null
}
