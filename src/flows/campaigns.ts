import type { AudienceFault } from '../domain/audience.ts'
import type { QuietHours, RecipientStanding } from '../domain/campaign.ts'
import type { CampaignCost, CampaignPace } from '../domain/campaign-forecast.ts'
import type { Template } from '../domain/outbound.ts'
import type { AudienceQuery } from './audience-store.ts'
import type { Campaign, CampaignConflict, CampaignReport, ShownRecipient } from './campaign-store.ts'
import type { By } from './people.ts'

/** What a campaign is to be. Its texts may hold `{{column}}`, and `{{column|something}}` for rows that have nothing there. */
export interface CampaignPlan {
  /** UUIDv7: asked again with the same, no second one is made. */
  readonly id?: string | undefined
  readonly name: string
  readonly line: string
  /** Where it leaves its body out, each variable is filled from the column of its name. */
  readonly template: Omit<Template, 'kind' | 'words'>
  /** What the agent of the line is told of it when somebody answers. */
  readonly note?: string | undefined
  /** By default those of the settings; null is none. */
  readonly quiet?: QuietHours | null | undefined
  readonly audience: Audience
  /** What becomes of an audience with faults: nothing is made, or those who are at fault are left out. */
  readonly faulty?: 'refuse' | 'skip' | undefined
  /** When it is meant to begin, for the forecast. */
  readonly startAt?: number | undefined
}

export type Audience =
  /** A table whose first row names its columns; `country` reads numbers that leave theirs out. */
  | { readonly csv: string; readonly country?: string | undefined }
  | { readonly query: Omit<AudienceQuery, 'line'> & { readonly line?: string | undefined } }

/** What would come of a campaign. Nothing was changed, and nothing sent. */
export interface CampaignLook {
  /** All that the audience holds, and those of them who would get it. */
  readonly rows: number
  readonly good: number
  /** All that is wrong, in the order of the rows; what is about all of them first. */
  readonly faults: readonly AudienceFault[]
  /** The first of those who would get it, with what they would read. */
  readonly samples: readonly CampaignSample[]
  readonly category: string | undefined
  readonly cost: CampaignCost
  readonly pace: CampaignPace
  /** Different customers whom the business may begin with in 24 hours, as far as Meta and the settings say. */
  readonly room: CampaignRoom
  /** What is worth knowing and stops nothing. */
  readonly notes: readonly string[]
}

export interface CampaignSample {
  readonly row: number
  readonly to: string
  readonly name: string | undefined
  readonly words: string
}

export interface CampaignRoom {
  /** Undefined where Meta sets none. */
  readonly limit: number | undefined
  /** In the last 24 hours, by whatever way. */
  readonly used: number
  /** For campaigns, now: a part of the limit is left to answers, codes and whatever else is none. */
  readonly left: number | undefined
}

export type CampaignMade =
  /** A draft; who is at fault was left out of it. */
  | { readonly kind: 'created'; readonly campaign: Campaign; readonly look: CampaignLook }
  /** Nothing was made. */
  | { readonly kind: 'refused'; readonly reason: string; readonly look: CampaignLook }

export type MovedCampaign = { readonly kind: 'moved'; readonly campaign: Campaign } | CampaignConflict

export interface CampaignView {
  readonly campaign: Campaign
  readonly report: CampaignReport
  /** When the first of those who wait gets it: it lies ahead where quiet hours hold all of them. */
  readonly nextAt: number | undefined
  /** Of what was delivered. */
  readonly cost: CampaignCost
}

/** All that programs and people do with campaigns, wherever they ask. */
export interface CampaignPort {
  look(plan: CampaignPlan): Promise<CampaignLook>
  create(plan: CampaignPlan, by: By): Promise<CampaignMade>
  /** The newest first, 50 at a time. */
  list(query?: { lines?: readonly string[] | undefined; before?: string | undefined }): Promise<readonly Campaign[]>
  /** Undefined where there is none. */
  show(campaign: string): Promise<CampaignView | undefined>
  /** In the order of their rows, 50 at a time. */
  recipients(
    campaign: string,
    query?: { standing?: RecipientStanding | undefined; after?: string | undefined; most?: number | undefined },
  ): Promise<readonly ShownRecipient[]>
  /** At once, or at a time that lies ahead. */
  start(campaign: string, given: { at?: number | undefined; by: By }): Promise<MovedCampaign>
  move(campaign: string, to: 'pause' | 'resume' | 'cancel', by: By): Promise<MovedCampaign>
  /** Only drafts. */
  delete(campaign: string, by: By): Promise<{ readonly kind: 'deleted' } | CampaignConflict>
}
