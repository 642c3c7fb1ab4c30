import type { AliasKind } from '../domain/customer.ts'
import { isScopedId, type PhoneHash } from '../domain/phone.ts'
import type { Ids } from '../flows/world.ts'
import { openAddressBook } from './contacts.ts'
import { keysOf, NO_KEYS } from './customers.ts'
import { DIGEST, findCustomer, phoneIn } from './find-customer.ts'
import type { Doubt } from './identity-questions.ts'
import { rootOf } from './join.ts'
import { isId, statement, type Tx } from './statement.ts'

interface Named {
  readonly business: string
  readonly name: string
  readonly now: number
}

/** What somebody was named by before they ever wrote; the phone may follow. */
interface Name {
  readonly kind: AliasKind
  readonly value: string
  readonly user_id: string | null
  readonly hash: string | null
  readonly reach?: { readonly phone: string } | { readonly bsuid: string } | { readonly parent_bsuid: string }
}

/** Whom a name means. Whoever is not known yet is known from now on, and by the same name when they write. */
export async function customerFor(
  tx: Tx,
  { business, name, now }: Named,
  { ids, hash }: { ids: Ids; hash: PhoneHash },
): Promise<string | undefined> {
  const known = await findCustomer(tx, { business, name }, hash)
  if (known !== undefined) return known
  const named = nameOf(name.trim(), hash)
  if (!named) return undefined
  const { reach, ...alias } = named
  const wanted = { business, line: '', a: alias.value, b: alias.user_id, c: alias.hash, d: null }
  const book = await openAddressBook(tx, [wanted])
  const other = [alias.user_id, alias.hash].map((value) => value && book.alias(business, value)).find(Boolean)
  const customer = other ? other.customer : ids.next()
  const contact = other
    ? book.contact(business, customer)
    : book.begin({ business, customer, ...NOTHING, created_at: now, updated_at: now })
  book.link({ ...alias, business, customer, evidence: EVIDENCE, since: now, until: null })
  book.change(contact, { ...reach })
  await book.save()
  return customer
}

/** Whether a name is one that somebody can be known by from now on. */
export const canBeMet = (name: string, hash: PhoneHash): boolean => nameOf(name.trim(), hash) !== undefined

export const EVIDENCE = 'memory'
export const NOTHING = { phone: null, bsuid: null, parent_bsuid: null, username: null, name: null }

export function nameOf(text: string, hash: PhoneHash): Name | undefined {
  const id = text.toLowerCase()
  if (isId(text)) return { kind: 'user-id', value: id, user_id: id, hash: null }
  // Where phones are hashed the digest is what the phone itself will be known by.
  if (DIGEST.test(text)) {
    return hash.mode === 'off'
      ? { kind: 'digest', value: id, user_id: null, hash: id }
      : { kind: 'phone', value: id, ...NO_KEYS }
  }
  if (isScopedId(text)) {
    const ofParent = text.slice(3, 7) === 'ENT.'
    const reach = ofParent ? { parent_bsuid: text } : { bsuid: text }
    return { kind: ofParent ? 'parent-bsuid' : 'bsuid', value: text, ...NO_KEYS, reach }
  }
  const phone = phoneIn(text)
  return phone === undefined
    ? undefined
    : { kind: 'phone', value: hash.of(phone), ...keysOf(hash, phone), reach: { phone } }
}

const NAMED_BEFORE = statement<{ rows: readonly object[] }, { business: string; value: string; customer: string }>(
  ({ each }) => {
    const { row, join } = each('linked', { business: 'text', user_id: 'text', hash: 'text' })
    return `
  select a.business, a.value, a.customer from aliases a ${join}
  where a.business = ${row.business} and a.value in (${row.user_id}, ${row.hash}) and a.kind in ('user-id', 'digest')`
  },
)

interface Linked {
  readonly business: string
  readonly customer: string
  readonly user_id: string | null
  readonly hash: string | null
  readonly since: number
}

/** Numbers that have just been met, and whose other names something was remembered under: those are the same people. */
export async function namedBefore(tx: Tx, linked: readonly Linked[]): Promise<Doubt[]> {
  const numbers = linked.filter(({ user_id }) => user_id !== null)
  if (numbers.length === 0) return []
  const doubts: Doubt[] = []
  for (const { business, value, customer } of await NAMED_BEFORE(tx, { rows: numbers })) {
    const number = numbers.find((one) => one.business === business && [one.user_id, one.hash].includes(value))!
    const older = await rootOf(tx, business, customer)
    if (older && older.customer !== number.customer)
      doubts.push({
        ...{ business, older: older.customer, newer: number.customer, alias: value },
        ...{ evidence: `${EVIDENCE} ${value}`, at: number.since, sure: true },
      })
  }
  return doubts
}
