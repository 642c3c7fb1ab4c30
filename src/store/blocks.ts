import type { Owner } from '../domain/conversation.ts'
import type { Block, Blocking, Silenced } from '../flows/desk-data.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { stopFollowUpsOf } from './follow-ups.ts'
import { rootOf } from './join.ts'
import { lockConversations } from './locks.ts'
import { isId, statement, type Tx } from './statement.ts'
import { wake } from './work.ts'

type Of = { business: string; customer: string }

const INSERT = statement<Of & { person: string; person_name: string; at: number }, { customer: string }>(
  () => `
  insert into blocks (business, customer, origin, person, person_name, at)
  values (:business, :customer, :customer, :person, :person_name, :at)
  on conflict (business, customer) do nothing returning customer`,
)

const CONVERSATIONS = statement<Of, { id: string }>(
  () => 'select id from conversations where business = :business and customer = :customer order by id',
)

/** What an agent prepares under the epoch of before does not leave any more. */
const SILENCE = statement<Of, { id: string; line: string; owner: Owner; teammate: string | null; epoch: number }>(
  () => `
  update conversations set epoch = epoch + 1 where business = :business and customer = :customer
  returning id, line, owner, teammate, epoch`,
)

/** Whoever was blocked already stays so, by whom they were. */
export async function block(tx: Tx, { business, customer, by, now }: Blocking, ids: Ids) {
  const root = isId(customer) ? await rootOf(tx, business, customer) : undefined
  if (!root) return undefined
  const of = { business, customer: root.customer }
  const fresh = await INSERT(tx, { ...of, person: by.id, person_name: by.name, at: now })
  const theirs = await CONVERSATIONS(tx, of)
  await lockConversations(
    tx,
    theirs.map(({ id }) => ({ business, id })),
  )
  const silenced = (await SILENCE(tx, of)).map(({ teammate, ...one }): Silenced => {
    return { ...one, teammate: teammate ?? undefined }
  })
  await stopFollowUpsOf(tx, [{ ...of, because: 'not-allowed', now }])
  if (fresh.length > 0)
    await audit(tx, ids, { business, by, at: now, action: 'customer.blocked', subject: of.customer })
  for (const { id } of silenced) tx.tell({ kind: 'conversation', business, id, state: 'blocked', at: now })
  // A turn that runs, perhaps in another process, hears of it by the revision of its work.
  await wake(
    tx,
    silenced.map(({ id }) => ({ business, kind: 'answer', key: id, due_at: now })),
  )
  return silenced
}

const FAMILY = ({ id }: { id: string }) => `
  with recursive joined(customer) as (
    select cast(:customer as ${id})
    union select c.customer from contacts c join joined on c.business = :business and c.joined_to = joined.customer)`

/** With all who were joined to them: nobody comes out blocked when they are split again. */
const DELETE = statement<Of, { customer: string }>(
  ({ types }) => `
  ${FAMILY(types)}
  delete from blocks where business = :business and customer in (select customer from joined) returning customer`,
)

export async function unblock(tx: Tx, { business, customer, by, now }: Blocking, ids: Ids): Promise<boolean> {
  const root = isId(customer) ? await rootOf(tx, business, customer) : undefined
  if (!root || (await DELETE(tx, { business, customer: root.customer })).length === 0) return false
  await audit(tx, ids, { business, by, at: now, action: 'customer.unblocked', subject: root.customer })
  for (const { id } of await CONVERSATIONS(tx, { business, customer: root.customer }))
    tx.tell({ kind: 'conversation', business, id, state: 'unblocked', at: now })
  return true
}

interface BlockRow {
  customer: string
  name: string | null
  phone: string | null
  person: string
  person_name: string
  at: number
}

const LIST = statement<{ business: string; lines: string }, BlockRow>(
  ({ name }) => `
  select b.customer, p.name, p.phone, b.person, b.person_name, b.at from blocks b
  join contacts p on p.business = b.business and p.customer = b.customer
  where b.business = :business and p.joined_to is null and (:lines = '' or exists (select 1 from conversations c
    where c.business = b.business and c.customer = b.customer and c.last_position > 0
      and ${name === 'sqlite' ? `instr(:lines, ' ' || c.line || ' ') > 0` : `strpos(:lines, ' ' || c.line || ' ') > 0`}))
  order by b.at desc, b.customer limit 500`,
)

export async function blocks(
  tx: Tx,
  { business, lines }: { business: string; lines: readonly string[] | undefined },
): Promise<Block[]> {
  if (lines?.length === 0) return []
  const rows = await LIST(tx, { business, lines: lines === undefined ? '' : ` ${lines.join(' ')} ` })
  return rows.map(({ person, person_name, name, phone, ...row }) => {
    return { ...row, name: name ?? undefined, phone: phone ?? undefined, by: { id: person, name: person_name } }
  })
}

type Pair = { business: string; from: string; into: string }

const JOIN = statement<Pair>(
  ({ types: { id } }) => `
  insert into blocks (business, customer, origin, person, person_name, at)
  select business, cast(:into as ${id}), customer, person, person_name, at from blocks
  where business = :business and customer = :from
  on conflict (business, customer) do nothing`,
)

/** One of two who are the same is blocked: so are both. */
export const joinBlocks = (tx: Tx, pair: Pair) => JOIN(tx, pair)

/** What was said of both since then holds for each. */
const SPREAD = statement<Pair & { since: number }>(
  ({ types: { id } }) => `
  insert into blocks (business, customer, origin, person, person_name, at)
  select business, cast(:from as ${id}), cast(:from as ${id}), person, person_name, at from blocks
  where business = :business and customer = :into and origin = :into and at > :since
  on conflict (business, customer) do nothing`,
)
const RETURN = statement<Pair>(
  () => 'delete from blocks where business = :business and customer = :into and origin = :from',
)

/** Each is blocked again who was, and both who were blocked as one. */
export async function splitBlocks(tx: Tx, { since, ...pair }: Pair & { since: number }): Promise<void> {
  await SPREAD(tx, { ...pair, since })
  await RETURN(tx, pair)
}
