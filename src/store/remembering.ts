import type { MemoryStore, Unremembered } from '../flows/memories.ts'
import type { ConversationKey } from '../flows/store.ts'
import { MESSAGES } from './entries.ts'
import { applyChanges, factsOfSeen } from './facts.ts'
import { lockConversations } from './locks.ts'
import { stateOfSeen } from './memory-state.ts'
import { holdVersions, seen } from './scopes.ts'
import { isId, statement, type Tx } from './statement.ts'
import { ensure, finish, lockHeld, promise } from './work.ts'

/** So many are drawn from in one go; what is left is promised anew. */
const MOST = 50

/** A burst is over after so long a silence, or after so many messages. */
export interface Burst {
  readonly quietMs: number
  readonly mostTurns: number
}

interface Spoken {
  readonly business: string
  readonly id: string
  readonly last_position: number
  readonly remembered: number
}

/** Something was said that facts may be drawn from: soon, where there is much, else once it is quiet. */
export const promiseToRemember = (
  tx: Tx,
  conversations: readonly Spoken[],
  { quietMs, mostTurns }: Burst,
  now: number,
) =>
  promise(
    tx,
    conversations.map(({ business, id, last_position, remembered }) => {
      const due_at = last_position - remembered >= mostTurns ? now : now + quietMs
      return { business, kind: 'remember', key: id, due_at }
    }),
  )

const CONVERSATION = statement<
  { business: string; id: string },
  { line: string; customer: string; remembered: number }
>(() => 'select line, customer, remembered from conversations where business = :business and id = :id')

async function find(tx: Tx, { business, id }: ConversationKey) {
  const [row] = isId(id) ? await CONVERSATION(tx, { business, id }) : []
  const found = row && (await seen(tx, { business, customer: row.customer }))
  if (!row || !found) return undefined
  const state = await stateOfSeen(tx, found)
  const settled = state.conversations.find((one) => one.id === id)?.settled ?? 0
  return { ...row, scope: { business, customer: row.customer }, found, version: state.facts, settled }
}

export async function unremembered(
  tx: Tx,
  conversation: ConversationKey,
): Promise<(Unremembered & { version: number }) | undefined> {
  const here = await find(tx, conversation)
  if (!here) return undefined
  const { remembered: after, settled: up_to, scope, line, version, found } = here
  const rows = await MESSAGES(tx, { rows: [{ ...conversation, after, up_to, most: MOST }] })
  if (rows.length === 0) return undefined
  return {
    ...{ scope, conversation, line, version },
    messages: rows.map(({ id, position, author, text, at }) => ({ id, position, speaker: author, text, at })),
    lastAt: Math.max(...rows.map(({ at }) => at)),
    facts: await factsOfSeen(tx, found, true),
  }
}

const REMEMBERED = statement<{ business: string; id: string; up_to: number }>(
  () => `
  update conversations set remembered = :up_to
  where business = :business and id = :id and remembered < :up_to`,
)

const WRITES = statement<{ business: string; customer: string; language: string }>(
  () => `
  update contacts set language = :language
  where business = :business and customer = :customer and coalesce(language, '') <> :language`,
)

/** Nothing is kept where facts of the scope have changed since they were read; then the work is held as before. */
export async function remember(tx: Tx, done: Parameters<MemoryStore['remember']>[0]): Promise<boolean> {
  const { work, conversation, upTo, changes, version, language, now } = done
  await lockConversations(tx, [conversation])
  if (!(await lockHeld(tx, [work])).has(work)) return false
  const before = await find(tx, conversation)
  if (!before) {
    await finish(tx, [work])
    return true
  }
  await holdVersions(tx, before.found)
  const here = (await find(tx, conversation))!
  if (here.version !== version) return false
  await applyChanges(tx, { scope: here.scope, found: here.found, changes })
  await REMEMBERED(tx, { ...conversation, up_to: upTo })
  if (language) await WRITES(tx, { business: conversation.business, customer: here.customer, language })
  await finish(tx, [work])
  const { business, id } = conversation
  if (here.settled > upTo) await ensure(tx, [{ business, kind: 'remember', key: id, due_at: now }])
  return true
}
