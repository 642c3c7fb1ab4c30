import type { IdentityChange } from '../domain/content.ts'
import { isSamePhone } from '../domain/phone.ts'
import type { Contact } from './contacts.ts'
import { keysOf, NO_KEYS, phoneAlias, type Resolving, resolve } from './customers.ts'

interface ChangeSaid {
  readonly business: string
  readonly at: number
  readonly evidence: string
  readonly change: IdentityChange
}

/**
 * WhatsApp itself says that somebody has another number or id: both ends name one person, whose history goes on; the old
 * number is an address no more. Where both ends belong to customers already, nothing is joined unless the newer one
 * began with this very change, whose news only came late: else people decide.
 */
export function applyChange(resolving: Resolving, said: ChangeSaid): string {
  const { book, hash, doubts } = resolving
  const { business, at, evidence } = said
  const { from, to } = said.change
  const before = ownerOf(resolving, business, from, at)
  const after = to.bsuid === undefined ? undefined : book.alias(business, to.bsuid)?.customer
  const customer = before ?? after ?? resolve(resolving, { ...NOBODY, ...said, ...orFrom(said.change) })
  if (before !== undefined && after !== undefined && before !== after) {
    const sure = book.contact(business, after).created_at >= at
    doubts.push({ business, older: before, newer: after, alias: to.bsuid!, evidence, at, ...(sure && { sure }) })
    leave(resolving, book.contact(business, before), said)
    book.change(book.contact(business, before), { phone: null, bsuid: null })
    resolve(resolving, { ...NOBODY, ...said, ...to })
    return before
  }

  const contact = book.contact(business, customer)
  const news = at >= contact.updated_at
  if (news) leave(resolving, contact, said)
  keepFormer(resolving, contact, said)
  const proven = { customer, evidence, since: at, until: null }
  if (to.bsuid !== undefined) {
    const alias = book.alias(business, to.bsuid)
    if (!alias) book.link({ business, value: to.bsuid, kind: 'bsuid', ...proven, ...NO_KEYS })
    else if (alias.until !== null && at > alias.since) book.move(alias, proven)
  }
  if (to.phone !== undefined) {
    const alias = phoneAlias(book, hash, business, to.phone)
    if (!alias) book.link({ business, value: hash.of(to.phone), kind: 'phone', ...proven, ...keysOf(hash, to.phone) })
    else if (alias.customer !== customer && at >= alias.since) {
      const loser = book.contact(business, alias.customer)
      if (loser.phone !== null && isSamePhone(loser.phone, to.phone)) book.change(loser, { phone: null })
      doubts.push({ business, older: alias.customer, newer: customer, alias: alias.value, evidence, at })
      book.move(alias, proven)
    } else if (alias.until !== null && at > alias.since) book.move(alias, proven)
  }
  if (news) book.change(contact, { ...reachedAt(contact, said), updated_at: at })
  return customer
}

const NOBODY = { phone: undefined, bsuid: undefined, parentBsuid: undefined, username: undefined, name: undefined }

/** Somebody of whom nothing is known: they are met by what they are called now. */
const orFrom = ({ from, to }: IdentityChange) => (to.phone === undefined && to.bsuid === undefined ? from : to)

function ownerOf({ book, hash }: Resolving, business: string, { phone, bsuid }: IdentityChange['from'], at: number) {
  const byBsuid = bsuid === undefined ? undefined : book.alias(business, bsuid)
  if (byBsuid) return byBsuid.customer
  const byPhone = phone === undefined ? undefined : phoneAlias(book, hash, business, phone)
  const holds = byPhone && (byPhone.until === null || at <= byPhone.until)
  return holds ? byPhone.customer : undefined
}

/** What they were called until now says from here on nothing of who writes. */
function leave({ book, hash }: Resolving, contact: Contact, said: ChangeSaid) {
  const { business, at, change } = said
  const { from, to } = change
  const { customer } = contact
  const { phone: reached } = reachedAt(contact, said)
  for (const phone of [from.phone, contact.phone]) {
    if (phone === undefined || phone === null || (reached !== null && isSamePhone(phone, reached))) continue
    const value = phoneAlias(book, hash, business, phone)?.value ?? hash.of(phone)
    book.giveUp({ business, value, customer }, at)
  }
  for (const bsuid of [from.bsuid, contact.bsuid])
    if (bsuid !== undefined && bsuid !== null && bsuid !== to.bsuid)
      book.giveUp({ business, value: bsuid, customer }, at)
}

/** A former name that was not known is one all the same: late messages may still carry it. */
function keepFormer({ book, hash }: Resolving, { customer }: Contact, { business, at, evidence, change }: ChangeSaid) {
  const { phone, bsuid } = change.from
  const former = { business, customer, evidence, since: at, until: at }
  if (bsuid !== undefined && !book.alias(business, bsuid))
    book.link({ ...former, value: bsuid, kind: 'bsuid', ...NO_KEYS })
  if (phone !== undefined && !phoneAlias(book, hash, business, phone))
    book.link({ ...former, value: hash.of(phone), kind: 'phone', ...keysOf(hash, phone) })
}

/**
 * A scoped id changes with the number, and the number with it: of a pair of which only one is told, the other is not
 * known any more, and comes with their next message. A change is told several times, by several lines, and not by each
 * in full: who is known by the new id already keeps the number that was told with it.
 */
function reachedAt(contact: Contact, { change: { to } }: ChangeSaid) {
  const isToldAgain = to.bsuid !== undefined && contact.bsuid === to.bsuid
  if (isToldAgain && to.phone === undefined) return { phone: contact.phone, bsuid: contact.bsuid }
  const samePhone = contact.phone !== null && to.phone !== undefined && isSamePhone(contact.phone, to.phone)
  const phone = samePhone ? contact.phone : (to.phone ?? null)
  return { phone, bsuid: to.bsuid ?? null, parent_bsuid: isToldAgain ? contact.parent_bsuid : null }
}
