import { OUTCOME_COUNTS_MS } from '../domain/campaign.ts'
import type { GotCampaign } from '../domain/turn.ts'
import { statement, type Tx } from './statement.ts'

/** Whether the customer of the conversation `c` was ever a recipient. */
export const HAS_CAMPAIGNS = `exists (select 1 from campaign_recipients r where r.business = c.business and r.customer = c.customer
      and r.state = 'released') as has_campaigns`

interface Asking {
  readonly business: string
  readonly id: string
  readonly customer: string
  readonly line: string
  readonly last_received_at: number
  readonly has_campaigns: number | boolean
}

/** The latest before what the customer wrote last: an older one they do not speak of any more. */
const LATEST = statement<{ rows: readonly object[] }, { id: string; name: string; note: string | null; at: number }>(
  ({ each, name }) => {
    const { row, from } = each('asked', { business: 'text', id: 'id', customer: 'id', line: 'text', since: 'ms' })
    const latest = `
    select ${row.id} as id, k.name, k.note, r.released_at as at from campaign_recipients r
    join campaigns k on k.business = r.business and k.id = r.campaign
    where r.business = ${row.business} and r.customer = ${row.customer} and r.state = 'released' and k.line = ${row.line}
      and r.released_at >= ${row.since} order by r.released_at desc limit 1`
    return name === 'sqlite' ? latest : `select got.* ${from} cross join lateral (${latest}) got`
  },
)

/** What each agent is told of the campaign that its customer may be answering. */
export async function campaignsGot(tx: Tx, asking: readonly Asking[]): Promise<ReadonlyMap<string, GotCampaign>> {
  const rows = asking.flatMap(({ has_campaigns, last_received_at, ...one }) =>
    has_campaigns ? [{ ...one, since: last_received_at - OUTCOME_COUNTS_MS }] : [],
  )
  if (rows.length === 0) return new Map()
  const found = await LATEST(tx, { rows })
  return new Map(found.map(({ id, name, note, at }) => [id, { name, note: note ?? undefined, at }]))
}
