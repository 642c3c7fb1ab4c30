import type { AudienceMember, AudienceStore } from '../flows/audience-store.ts'
import { consentsOf } from './consents.ts'
import type { Database } from './database.ts'
import type { Dialect } from './dialect.ts'
import { isId, statement, type Tx } from './statement.ts'

export const openAudience = ({ read }: Database): AudienceStore => ({
  audienceOf: (asked) => read((tx) => audienceOf(tx, asked)),
  blockedAmong: (asked) => read((tx) => blockedAmong(tx, asked)),
  deliveredTo: (asked) => read((tx) => DELIVERED(tx, asked)),
  nextDue: (asked) => read(async (tx) => (await NEXT(tx, asked))[0]?.due_at ?? undefined),
})

interface MemberRow {
  customer: string
  name: string | null
  phone: string | null
  bsuid: string | null
  language: string | null
}

/** Keys are whatever somebody called them: none becomes a part of a path. SQLite reads `true` out of JSON as 1. */
const holds = ({ name }: Dialect) =>
  name === 'sqlite'
    ? `exists (select 1 from json_each(m.metadata) as held where held.key = wanted.key and cast(held.value as text) = wanted.number)`
    : `cast(m.metadata as json) ->> wanted.key = wanted.value`

const MEMBERS = statement<
  {
    business: string
    line: string
    after: string
    since: number
    before: number
    language: string
    ad: number
    rows: readonly object[]
    most: number
  },
  MemberRow
>(
  (dialect) => `
  select c.customer, p.name, p.phone, coalesce(p.bsuid, p.parent_bsuid) as bsuid, p.language
  from conversations c join contacts p on p.business = c.business and p.customer = c.customer
  where c.business = :business and c.line = :line and c.customer > :after
    and c.last_inbound_at >= :since and c.last_inbound_at < :before
    and (:language = '' or p.language = :language)
    and (:ad = 0 or exists (select 1 from messages r
      where r.business = c.business and r.conversation = c.id and r.about is not null and r.about like '%"referral":{%'))
    and not exists (select 1 from ${dialect.all('wanted', { key: 'text', value: 'text', number: 'text' })}
      where not exists (select 1 from memories m
        where m.business = c.business and m.customer = c.customer and ${holds(dialect)}))
    and not exists (select 1 from blocks b where b.business = c.business and b.customer = c.customer)
  order by c.customer limit :most`,
)

const FIRST = '00000000-0000-0000-0000-000000000000'
const NEVER = Number.MAX_SAFE_INTEGER

async function audienceOf(
  tx: Tx,
  { business, query, after = FIRST, most }: Parameters<AudienceStore['audienceOf']>[0],
) {
  const { line, language = '', wroteSince = 1, wroteBefore = NEVER, fromAd, metadata = {} } = query
  const rows = Object.entries(metadata).map(([key, value]) => {
    return { key, value: String(value), number: typeof value === 'boolean' ? String(Number(value)) : String(value) }
  })
  const found = await MEMBERS(tx, {
    ...{ business, line, after, language, rows, most },
    ...{ since: Math.max(wroteSince, 1), before: wroteBefore, ad: fromAd ? 1 : 0 },
  })
  const members = query.consent === 'in' ? await whoSaidYes(tx, business, found) : found
  return { members: members.map(memberOf), next: found.length < most ? undefined : found.at(-1)!.customer }
}

async function whoSaidYes(tx: Tx, business: string, found: readonly MemberRow[]): Promise<readonly MemberRow[]> {
  const consents = await consentsOf(
    tx,
    found.map(({ customer }) => ({ business, customer })),
  )
  return found.filter(({ customer }) => consents({ business, customer }).state === 'in')
}

const memberOf = ({ customer, name, phone, bsuid, language }: MemberRow): AudienceMember => ({
  customer,
  name: name ?? undefined,
  phone: phone ?? undefined,
  bsuid: bsuid ?? undefined,
  language: language ?? undefined,
})

const BLOCKED = statement<{ rows: readonly object[] }, { customer: string }>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', customer: 'id' })
  return `
  select b.customer from blocks b ${join} where b.business = ${row.business} and b.customer = ${row.customer}`
})

async function blockedAmong(tx: Tx, { business, customers }: { business: string; customers: readonly string[] }) {
  const rows = customers.filter(isId).map((customer) => ({ business, customer }))
  const found = rows.length > 0 ? await BLOCKED(tx, { rows }) : []
  return new Set(found.map(({ customer }) => customer))
}

/** As many digits as tell a country, and no more: what a campaign costs needs no numbers. */
const DELIVERED = statement<{ business: string; campaign: string }, { address: string; count: number }>(
  () => `
  select coalesce(substr(p.phone, 1, 6), substr(coalesce(p.bsuid, p.parent_bsuid), 1, 3), '') as address, cast(count(*) as integer) as count
  from campaign_recipients r
    join deliveries d on d.business = r.business and d.id = r.id and d.delivered_at is not null
    join contacts p on p.business = r.business and p.customer = r.customer
  where r.business = :business and r.campaign = :campaign
  group by 1`,
)

const NEXT = statement<{ business: string; campaign: string }, { due_at: number | null }>(
  () => `
  select min(due_at) as due_at from campaign_recipients
  where business = :business and campaign = :campaign and state = 'waiting'`,
)
