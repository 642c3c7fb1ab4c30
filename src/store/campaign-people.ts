import { addressOf } from '../domain/customer.ts'
import { isScopedId, type PhoneHash, phoneForms } from '../domain/phone.ts'
import type { Ids } from '../flows/world.ts'
import { type AddressBook, openAddressBook, type Wanted } from './contacts.ts'
import { NOTHING, nameOf } from './customer-for.ts'
import { phoneAlias } from './customers.ts'
import { findCustomer, phoneIn } from './find-customer.ts'
import { rootOf } from './join.ts'
import { isId, statement, type Tx } from './statement.ts'

/** Somebody whom an audience names. */
export interface Meant {
  /** Undefined where they would only become a customer. */
  readonly customer: string | undefined
  /** The same for all names of one person. */
  readonly who: string
  readonly reachable: boolean
}

interface Meeting {
  readonly business: string
  readonly people: readonly { readonly to: string; readonly name?: string | undefined }[]
  /** What the customers are known from whom nobody knew: undefined makes none. */
  readonly evidence: string | undefined
  readonly now: number
}

interface ContactRow {
  customer: string
  phone: string | null
  bsuid: string | null
  joined_to: string | null
}

const CONTACTS = statement<{ rows: readonly object[] }, ContactRow>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', customer: 'id' })
  return `
  select p.customer, p.phone, coalesce(p.bsuid, p.parent_bsuid) as bsuid, p.joined_to from contacts p ${join}
  where p.business = ${row.business} and p.customer = ${row.customer}`
})

/** Whom each of these names means, all of them at once; undefined where a name means nobody. */
export async function meet(
  tx: Tx,
  { business, people, evidence, now }: Meeting,
  { ids, hash }: { ids: Ids; hash: PhoneHash },
): Promise<(Meant | undefined)[]> {
  const names = people.map(({ to }) => to.trim())
  const known = await byId(tx, business, names, hash)
  const book = await openAddressBook(tx, wantedOf(business, names, hash))
  const meant = names.map((text, index): Meant | undefined => {
    const own = known.get(text)
    if (own) return { customer: own.customer, who: own.customer, reachable: addressOf(own) !== undefined }
    if (!isPhone(text) && !isScopedId(text)) return undefined
    const alias = aliasOf(book, business, text, hash)
    if (!alias) return begin(text, people[index]!.name)
    const contact = book.contact(business, alias.customer)
    const { customer, bsuid, parent_bsuid } = contact
    // A number that was only remembered by its digest is reached from now on.
    if (isPhone(text) && alias.until === null && contact.phone === null && bsuid === null)
      book.change(contact, { phone: phoneIn(text)! })
    return named(text, customer, addressOf({ phone: contact.phone, bsuid: bsuid ?? parent_bsuid }) !== undefined)
  })
  if (evidence !== undefined) await book.save()
  return meant

  function begin(text: string, name: string | undefined): Meant {
    const { reach, ...alias } = nameOf(text, hash)!
    const other = [alias.user_id, alias.hash].map((value) => value && book.alias(business, value)).find(Boolean)
    const customer = other ? other.customer : ids.next()
    const contact = other
      ? book.contact(business, customer)
      : book.begin({ business, customer, ...NOTHING, name: name ?? null, created_at: now, updated_at: now })
    book.link({ ...alias, business, customer, evidence: evidence ?? '', since: now, until: null })
    book.change(contact, { ...reach })
    return named(text, customer, true)
  }

  function named(text: string, customer: string, reachable: boolean): Meant {
    if (evidence !== undefined || !book.isNew(customer)) return { customer, who: customer, reachable }
    const forms = isPhone(text) ? phoneForms(phoneIn(text)!).map(hash.of) : [text]
    return { customer: undefined, who: forms.toSorted()[0]!, reachable }
  }
}

const isPhone = (text: string) => !isId(text) && phoneIn(text) !== undefined

/** Our own ids, and the other names of numbers that somebody may have kept: the first are many, the others few. */
async function byId(tx: Tx, business: string, names: readonly string[], hash: PhoneHash) {
  const found = new Map<string, ContactRow>()
  const others = new Map(names.filter((text) => !isPhone(text) && !isScopedId(text)).map((text) => [text, text]))
  const rows = [...others.keys()].filter(isId).map((text) => ({ business, customer: text.toLowerCase() }))
  const contacts = rows.length > 0 ? await CONTACTS(tx, { rows }) : []
  const byCustomer = new Map(contacts.map((contact) => [contact.customer, contact]))
  for (const text of others.keys()) {
    const own = byCustomer.get(text.toLowerCase())
    if (own && own.joined_to === null) found.set(text, own)
    else {
      const customer = own ? own.customer : await findCustomer(tx, { business, name: text }, hash)
      const root = customer === undefined ? undefined : await rootOf(tx, business, customer)
      if (root) found.set(text, { ...root, bsuid: root.bsuid ?? root.parent_bsuid })
    }
  }
  return found
}

function wantedOf(business: string, names: readonly string[], hash: PhoneHash): Wanted[] {
  return names.flatMap((text): Wanted[] => {
    if (isScopedId(text)) return [{ business, line: '', a: text, b: null, c: null, d: null }]
    if (!isPhone(text)) return []
    const [one, other] = phoneForms(phoneIn(text)!).map(hash.of)
    const { userId, hash: digest } = hash.namesOf(phoneIn(text)!)
    return [{ business, line: '', a: one!, b: other ?? null, c: userId, d: digest }]
  })
}

const aliasOf = (book: AddressBook, business: string, text: string, hash: PhoneHash) =>
  isScopedId(text) ? book.alias(business, text) : phoneAlias(book, hash, business, phoneIn(text)!)
