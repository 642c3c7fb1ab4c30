import { type CampaignState, passesByItself } from '../domain/campaign.ts'
import { allowance, freeAfter, limitForCampaigns } from '../domain/campaign-pace.ts'
import type { Campaign, CampaignPause, Released, Releasing } from '../flows/campaign-store.ts'
import type { Ids } from '../flows/world.ts'
import { lockCampaign } from './campaigns.ts'
import { insertOutbound, outboundRow } from './deliveries.ts'
import { type Chosen, chooseDue } from './due-recipients.ts'
import { needsLocks } from './locks.ts'
import { setCampaign } from './move-campaign.ts'
import { freedAt, messagingRoom } from './outreach.ts'
import { FIND_CONVERSATIONS, INSERT_CONVERSATIONS } from './receive.ts'
import { statement, type Tx } from './statement.ts'
import { lockWork, promise, putOff } from './work.ts'

/** A campaign that may release looks again after this. */
const STEP_MS = 250
/** What a step releases leaves in so many handfuls, which share their transactions. */
const PULSES = 5
const PULSE_MS = STEP_MS / PULSES
/** Whether the last messages have left is no hurry. */
const LOOK_MS = 1000
/** A line that is paused, or a limit that is reached: somebody may have mended it meanwhile. */
const LOOK_AT_LINE_MS = 5000
const LONGEST_LOOK_MS = 15 * 60_000
/** A limit that is reached is gone on from when so many places are free, not for each alone. */
const WORTH_GOING_ON = 20

/** Campaigns of one business share its limit, and those of one line its pace: one of them steps at a time. */
const HOLD_LIMIT = statement<{ business: string }>(
  () => `select pg_advisory_xact_lock(hashtextextended('messaging limit ' || :business, 0))`,
)

type OnLine = { business: string; line: string }

const PACE = statement<OnLine & { now: number }, { free_at: number | null; waiting: number }>(
  () => `
  select (select p.free_at from line_paces p where p.business = :business and p.line = :line) as free_at,
    (select count(*) from deliveries d where d.business = :business and d.line = :line and d.campaign is not null
      and d.state = 'queued' and d.due_at <= :now) as waiting`,
)
const KEEP_PACE = statement<OnLine & { free_at: number }>(
  () => `
  insert into line_paces (business, line, free_at) values (:business, :line, :free_at)
  on conflict (business, line) do update set free_at = excluded.free_at`,
)

const LINE_PAUSE = statement<OnLine, { reason: string; probe_at: number }>(
  () => 'select reason, probe_at from line_pauses where business = :business and line = :line',
)

/** One pass: what stands in its way, who is due, and what follows. All of it in one transaction, so that a recipient is
 * either waiting or has their message and its delivery, whatever dies in between. */
export async function releaseRecipients(tx: Tx, releasing: Releasing, ids: Ids): Promise<Released> {
  const { work, now } = releasing
  const campaign = await lockCampaign(tx, { business: work.business, campaign: work.key })
  const step = campaign && (await stepOf(tx, campaign, releasing, ids))
  await putOff(tx, work, step?.nextAt === undefined ? undefined : Math.ceil(step.nextAt))
  if (!campaign || !step)
    return { ...NOTHING, state: campaign?.state, moved: false, nextAt: undefined, line: undefined }
  const { state, pause, released = 0, leftOut = 0, nextAt } = step
  const moved = state !== campaign.state || pause?.because !== campaign.pause?.because
  if (moved || pause) {
    const at = pause && !moved ? (campaign.pause?.at ?? now) : now
    const ended = state === 'done' ? { endedAt: now } : {}
    await setCampaign(tx, campaign, {
      state,
      pause: pause && { ...pause, at },
      ...(state === 'running' && { startedAt: now }),
      ...ended,
    })
  }
  return { released, leftOut, state, pause, moved, nextAt, line: campaign.line }
}

const NOTHING = { released: 0, leftOut: 0, pause: undefined } as const

interface Step {
  readonly state: CampaignState
  readonly pause?: CampaignPause | undefined
  readonly released?: number
  readonly leftOut?: number
  readonly nextAt: number | undefined
}

/** What one pass comes to; undefined where it waits for somebody, or is over. */
async function stepOf(tx: Tx, campaign: Campaign, releasing: Releasing, ids: Ids): Promise<Step | undefined> {
  const { now } = releasing
  const { business, line, state, startAt } = campaign
  if (state === 'scheduled' && (startAt ?? 0) > now) return { state, nextAt: startAt }
  const goesOn = state === 'paused' && campaign.pause && passesByItself(campaign.pause.because)
  if (state !== 'running' && state !== 'scheduled' && !goesOn) return undefined
  const [paused] = await LINE_PAUSE(tx, { business, line })
  if (paused) {
    const reason = `WhatsApp takes nothing from the line ${line}: ${paused.reason}. It goes on by itself once the line sends again.`
    return pausedFor('line-paused', reason, now, now + LOOK_AT_LINE_MS)
  }
  if (needsLocks(tx.dialect)) await HOLD_LIMIT(tx, { business })
  const limits = await messagingRoom(tx, { business, set: releasing.limit, now })
  const room = limitForCampaigns(limits.limit) - limits.used - limits.underWay
  const [pace] = await PACE(tx, { business, line, now })
  const at = { freeAt: pace!.free_at ?? undefined, throughput: releasing.throughput, now }
  const most = allowance({ ...at, waiting: pace!.waiting })
  if (most === 0) return { state: 'running', nextAt: now + STEP_MS }

  const chosen = await chooseDue(tx, { ...releasing, campaign, most, room })
  await put(tx, campaign, chosen, { now, ids })
  const released = chosen.release.length
  const leftOut = chosen.leftOut.length
  if (released > 0) await KEEP_PACE(tx, { business, line, free_at: Math.ceil(freeAfter(released, at)) })
  if (chosen.limited && released === 0) {
    const over = limits.used + limits.underWay - limitForCampaigns(limits.limit)
    const freed = await freedAt(tx, { business, count: Math.min(over + WORTH_GOING_ON, limits.used), now })
    const looksAgainAt = Math.min(Math.max(freed ?? 0, now + LOOK_MS), now + LONGEST_LOOK_MS)
    return { ...pausedFor('messaging-limit', limitReached(limits.limit), now, looksAgainAt), leftOut }
  }
  const nextAt = await nextLook(tx, campaign, now)
  return nextAt === undefined
    ? { state: 'done', released, leftOut, nextAt }
    : { state: 'running', released, leftOut, nextAt }
}

const pausedFor = (because: CampaignPause['because'], reason: string, at: number, looksAgainAt: number): Step => ({
  state: 'paused',
  pause: { because, reason, by: undefined, at, looksAgainAt },
  nextAt: looksAgainAt,
})

const limitReached = (limit: number) =>
  `Meta lets the business begin with ${limit} different customers in 24 hours, and a campaign stops before that. It goes on by itself as soon as the first of them count no more.`

const MOVE_RECIPIENTS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('moved', {
    business: 'text',
    id: 'id',
    state: 'text',
    reason: 'text',
    due_at: 'ms',
    released_at: 'ms',
  })
  return `
  update campaign_recipients set state = ${row.state}, reason = ${row.reason},
    due_at = coalesce(${row.due_at}, campaign_recipients.due_at), released_at = ${row.released_at} ${from}
  where campaign_recipients.business = ${row.business} and campaign_recipients.id = ${row.id}`
})
const COUNT = statement<{ business: string; id: string; count: number }>(
  () => 'update campaigns set released = released + :count where business = :business and id = :id',
)
/** Nothing was said to them or by them: people look at other conversations first, as before. */
const TAKE_POSITIONS = statement<{ rows: readonly object[] }>(({ each }) => {
  const { row, from } = each('spoken', { business: 'text', id: 'id', last_position: 'int' })
  return `
  update conversations set last_position = ${row.last_position} ${from}
  where conversations.business = ${row.business} and conversations.id = ${row.id}`
})

async function put(tx: Tx, campaign: Campaign, chosen: Chosen, { now, ids }: { now: number; ids: Ids }): Promise<void> {
  const { business, line, id: campaignId } = campaign
  const { release, later, leftOut } = chosen
  if (release.length > 0) {
    const places = release.map(({ customer }) => ({ business, line, customer }))
    await INSERT_CONVERSATIONS(tx, { rows: places.map((place) => ({ ...place, id: ids.next(), now })) })
    const conversations = new Map((await FIND_CONVERSATIONS(tx, { rows: places })).map((row) => [row.customer, row]))
    const rows = release.map(({ id, customer, content }) => ({
      ...outboundRow(conversations.get(customer)!, { id, content, author: 'system', fenced: false, turn: null, now }),
      campaign: campaignId,
    }))
    await insertOutbound(tx, rows)
    const spoken = [...conversations.values()]
    await TAKE_POSITIONS(tx, {
      rows: spoken.map(({ id, last_position }) => ({ business, id, last_position })),
    })
    // A few at a time until the next step: all together they would stand before whatever others say in this moment.
    const promised = spoken.map(({ id: key }, index) => ({
      ...{ business, kind: 'deliver' as const, key },
      due_at: now + Math.floor((index * PULSES) / spoken.length) * PULSE_MS,
    }))
    await lockWork(tx, [...promised, { business, kind: 'campaign', key: campaignId }])
    await promise(tx, promised)
    await COUNT(tx, { business, id: campaignId, count: release.length })
  }
  const moved = [
    ...release.map(({ id }) => ({ business, id, state: 'released', released_at: now })),
    ...later.map(({ id, dueAt }) => ({ business, id, state: 'waiting', due_at: Math.ceil(dueAt) })),
    ...leftOut.map(({ id, reason }) => ({ business, id, state: 'left-out', reason })),
  ]
  if (moved.length > 0) await MOVE_RECIPIENTS(tx, { rows: moved })
}

const NEXT_DUE = statement<{ business: string; campaign: string }, { due_at: number | null }>(
  () => `
  select min(due_at) as due_at from campaign_recipients
  where business = :business and campaign = :campaign and state = 'waiting'`,
)
const UNDER_WAY = statement<{ business: string; campaign: string }, { one: number }>(
  () => `
  select 1 as one from deliveries where business = :business and campaign = :campaign and state in ('queued', 'claimed', 'unknown') limit 1`,
)

/** Undefined where nobody waits and nothing is under way: it is done. */
async function nextLook(tx: Tx, { business, id }: Campaign, now: number): Promise<number | undefined> {
  const [next] = await NEXT_DUE(tx, { business, campaign: id })
  if (next!.due_at !== null) return Math.max(now + STEP_MS, Math.min(next!.due_at, now + LONGEST_LOOK_MS))
  return (await UNDER_WAY(tx, { business, campaign: id })).length > 0 ? now + LOOK_MS : undefined
}
