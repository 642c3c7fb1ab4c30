import type { HandoffReason } from '../domain/handoff.ts'
import type { ConversationKey } from '../flows/store.ts'
import { insertSteps } from './handoff-steps.ts'
import { lockContacts } from './locks.ts'
import { statement, type Tx } from './statement.ts'
import { promise, wake } from './work.ts'

const KEY = { business: 'text', id: 'id' } as const

/** Only from the agent: a conversation that people own already has its handoff. For those who are blocked nobody is called. */
const CALL_PEOPLE = statement<
  { rows: readonly object[] },
  { id: string; customer: string; epoch: number; last_position: number }
>(({ each }) => {
  const { row, from } = each('called', KEY)
  return `
  update conversations set owner = 'waiting', epoch = epoch + 1 ${from}
  where conversations.owner = 'agent' and conversations.business = ${row.business} and conversations.id = ${row.id}
    and not exists (select 1 from blocks b where b.business = conversations.business and b.customer = conversations.customer)
  returning conversations.id, conversations.customer, conversations.epoch, conversations.last_position`
})

/** Where a handoff holds for all lines of a customer, their other conversations wait along. */
const CALL_ALONG = statement<{ rows: readonly object[] }, { business: string; id: string }>(({ each }) => {
  const { row, from } = each('called', { business: 'text', customer: 'id' })
  return `
  update conversations set owner = 'waiting', epoch = epoch + 1 ${from}
  where conversations.owner = 'agent' and conversations.business = ${row.business} and conversations.customer = ${row.customer}
  returning conversations.business, conversations.id`
})

const INSERT_HANDOFFS = statement<{ rows: readonly object[] }, { conversation: string; scope: string }>(({ each }) => {
  const columns = {
    ...KEY,
    conversation: 'id',
    line: 'text',
    reason: 'text',
    summary: 'text',
    opened_at: 'ms',
    from_position: 'int',
  } as const
  const { row, values } = each('opened', columns)
  const scope = `coalesce((select s.value from settings s where s.business = ${row.business} and s.name = 'handoff-scope'), 'line')`
  return `
  insert into handoffs (business, id, conversation, line, scope, reason, summary, opened_at, from_position, last_sign_at)
  ${values([row.business, row.id, row.conversation, row.line, scope, row.reason, row.summary, row.opened_at, row.from_position, row.opened_at])}
  on conflict (business, conversation) where released_at is null do nothing
  returning conversation, scope`
})

export interface HandoffToOpen extends ConversationKey {
  readonly line: string
  readonly handoff: { readonly id: string; readonly reason: HandoffReason; readonly summary: string }
  readonly now: number
}

/**
 * Owner, epoch, record, timeline and the promise to alert people move together: nobody is silenced without anybody being
 * told. Hands back the conversations that went over.
 */
export async function openHandoffs(tx: Tx, wanted: readonly HandoffToOpen[]): Promise<Set<string>> {
  if (wanted.length === 0) return new Set()
  const called = new Map(
    (await CALL_PEOPLE(tx, { rows: wanted.map(({ business, id }) => ({ business, id })) })).map((row) => [row.id, row]),
  )
  const opened = wanted.filter(({ id }) => called.has(id))
  if (opened.length === 0) return new Set()
  const rows = opened.map(({ business, id, line, handoff, now }) => {
    const { last_position: from_position } = called.get(id)!
    return { business, conversation: id, line, ...handoff, opened_at: now, from_position }
  })
  const wide = (await INSERT_HANDOFFS(tx, { rows })).filter(({ scope }) => scope === 'customer')
  const isWide = new Set(wide.map(({ conversation }) => conversation))
  await callAlong(
    tx,
    opened.flatMap((one) => (isWide.has(one.id) ? [{ ...one, customer: called.get(one.id)!.customer }] : [])),
  )
  await insertSteps(
    tx,
    opened.map(({ business, id, handoff, now }) => ({
      business,
      id: handoff.id,
      handoff: handoff.id,
      conversation: id,
      kind: 'opened',
      person: null,
      person_name: null,
      source: 'system',
      about: handoff.reason,
      at: now,
      epoch: called.get(id)!.epoch,
      owner_before: 'agent',
      teammate_before: null,
      teammate_name_before: null,
    })),
  )
  await promise(
    tx,
    opened.flatMap(({ business, handoff, now }) =>
      (['handoff', 'brief'] as const).map((kind) => ({ business, kind, key: handoff.id, due_at: now })),
    ),
  )
  return new Set(called.keys())
}

/** Somebody may write on another line for the first time in this very moment: they wait for the lock, or are seen after it. */
async function callAlong(tx: Tx, opened: readonly (HandoffToOpen & { customer: string })[]): Promise<void> {
  if (opened.length === 0) return
  await lockContacts(
    tx,
    opened.map(({ business, customer }) => ({ business, id: customer })),
  )
  const along = await CALL_ALONG(tx, { rows: opened.map(({ business, customer }) => ({ business, customer })) })
  if (along.length === 0) return
  // A turn that runs there, perhaps in another process, hears of it by the revision of its work.
  const { now } = opened[0]!
  await wake(
    tx,
    along.map(({ business, id }) => ({ business, kind: 'answer', key: id, due_at: now })),
  )
}
