import { type CampaignState, passesByItself } from '../domain/campaign.ts'
import type {
  Campaign,
  CampaignKey,
  CampaignMove,
  CampaignMoved,
  CampaignPause,
  CampaignStore,
} from '../flows/campaign-store.ts'
import type { By } from '../flows/people.ts'
import type { Ids } from '../flows/world.ts'
import { audit } from './audit.ts'
import { campaignsUnderWay, lockCampaign } from './campaigns.ts'
import { statement, type Tx } from './statement.ts'
import { promise, wake } from './work.ts'

const SET_STATE = statement<{
  business: string
  id: string
  state: CampaignState
  cause: string | null
  reason: string | null
  paused_by: string | null
  paused_at: number | null
  looks_at: number | null
  start_at: number | null
  started_at: number | null
  ended_at: number | null
}>(
  () => `
  update campaigns set state = :state, cause = :cause, reason = :reason, paused_by = :paused_by, paused_at = :paused_at, looks_at = :looks_at,
    start_at = coalesce(:start_at, start_at), started_at = coalesce(started_at, :started_at), ended_at = coalesce(:ended_at, ended_at)
  where business = :business and id = :id`,
)

interface Stand {
  readonly state: CampaignState
  readonly pause?: CampaignPause | undefined
  readonly startAt?: number | undefined
  readonly startedAt?: number | undefined
  readonly endedAt?: number | undefined
}

/** How a locked campaign stands from now on. */
export async function setCampaign(
  tx: Tx,
  { business, id }: Pick<Campaign, 'business' | 'id'>,
  { state, pause, startAt, startedAt, endedAt }: Stand,
): Promise<void> {
  await SET_STATE(tx, {
    ...{ business, id, state, cause: pause?.because ?? null, reason: pause?.reason ?? null },
    ...{ paused_by: pause?.by ?? null, paused_at: pause?.at ?? null, looks_at: pause?.looksAgainAt ?? null },
    ...{ start_at: startAt ?? null, started_at: startedAt ?? null, ended_at: endedAt ?? null },
  })
}

const LEAVE_OUT = statement<{ business: string; campaign: string }>(
  () => `
  update campaign_recipients set state = 'left-out', reason = 'cancelled'
  where business = :business and campaign = :campaign and state = 'waiting'`,
)

type Asked = CampaignKey & { by: By; now: number }

/** Looks again at once, whoever has it and whenever it was due. */
export const lookAt = (tx: Tx, { business, campaign: key }: CampaignKey, at: number) =>
  promise(tx, [{ business, kind: 'campaign', key, due_at: at }])

export async function lookAtAll(tx: Tx, business: string, now: number): Promise<void> {
  const waiting = (await campaignsUnderWay(tx, business)).filter(({ state }) => state === 'paused')
  await wake(
    tx,
    waiting.map(({ id: key }) => ({ business, kind: 'campaign' as const, key, due_at: now })),
  )
}

export async function startCampaign(
  tx: Tx,
  starting: Parameters<CampaignStore['startCampaign']>[0],
  ids: Ids,
): Promise<CampaignMoved> {
  const { at, now } = starting
  const campaign = await lockCampaign(tx, starting)
  if (campaign?.state !== 'draft') return { kind: 'conflict', state: campaign?.state }
  const startAt = Math.max(now, Math.ceil(at))
  await setCampaign(tx, campaign, {
    startAt,
    ...(startAt > now ? { state: 'scheduled' } : { state: 'running', startedAt: now }),
  })
  await lookAt(tx, starting, startAt)
  await record(tx, ids, starting, campaign, 'campaign.started')
  return { kind: 'moved', line: campaign.line }
}

export async function moveCampaign(tx: Tx, move: CampaignMove, ids: Ids): Promise<CampaignMoved> {
  const { to, by, because = 'person', reason = '', now } = move
  const campaign = await lockCampaign(tx, move)
  if (!campaign || !FROM[to].includes(campaign.state)) return { kind: 'conflict', state: campaign?.state }
  // Whoever waits for somebody already goes on waiting for the same.
  const waits = campaign.pause && !passesByItself(campaign.pause.because)
  if (to === 'pause' && waits) return { kind: 'conflict', state: campaign.state }
  switch (to) {
    case 'pause': {
      const who = because === 'person' ? by.name : undefined
      const pause = { because, reason, by: who, at: now, looksAgainAt: undefined }
      await setCampaign(tx, campaign, { state: 'paused', pause })
      break
    }
    case 'resume':
      await setCampaign(tx, campaign, { state: (campaign.startAt ?? 0) > now ? 'scheduled' : 'running' })
      await lookAt(tx, move, Math.max(now, campaign.startAt ?? 0))
      break
    case 'cancel':
      await LEAVE_OUT(tx, { business: campaign.business, campaign: campaign.id })
      await setCampaign(tx, campaign, { state: 'cancelled', endedAt: now })
      break
  }
  await record(tx, ids, move, campaign, `campaign.${PAST[to]}`)
  return { kind: 'moved', line: campaign.line }
}

const FROM: Record<CampaignMove['to'], readonly CampaignState[]> = {
  pause: ['scheduled', 'running', 'paused'],
  resume: ['paused'],
  cancel: ['draft', 'scheduled', 'running', 'paused'],
}
const PAST = { pause: 'paused', resume: 'resumed', cancel: 'cancelled' } as const

const FORGET_RECIPIENTS = statement<{ business: string; id: string }>(
  () => 'delete from campaign_recipients where business = :business and campaign = :id',
)
const FORGET = statement<{ business: string; id: string }>(
  () => 'delete from campaigns where business = :business and id = :id',
)

export async function deleteDraft(tx: Tx, deleting: Asked, ids: Ids): Promise<CampaignMoved> {
  const campaign = await lockCampaign(tx, deleting)
  if (campaign?.state !== 'draft') return { kind: 'conflict', state: campaign?.state }
  const { business, id } = campaign
  await FORGET_RECIPIENTS(tx, { business, id })
  await FORGET(tx, { business, id })
  await record(tx, ids, deleting, campaign, 'campaign.deleted')
  return { kind: 'moved', line: campaign.line }
}

const record = (
  tx: Tx,
  ids: Ids,
  { by, now }: Asked,
  { business, id, name, line }: Campaign,
  action: `campaign.${string}`,
) => audit(tx, ids, { business, by, at: now, action, subject: id, line, detail: { name } })
