import { type PhoneHash, phoneForms } from '../domain/phone.ts'
import { KINDS, type Kind } from './customer-tables.ts'
import { rootOf } from './join.ts'
import { isId, statement, type Tx } from './statement.ts'

/** All that names a customer and those who were joined to them: what their rows are found by, and what scans look for. */
export interface Known {
  readonly business: string
  readonly root: string
  readonly ids: Readonly<Record<Kind, readonly string[]>>
  /** Phones in all forms, scoped ids, user names, digests. */
  readonly names: readonly string[]
  readonly texts: readonly string[]
}

const FAMILY = statement<{ business: string; customer: string }, ContactRow>(
  ({ types }) => `
  with recursive joined(customer) as (
    select cast(:customer as ${types.id})
    union select c.customer from contacts c join joined on c.business = :business and c.joined_to = joined.customer)
  select c.customer, c.phone, c.bsuid, c.parent_bsuid, c.username, c.before
  from contacts c join joined on joined.customer = c.customer where c.business = :business`,
)
interface Names {
  phone: string | null
  bsuid: string | null
  parent_bsuid: string | null
  username: string | null
}
interface ContactRow extends Names {
  customer: string
  before: string | null
}

interface Named {
  business: string
  rows: readonly object[]
}
type Row = Record<string, string | null>

const find = (select: string) =>
  statement<{ business: string; rows: readonly object[] }, Row>(
    ({ all }) => `${select} in (select named.id from ${all('named', { id: 'id' })})`,
  )
const CONVERSATIONS = find('select id from conversations where business = :business and customer')
const ALIASES = find('select value, user_id, hash from aliases where business = :business and customer')
const PAST_ALIASES = find('select value from past_aliases where business = :business and customer')
const MEMORIES = find('select id from memories where business = :business and customer')
const FACTS = find('select id from facts where business = :business and customer')
const MESSAGES = find(
  'select id, wamid, author, kind, text, content from messages where business = :business and conversation',
)
const DELIVERIES = find('select wamid from deliveries where business = :business and wamid is not null and id')
const HANDOFFS = find('select id from handoffs where business = :business and conversation')
const STEPS = find('select id from handoff_steps where business = :business and handoff')
const NOTES = find('select id from private_notes where business = :business and conversation')
const POSTS = find('select id from posts where business = :business and conversation')
const TURNS = find('select id from turns where business = :business and conversation')
const RUNS = find('select id from runs where business = :business and conversation')
const CALLS = find('select id from tool_calls where business = :business and conversation')
const RAW = (table: string) =>
  statement<{ business: string }, { id: string; raw: string }>(
    () => `select id, raw from ${table} where business = :business`,
  )
const NOTICES = RAW('notices')
const STRAYS = RAW('strays')

export async function familyOf(
  tx: Tx,
  { business, customer }: { business: string; customer: string },
  hash: PhoneHash,
): Promise<Known | undefined> {
  const root = isId(customer) ? await rootOf(tx, business, customer) : undefined
  if (!root) return undefined
  const contacts = await FAMILY(tx, { business, customer: root.customer })
  const of = (ids: readonly (string | null)[]): Named => ({ business, rows: ids.map((id) => ({ id })) })
  const ids: Record<Kind, string[]> = Object.fromEntries(KINDS.map((kind) => [kind, []])) as never
  const idsIn = (rows: readonly Row[]) => rows.map(({ id }) => id!)
  ids.customer = contacts.map((one) => one.customer)
  ids.conversation = idsIn(await CONVERSATIONS(tx, of(ids.customer)))
  ids.memory = idsIn(await MEMORIES(tx, of(ids.customer)))
  ids.fact = idsIn(await FACTS(tx, of(ids.customer)))
  const messages = await MESSAGES(tx, of(ids.conversation))
  ids.message = idsIn(messages)
  ids.handoff = idsIn(await HANDOFFS(tx, of(ids.conversation)))
  ids.step = idsIn(await STEPS(tx, of(ids.handoff)))
  ids.note = idsIn(await NOTES(tx, of(ids.conversation)))
  ids.post = idsIn(await POSTS(tx, of(ids.conversation)))
  ids.turn = idsIn(await TURNS(tx, of(ids.conversation)))
  ids.run = idsIn(await RUNS(tx, of(ids.conversation)))
  ids.call = idsIn(await CALLS(tx, of(ids.conversation)))
  const sent = await DELIVERIES(tx, of(ids.message))
  ids.wamid = [...new Set([...sent, ...messages].flatMap(({ wamid }) => wamid ?? []).concat(messages.flatMap(amended)))]
  const known = [...(await ALIASES(tx, of(ids.customer))), ...(await PAST_ALIASES(tx, of(ids.customer)))]
  const names = namesIn(
    [...contacts, ...contacts.flatMap(({ before }) => JSON.parse(before ?? '[]') as Names[])],
    known,
    hash,
  )
  const isNamed = namedIn({ ids, names })
  for (const { id, raw } of await NOTICES(tx, { business })) if (isNamed(raw)) ids.notice.push(id)
  for (const { id, raw } of await STRAYS(tx, { business })) if (isNamed(raw)) ids.stray.push(id)
  const texts = messages.flatMap(({ author, text }) => (author === 'customer' ? [text!] : []))
  return { business, root: root.customer, ids, names, texts }
}

/** Messages they have edited, deleted or reacted to. */
function amended({ kind, content }: Row): string[] {
  if (content === null || !['edit', 'revoke', 'reaction'].includes(kind ?? '')) return []
  const { of, to } = JSON.parse(content!)
  return [of ?? to].filter((one) => typeof one === 'string')
}

function namesIn(contacts: readonly Names[], aliases: readonly Row[], hash: PhoneHash): string[] {
  const phones = contacts.flatMap(({ phone }) => (phone === null ? [] : phoneForms(phone)))
  const others = contacts.flatMap(({ bsuid, parent_bsuid, username }) => [bsuid, parent_bsuid, username])
  const digests = phones.flatMap((phone) => [hash.of(phone), hash.namesOf(phone).hash, hash.namesOf(phone).userId])
  const all = [...phones, ...others, ...digests, ...aliases.flatMap((row) => Object.values(row))]
  return [...new Set(all.filter((one) => typeof one === 'string' && one.length >= SHORTEST))] as string[]
}
const SHORTEST = 4

const WORD = /[\w.+/=@-]{4,}/g
const NUMBER = /\+?\d[\d\s().\u00a0-]{5,28}\d/g

/** Whether a text names them: by a phone however it is written, an id of theirs or of a message, or a name. */
export function namedIn({ ids, names }: Pick<Known, 'ids' | 'names'>): (text: string) => boolean {
  const words = new Set([...names, ...ids.customer, ...ids.conversation, ...ids.wamid])
  const isOne = (word: string) => words.has(word) || words.has(word.replace(/[.@/-]+$/, ''))
  return (text) =>
    (text.match(WORD) ?? []).some((word) => isOne(word) || word.split(/[@/:]/).some(isOne)) ||
    (text.match(NUMBER) ?? []).some((number) => words.has(number.replaceAll(/\D/g, '')))
}
