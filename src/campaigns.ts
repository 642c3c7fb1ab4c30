import { toPossibleE164 } from './config/phone-numbers.ts'
import { createCampaigns } from './flows/campaign-acts.ts'
import type { CampaignPort } from './flows/campaigns.ts'
import type { World } from './flows/world.ts'
import type { Live } from './live.ts'

interface Needs extends World {
  readonly live: Live
  readonly business: string
  readonly wake: (dueAt: number) => void
}

/** Campaigns, by the settings of the day. */
export const campaignsFor = ({ live, ...world }: Needs): CampaignPort =>
  createCampaigns({
    ...world,
    settings: () => ({ quiet: live.settings.campaigns.quiet, card: live.settings.rateCard }),
    readPhone: toPossibleE164,
  })
