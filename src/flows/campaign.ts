import { type CampaignState, contentFor } from '../domain/campaign.ts'
import type { Line } from '../domain/line.ts'
import type { KnownTemplate } from '../domain/template.ts'
import { quietUntil } from './campaign-hours.ts'
import type { AskLimit } from './campaign-limit.ts'
import { faultOfTemplate, pauseCampaign } from './campaign-pauses.ts'
import type { Campaign, CampaignPause, Releasing, Work } from './store.ts'
import type { World } from './world.ts'

/** A line that is not in the configuration any more may come back. */
const WITHOUT_LINE_MS = 60_000

type Needs = Pick<World, 'clock' | 'log' | 'store' | 'lines' | 'whatsapp' | 'policy'> & {
  readonly askLimit: AskLimit
  readonly wake: (dueAt: number) => void
}

/**
 * One step of a campaign: whoever is due, may be written to and fits into pace and limit is put into their conversation,
 * and on it goes. Nothing is kept between steps but what the store has: any process makes the next one.
 */
export async function runCampaign(world: Needs, work: Work): Promise<undefined> {
  const { clock, log, store, lines, policy, wake } = world
  const campaign = await store.campaign({ business: work.business, campaign: work.key })
  const line = lines.all.find(({ name }) => name === campaign?.line)
  if (campaign && !line) {
    log.error('campaign-without-line', { campaign: campaign.id, line: campaign.line })
    await store.putOff(work, clock.now() + WITHOUT_LINE_MS)
    return
  }
  const mayRelease = campaign && ['running', 'scheduled', 'paused'].includes(campaign.state)
  if (mayRelease) await world.askLimit(line!, { begins: campaign.released === 0 })
  const books = campaign && (await booksOf(world, line!, campaign))
  const fault = books && campaign.state === 'running' ? faultOfTemplate(campaign, books) : undefined
  if (campaign && fault) await pauseCampaign(world, campaign, fault)
  // One moment for all that is asked of it: whoever may be written to now is not put off to a millisecond later.
  const now = clock.now()
  const { state, pause, moved, nextAt, released } = await store.releaseRecipients({
    work,
    now,
    throughput: line?.throughput ?? 0,
    message: campaign ? composer(world, campaign, books) : () => ({ fault: 'there is no such campaign' }),
    allowedAt: quietUntil(campaign?.quiet, now),
    limit: policy.messagingLimit,
  })
  if (moved && campaign && state) tell(world, campaign, state, pause)
  if (released > 0) log.debug('campaign-released', { campaign: work.key, count: released })
  if (nextAt !== undefined) wake(nextAt)
}

/** What our books say of its template; undefined where nothing is known. */
async function booksOf({ store }: Needs, { business, account }: Line, { content }: Campaign) {
  if (account === undefined) return undefined
  const known = await store.templatesNamed({ business, account, name: content.name })
  return known.syncedAt === undefined ? undefined : known.templates
}

/** What each recipient is sent, as Meta has approved it by now; what could not be sent says why. */
function composer(
  { whatsapp }: Needs,
  { content }: Campaign,
  books: readonly KnownTemplate[] | undefined,
): Releasing['message'] {
  return ({ values }) => {
    const message = contentFor(content, values)
    const verdict = books && whatsapp.templates.check(message, books)
    const faults = [...whatsapp.faults(message), ...(verdict?.faults ?? [])]
    if (faults.length > 0) return { fault: faults.join('; ') }
    return verdict?.words === undefined ? message : { ...message, words: verdict.words }
  }
}

function tell({ log }: Needs, { id, line }: Campaign, state: CampaignState, pause: CampaignPause | undefined) {
  if (state === 'paused')
    log.warn('campaign-paused', { campaign: id, line, because: pause?.because, reason: pause?.reason })
  else log.info(state === 'done' ? 'campaign-done' : 'campaign-running', { campaign: id, line })
}
