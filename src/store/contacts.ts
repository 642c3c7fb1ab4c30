import type { AliasKind } from '../domain/customer.ts'
import { keepWords } from './contact-words.ts'
import { statement, type Tx } from './statement.ts'

/** Something a customer is recognised by, with what proved it. `until` is set when they gave it up. */
export interface Alias {
  readonly business: string
  readonly value: string
  readonly kind: AliasKind
  customer: string
  evidence: string
  since: number
  until: number | null
  readonly user_id: string | null
  readonly hash: string | null
}

/** How a customer is reached and called: all that is personal about them. */
export interface Contact {
  readonly business: string
  readonly customer: string
  phone: string | null
  bsuid: string | null
  parent_bsuid: string | null
  username: string | null
  name: string | null
  readonly created_at: number
  updated_at: number
  revision: number
}

/** A conversation as far as a message needs it that is put into it. */
export interface ConversationRow {
  business: string
  id: string
  line: string
  customer: string
  epoch: number
  last_position: number
  last_inbound_at: number
  last_received_at: number
  unanswered_since: number | null
  gaps: string
}

/** Up to four names of one sender, on the line they wrote to. */
export interface Wanted {
  readonly business: string
  readonly line: string
  readonly a: string
  readonly b: string | null
  readonly c: string | null
  readonly d: string | null
}

interface FoundRow extends Alias, Omit<Contact, 'business' | 'customer'> {
  conversation: string | null
  line: string
  epoch: number
  last_position: number
  last_inbound_at: number
  last_received_at: number
  unanswered_since: number | null
  gaps: string
}

/** Who somebody is, how they are reached and where they write, in one: asked for every message there is. */
const FIND = statement<{ rows: readonly object[] }, FoundRow>(({ name, each }) => {
  const { row, from } = each('wanted', { business: 'text', line: 'text', a: 'text', b: 'text', c: 'text', d: 'text' })
  const names = `${row.a}, ${row.b}, ${row.c}, ${row.d}`
  return `
  select a.business, a.value, a.kind, a.customer, a.evidence, a.since, a.until, a.user_id, a.hash,
    p.phone, p.bsuid, p.parent_bsuid, p.username, p.name, p.created_at, p.updated_at, p.revision,
    c.id as conversation, c.line, c.epoch, c.last_position, c.last_inbound_at, c.last_received_at, c.unanswered_since, c.gaps
  ${from === '' ? 'from aliases a' : `${from} join aliases a on true`}
  join contacts p on p.business = a.business and p.customer = a.customer
  left join conversations c on c.business = a.business and c.line = ${row.line} and c.customer = a.customer
  where a.business = ${row.business} and a.value ${name === 'postgres' ? `= any (array[${names}])` : `in (${names})`}`
})

const ALIAS = { business: 'text', value: 'text', customer: 'id', evidence: 'text', since: 'ms', until: 'ms' } as const

const INSERT_ALIASES = statement<{ rows: readonly object[] }, { value: string }>(({ each }) => {
  const { row, values } = each('fresh', { ...ALIAS, kind: 'text', user_id: 'id', hash: 'text' })
  const list = [row.business, row.value, row.kind, row.customer, row.evidence]
  return `
  insert into aliases (business, value, kind, customer, evidence, since, until, user_id, hash)
  ${values([...list, row.since, row.until, row.user_id, row.hash], [row.business, row.value])}
  on conflict (business, value) do nothing returning value`
})

/** Only as it was when it was looked at. */
const MOVE_ALIASES = statement<{ rows: readonly object[] }, { value: string }>(({ each }) => {
  const { row, from } = each('moved', { ...ALIAS, was: 'id', was_since: 'ms' })
  return `
  update aliases set customer = ${row.customer}, evidence = ${row.evidence}, since = ${row.since}, until = ${row.until} ${from}
  where aliases.business = ${row.business} and aliases.value = ${row.value}
    and aliases.customer = ${row.was} and aliases.since = ${row.was_since}
  returning aliases.value`
})

const GIVE_UP = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('gone', { business: 'text', value: 'text', customer: 'id', until: 'ms' })
  return `
  update aliases set until = ${row.until} ${from}
  where aliases.business = ${row.business} and aliases.value = ${row.value} and aliases.customer = ${row.customer}
    and aliases.until is null`
})

const KEEP_PAST = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('past', { ...ALIAS, kind: 'text', moved_by: 'text' })
  const list = [row.business, row.value, row.kind, row.customer, row.evidence]
  return `
  insert into past_aliases (business, value, kind, customer, evidence, since, until, moved_by)
  ${values([...list, row.since, row.until, row.moved_by])}`
})

const CONTACT = {
  business: 'text',
  customer: 'id',
  phone: 'text',
  bsuid: 'text',
  parent_bsuid: 'text',
  username: 'text',
  name: 'text',
  updated_at: 'ms',
} as const

const INSERT_CONTACTS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, values } = each('fresh', { ...CONTACT, created_at: 'ms' })
  const list = [row.business, row.customer, row.phone, row.bsuid, row.parent_bsuid, row.username, row.name]
  return `
  insert into contacts (business, customer, phone, bsuid, parent_bsuid, username, name, created_at, updated_at, revision)
  ${values([...list, row.created_at, row.updated_at, '1'])}`
})

const UPDATE_CONTACTS = statement<{ rows: readonly object[] }, { customer: string }>(({ each }) => {
  const { row, from } = each('changed', { ...CONTACT, revision: 'int' })
  return `
  update contacts set phone = ${row.phone}, bsuid = ${row.bsuid}, parent_bsuid = ${row.parent_bsuid},
    username = ${row.username}, name = ${row.name}, updated_at = ${row.updated_at}, revision = contacts.revision + 1 ${from}
  where contacts.business = ${row.business} and contacts.customer = ${row.customer} and contacts.revision = ${row.revision}
  returning contacts.customer`
})

/** In PostgreSQL's own words: the server is asked for the whole transaction again. */
export class SomebodyWasFaster extends Error {
  readonly code = '40001'
}

const UNCHANGED = statement<{ rows: readonly object[] }, { customer: string }>(({ each, name }) => {
  const { row, join } = each('seen', { business: 'text', customer: 'id', revision: 'int' })
  return `
  select p.customer from contacts p ${join}
  where p.business = ${row.business} and p.customer = ${row.customer} and p.revision = ${row.revision}
  order by p.customer ${name === 'postgres' ? 'for share of p' : ''}`
})

/** Whoever is joined or split in this moment waits, or has come first. */
export async function holdContacts(tx: Tx, contacts: readonly Contact[]): Promise<void> {
  expectAll(await UNCHANGED(tx, { rows: contacts }), contacts)
}

/**
 * The customers that a batch of messages speaks of, as the store has them. What messages prove is noted here, message by
 * message, and written at the end. Where another process has written first the transaction starts again: then it sees what that one
 * knows, and two who meet the same stranger at once agree on who it is.
 */
export interface AddressBook {
  alias(business: string, value: string): Alias | undefined
  contact(business: string, customer: string): Contact
  conversation(business: string, line: string, customer: string): ConversationRow | undefined
  isNew(customer: string): boolean
  /** What nobody was recognised by before. */
  linked(): readonly Alias[]
  begin(contact: Omit<Contact, 'revision'>): Contact
  link(alias: Alias): void
  /** Gives an alias to somebody else; what it was stays on record. */
  move(alias: Alias, to: Pick<Alias, 'customer' | 'evidence' | 'since' | 'until'>): void
  /** From then on it says nothing any more of who writes. */
  giveUp(key: { business: string; value: string; customer: string }, until: number): void
  change(contact: Contact, to: Partial<Contact>): void
  save(): Promise<void>
}

export async function openAddressBook(tx: Tx, wanted: readonly Wanted[]): Promise<AddressBook> {
  const aliases = new Map<string, Alias>()
  const contacts = new Map<string, Contact>()
  const conversations = new Map<string, ConversationRow>()
  for (const row of await FIND(tx, { rows: wanted })) {
    const { business, value, kind, customer, evidence, since, until, user_id, hash, conversation, line } = row
    aliases.set(`${business} ${value}`, {
      business,
      value,
      kind,
      customer,
      evidence,
      since,
      until,
      user_id,
      hash,
    })
    const { phone, bsuid, parent_bsuid, username, name, created_at, updated_at, revision } = row
    const person = { business, customer, phone, bsuid, parent_bsuid, username, name, created_at, updated_at, revision }
    contacts.set(`${business} ${customer}`, person)
    if (conversation === null) continue
    const { epoch, last_position, last_inbound_at, last_received_at, unanswered_since, gaps } = row
    const place = { business, id: conversation, line, customer }
    conversations.set(`${business} ${line} ${customer}`, {
      ...place,
      epoch,
      last_position,
      last_inbound_at,
      last_received_at,
      unanswered_since,
      gaps,
    })
  }

  const fresh = new Set<Alias>()
  /** As the store has them. */
  const moved = new Map<Alias, { was: string; was_since: number }>()
  const past: object[] = []
  const gone: { business: string; value: string; customer: string; until: number }[] = []
  const begun: Contact[] = []
  const newcomers = new Set<string>()
  const changed = new Set<Contact>()

  return {
    alias: (business, value) => aliases.get(`${business} ${value}`),
    contact: (business, customer) => contacts.get(`${business} ${customer}`)!,
    conversation: (business, line, customer) => conversations.get(`${business} ${line} ${customer}`),
    isNew: (customer) => newcomers.has(customer),
    linked: () => [...fresh],
    begin(person) {
      const contact = { ...person, revision: 0 }
      begun.push(contact)
      newcomers.add(contact.customer)
      contacts.set(`${contact.business} ${contact.customer}`, contact)
      return contact
    },
    link(alias) {
      fresh.add(alias)
      aliases.set(`${alias.business} ${alias.value}`, alias)
    },
    move(alias, to) {
      if (alias.customer !== to.customer) past.push({ ...alias, until: to.since, moved_by: to.evidence })
      if (!fresh.has(alias) && !moved.has(alias)) moved.set(alias, { was: alias.customer, was_since: alias.since })
      Object.assign(alias, to)
    },
    giveUp(key, until) {
      const alias = aliases.get(`${key.business} ${key.value}`)
      if (alias?.customer === key.customer) alias.until ??= until
      gone.push({ ...key, until })
    },
    change(contact, to) {
      Object.assign(contact, to)
      if (!newcomers.has(contact.customer)) changed.add(contact)
    },
    async save() {
      const rows = [...fresh]
      if (rows.length > 0) expectAll(await INSERT_ALIASES(tx, { rows }), rows)
      const moves = [...moved].map(([alias, was]) => ({ ...alias, ...was })).toSorted(byValue)
      if (moves.length > 0) expectAll(await MOVE_ALIASES(tx, { rows: moves }), moves)
      if (gone.length > 0) await GIVE_UP(tx, { rows: gone.toSorted(byValue) })
      if (past.length > 0) await KEEP_PAST(tx, { rows: past })
      if (begun.length > 0) await INSERT_CONTACTS(tx, { rows: begun })
      const news = [...changed].toSorted((one, other) => (one.customer < other.customer ? -1 : 1))
      if (news.length > 0) expectAll(await UPDATE_CONTACTS(tx, { rows: news }), news)
      for (const contact of news) contact.revision++
      await keepWords(tx, begun, news)
    },
  }
}

const byValue = (one: { value: string }, other: { value: string }) => (one.value < other.value ? -1 : 1)

function expectAll(done: readonly unknown[], wanted: readonly unknown[]) {
  if (done.length < wanted.length) throw new SomebodyWasFaster('another process has met this customer first')
}
