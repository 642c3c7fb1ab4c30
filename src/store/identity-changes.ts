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
  if (to.bsuid !== undefined && !book.alias(business, to.bsuid))
    book.link({ business, value: to.bsuid, kind: 'bsuid', customer, evidence, since: at, until: null, ...NO_KEYS })
  if (to.phone !== undefined && !phoneAlias(book, hash, business, to.phone))
    book.link({
      business,
      value: hash.of(to.phone),
      kind: 'phone',
      customer,
      evidence,
      since: at,
      until: null,
      ...keysOf(hash, to.phone),
    })
  const number = to.phone === undefined ? undefined : phoneAlias(book, hash, business, to.phone)
  if (number && number.customer !== customer && at >= number.since) {
    const loser = book.contact(business, number.customer)
    if (loser.phone !== null && isSamePhone(loser.phone, to.phone!)) book.change(loser, { phone: null })
    doubts.push({ business, older: number.customer, newer: customer, alias: number.value, evidence, at })
    book.move(number, { customer, evidence, since: at, until: null })
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
function leave({ book, hash }: Resolving, contact: Contact, { business, at, change: { from, to } }: ChangeSaid) {
  const { customer } = contact
  for (const phone of [from.phone, contact.phone]) {
    if (phone === undefined || phone === null || (to.phone !== undefined && isSamePhone(phone, to.phone))) continue
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
 * known any more, and comes with their next message.
 */
function reachedAt(contact: Contact, { change: { to } }: ChangeSaid): { phone: string | null; bsuid: string | null } {
  const samePhone = contact.phone !== null && to.phone !== undefined && isSamePhone(contact.phone, to.phone)
  return { phone: samePhone ? contact.phone : (to.phone ?? null), bsuid: to.bsuid ?? null }
}
