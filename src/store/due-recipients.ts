import type { LeftOutReason } from '../domain/campaign.ts'
import { COUNTED_MS } from '../domain/campaign-pace.ts'
import { mayBeMarketing } from '../domain/consent.ts'
import type { Outbound } from '../domain/outbound.ts'
import type { Campaign, DueRecipient, Releasing } from '../flows/campaign-store.ts'
import { consentsOf } from './consents.ts'
import { SomebodyWasFaster } from './contacts.ts'
import { rootOf } from './join.ts'
import { categoriesOf } from './marketing.ts'
import { statement, type Tx } from './statement.ts'

interface DueRow {
  id: string
  customer: string
  filled: string
  zone: string | null
  initiated_at: number | null
  withheld_until: number | null
}

const DUE = statement<{ business: string; campaign: string; now: number; most: number }, DueRow>(
  () => `
  select r.id, r.customer, r.filled, r.zone, o.initiated_at, o.withheld_until from campaign_recipients r
  left join outreach o on o.business = r.business and o.customer = r.customer
  where r.business = :business and r.campaign = :campaign and r.state = 'waiting' and r.due_at <= :now
  order by r.due_at, r.place limit :most + 0`,
)

interface HeldRow {
  customer: string
  phone: string | null
  bsuid: string | null
  joined_to: string | null
  blocked: number | boolean
}

/** Whoever is erased or joined in this moment waits, or has come first. */
const HOLD = statement<{ rows: readonly object[] }, HeldRow>(({ each, name }) => {
  const { row, join } = each('wanted', { business: 'text', customer: 'id' })
  return `
  select p.customer, p.phone, coalesce(p.bsuid, p.parent_bsuid) as bsuid, p.joined_to,
    exists (select 1 from blocks b where b.business = p.business and b.customer = p.customer) as blocked
  from contacts p ${join}
  where p.business = ${row.business} and p.customer = ${row.customer}
  order by p.customer ${name === 'postgres' ? 'for share of p' : ''}`
})

/** Somebody who was found to be one with them stands in the same campaign. */
const TWINS = statement<{ rows: readonly object[] }, { customer: string }>(({ each }) => {
  const { row, join } = each('wanted', { business: 'text', campaign: 'id', customer: 'id' })
  return `
  select j.joined_to as customer from contacts j ${join}
  where j.business = ${row.business} and j.joined_to = ${row.customer} and exists (
    select 1 from campaign_recipients r
    where r.business = j.business and r.campaign = ${row.campaign} and r.customer = j.customer and r.state = 'released')`
})

const IN_CAMPAIGN = statement<{ business: string; campaign: string; customer: string }, { id: string }>(
  () =>
    'select id from campaign_recipients where business = :business and campaign = :campaign and customer = :customer',
)
const GIVE = statement<{ business: string; id: string; customer: string }>(
  () => 'update campaign_recipients set customer = :customer where business = :business and id = :id',
)

/** What becomes of those who are due. */
export interface Chosen {
  readonly release: readonly { readonly id: string; readonly customer: string; readonly content: Outbound }[]
  readonly later: readonly { readonly id: string; readonly dueAt: number }[]
  readonly leftOut: readonly { readonly id: string; readonly reason: LeftOutReason }[]
  /** There was somebody whom only the limit keeps back. */
  readonly limited: boolean
}

/** Those who are quiet now are looked at in greater numbers: they only move. */
const MOST_QUIET = 500

interface Choosing extends Pick<Releasing, 'now' | 'message' | 'allowedAt'> {
  readonly campaign: Campaign
  /** So many at most, */
  readonly most: number
  /** and so many who were not begun with in the last 24 hours. */
  readonly room: number
}

/** Looks at whoever is due, all at once, and says who gets it now. */
export async function chooseDue(tx: Tx, choosing: Choosing): Promise<Chosen> {
  const { campaign, most, room, now, message, allowedAt } = choosing
  const { business, id } = campaign
  const looksAt = campaign.quiet ? Math.max(most, MOST_QUIET) : most
  const due = await DUE(tx, { business, campaign: id, now, most: looksAt })
  const { rows, duplicates } = await held(tx, campaign, due)
  const marketing = await isMarketing(tx, campaign)
  const consentOf = marketing && rows.length > 0 ? await consentsOf(tx, rows) : undefined
  const release: Chosen['release'][number][] = []
  const later: Chosen['later'][number][] = []
  const leftOut: Chosen['leftOut'][number][] = duplicates.map((one) => ({ id: one, reason: 'duplicate' }))
  let left = room
  let limited = false
  for (const row of rows) {
    if (release.length >= most) break
    const { customer } = row
    if (row.phone === null && row.bsuid === null) leftOut.push({ id: row.id, reason: 'not-reachable' })
    else if (row.blocked) leftOut.push({ id: row.id, reason: 'blocked' })
    else if (consentOf?.({ business, customer }).state === 'out') leftOut.push({ id: row.id, reason: 'opted-out' })
    else {
      const recipient = toDue(row)
      const rested = marketing ? Math.max(row.withheld_until ?? 0, now) : now
      const dueAt = Math.max(rested, allowedAt(recipient))
      if (dueAt > now) {
        later.push({ id: row.id, dueAt })
        continue
      }
      const counts = (row.initiated_at ?? 0) <= now - COUNTED_MS
      if (counts && left < 1) {
        limited = true
        continue
      }
      const content = message(recipient)
      if ('fault' in content) leftOut.push({ id: row.id, reason: 'not-sendable' })
      else {
        if (counts) left--
        release.push({ id: row.id, customer, content })
      }
    }
  }
  return { release, later, leftOut, limited }
}

const toDue = ({ id, filled, zone, phone, bsuid }: DueRow & HeldRow): DueRecipient => ({
  id,
  values: JSON.parse(filled),
  zone: zone ?? undefined,
  address: phone ?? bsuid ?? '',
})

async function isMarketing(tx: Tx, { business, content: { name, language } }: Campaign): Promise<boolean> {
  const template = { business, name, language }
  return mayBeMarketing((await categoriesOf(tx, [template]))(template))
}

/** Those who are still there, as they stand now; joined customers stand for all that they were. */
async function held(
  tx: Tx,
  { business, id: campaign }: Campaign,
  due: readonly DueRow[],
): Promise<{ rows: (DueRow & HeldRow & { business: string })[]; duplicates: string[] }> {
  if (due.length === 0) return { rows: [], duplicates: [] }
  const wanted = due.map(({ customer }) => ({ business, campaign, customer }))
  const contacts = new Map((await HOLD(tx, { rows: wanted })).map((row) => [row.customer, row]))
  const twins = new Set((await TWINS(tx, { rows: wanted })).map(({ customer }) => customer))
  const rows: (DueRow & HeldRow & { business: string })[] = []
  const duplicates: string[] = []
  for (const row of due) {
    const contact = contacts.get(row.customer)
    if (!contact) continue
    if (twins.has(row.customer)) duplicates.push(row.id)
    else if (contact.joined_to === null) rows.push({ ...row, ...contact, business })
    else if (await isTaken(tx, { business, campaign, id: row.id, customer: row.customer })) duplicates.push(row.id)
  }
  return { rows, duplicates }
}

/** Whoever was joined is a recipient under their new id from the next step on, unless that one is one already. */
async function isTaken(
  tx: Tx,
  { business, campaign, id, customer }: { business: string; campaign: string; id: string; customer: string },
): Promise<boolean> {
  const root = await rootOf(tx, business, customer)
  if (!root) throw new SomebodyWasFaster('the customer was erased')
  if ((await IN_CAMPAIGN(tx, { business, campaign, customer: root.customer })).length > 0) return true
  await GIVE(tx, { business, id, customer: root.customer })
  return false
}
