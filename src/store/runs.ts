import { totalsOf } from '../domain/trace.ts'
import type { AgentRun, ConversationKey, KeptRun, ShownRun, Usage, UsageQuery } from '../flows/store.ts'
import { lockConversations } from './locks.ts'
import { lineOf } from './open-turns.ts'
import { asCame } from './raw.ts'
import { isId, statement, type Tx } from './statement.ts'

/** Costs are kept in millionths of a dollar. */
const MICRO = 1_000_000

const INSERT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('ended', {
    business: 'text',
    id: 'id',
    conversation: 'id',
    turn: 'id',
    agent: 'text',
    outcome: 'text',
    input_tokens: 'int',
    output_tokens: 'int',
    cost: 'ms',
    started_at: 'ms',
    ended_at: 'ms',
    trace: 'text',
  })
  const numbers = [row.input_tokens, row.output_tokens, row.cost, row.started_at, row.ended_at]
  return `
  insert into runs (business, id, conversation, turn, agent, outcome, input_tokens, output_tokens, cost, started_at, ended_at, trace)
  ${values([row.business, row.id, row.conversation, row.turn, row.agent, row.outcome, ...numbers, row.trace])}
  on conflict (business, id) do nothing`
})

export interface EndedRun {
  readonly conversation: ConversationKey
  readonly run: AgentRun | undefined
  readonly turn: string | null
}

/** One row for each turn that an agent ran for; nothing is asked of the database where none did. */
export async function insertRuns(tx: Tx, ended: readonly EndedRun[]): Promise<void> {
  const rows = ended.flatMap(({ conversation, run, turn }) => (run ? [toRow(conversation, run, turn)] : []))
  if (rows.length > 0) await INSERT(tx, { rows })
}

function toRow({ business, id: conversation }: ConversationKey, run: AgentRun, turn: string | null) {
  const { id, outcome, startedAt, endedAt, trace } = run
  const { inputTokens, outputTokens, cost } = totalsOf(trace)
  return {
    business,
    id,
    conversation,
    turn,
    agent: trace.agent,
    outcome,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    cost: cost === undefined ? null : Math.round(cost * MICRO),
    started_at: startedAt,
    ended_at: endedAt,
    trace: asCame(trace),
  }
}

/** Of a conversation that is gone meanwhile nothing stays behind. */
export async function keepRun(tx: Tx, { conversation, ...run }: KeptRun): Promise<void> {
  await lockConversations(tx, [conversation])
  if ((await lineOf(tx, conversation)) === undefined) return
  await insertRuns(tx, [{ conversation, run, turn: null }])
}

interface RunRow {
  id: string
  conversation: string
  turn: string | null
  agent: string
  outcome: AgentRun['outcome']
  input_tokens: number
  output_tokens: number
  cost: number | null
  started_at: number
  ended_at: number
  trace: string
}

const COLUMNS = 'id, conversation, turn, agent, outcome, input_tokens, output_tokens, cost, started_at, ended_at, trace'

const OF_CONVERSATION = statement<{ business: string; conversation: string }, RunRow>(
  () => `
  select ${COLUMNS} from runs where business = :business and conversation = :conversation
  order by ended_at desc, id desc limit 100`,
)
const ONE = statement<{ business: string; id: string }, RunRow>(
  () => `select ${COLUMNS} from runs where business = :business and id = :id`,
)

const toShown = ({ id, conversation, turn, agent, outcome, cost, trace, ...row }: RunRow): ShownRun => ({
  id,
  conversation,
  turn: turn ?? undefined,
  agent,
  outcome,
  inputTokens: row.input_tokens,
  outputTokens: row.output_tokens,
  cost: cost === null ? undefined : cost / MICRO,
  startedAt: row.started_at,
  endedAt: row.ended_at,
  trace: JSON.parse(trace),
})

export async function runsOf(tx: Tx, { business, id }: ConversationKey): Promise<ShownRun[]> {
  if (!isId(id)) return []
  return (await OF_CONVERSATION(tx, { business, conversation: id })).map(toShown)
}

export async function runOf(tx: Tx, { business, id }: { business: string; id: string }): Promise<ShownRun | undefined> {
  if (!isId(id)) return undefined
  const [row] = await ONE(tx, { business, id })
  return row && toShown(row)
}

/** Found by the time at which its turn ended: of a conversation that went on for years few are looked at. */
const BEHIND = statement<{ business: string; conversation: string; message: string }, RunRow>(
  () => `
  select ${COLUMNS.replaceAll(/\w+/g, 'r.$&')} from deliveries d
  join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  join turns t on t.business = m.business and t.id = m.turn
  join runs r on r.business = t.business and r.conversation = t.conversation and r.ended_at >= t.started_at
    and r.ended_at <= t.ended_at and r.turn = t.id
  where d.business = :business and d.id = :message and d.conversation = :conversation and m.author <> 'teammate'
  order by r.ended_at desc limit 1`,
)

export async function runBehind(
  tx: Tx,
  { business, id: conversation }: ConversationKey,
  message: string,
): Promise<ShownRun | undefined> {
  if (!isId(conversation) || !isId(message)) return undefined
  const [row] = await BEHIND(tx, { business, conversation, message })
  return row && toShown(row)
}

interface Sums {
  name: string
  runs: number
  input_tokens: number
  output_tokens: number
  cost: number | null
  unpriced: number
}

/** What cost most stands first. */
const usageBy = (column: UsageQuery['by']) =>
  statement<{ business: string; since: number; until: number }, Sums>(
    () => `
  select ${column} as name, count(*) as runs, sum(input_tokens) as input_tokens, sum(output_tokens) as output_tokens,
    cast(sum(cost) as bigint) as cost, count(*) - count(cost) as unpriced
  from runs where business = :business and ended_at >= :since and ended_at < :until
  group by ${column} order by coalesce(sum(cost), 0) desc, count(*) desc, ${column} limit 1000`,
  )
const USAGE = { agent: usageBy('agent'), conversation: usageBy('conversation') }

export async function usage(tx: Tx, { business, by, since, until }: UsageQuery): Promise<Usage[]> {
  const rows = await USAGE[by](tx, { business, since, until })
  return rows.map(({ name, runs, input_tokens, output_tokens, cost, unpriced }) => ({
    of: name,
    runs,
    inputTokens: input_tokens,
    outputTokens: output_tokens,
    cost: (cost ?? 0) / MICRO,
    unpriced,
  }))
}

const FORGET = statement<{ before: number }>(() => 'delete from runs where ended_at < :before')

export async function forgetRuns(tx: Tx, before: number): Promise<void> {
  await FORGET(tx, { before })
}
