import type { ToolCall } from '../domain/effect.ts'
import type { CallBegin, CallBegun, CallEnd, ConversationKey } from '../flows/store.ts'
import { asCame } from './raw.ts'
import { isId, statement, type Tx } from './statement.ts'
import { lockForWork } from './turns.ts'

interface CallRow {
  id: string
  tool: string
  key: string
  input: string
  state: ToolCall['state']
  result: string | null
  error: string | null
  token: string
  started_at: number
  turn: string | null
}

const COLUMNS = 'c.id, c.tool, c.key, c.input, c.state, c.result, c.error, c.token, c.started_at, c.turn'

/**
 * Counts as the same: one that no answer has told of yet, if the key is the same or nothing tells calls of this tool
 * apart; and one with the same key since then. What says that it has done nothing may be tried again. This very call may
 * be found too, where a connection broke after it was written down.
 */
const EARLIER = statement<
  {
    business: string
    conversation: string
    tool: string
    key: string
    id: string
    once: number
    since: number
  },
  CallRow
>(
  () => `
  select ${COLUMNS} from tool_calls c
  where business = :business and conversation = :conversation and tool = :tool and state <> 'refused'
    and ((turn is null and (:once = 1 or key = :key)) or (key = :key and started_at >= :since))
  order by case when id = :id then 0 when key = :key then 1 else 2 end, started_at desc, id desc limit 1`,
)

const INSERT = statement<{
  business: string
  id: string
  conversation: string
  token: string
  tool: string
  key: string
  input: string
  now: number
}>(
  () => `
  insert into tool_calls (business, id, conversation, token, tool, key, input, state, started_at)
  values (:business, :id, :conversation, :token, :tool, :key, :input, 'started', :now)`,
)

const LOSE = statement<{ business: string; id: string }>(
  () => `update tool_calls set state = 'unknown' where business = :business and id = :id and state = 'started'`,
)

/** Written down before it begins: whatever happens then, nobody begins it a second time. */
export async function beginCall(tx: Tx, begin: CallBegin): Promise<CallBegun> {
  const { work, conversation, fence, id, tool, key, input, oncePerTurn, since, now } = begin
  const { conversations, held } = await lockForWork(tx, [{ work, conversation }])
  const current = conversations.get(conversation.id)
  if (!current || !held.has(work)) return { kind: 'overtaken' }
  if (current.owner !== fence.owner || current.epoch !== fence.epoch) return { kind: 'overtaken' }
  const { business } = conversation
  const place = { business, conversation: conversation.id, tool, key, id }
  const [earlier] = await EARLIER(tx, { ...place, once: oncePerTurn ? 1 : 0, since })
  if (earlier?.id === id) return { kind: 'begun' }
  if (!earlier) {
    await INSERT(tx, { ...place, token: work.token, input: asCame(input), now })
    return { kind: 'begun' }
  }
  // Whoever began it is gone, or was told to stop: how it ends is known when they still say so, or never.
  const isLost = earlier.state === 'started' && earlier.token !== work.token
  if (isLost) await LOSE(tx, { business, id: earlier.id })
  return { kind: 'earlier', call: toCall(isLost ? { ...earlier, state: 'unknown' } : earlier) }
}

/** A result that comes late still counts; what is known is not unlearnt. */
const END = statement<{
  business: string
  id: string
  state: string
  result: string | null
  error: string | null
  now: number
}>(
  () => `
  update tool_calls set state = :state, result = :result, error = :error, ended_at = :now
  where business = :business and id = :id and state in ('started', 'unknown')`,
)

/** By its own id: the conversation may have become part of another meanwhile. */
export async function endCall(tx: Tx, { conversation, id, state, result, error, now }: CallEnd): Promise<void> {
  const written = result === undefined ? null : asCame(result)
  await END(tx, { business: conversation.business, id, state, result: written, error: error ?? null, now })
}

/** What has begun under a claim that nobody holds any more ended with it, one way or the other. */
const OF_CONVERSATION = statement<
  { business: string; conversation: string; since: number },
  CallRow & { abandoned: number }
>(
  () => `
  select ${COLUMNS},
    case when c.state = 'started' and not exists (
      select 1 from work w
      where w.business = c.business and w.kind = 'answer' and w.key = c.conversation and w.token = c.token) then 1 else 0 end as abandoned
  from tool_calls c
  where c.business = :business and c.conversation = :conversation and (c.turn is null or c.started_at >= :since)
  order by c.started_at, c.id`,
)

export async function callsOf(tx: Tx, { business, id }: ConversationKey, since: number): Promise<ToolCall[]> {
  if (!isId(id)) return []
  const rows = await OF_CONVERSATION(tx, { business, conversation: id, since })
  return rows.map((row) => toCall(row.abandoned ? { ...row, state: 'unknown' } : row))
}

function toCall({ id, tool, key, input, state, result, error, started_at, turn }: CallRow): ToolCall {
  return {
    id,
    tool,
    key,
    input: JSON.parse(input),
    state,
    ...(result !== null && { result: JSON.parse(result) }),
    ...(error !== null && { error }),
    startedAt: started_at,
    ...(turn !== null && { told: true as const }),
  }
}

const TELL = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('told', { business: 'text', conversation: 'id', turn: 'id' })
  return `
  update tool_calls set turn = ${row.turn} ${from}
  where tool_calls.business = ${row.business} and tool_calls.conversation = ${row.conversation} and tool_calls.turn is null`
})

/** An answer has told of them: from now on only the same key finds them. */
export async function tellCalls(
  tx: Tx,
  rows: readonly { business: string; conversation: string; turn: string }[],
): Promise<void> {
  if (rows.length > 0) await TELL(tx, { rows })
}
