import type { Campaign, ShownRecipient } from '../flows/campaign-store.ts'
import type { CampaignLook } from '../flows/campaigns.ts'

export type { AudienceFault } from '../domain/audience.ts'
export type { CampaignState, LeftOutReason, PauseCause, QuietHours, RecipientStanding } from '../domain/campaign.ts'
export type { CampaignCost, CampaignPace, Market } from '../domain/campaign-forecast.ts'
export type { CampaignPause, CampaignReport, ShownRecipient } from '../flows/campaign-store.ts'
export type {
  Audience,
  CampaignLook,
  CampaignPlan,
  CampaignRoom,
  CampaignSample,
  CampaignView,
} from '../flows/campaigns.ts'

/**
 * Campaigns as they go over the wire; a field that is undefined is not there.
 *
 * `POST /api/campaigns` takes a `CampaignPlan` as JSON (up to 16 MB; quiet hours as `{ from: '21:00', to: '8:00' }`, or null for
 * none) and, with `dry: true`, answers `look` and changes nothing. Else 201 with `campaign` and `look`, or 422 with `error`
 * and `look`: nothing was made. `audience` is `{ csv }` or `{ query }`.
 *
 * `POST /api/campaigns/:id/start` (with `at` in milliseconds, to begin later), `/pause`, `/resume` and `/cancel` answer
 * `campaign` as it is then, or 409 with `error` and `state`. `DELETE /api/campaigns/:id` takes drafts only.
 */

/** `GET /api/campaigns`, the newest first, 50 at a time; `next` is handed in as `before`. */
export interface CampaignPage {
  readonly campaigns: readonly CampaignRow[]
  readonly next: string | undefined
}
export type CampaignRow = Omit<Campaign, 'business'>

/** What `POST /api/campaigns` answers besides `ok`. */
export interface CampaignAnswer {
  readonly campaign?: CampaignRow
  readonly look: CampaignLook
}

/** `GET /api/campaigns/:id/recipients?standing=&after=`, 50 at a time; `next` is handed in as `after`. */
export interface RecipientPage {
  readonly recipients: readonly ShownRecipient[]
  readonly next: string | undefined
}
