import type { ConsentEntry } from '../domain/consent.ts'
import type { Owner } from '../domain/conversation.ts'
import type { DeskDataStore, KnownCustomer } from '../flows/desk-data.ts'
import { consentsOf } from './consents.ts'
import { COLUMNS, type HandoffRow, JOINED, toShown } from './handoffs.ts'
import { rootOf } from './join.ts'
import { isId, statement, type Tx } from './statement.ts'

type Of = { business: string; customer: string }

const CONTACT = statement<
  Of,
  {
    name: string | null
    phone: string | null
    username: string | null
    language: string | null
    created_at: number
    person_name: string | null
    blocked_at: number | null
  }
>(
  () => `
  select p.name, p.phone, p.username, p.language, p.created_at, b.person_name, b.at as blocked_at from contacts p
  left join blocks b on b.business = p.business and b.customer = p.customer
  where p.business = :business and p.customer = :customer`,
)

const CONVERSATIONS = statement<
  Of,
  { id: string; line: string; owner: Owner; teammate_name: string | null; last_at: number | null }
>(
  () => `
  select c.id, c.line, c.owner, c.teammate_name,
    (select m.sent_at from messages m where m.business = c.business and m.conversation = c.id order by m.position desc limit 1) as last_at
  from conversations c where c.business = :business and c.customer = :customer and c.last_position > 0`,
)

/** More than twenty nobody reads; what lies on lines of others is taken out before they are counted. */
const MOST = 20

const HANDOFFS = statement<Of & { lines: string }, HandoffRow>(
  ({ name }) => `
  select ${COLUMNS} from ${JOINED}
  where c.business = :business and c.customer = :customer and h.released_at is not null
    and (:lines = '' or ${name === 'sqlite' ? `instr(:lines, ' ' || h.line || ' ') > 0` : `strpos(:lines, ' ' || h.line || ' ') > 0`})
  order by h.opened_at desc, h.id desc limit ${MOST}`,
)

type Query = Parameters<DeskDataStore['knownCustomer']>[0]

export async function knownCustomer(tx: Tx, { business, customer, lines }: Query): Promise<KnownCustomer | undefined> {
  const root = isId(customer) ? await rootOf(tx, business, customer) : undefined
  if (!root) return undefined
  const of = { business, customer: root.customer }
  const conversations = (await CONVERSATIONS(tx, of))
    .filter(({ line }) => lines === undefined || lines.includes(line))
    .map(({ teammate_name, last_at, ...one }) => {
      return { ...one, teammate: teammate_name ?? undefined, lastAt: last_at ?? 0 }
    })
  if (lines !== undefined && conversations.length === 0) return undefined
  const [contact] = await CONTACT(tx, of)
  if (!contact) return undefined
  const { name, phone, username, language, created_at, person_name, blocked_at } = contact
  const consent = (await consentsOf(tx, [of]))(of)
  const handoffs = await HANDOFFS(tx, { ...of, lines: lines === undefined ? '' : ` ${lines.join(' ')} ` })
  return {
    id: root.customer,
    name: name ?? undefined,
    phone: phone ?? undefined,
    username: username ?? undefined,
    language: language ?? undefined,
    since: created_at,
    blocked: blocked_at === null ? undefined : { by: person_name!, at: blocked_at },
    noMarketing: consent.state === 'out' ? stopOf(consent.entry) : undefined,
    conversations: conversations.toSorted((one, other) => other.lastAt - one.lastAt),
    handoffs: handoffs
      .map(toShown)
      .map(({ id, conversation, line, reason, summary, openedAt, releasedAt, outcome }) => {
        return { id, conversation, line, reason, summary, openedAt, releasedAt, outcome }
      }),
  }
}

const stopOf = ({ at, source, words, by }: ConsentEntry): KnownCustomer['noMarketing'] => ({
  since: at,
  source,
  ...(words !== undefined && { words }),
  ...(by !== undefined && { by }),
})
