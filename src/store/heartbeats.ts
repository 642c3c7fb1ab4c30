import type { BeatingAgent, KeptHeartbeat } from '../flows/heartbeats.ts'
import type { FinishedTurn, Work } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { rootOf } from './join.ts'
import { isId, statement, type Tx } from './statement.ts'
import { conversationWith } from './utterances.ts'
import { promise, putOff } from './work.ts'

interface Row {
  id: string
  agent: string
  customer: string | null
  due_at: number
}

const LOAD = statement<{ business: string; id: string }, Row>(
  () => 'select id, agent, customer, due_at from heartbeats where business = :business and id = :id',
)

export async function heartbeat(tx: Tx, key: { business: string; id: string }): Promise<KeptHeartbeat | undefined> {
  const [row] = await LOAD(tx, key)
  return row && { id: row.id, agent: row.agent, customer: row.customer ?? undefined, dueAt: row.due_at }
}

/** One that is there keeps its beat, unless it would now come sooner. */
const KEEP = statement<
  { business: string; id: string; agent: string; recipient: string; due_at: number },
  { id: string; due_at: number }
>(
  () => `
  insert into heartbeats (business, id, agent, recipient, due_at) values (:business, :id, :agent, :recipient, :due_at)
  on conflict (business, agent) do update set
    customer = case when heartbeats.recipient = excluded.recipient then heartbeats.customer end, recipient = excluded.recipient,
    due_at = case when heartbeats.due_at > excluded.due_at then excluded.due_at else heartbeats.due_at end
  returning id, due_at`,
)

const AGENTS = statement<{ business: string }, { agent: string }>(
  () => 'select agent from heartbeats where business = :business',
)
const DROP = statement<{ business: string; agent: string }>(
  () => 'delete from heartbeats where business = :business and agent = :agent',
)

/** These agents have a heartbeat from now on, and no others. */
export async function keepHeartbeats(
  tx: Tx,
  { business, agents, now }: { business: string; agents: readonly BeatingAgent[]; now: number },
  ids: Ids,
): Promise<void> {
  const beating = new Set(agents.map(({ agent }) => agent))
  for (const { agent } of await AGENTS(tx, { business })) if (!beating.has(agent)) await DROP(tx, { business, agent })
  for (const { agent, recipient, periodMs } of agents) {
    const [kept] = await KEEP(tx, { business, id: ids.next(), agent, recipient, due_at: now + periodMs })
    await promise(tx, [{ business, kind: 'heartbeat', key: kept!.id, due_at: kept!.due_at }])
  }
}

const RECIPIENT = statement<{ business: string; id: string; customer: string }>(
  () => 'update heartbeats set customer = :customer where business = :business and id = :id and customer is null',
)

/** The first who is found is kept: nobody who writes later takes the place. */
export async function keepRecipient(
  tx: Tx,
  { business, id, customer }: { business: string; id: string; customer: string },
): Promise<string | undefined> {
  await RECIPIENT(tx, { business, id, customer })
  const [row] = await LOAD(tx, { business, id })
  return row?.customer ?? undefined
}

const FIRST = statement<{ business: string; customer: string }, { at: number | null }>(
  () => `
  select min(m.received_at) as at from conversations c
  join messages m on m.business = c.business and m.conversation = c.id and m.author = 'customer'
  where c.business = :business and c.customer = :customer`,
)

/** Which of these wrote first; undefined where none of them has. */
export async function firstToWrite(
  tx: Tx,
  { business, customers }: { business: string; customers: readonly string[] },
): Promise<string | undefined> {
  let first: { customer: string; at: number } | undefined
  for (const customer of new Set(customers)) {
    const [found] = await FIRST(tx, { business, customer })
    const at = found?.at ?? undefined
    if (at !== undefined && (!first || at < first.at)) first = { customer, at }
  }
  return first?.customer
}

/** The conversation of a customer on a line, begun where there is none. */
export async function talkWith(
  tx: Tx,
  { business, line, customer, now }: { business: string; line: string; customer: string; now: number },
  ids: Ids,
): Promise<string | undefined> {
  const root = isId(customer) ? await rootOf(tx, business, customer) : undefined
  return root && (await conversationWith(tx, { business, line, customer: root.customer, now }, ids)).id
}

const BEAT = statement<{ business: string; id: string; due_at: number }>(
  () => 'update heartbeats set due_at = :due_at where business = :business and id = :id',
)

/** This time nothing is told. */
export async function passOver(tx: Tx, { work, dueAt }: { work: Work; dueAt: number }): Promise<void> {
  await BEAT(tx, { business: work.business, id: work.key, due_at: dueAt })
  await putOff(tx, work, dueAt)
}

/** Turns that an agent was called to by the clock move its beat on as they are stored. */
export async function moveBeats(tx: Tx, turns: readonly FinishedTurn[]): Promise<void> {
  for (const { work, beat } of turns) {
    if (!beat) continue
    await BEAT(tx, { business: work.business, id: work.key, due_at: beat.dueAt })
    await promise(tx, [{ business: work.business, kind: 'heartbeat', key: work.key, due_at: beat.dueAt }])
  }
}
