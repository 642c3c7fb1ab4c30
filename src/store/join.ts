import { joinBlocks } from './blocks.ts'
import { findAgain } from './contact-words.ts'
import { carryUpdates } from './follow-ups.ts'
import { joinConsents } from './join-consents.ts'
import { lockConversations } from './locks.ts'
import { type ConversationRow, type Merged, merge } from './merge.ts'
import { moveBoth } from './move-both.ts'
import { settleOwners } from './settle-owners.ts'
import { statement, type Tx } from './statement.ts'

interface Pair {
  readonly business: string
  readonly older: string
  readonly newer: string
}

/** What was joined, so that it can be split again. */
export interface Joined {
  /** The older customer, whose id stays, and the newer one who went into it. */
  readonly into: string
  readonly from: string
  /** What was the older one's own. */
  readonly aliases: readonly string[]
  readonly conversations: readonly string[]
  /** Conversations of one line that became one. */
  readonly merged: readonly Merged[]
  readonly at: number
}

interface ContactRow {
  customer: string
  phone: string | null
  bsuid: string | null
  parent_bsuid: string | null
  username: string | null
  name: string | null
  joined_to: string | null
  before: string | null
}

type Of = { business: string; id: string }

export const CONTACT_OF = statement<Of, ContactRow>(
  () => `
  select customer, phone, bsuid, parent_bsuid, username, name, joined_to, before from contacts
  where business = :business and customer = :id`,
)

export const TAKE_CONTACT = statement<{
  business: string
  id: string
  phone: string | null
  bsuid: string | null
  parent_bsuid: string | null
  username: string | null
  name: string | null
  before: string | null
}>(
  () => `
  update contacts set phone = :phone, bsuid = :bsuid, parent_bsuid = :parent_bsuid, username = :username, name = :name,
    before = :before, revision = revision + 1
  where business = :business and customer = :id`,
)

export const JOIN_CONTACT = statement<{ business: string; id: string; to: string | null }>(
  () => `
  update contacts set joined_to = :to, revision = revision + 1 where business = :business and customer = :id`,
)

export const ALIASES_OF = statement<Of, { value: string }>(
  () => 'select value from aliases where business = :business and customer = :id order by value',
)

export const GIVE_ALIASES = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('given', { business: 'text', value: 'text', customer: 'id' })
  return `
  update aliases set customer = ${row.customer} ${from}
  where aliases.business = ${row.business} and aliases.value = ${row.value}`
})

export const CONVERSATIONS_OF = statement<Of, ConversationRow>(
  () => `
  select id, line, customer, owner, epoch, teammate, teammate_name, agent, last_position, last_inbound_at, last_received_at, active_at, unanswered_since, context_from, remembered
  from conversations where business = :business and customer = :id order by id`,
)

const GIVE_CONVERSATION = statement<
  { business: string; id: string; customer: string },
  { owner: string; epoch: number }
>(
  () => `
  update conversations set customer = :customer, epoch = epoch + 1 where business = :business and id = :id
  returning owner, epoch`,
)

/** Another customer has the conversation, and whoever had it goes on. */
export async function giveConversation(tx: Tx, given: { business: string; id: string; customer: string }) {
  const [now] = await GIVE_CONVERSATION(tx, given)
  if (now?.owner === 'agent') await carryUpdates(tx, given, { was: now.epoch - 1, epoch: now.epoch })
}

/** Whoever a customer was joined to, and that one perhaps in turn. */
export async function rootOf(tx: Tx, business: string, id: string): Promise<ContactRow | undefined> {
  for (let next: string | null = id; ; ) {
    const [contact]: ContactRow[] = await CONTACT_OF(tx, { business, id: next! })
    if (!contact) return undefined
    if (contact.joined_to === null) return contact
    next = contact.joined_to
  }
}

/**
 * Makes two customers one: the id of the older stays, the newer one's names, addresses and conversations become its
 * own, and where both wrote on one line, one conversation in the order things came.
 */
export async function joinCustomers(
  tx: Tx,
  { business, older, newer }: Pair,
  now: number,
  ids: { next(): string },
): Promise<Joined | undefined> {
  const into = await rootOf(tx, business, older)
  const from = await rootOf(tx, business, newer)
  if (!into || !from || into.customer === from.customer) return undefined
  const values = async (id: string) => (await ALIASES_OF(tx, { business, id })).map(({ value }) => value)
  const aliases = await values(into.customer)
  const given = (await values(from.customer)).map((value) => ({ business, value, customer: into.customer }))
  await GIVE_ALIASES(tx, { rows: given })

  const { phone, bsuid, parent_bsuid, username, name, before } = into
  const kept = [...JSON.parse(before ?? '[]'), { phone, bsuid, parent_bsuid, username, name }]
  await TAKE_CONTACT(tx, {
    business,
    id: into.customer,
    phone: from.phone ?? phone,
    bsuid: from.bsuid ?? bsuid,
    parent_bsuid: from.parent_bsuid ?? parent_bsuid,
    username: from.username ?? username,
    name: from.name ?? name,
    before: JSON.stringify(kept),
  })
  await JOIN_CONTACT(tx, { business, id: from.customer, to: into.customer })
  await findAgain(tx, business, [into.customer])

  // Only now: a message that is being received holds the contact of whoever writes on a line for the first time.
  const own = await CONVERSATIONS_OF(tx, { business, id: into.customer })
  const others = await CONVERSATIONS_OF(tx, { business, id: from.customer })
  await lockConversations(
    tx,
    [...own, ...others].map(({ id }) => ({ business, id })),
  )
  const merged: Merged[] = []
  for (const other of others) {
    const same = own.find(({ line }) => line === other.line)
    if (same) merged.push(await merge(tx, business, { from: other, into: same, now }))
    else {
      await giveConversation(tx, { business, id: other.id, customer: into.customer })
      tx.tell({ kind: 'conversation', business, id: other.id, state: 'joined', at: now })
    }
  }
  await joinBlocks(tx, { business, from: from.customer, into: into.customer })
  await joinConsents(tx, { business, from: from.customer, into: into.customer }, ids, now)
  await moveBoth(tx, business, [into.customer, from.customer])
  await settleOwners(tx, { business, customers: [into.customer], now })
  const conversations = own.map(({ id }) => id)
  return { into: into.customer, from: from.customer, aliases, conversations, merged, at: now }
}
