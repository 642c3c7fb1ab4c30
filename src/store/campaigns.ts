import { type CampaignState, type PauseCause, passesByItself } from '../domain/campaign.ts'
import type { Campaign, CampaignKey, CampaignStore } from '../flows/campaign-store.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { isId, statement, type Tx } from './statement.ts'

interface CampaignRow {
  business: string
  id: string
  name: string
  line: string
  note: string | null
  content: string
  quiet: string | null
  state: CampaignState
  cause: PauseCause | null
  reason: string | null
  paused_by: string | null
  paused_at: number | null
  looks_at: number | null
  created_at: number
  created_by: string
  start_at: number | null
  started_at: number | null
  ended_at: number | null
  recipients: number
  released: number
}

type Of = { business: string; id: string }

const FIND = statement<Of, CampaignRow>(() => 'select * from campaigns where business = :business and id = :id')
const LOCK = statement<Of, CampaignRow>(
  ({ forUpdate }) => `select c.* from campaigns c where c.business = :business and c.id = :id ${forUpdate('c')}`,
)

const INSERT = statement<{
  business: string
  id: string
  name: string
  line: string
  note: string | null
  content: string
  quiet: string | null
  created_at: number
  created_by: string
}>(
  () => `
  insert into campaigns (business, id, name, line, note, content, quiet, state, created_at, created_by)
  values (:business, :id, :name, :line, :note, :content, :quiet, 'draft', :created_at, :created_by)`,
)

export async function createCampaign(
  tx: Tx,
  { business, campaign: made, by, now }: Parameters<CampaignStore['createCampaign']>[0],
  ids: Ids,
): Promise<Campaign> {
  const { id, name, line, note, content, quiet } = made
  const before = await campaign(tx, { business, campaign: id })
  if (before) return before
  await INSERT(tx, {
    ...{ business, id, name, line, note: note ?? null, content: JSON.stringify(content) },
    ...{ quiet: quiet ? JSON.stringify(quiet) : null, created_at: now, created_by: by.name },
  })
  await audit(tx, ids, { business, by, at: now, action: 'campaign.created', subject: id, line, detail: { name } })
  return (await campaign(tx, { business, campaign: id }))!
}

export async function campaign(tx: Tx, { business, campaign: id }: CampaignKey): Promise<Campaign | undefined> {
  const [row] = isId(id) ? await FIND(tx, { business, id }) : []
  return row && toCampaign(row)
}

/** The first lock of every transaction that moves a campaign. Whoever has it finds its recipients as they are. */
export async function lockCampaign(tx: Tx, { business, campaign: id }: CampaignKey): Promise<Campaign | undefined> {
  const [row] = isId(id) ? await LOCK(tx, { business, id }) : []
  return row && toCampaign(row)
}

/** Ids sort by time: the one that was seen last says where to go on. */
const PAGE = statement<{ business: string; before: string; lines: string; most: number }, CampaignRow>(
  ({ name }) => `
  select * from campaigns where business = :business and id < :before
    and (:lines = '' or ${name === 'sqlite' ? `instr(:lines, ' ' || line || ' ') > 0` : `strpos(:lines, ' ' || line || ' ') > 0`})
  order by id desc limit :most + 0`,
)
const AFTER_ALL = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
const MOST = 50

export async function campaignsOf(
  tx: Tx,
  { business, lines, before = AFTER_ALL, most = MOST }: Parameters<CampaignStore['campaignsOf']>[0],
): Promise<Campaign[]> {
  if (!isId(before) || lines?.length === 0) return []
  const on = lines === undefined ? '' : ` ${lines.join(' ')} `
  return (await PAGE(tx, { business, before, lines: on, most })).map(toCampaign)
}

const UNDER_WAY = statement<{ business: string }, CampaignRow>(
  () =>
    `select * from campaigns where business = :business and state in ('scheduled', 'running', 'paused') order by id`,
)

export async function campaignsUnderWay(tx: Tx, business: string): Promise<Campaign[]> {
  return (await UNDER_WAY(tx, { business })).map(toCampaign)
}

function toCampaign(row: CampaignRow): Campaign {
  const { business, id, name, line, note, content, quiet, state, created_at, created_by } = row
  return {
    ...{ business, id, name, line, note: note ?? undefined, content: JSON.parse(content) },
    ...(quiet !== null && { quiet: JSON.parse(quiet) }),
    ...{ state, pause: pauseOf(row), createdAt: created_at, createdBy: created_by },
    ...{ startAt: row.start_at ?? undefined, startedAt: row.started_at ?? undefined },
    ...{ endedAt: row.ended_at ?? undefined, recipients: row.recipients, released: row.released },
  }
}

function pauseOf({ state, cause, reason, paused_by, paused_at, looks_at }: CampaignRow): Campaign['pause'] {
  if (state !== 'paused' || cause === null) return undefined
  const looksAgainAt = passesByItself(cause) ? (looks_at ?? undefined) : undefined
  return { because: cause, reason: reason ?? '', by: paused_by ?? undefined, at: paused_at!, looksAgainAt }
}
