import type { Content } from '../domain/content.ts'
import { type PhoneHash, phoneForms } from '../domain/phone.ts'
import type { Received } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { openAddressBook } from './contacts.ts'
import { keysOf } from './customers.ts'
import { statement, type Tx } from './statement.ts'

/** Where Meta writes phones of customers. */
const PHONE_FIELDS = new Set([
  'from',
  'to',
  'wa_id',
  'new_wa_id',
  'previous_wa_id',
  'recipient_id',
  'recipient_participant_id',
  'phone',
  'phone_number',
  'waId',
  'customer',
  'input',
])
const PHONE = /^\+?\d[\d\s().\u00a0-]{5,28}\d$/
/** In a sentence of Meta's, or in a card. */
const NUMBERS = /\+?\d[\d\s().\u00a0-]{5,28}\d/g
const DIGEST = /^[0-9a-f]{64}$/
/** Deeper than anything Meta sends: what is nested to break us is left out. */
const DEEPEST = 100

type Write = (text: string) => string

/** Rewrites what stands where phones do; what customers have written themselves is left as it is. */
function rewrite(
  value: unknown,
  write: { phone: Write; sentence: Write },
  [key = '', parent = '', depth = 0]: readonly [key?: string, parent?: string, depth?: number] = [],
): unknown {
  if (depth > DEEPEST) return null
  if (Array.isArray(value)) return value.map((one) => rewrite(one, write, [key, parent, depth + 1]))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, rewrite(one, write, [name, key, depth + 1])]),
    )
  const isPhone = PHONE_FIELDS.has(key) || (key === 'id' && parent === 'threads')
  if (isPhone && (typeof value === 'string' || typeof value === 'number')) return write.phone(String(value))
  const isSentence = key === 'vcard' || (key === 'body' && parent === 'system') || key === ''
  return isSentence && typeof value === 'string' ? write.sentence(value) : value
}

const digitsOf = (text: string) => text.replaceAll(/\D/g, '')

function hide(raw: unknown, hash: PhoneHash, found = new Set<string>()): unknown {
  const hidden = (text: string) => {
    found.add(digitsOf(text))
    return hash.of(digitsOf(text))
  }
  return rewrite(raw, {
    phone: (text) => (PHONE.test(text) ? hidden(text) : text),
    sentence: (text) => text.replaceAll(NUMBERS, (number) => hash.of(digitsOf(number))),
  })
}

/** Raw JSON as it is kept: where phones are hashed, their digests stand in it. */
export function withoutPhones(raw: unknown, hash: PhoneHash): unknown {
  return hash.mode === 'off' ? raw : hide(raw, hash)
}

/** A message as it is kept. Cards and notices of a changed number hold phones as well; who has sent it is known by now. */
export function messageWithoutPhones(received: Received, hash: PhoneHash): Received {
  if (hash.mode === 'off') return received
  const { message } = received
  const content = contentWithoutPhones(message.content, hash)
  return { ...received, message: { ...message, content, raw: hide(message.raw, hash) } }
}

function contentWithoutPhones(content: Content, hash: PhoneHash): Content {
  if (content.kind === 'edit') return { ...content, content: contentWithoutPhones(content.content, hash) }
  if (content.kind === 'contacts') return hide(content, hash) as Content
  if (content.kind !== 'system') return content
  return (hide({ system: content }, hash) as { system: Content }).system
}

/**
 * What is received only later must be whole again then: its phones are kept where phones may be, as those of customers
 * who are about to be met.
 */
export async function keepPhones(
  tx: Tx,
  { business, raw, at }: { business: string; raw: unknown; at: number },
  { hash, ids }: { hash: PhoneHash; ids: Ids },
): Promise<void> {
  const found = new Set<string>()
  hide(raw, hash, found)
  const phones = [...found]
  const wanted = phones.map((phone) => {
    const [a = '', b = null] = phoneForms(phone).map(hash.of)
    return { business, line: '', a, b, c: null, d: null }
  })
  const book = await openAddressBook(tx, wanted)
  for (const phone of phones) {
    const value = hash.of(phone)
    if (phoneForms(phone).some((form) => book.alias(business, hash.of(form)))) continue
    const customer = ids.next()
    const nothing = { bsuid: null, parent_bsuid: null, username: null, name: null }
    book.begin({ business, customer, phone, ...nothing, created_at: at, updated_at: at })
    const proven = { customer, evidence: 'a webhook that waits for its line', since: at, until: null }
    book.link({ business, value, kind: 'phone', ...proven, ...keysOf(hash, phone) })
  }
  await book.save()
}

const PHONES_OF = statement<{ rows: readonly object[] }, { value: string; phone: string }>(({ each }) => {
  const { row, join } = each('hidden', { business: 'text', value: 'text' })
  return `
  select a.value, p.phone from aliases a join contacts p on p.business = a.business and p.customer = a.customer ${join}
  where a.business = ${row.business} and a.value = ${row.value} and p.phone is not null`
})

/** Puts the phones back, as far as they are known and still those that were hidden; a digest is nobody's address. */
export async function withPhones(
  tx: Tx,
  { business, raw }: { business: string; raw: unknown },
  hash: PhoneHash,
): Promise<unknown> {
  if (hash.mode === 'off') return raw
  const digests = new Set<string>()
  const note = (text: string) => {
    if (DIGEST.test(text)) digests.add(text)
    return text
  }
  rewrite(raw, { phone: note, sentence: (text) => text })
  if (digests.size === 0) return raw
  const rows = await PHONES_OF(tx, { rows: [...digests].map((value) => ({ business, value })) })
  const known = new Map(rows.flatMap(({ value, phone }) => (hash.of(phone) === value ? [[value, phone]] : [])))
  return rewrite(raw, {
    phone: (text) => (DIGEST.test(text) ? (known.get(text) ?? '') : text),
    sentence: (text) => text,
  })
}
