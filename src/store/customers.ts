import type { IdentityChange } from '../domain/content.ts'
import type { Sender } from '../domain/customer.ts'
import { isSamePhone, type PhoneHash, phoneForms } from '../domain/phone.ts'
import { recognise } from '../domain/recognition.ts'
import { windowAnchor } from '../domain/window.ts'
import type { Received, ReportedChange } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { type AddressBook, type Contact, openAddressBook, type Wanted } from './contacts.ts'
import { namedBefore } from './customer-for.ts'
import { applyChange } from './identity-changes.ts'
import { askWhoTheyAre, type Doubt } from './identity-questions.ts'
import { rootOf } from './join.ts'
import type { Tx } from './statement.ts'

/** What one message says of who wrote it. */
export interface Said {
  readonly business: string
  readonly at: number
  readonly evidence: string
  readonly phone: string | undefined
  readonly bsuid: string | undefined
  readonly parentBsuid: string | undefined
  readonly username: string | undefined
  readonly name: string | undefined
}

/** All that resolving a batch needs at hand. */
export interface Resolving {
  readonly book: AddressBook
  readonly ids: Ids
  readonly hash: PhoneHash
  readonly doubts: Doubt[]
}

export interface Resolved {
  /** Who wrote each message of the batch. */
  readonly customers: readonly string[]
  readonly book: AddressBook
  /** Customers were joined on the way: what the book knows of their conversations does not hold any more. */
  readonly joined: boolean
}

/**
 * Says for each message which customer wrote it, makes those who are new, and notes what each message proves: a name, a
 * number, a scoped id, a change of any. See `domain/recognition.ts` for the rule.
 */
export async function resolveCustomers(
  tx: Tx,
  batch: readonly Received[],
  { ids, hash }: Pick<Resolving, 'ids' | 'hash'>,
): Promise<Resolved> {
  const book = await openAddressBook(tx, wantedOf(batch, hash))
  const resolving: Resolving = { book, ids, hash, doubts: [] }
  const customers = batch.map((received) => {
    const { message, business, receivedAt } = received
    const at = windowAnchor(message.sentAt, receivedAt)
    const { content, wamid } = message
    if (content.kind === 'system' && content.change)
      return applyChange(resolving, { business, at, evidence: `change ${wamid}`, change: content.change })
    return resolve(resolving, said(received, at))
  })
  await book.save()
  resolving.doubts.push(...(await namedBefore(tx, book.linked())))
  const joined = await askWhoTheyAre(tx, resolving)
  if (!joined) return { customers, book, joined }
  const roots = new Map<string, string>()
  for (const [index, customer] of customers.entries())
    if (!roots.has(customer)) roots.set(customer, (await rootOf(tx, batch[index]!.business, customer))!.customer)
  return { customers: customers.map((customer) => roots.get(customer)!), book, joined }
}

function said({ business, message }: Received, at: number): Said {
  const { phone, bsuid, parentBsuid, username, name } = message.sender
  const own = phone === undefined ? ownPhone(message) : undefined
  const evidence = own === undefined ? `message ${message.wamid}` : `contact request ${message.wamid}`
  return { business, at, evidence, phone: phone ?? own, bsuid, parentBsuid, username, name }
}

/** Only the answer to our own request for the number proves whose it is; any other card may be anybody's. */
function ownPhone({ content }: Received['message']): string | undefined {
  if (content.kind !== 'contacts' || !content.requested || content.contacts.length !== 1) return undefined
  const [first] = content.contacts[0]!.phones
  return (first?.waId ?? first?.phone)?.replaceAll(/\D/g, '') || undefined
}

export function resolve({ book, ids, hash, doubts }: Resolving, said: Said): string {
  const { business, at, evidence, phone, bsuid, parentBsuid } = said
  if (phone === undefined && bsuid === undefined && parentBsuid === undefined) throw new Error('nobody is named')
  const byPhone = phone === undefined ? undefined : phoneAlias(book, hash, business, phone)
  const byBsuid = bsuid === undefined ? undefined : book.alias(business, bsuid)
  const byParent = parentBsuid === undefined ? undefined : book.alias(business, parentBsuid)
  const owner = byPhone && book.contact(business, byPhone.customer)
  const verdict = recognise({
    at,
    phone: phone === undefined ? undefined : { known: byPhone, ownerHasBsuid: (owner?.bsuid ?? null) !== null },
    bsuid: bsuid === undefined && parentBsuid === undefined ? undefined : { known: byBsuid ?? byParent },
  })
  const contact =
    verdict.customer === undefined ? begin(book, ids.next(), said) : book.contact(business, verdict.customer)
  const { customer } = contact
  const proven = { business, customer, evidence, since: at, until: null }

  const counts = verdict.phone !== 'no'
  if (phone !== undefined && counts) {
    if (verdict.phone === 'link') {
      // A late message may name a number that they have left since.
      const until = at < contact.updated_at && contact.phone !== null ? contact.updated_at : null
      book.link({ ...proven, until, value: hash.of(phone), kind: 'phone', ...keysOf(hash, phone) })
    } else if (verdict.phone === 'move') {
      doubts.push({ business, older: byPhone!.customer, newer: customer, alias: byPhone!.value, evidence, at })
      if (owner!.phone !== null && isSamePhone(owner!.phone, phone)) book.change(owner!, { phone: null })
      book.move(byPhone!, proven)
    } else if (verdict.phone === 'again') book.move(byPhone!, proven)
  }
  if (bsuid !== undefined && !byBsuid) book.link({ ...proven, value: bsuid, kind: 'bsuid', ...NO_KEYS })
  if (parentBsuid !== undefined && !byParent)
    book.link({ ...proven, value: parentBsuid, kind: 'parent-bsuid', ...NO_KEYS })
  // An id that its owner has exchanged for another still comes with late messages.
  const isBack = byBsuid !== undefined && byBsuid.until !== null && at > byBsuid.until && contact.bsuid === null
  const bsuidCounts = !byBsuid || byBsuid.until === null || isBack
  if (isBack) book.move(byBsuid, proven)
  learn({ book, hash }, contact, said, { phone: counts, bsuid: bsuidCounts })
  return customer
}

function begin(book: AddressBook, customer: string, { business, at }: Said): Contact {
  const nothing = { phone: null, bsuid: null, parent_bsuid: null, username: null, name: null }
  return book.begin({ business, customer, ...nothing, created_at: at, updated_at: at })
}

export const NO_KEYS = { user_id: null, hash: null }

export function keysOf(hash: PhoneHash, phone: string) {
  const { userId, hash: digest } = hash.namesOf(phone)
  return { user_id: userId, hash: digest }
}

export function phoneAlias(book: AddressBook, hash: PhoneHash, business: string, phone: string) {
  for (const form of phoneForms(phone)) {
    const alias = book.alias(business, hash.of(form))
    if (alias) return alias
  }
  return undefined
}

/** Writes down how the customer is called and reached now; nothing is written where all is as it was. */
export function learn(
  { book, hash }: Pick<Resolving, 'book' | 'hash'>,
  contact: Contact,
  { at, phone, bsuid, parentBsuid, username, name }: Said,
  counts: { phone: boolean; bsuid: boolean },
) {
  if (at < contact.updated_at) return
  const news: Partial<Contact> = {}
  // The number stays in the form it came in first: either form reaches the same person.
  if (phone !== undefined && counts.phone && !(contact.phone !== null && isSamePhone(contact.phone, phone))) {
    // Who writes from one number has left the other.
    if (contact.phone !== null) book.giveUp({ ...contact, value: hash.of(contact.phone) }, at)
    news.phone = phone
  }
  if (bsuid !== undefined && counts.bsuid && contact.bsuid !== bsuid) news.bsuid = bsuid
  if (parentBsuid !== undefined && contact.parent_bsuid !== parentBsuid) news.parent_bsuid = parentBsuid
  if (username !== undefined && contact.username !== username) news.username = username
  if (name !== undefined && contact.name !== name) news.name = name
  if (Object.keys(news).length > 0) book.change(contact, { ...news, updated_at: at })
}

function wantedOf(batch: readonly Received[], hash: PhoneHash): Wanted[] {
  const wanted = new Map<string, Wanted>()
  for (const { business, line, message } of batch)
    for (const row of rowsOf({ business, line }, namesIn(message, hash)))
      wanted.set(`${business} ${line} ${row.a} ${row.b} ${row.c} ${row.d}`, row)
  return [...wanted.values()]
}

function rowsOf(place: { business: string; line: string }, names: readonly string[]): Wanted[] {
  const rows: Wanted[] = []
  for (let index = 0; index < names.length; index += 4) {
    const [a, b = null, c = null, d = null] = names.slice(index, index + 4)
    rows.push({ ...place, a: a!, b, c, d })
  }
  return rows
}

/** Everything a message may be recognised by. */
function namesIn({ sender, content, ...message }: Received['message'], hash: PhoneHash): string[] {
  const change = content.kind === 'system' ? content.change : undefined
  if (change) return namesOfChange(change, hash)
  const phone = sender.phone ?? ownPhone({ sender, content, ...message })
  return names([sender.bsuid, sender.parentBsuid], [phone], hash)
}

const namesOfChange = ({ from, to }: IdentityChange, hash: PhoneHash) =>
  names([from.bsuid, to.bsuid], [from.phone, to.phone], hash)

function names(ids: readonly (string | undefined)[], phones: readonly (string | undefined)[], hash: PhoneHash) {
  const forms = phones.flatMap((phone) => (phone === undefined ? [] : phoneForms(phone)))
  return [...ids.filter((one) => one !== undefined), ...forms.map((form) => hash.of(form))]
}

/** A change that came by itself, without a message of anybody's. */
export async function changeIdentity(
  tx: Tx,
  { business, at, evidence, change }: ReportedChange,
  { ids, hash }: Pick<Resolving, 'ids' | 'hash'>,
): Promise<void> {
  const book = await openAddressBook(tx, rowsOf({ business, line: '' }, namesOfChange(change, hash)))
  const resolving: Resolving = { book, ids, hash, doubts: [] }
  applyChange(resolving, { business, at, evidence, change })
  await book.save()
  await askWhoTheyAre(tx, resolving)
}

/** A name from the address book of the business, for whoever is known and has told none. Nobody is met by it. */
export async function nameContact(
  tx: Tx,
  { business, who: { bsuid, phone, name } }: { business: string; who: Sender },
  hash: PhoneHash,
): Promise<void> {
  if (name === undefined) return
  const book = await openAddressBook(tx, rowsOf({ business, line: '' }, names([bsuid], [phone], hash)))
  const alias =
    (bsuid === undefined ? undefined : book.alias(business, bsuid)) ??
    (phone === undefined ? undefined : phoneAlias(book, hash, business, phone))
  const contact = alias && book.contact(business, alias.customer)
  if (!contact || contact.name !== null) return
  book.change(contact, { name })
  await book.save()
}
