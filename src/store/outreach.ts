import { COUNTED_MS, FIRST_LIMIT } from '../domain/campaign-pace.ts'
import type { MessagingLimit, MessagingRoom } from '../flows/campaign-store.ts'
import { statement, type Tx } from './statement.ts'

type Of = { readonly business: string; readonly customer: string }

const CUSTOMER = { business: 'text', customer: 'id' } as const

const note = (column: string) =>
  statement<{ rows: readonly object[] }>(({ each, name }) => {
    const { row, values } = each('noted', { ...CUSTOMER, at: 'ms' })
    const later = name === 'postgres' ? 'greatest' : 'max'
    return `
  insert into outreach (business, customer, ${column})
  ${values([row.business, row.customer, row.at], [row.business, row.customer])}
  on conflict (business, customer) do update set ${column} = ${later}(coalesce(outreach.${column}, 0), excluded.${column})`
  })
const INITIATED = note('initiated_at')
const WITHHELD = note('withheld_until')

/** Templates that leave outside a window: Meta counts each customer once in 24 hours. Written by the claim, before they leave. */
export async function noteInitiated(tx: Tx, customers: readonly Of[], at: number): Promise<void> {
  const rows = distinct(customers).map(({ business, customer }) => ({ business, customer, at }))
  if (rows.length > 0) await INITIATED(tx, { rows })
}

/** Meta withholds marketing from somebody who gets much of it: others wait as well. */
export async function noteWithheld(tx: Tx, customers: readonly Of[], until: number): Promise<void> {
  const rows = distinct(customers).map(({ business, customer }) => ({ business, customer, at: until }))
  if (rows.length > 0) await WITHHELD(tx, { rows })
}

const distinct = (customers: readonly Of[]) => [
  ...new Map(customers.map((one) => [`${one.business} ${one.customer}`, one])).values(),
]

const LIMITS = statement<{ business: string }, { most: number; told_at: number }>(
  () => 'select most, told_at from messaging_limits where business = :business',
)
const KEEP_LIMIT = statement<{ business: string; source: string; most: number; now: number }>(
  () => `
  insert into messaging_limits (business, source, most, told_at) values (:business, :source, :most, :now)
  on conflict (business, source) do update set most = excluded.most, told_at = excluded.told_at`,
)
/** Whoever asks Meta hears what holds now: what it told before is over. */
const FORGET_OLDER = statement<{ business: string; now: number }>(
  () => 'delete from messaging_limits where business = :business and told_at <= :now',
)

export async function keepMessagingLimit(tx: Tx, { business, source, most, now }: MessagingLimit): Promise<void> {
  if (source === 'graph') await FORGET_OLDER(tx, { business, now })
  await KEEP_LIMIT(tx, { business, source, most: Number.isFinite(most) ? most : -1, now })
}

const FRESH_MS = 2 * COUNTED_MS

/** The strictest of what is fresh; where nothing is, of what was; where nothing ever was, that of a new portfolio. */
export async function messagingLimit(
  tx: Tx,
  { business, set, now }: { business: string; set?: number | undefined; now: number },
): Promise<number> {
  const told = (await LIMITS(tx, { business })).map((row) => ({ ...row, most: row.most < 0 ? Infinity : row.most }))
  const fresh = told.filter(({ told_at }) => told_at > now - FRESH_MS)
  const known = (fresh.length > 0 ? fresh : told).map(({ most }) => most)
  if (known.length === 0 && set === undefined) return FIRST_LIMIT
  return Math.min(...known, set ?? Number.POSITIVE_INFINITY)
}

const COUNT = statement<{ business: string; since: number }, { unique: number; awaiting: number }>(
  () => `
  select
    (select count(*) from outreach o where o.business = :business and o.initiated_at > :since) as "unique",
    (select count(*) from deliveries d where d.business = :business and d.campaign is not null and d.state = 'queued' and d.attempts = 0) as awaiting`,
)

/**
 * How many more customers may be begun with. Both are counted in one look: what is claimed meanwhile goes from the one to
 * the other, and would else be in neither.
 */
export async function messagingRoom(
  tx: Tx,
  asked: { business: string; set?: number | undefined; now: number },
): Promise<MessagingRoom> {
  const { business, now } = asked
  const limit = await messagingLimit(tx, asked)
  const [counted] = await COUNT(tx, { business, since: now - COUNTED_MS })
  const { unique, awaiting } = counted!
  return { limit, used: unique, underWay: awaiting }
}

const FREED = statement<{ business: string; since: number; nth: number }, { initiated_at: number }>(
  () => `
  select initiated_at from outreach where business = :business and initiated_at > :since
  order by initiated_at limit 1 offset :nth + 0`,
)

/** When so many of those who count now count no more. */
export async function freedAt(
  tx: Tx,
  { business, count, now }: { business: string; count: number; now: number },
): Promise<number | undefined> {
  const [row] = await FREED(tx, { business, since: now - COUNTED_MS, nth: Math.max(0, count - 1) })
  return row && row.initiated_at + COUNTED_MS
}
