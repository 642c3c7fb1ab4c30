import type { Ending, FollowUp, Repeat, Updates } from '../domain/follow-up.ts'
import type { ShownFollowUp } from '../flows/follow-ups.ts'
import type { ConversationKey, FinishedTurn, Work } from '../flows/store.ts'
import { isId, statement, type Tx } from './statement.ts'
import { finish, promise } from './work.ts'

type Locked = ReadonlyMap<string, { readonly epoch: number }>
type Of = { business: string; conversation: string }

const INSERT = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', {
    business: 'text',
    id: 'id',
    conversation: 'id',
    epoch: 'int',
    about: 'text',
    promised_at: 'ms',
    due_at: 'ms',
    every_ms: 'ms',
    runs_left: 'int',
    until: 'ms',
  })
  const when = [row.promised_at, row.due_at, row.every_ms, row.runs_left, row.until]
  return `
  insert into follow_ups (business, id, conversation, epoch, about, promised_at, due_at, every_ms, runs_left, until)
  ${values([row.business, row.id, row.conversation, row.epoch, row.about, ...when])}`
})

const END = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('over', { business: 'text', id: 'id', conversation: 'id', because: 'text', now: 'ms' })
  return `
  update follow_ups set ended_at = ${row.now}, ended_because = ${row.because} ${from}
  where follow_ups.business = ${row.business} and follow_ups.id = ${row.id} and follow_ups.conversation = ${row.conversation}
    and follow_ups.ended_at is null`
})

const TELL = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('told', {
    business: 'text',
    id: 'id',
    due_at: 'ms',
    runs_left: 'int',
    ended_at: 'ms',
    unsaid: 'text',
    now: 'ms',
  })
  return `
  update follow_ups set told_at = ${row.now}, due_at = coalesce(${row.due_at}, follow_ups.due_at), runs_left = ${row.runs_left},
    ended_at = ${row.ended_at}, ended_because = case when ${row.ended_at} is null then null else 'kept' end,
    unsaid = coalesce(${row.unsaid}, follow_ups.unsaid) ${from}
  where follow_ups.business = ${row.business} and follow_ups.id = ${row.id} and follow_ups.ended_at is null`
})

/** Of what nobody had promised only what could not be said is kept. */
const LEAVE_UNSAID = statement<Of & { id: string; about: string; text: string; epoch: number; now: number }>(
  () => `
  insert into follow_ups (business, id, conversation, epoch, about, promised_at, due_at, told_at, ended_at, ended_because, unsaid)
  values (:business, :id, :conversation, :epoch, :about, :now, :now, :now, :now, 'kept', :text)`,
)

const KNOW = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('known', { business: 'text', id: 'id', now: 'ms' })
  return `
  update follow_ups set unsaid = null, ended_because = coalesce(follow_ups.ended_because, 'people'),
    ended_at = coalesce(follow_ups.ended_at, ${row.now}) ${from}
  where follow_ups.business = ${row.business} and follow_ups.id = ${row.id}
    and (follow_ups.unsaid is not null or follow_ups.ended_at is null)`
})

/** Only of those that hold: whatever people have taken over since is due no more. */
const NEXT_DUE = statement<Of, { due_at: number | null }>(
  () => `
  select min(f.due_at) as due_at from follow_ups f join conversations c on c.business = f.business and c.id = f.conversation
  where f.business = :business and f.conversation = :conversation and f.ended_at is null and f.epoch = c.epoch`,
)

/** The conversation is looked at again when its next update is due. */
export async function promiseUpdates(tx: Tx, { business, id }: ConversationKey): Promise<void> {
  const [next] = await NEXT_DUE(tx, { business, conversation: id })
  if (next?.due_at != null) await promise(tx, [{ business, kind: 'follow-up', key: id, due_at: next.due_at }])
}

/** What turns do with updates, in the transaction that stores them: whatever drops a turn drops its promises. */
export async function keepUpdates(tx: Tx, turns: readonly FinishedTurn[], conversations: Locked): Promise<void> {
  for (const { conversation, updates, handoff, now } of turns) {
    if (!updates) continue
    const { business, id } = conversation
    const { promised, stopped, told, unsaid, known } = updates
    const of = { business, conversation: id }
    await KNOW(tx, { rows: known.map((one) => ({ business, id: one, now })) })
    if (stopped) await END(tx, { rows: stopped.ids.map((one) => ({ ...of, id: one, because: stopped.because, now })) })
    await TELL(tx, {
      rows: told.map(({ id, next }) => ({
        ...{ business, id, now },
        due_at: next === 'over' ? null : next.dueAt,
        runs_left: next === 'over' ? null : (next.repeat?.left ?? null),
        ended_at: next === 'over' ? now : null,
        unsaid: unsaid?.id === id ? unsaid.text : null,
      })),
    })
    const { epoch } = conversations.get(id)!
    if (unsaid && told.length === 0) await LEAVE_UNSAID(tx, { ...of, ...unsaid, epoch, now })
    // With people everything that was promised before goes over to them; what is promised in the same breath as well.
    if (!handoff)
      await INSERT(tx, {
        rows: promised.map(({ id: fresh, about, dueAt, repeat }) => ({
          ...{ ...of, id: fresh, epoch, about, promised_at: now, due_at: dueAt },
          ...repeatRow(repeat),
        })),
      })
    await promiseUpdates(tx, conversation)
    tx.tell({ kind: 'conversation', business, id, state: 'updates', at: now })
  }
}

const repeatRow = (repeat: Repeat | undefined) => ({
  every_ms: repeat?.everyMs ?? null,
  runs_left: repeat?.left ?? null,
  until: repeat?.until ?? null,
})

interface Row {
  conversation: string
  id: string
  about: string
  promised_at: number
  due_at: number
  every_ms: number | null
  runs_left: number | null
  until: number | null
  told_at: number | null
  ended_at: number | null
  ended_because: Ending | null
  ended_by: string | null
  unsaid: string | null
  /** It was promised under the epoch that still holds. */
  holds: number | boolean
}

const COLUMNS = `f.conversation, f.id, f.about, f.promised_at, f.due_at, f.every_ms, f.runs_left, f.until, f.told_at,
    f.ended_at, f.ended_because, f.ended_by, f.unsaid, f.epoch = c.epoch as holds`

const OPEN = statement<{ rows: readonly object[] }, Row>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', id: 'id' })
  return `
  select ${COLUMNS} from follow_ups f join conversations c on c.business = f.business and c.id = f.conversation ${join}
  where f.business = ${row.business} and f.conversation = ${row.id} and (f.ended_at is null or f.unsaid is not null)
  order by f.due_at, f.id`
})

/** Whether a conversation `c` has any: asked with the conversation, so that all others cost nothing more. */
export const HAS_UPDATES = `exists (select 1 from follow_ups f where f.business = c.business and f.conversation = c.id
      and (f.ended_at is null or f.unsaid is not null)) as has_updates`

export async function openUpdates(
  tx: Tx,
  conversations: readonly { business: string; id: string; has_updates: number | boolean }[],
): Promise<ReadonlyMap<string, Updates>> {
  const rows = conversations.flatMap(({ business, id, has_updates }) => (has_updates ? [{ business, id }] : []))
  if (rows.length === 0) return new Map()
  const found = Map.groupBy(await OPEN(tx, { rows }), ({ conversation }) => conversation)
  return new Map(
    [...found].map(([id, own]) => {
      const open = own.filter(({ ended_at }) => ended_at === null)
      const unsaid = own.flatMap(({ id, about, unsaid }) => (unsaid === null ? [] : [{ id, about, text: unsaid }]))
      const waiting = open.filter(({ holds }) => holds).map(toFollowUp)
      return [id, { waiting, interrupted: open.filter(({ holds }) => !holds).map(toFollowUp), unsaid }]
    }),
  )
}

const toFollowUp = ({ id, about, promised_at, due_at, every_ms, runs_left, until }: Row): FollowUp => ({
  ...{ id, about, promisedAt: promised_at, dueAt: due_at },
  repeat:
    every_ms === null ? undefined : { everyMs: every_ms, left: runs_left ?? undefined, until: until ?? undefined },
})

/** So many that have ended are shown. */
const MOST_SHOWN = 30

const SHOWN = statement<Of, Row>(
  () => `
  select ${COLUMNS} from follow_ups f join conversations c on c.business = f.business and c.id = f.conversation
  where f.business = :business and f.conversation = :conversation
  order by case when f.ended_at is null then 0 else 1 end, f.ended_at desc, f.due_at limit ${MOST_SHOWN}`,
)

export async function followUps(tx: Tx, { business, id }: ConversationKey): Promise<ShownFollowUp[]> {
  if (!isId(id)) return []
  const rows = await SHOWN(tx, { business, conversation: id })
  return rows.map((row) => ({
    ...toFollowUp(row),
    state: row.ended_because ?? (row.holds ? 'waiting' : 'people'),
    toldAt: row.told_at ?? undefined,
    endedAt: row.ended_at ?? undefined,
    endedBy: row.ended_by ?? undefined,
  }))
}

const CANCEL = statement<Of & { id: string; by_whom: string | null; now: number }, { id: string }>(
  () => `
  update follow_ups set ended_at = :now, ended_because = 'cancelled', ended_by = :by_whom
  where business = :business and conversation = :conversation and id = :id and ended_at is null
    and epoch = (select c.epoch from conversations c where c.business = follow_ups.business and c.id = follow_ups.conversation)
  returning id`,
)

export async function cancelFollowUp(
  tx: Tx,
  { conversation, id, by, now }: { conversation: ConversationKey; id: string; by: string | undefined; now: number },
): Promise<boolean> {
  if (!isId(id) || !isId(conversation.id)) return false
  const { business } = conversation
  const of = { business, conversation: conversation.id }
  const cancelled = (await CANCEL(tx, { ...of, id, by_whom: by ?? null, now })).length > 0
  if (cancelled) tx.tell({ kind: 'conversation', business, id: conversation.id, state: 'updates', at: now })
  return cancelled
}

const END_ALL = statement<Of & { because: string; now: number }>(
  () => `
  update follow_ups set ended_at = :now, ended_because = :because
  where business = :business and conversation = :conversation and ended_at is null`,
)

export async function endFollowUps(
  tx: Tx,
  { work, conversation, because, now }: { work: Work; conversation: ConversationKey; because: Ending; now: number },
): Promise<void> {
  const { business, id } = conversation
  await END_ALL(tx, { business, conversation: id, because, now })
  tx.tell({ kind: 'conversation', business, id, state: 'updates', at: now })
  await finish(tx, [work])
}

const STOP = statement<{ rows: readonly object[] }, { business: string; conversation: string }>(({ each }) => {
  const { row, from } = each('asked', { business: 'text', customer: 'id', because: 'text', now: 'ms' })
  return `
  update follow_ups set ended_at = ${row.now}, ended_because = ${row.because} ${from}
  where follow_ups.business = ${row.business} and follow_ups.ended_at is null and follow_ups.conversation in (
    select c.id from conversations c where c.business = ${row.business} and c.customer = ${row.customer})
  returning follow_ups.business, follow_ups.conversation`
})

/** Ends whatever was promised to a customer, on all lines. */
export async function stopFollowUpsOf(
  tx: Tx,
  customers: readonly { business: string; customer: string; because: Ending; now: number }[],
): Promise<void> {
  if (customers.length === 0) return
  const ended = await STOP(tx, { rows: customers })
  const told = new Map(ended.map((one) => [one.conversation, one]))
  for (const { business, conversation } of told.values())
    tx.tell({ kind: 'conversation', business, id: conversation, state: 'updates', at: customers[0]!.now })
}

const CARRY = statement<Of & { was: number; epoch: number }>(
  () => `
  update follow_ups set epoch = :epoch
  where business = :business and conversation = :conversation and epoch = :was and ended_at is null`,
)

/** The epoch has moved on, and nobody has taken the conversation: what was promised under the one before still holds. */
export async function carryUpdates(
  tx: Tx,
  { business, id }: ConversationKey,
  { was, epoch }: { was: number; epoch: number },
): Promise<void> {
  await CARRY(tx, { business, conversation: id, was, epoch })
}
