import type { PauseCause } from '../domain/campaign.ts'
import type { KnownTemplate } from '../domain/template.ts'
import { BY_ITSELF } from './people.ts'
import type { Campaign } from './store.ts'
import type { World } from './world.ts'

export interface CampaignFault {
  readonly because: PauseCause
  /** In plain words: what has happened, and how it goes on. */
  readonly reason: string
}

type Needs = Pick<World, 'clock' | 'log' | 'store'>

/** Meta's words for a template that it has paused, or takes no more. */
const TEMPLATE_PAUSED = new Set([132015, 132016])

/** What Meta says of one message may hold for all that its campaign would send. */
export async function campaignHears(
  world: Needs,
  { business, campaign }: { readonly business: string; readonly campaign: string | undefined },
  error: { readonly code: number; readonly reason: string } | undefined,
): Promise<void> {
  if (campaign === undefined || !error || !TEMPLATE_PAUSED.has(error.code)) return
  const reason = `WhatsApp takes its template no more (${error.reason}). Resume the campaign once the template is approved again, or send another one.`
  await pauseCampaign(world, { business, id: campaign }, { because: 'template-paused', reason })
}

/** What stands against its template in our books. */
export function faultOfTemplate(
  { content: { name, language } }: Campaign,
  books: readonly KnownTemplate[],
): CampaignFault | undefined {
  const template = books.find((one) => one.language === language)
  if (template?.status === 'APPROVED') return undefined
  const now = template ? `is ${template.status}` : 'does not exist any more'
  return {
    because: 'template-paused',
    reason: `The template ${name} (${language}) ${now} at WhatsApp. Resume the campaign once it is approved again, or send another one.`,
  }
}

/** People are told of it as of every alert; the campaign waits until somebody lets it go on. */
export async function pauseCampaign(
  { clock, log, store }: Needs,
  { business, id }: Pick<Campaign, 'business' | 'id'>,
  { because, reason }: CampaignFault,
): Promise<void> {
  const now = clock.now()
  const moved = await store.moveCampaign({ business, campaign: id, to: 'pause', by: BY_ITSELF, because, reason, now })
  if (moved.kind === 'moved')
    log.warn('attention-needed', { what: 'campaign', campaign: id, event: because, detail: reason })
}
