import type { Alarm, Late, LostAnswer, TendedLine, WaitingCase, Watched } from '../flows/watched.ts'
import { OPEN_STATES } from './claims.ts'
import { handOver } from './give-up.ts'
import { PUT_BACK_AT } from './handoffs.ts'
import { pendingOf } from './intents.ts'
import { lockConversations } from './locks.ts'
import { lineOf } from './open-turns.ts'
import { insertPosts } from './posts.ts'
import { statement, type Tx } from './statement.ts'
import { lockForAnswer } from './turns.ts'

/** So many are looked at in one go; the next look finds the others. */
const MOST = 200

interface LateRow {
  business: string
  id: string
  line: string
  name: string | null
  phone: string | null
  since: number
  work: string | null
  died_at: number | null
  error: string | null
}

const WHO = 'c.business, c.id, c.line, a.name, a.phone, late.since, w.key as work, w.died_at, w.error'
const joined = (kind: 'answer' | 'deliver') => `
  join conversations c on c.business = late.business and c.id = late.conversation
  join contacts a on a.business = c.business and a.customer = c.customer
  left join work w on w.business = late.business and w.kind = '${kind}' and w.key = late.conversation`

/**
 * From the index of what is pending, not from the conversations: however many there are, only those that wait are read.
 * What was given back to the agent waits since then, however old the message is.
 */
const UNANSWERED = statement<{ before: number }, LateRow>(
  () => `
  select ${WHO} from (
    select p.business, p.conversation, coalesce(o.unanswered_since, p.since) as since from (
      select m.business, m.conversation, min(m.received_at) as since from messages m
      where m.outcome = 'pending' group by m.business, m.conversation) p
    join conversations o on o.business = p.business and o.id = p.conversation
    where p.since < :before and coalesce(o.unanswered_since, p.since) < :before
    order by 3 limit ${MOST}) late ${joined('answer')}
  order by late.since`,
)

/** A line that Meta has paused is known and shown as such, and what it has to say waits for that. */
const UNSENT = statement<{ before: number }, LateRow>(
  () => `
  select ${WHO} from (
    select d.business, d.conversation, min(d.created_at) as since from deliveries d
    where d.state in ${OPEN_STATES} and d.state = 'queued' and d.created_at < :before
      and not exists (select 1 from line_pauses p where p.business = d.business and p.line = d.line)
    group by d.business, d.conversation order by 3 limit ${MOST}) late ${joined('deliver')}
  order by late.since`,
)

const COUNTS = statement<Record<string, never>, { alarms: number; dead_letters: number; unconfirmed: number }>(
  () => `
  select (select count(*) from alarms) as alarms,
    (select count(*) from work where died_at is not null) as dead_letters,
    (select count(*) from deliveries where state = 'unconfirmed') as unconfirmed`,
)

/** From the few that are open to their conversations, whatever SQLite would think of: without figures it begins with all of those. */
const OPEN_ONES = `handoffs h cross join conversations c`
const OF_EACH = `c.business = h.business and c.id = h.conversation and h.released_at is null`

const WAITING = statement<Record<string, never>, WaitingCase>(
  () => `
  select h.line, coalesce(${PUT_BACK_AT}, h.opened_at) as since from ${OPEN_ONES}
  where ${OF_EACH} and c.owner = 'waiting'`,
)

export const waitingCases = (tx: Tx): Promise<WaitingCase[]> => WAITING(tx, {})

export async function watched(tx: Tx, before: number): Promise<Watched> {
  const unanswered = await UNANSWERED(tx, { before })
  const silent = new Set(unanswered.map(({ id }) => id))
  const unsent = (await UNSENT(tx, { before })).filter(({ id }) => !silent.has(id))
  const [counts] = await COUNTS(tx, {})
  return {
    late: [
      ...unanswered.map((row) => toLate(row, row.work === null || row.died_at !== null ? 'lost' : 'unanswered')),
      ...unsent.map((row) => toLate(row, 'unsent')),
    ],
    alarms: counts!.alarms,
    deadLetters: counts!.dead_letters,
    unconfirmed: counts!.unconfirmed,
    waiting: await waitingCases(tx),
  }
}

const toLate = ({ business, id, line, name, phone, since, error, died_at }: LateRow, kind: Late['kind']): Late => ({
  business,
  id,
  line,
  customer: { name: name ?? undefined, phone: phone ?? undefined },
  since,
  kind,
  error: died_at === null ? undefined : (error ?? undefined),
})

const ANSWER_WORK = statement<{ business: string; id: string }, { died_at: number | null }>(
  ({ forUpdate }) => `
  select w.died_at from work w where w.business = :business and w.kind = 'answer' and w.key = :id ${forUpdate('w')}`,
)

const BURY = statement<{ business: string; id: string }>(
  () => `delete from work where business = :business and kind = 'answer' and key = :id and died_at is not null`,
)

/** Looked at once more under the lock: somebody may have promised the answer anew, or another process has seen to it. */
export async function handOffLost(
  tx: Tx,
  { conversation, handoff, sentence, now }: LostAnswer,
): Promise<'called' | 'taken' | 'found'> {
  const { business, id } = conversation
  const current = await lockForAnswer(tx, conversation)
  const [work] = await ANSWER_WORK(tx, { business, id })
  const isPending = (await pendingOf(tx, [conversation])).has(id)
  if (!current || !isPending || (work && work.died_at === null)) return 'found'
  const called = await handOver(tx, current, { handoff, sentence, now })
  // Its error stands in the summary of the handoff; as a dead letter it would ask for what is seen to.
  await BURY(tx, { business, id })
  return called ? 'called' : 'taken'
}

const RAISE = statement<
  { business: string; id: string; kind: string; since: number; now: number },
  { conversation: string }
>(
  () => `
  insert into alarms (business, conversation, kind, since, raised_at) values (:business, :id, :kind, :since, :now)
  on conflict (business, conversation) do nothing returning conversation`,
)

/** The alarm and the words that tell of it, both or neither; of a conversation that is gone meanwhile neither. */
export async function raiseAlarm(tx: Tx, { conversation, kind, since, post, now }: Alarm): Promise<boolean> {
  const { business, id } = conversation
  await lockConversations(tx, [conversation])
  if ((await lineOf(tx, conversation)) === undefined) return false
  if ((await RAISE(tx, { business, id, kind, since, now })).length === 0) return false
  if (post) await insertPosts(tx, [{ ...post, conversation, now }])
  return true
}

const CALM = statement<Record<string, never>, { conversation: string }>(
  () => `
  delete from alarms
  where not exists (select 1 from messages m
      where m.business = alarms.business and m.conversation = alarms.conversation and m.outcome = 'pending')
    and not exists (select 1 from deliveries d
      where d.business = alarms.business and d.conversation = alarms.conversation and d.state in ${OPEN_STATES}
        and d.created_at <= alarms.raised_at)
  returning conversation`,
)

export async function calmAlarms(tx: Tx): Promise<number> {
  return (await CALM(tx, {})).length
}

const PROMISE_DELIVERIES = statement<{ before: number; now: number }, { key: string }>(
  () => `
  insert into work (business, kind, key, due_at, revision, attempts, lease_until)
  select distinct d.business, 'deliver', d.conversation, cast(:now as bigint), 1, 0, 0 from deliveries d
  where d.state in ${OPEN_STATES} and d.created_at < :before and not exists (select 1 from work w
    where w.business = d.business and w.kind = 'deliver' and w.key = d.conversation)
  on conflict (business, kind, key) do nothing returning key`,
)

/** Work of a handoff that has died is given another try after the same time: what it died of may be over. */
const PROMISE_TENDING = statement<{ rows: readonly object[]; before: number; now: number }, { key: string }>(
  ({ all }) => `
  insert into work (business, kind, key, due_at, revision, attempts, lease_until)
  select h.business, 'handoff', h.id, cast(:now as bigint), 1, 0, 0 from ${OPEN_ONES}
  cross join ${all('tended', { line: 'text', steps: 'int', releases: 'int' })}
  where ${OF_EACH} and tended.line = h.line and h.opened_at < :before
    and ((c.owner = 'waiting' and (h.alerted_at is null or h.escalated < tended.steps or h.alerted_at < ${PUT_BACK_AT}))
      or (c.owner = 'teammate' and tended.releases = 1))
    and not exists (select 1 from work w where w.business = h.business and w.kind = 'handoff' and w.key = h.id
      and (w.died_at is null or w.died_at >= :before))
  on conflict (business, kind, key) do update set
    due_at = excluded.due_at, revision = work.revision + 1, attempts = 0, died_at = null
  returning key`,
)

export async function promiseLost(
  tx: Tx,
  { before, lines, now }: { before: number; lines: readonly TendedLine[]; now: number },
): Promise<number> {
  const rows = lines.map(({ line, steps, releases }) => ({ line, steps, releases: releases ? 1 : 0 }))
  const unsent = await PROMISE_DELIVERIES(tx, { before, now })
  const untended = await PROMISE_TENDING(tx, { rows, before, now })
  return unsent.length + untended.length
}

const TEND_ALL = statement<{ now: number }>(
  () => `
  insert into work (business, kind, key, due_at, revision, attempts, lease_until)
  select business, 'handoff', id, cast(:now as bigint), 1, 0, 0 from handoffs where released_at is null order by id
  on conflict (business, kind, key) do update set
    due_at = excluded.due_at, revision = work.revision + 1, attempts = 0, died_at = null`,
)

export async function tendAll(tx: Tx, now: number): Promise<void> {
  await TEND_ALL(tx, { now })
}
