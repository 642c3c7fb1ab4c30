import { type LeftOutReason, OUTCOME_COUNTS_MS, type RecipientStanding } from '../domain/campaign.ts'
import { MARKETING_STOPPED } from '../domain/consent.ts'
import type { CampaignKey, CampaignReport, CampaignStore, ShownRecipient } from '../flows/campaign-store.ts'
import { isId, statement, type Tx } from './statement.ts'

/**
 * How it stands with a recipient `r` and their delivery `d`. What the claim has stopped never left: it counts as left
 * out, for the reason that the claim had.
 */
const STANDING = `case
    when r.state <> 'released' then r.state
    when d.id is null then 'left-out'
    when d.state in ('queued', 'claimed', 'unknown') then 'under-way'
    when d.state in ('accepted', 'sent') then 'sent'
    when d.state = 'played' then 'read'
    when d.state = 'dropped' then 'unconfirmed'
    when d.state = 'failed' and d.error_code is null then 'left-out'
    else d.state end`
const REASON = `case
    when r.state = 'left-out' then r.reason
    when r.state = 'waiting' then null
    when d.id is null then 'erased'
    when d.state <> 'failed' then null
    when d.error_code is not null then d.error_reason
    when d.error_reason = '${MARKETING_STOPPED}' then 'opted-out'
    when d.error_reason = 'no_address' then 'not-reachable'
    else 'not-sendable' end`
const CODE = `case when r.state = 'released' and d.state = 'failed' then d.error_code end`

const OF = `campaign_recipients r
  left join deliveries d on d.business = r.business and d.id = r.id`

interface CountRow {
  standing: RecipientStanding
  reason: string | null
  code: number | null
  count: number
}

const COUNTS = statement<{ business: string; campaign: string }, CountRow>(
  () => `
  select counted.standing, counted.reason, counted.code, count(*) as count from (
    select ${STANDING} as standing, ${REASON} as reason, ${CODE} as code from ${OF}
    where r.business = :business and r.campaign = :campaign) as counted
  group by counted.standing, counted.reason, counted.code`,
)

/** By the conversation the message lies in: it goes along when customers are joined and split. */
const OUTCOMES = statement<
  { business: string; campaign: string; within: number },
  { replied: number | null; opted_out: number | null }
>(
  () => `
  select
    sum(case when exists (select 1 from messages m
      where m.business = d.business and m.conversation = d.conversation and m.position > d.position and m.author = 'customer'
        and m.kind not in ('edit', 'revoke', 'system') and m.received_at <= d.created_at + :within) then 1 else 0 end) as replied,
    sum(case when exists (select 1 from consents s
      where s.business = d.business and s.customer = c.customer and s.state = 'out' and s.source <> 'join'
        and s.at >= d.created_at and s.at <= d.created_at + :within) then 1 else 0 end) as opted_out
  from deliveries d join conversations c on c.business = d.business and c.id = d.conversation
  where d.business = :business and d.campaign = :campaign and d.wamid is not null`,
)

export async function campaignReport(tx: Tx, { business, campaign }: CampaignKey): Promise<CampaignReport | undefined> {
  if (!isId(campaign)) return undefined
  const rows = await COUNTS(tx, { business, campaign })
  const [outcomes] = await OUTCOMES(tx, { business, campaign, within: OUTCOME_COUNTS_MS })
  const sum = (standing: RecipientStanding) =>
    rows.filter((row) => row.standing === standing).reduce((total, { count }) => total + count, 0)
  const byCount = (one: { count: number }, other: { count: number }) => other.count - one.count
  return {
    recipients: rows.reduce((total, { count }) => total + count, 0),
    waiting: sum('waiting'),
    underWay: sum('under-way'),
    sent: sum('sent'),
    delivered: sum('delivered'),
    read: sum('read'),
    unconfirmed: sum('unconfirmed'),
    failed: rows
      .filter(({ standing }) => standing === 'failed')
      .map(({ code, reason, count }) => ({ code: code ?? 0, reason: reason ?? '', count }))
      .toSorted(byCount),
    leftOut: rows
      .filter(({ standing }) => standing === 'left-out')
      .map(({ reason, count }) => ({ reason: reason as LeftOutReason, count }))
      .toSorted(byCount),
    replied: outcomes?.replied ?? 0,
    optedOut: outcomes?.opted_out ?? 0,
  }
}

interface RecipientRow {
  id: string
  place: number
  customer: string | null
  name: string | null
  phone: string | null
  standing: RecipientStanding
  reason: string | null
  code: number | null
  due_at: number
  released_at: number | null
  conversation: string | null
}

const PAGE = statement<
  { business: string; campaign: string; standing: string; place: number; after: string; most: number },
  RecipientRow
>(
  () => `
  select * from (
    select r.id, r.place, r.customer, p.name, p.phone, ${STANDING} as standing, ${REASON} as reason, ${CODE} as code,
      r.due_at, r.released_at, d.conversation
    from ${OF} left join contacts p on p.business = r.business and p.customer = r.customer
    where r.business = :business and r.campaign = :campaign and (r.place, r.id) > (:place, :after)) as shown
  where :standing = '' or shown.standing = :standing
  order by shown.place, shown.id limit :most + 0`,
)
const PLACE = statement<{ business: string; id: string }, { place: number }>(
  () => 'select place from campaign_recipients where business = :business and id = :id',
)
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'
const MOST = 50

export async function recipientsOf(
  tx: Tx,
  { business, campaign, standing = '' as never, after, most = MOST }: Parameters<CampaignStore['recipientsOf']>[0],
): Promise<ShownRecipient[]> {
  if (!isId(campaign) || (after !== undefined && !isId(after))) return []
  const [last] = after === undefined ? [] : await PLACE(tx, { business, id: after })
  const from = { place: last?.place ?? -1, after: after ?? BEFORE_ALL }
  const rows = await PAGE(tx, { business, campaign, standing, most, ...from })
  return rows.map(({ id, place, customer, name, phone, reason, code, due_at, released_at, conversation, ...row }) => ({
    ...{ id, row: place, customer: customer ?? undefined, name: name ?? undefined, phone: phone ?? undefined },
    ...{ standing: row.standing, reason: reason ?? undefined, code: code ?? undefined },
    ...{ dueAt: due_at, releasedAt: released_at ?? undefined, conversation: conversation ?? undefined },
  }))
}
