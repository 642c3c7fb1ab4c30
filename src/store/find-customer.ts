import { isScopedId, type PhoneHash, phoneForms } from '../domain/phone.ts'
import { rootOf } from './join.ts'
import { isId, statement, type Tx } from './statement.ts'

const BY_ALIAS = statement<{ business: string; one: string; other: string }, { customer: string }>(
  () =>
    `select customer from aliases where business = :business and value in (:one, :other) order by value = :one desc`,
)
const BY_USER_ID = statement<{ business: string; id: string }, { customer: string }>(
  () => 'select customer from aliases where business = :business and user_id = :id',
)
const BY_HASH = statement<{ business: string; hash: string }, { customer: string }>(
  () => 'select customer from aliases where business = :business and (value = :hash or hash = :hash)',
)

/** What session keys and other systems put before a phone. */
const BEFORE_PHONE = /^(wa_|tel:|whatsapp:)?/i
const PHONE = /^\+?[\d\s().-]{5,30}$/
export const DIGEST = /^[0-9a-f]{64}$/i

/** The digits of a phone, if it is one. */
export function phoneIn(text: string): string | undefined {
  const phone = text.replace(BEFORE_PHONE, '')
  return PHONE.test(phone) ? phone.replaceAll(/\D/g, '') : undefined
}

/** Whose name this is, in whatever form: our own id, the uuid5 of the phone, its hash, the phone itself, a scoped id. */
export async function findCustomer(
  tx: Tx,
  { business, name }: { business: string; name: string },
  hash: PhoneHash,
): Promise<string | undefined> {
  const text = name.trim()
  if (isId(text)) {
    const id = text.toLowerCase()
    const own = await rootOf(tx, business, id)
    return own?.customer ?? (await BY_USER_ID(tx, { business, id }))[0]?.customer
  }
  if (DIGEST.test(text)) return (await BY_HASH(tx, { business, hash: text.toLowerCase() }))[0]?.customer
  if (isScopedId(text)) return (await BY_ALIAS(tx, { business, one: text, other: text }))[0]?.customer
  const phone = phoneIn(text)
  if (phone === undefined) return undefined
  const [one = '', other = one] = phoneForms(phone).map(hash.of)
  return (await BY_ALIAS(tx, { business, one, other }))[0]?.customer
}
