import type { CampaignState, LeftOutReason, PauseCause, QuietHours, RecipientStanding } from '../domain/campaign.ts'
import type { Outbound, Template } from '../domain/outbound.ts'
import type { By } from './people.ts'
import type { Work } from './store.ts'

export interface CampaignKey {
  readonly business: string
  readonly campaign: string
}

/** A template from one line to many, as it is made. */
export interface NewCampaign {
  /** UUIDv7; it names the campaign for ever. */
  readonly id: string
  readonly name: string
  readonly line: string
  /** What its agent is told of it when somebody answers. */
  readonly note?: string | undefined
  /** Texts may hold `{{column}}`. */
  readonly content: Template
  readonly quiet?: QuietHours | undefined
}

export interface Campaign extends NewCampaign {
  readonly business: string
  readonly state: CampaignState
  /** Only while it is paused. */
  readonly pause: CampaignPause | undefined
  readonly createdAt: number
  readonly createdBy: string
  /** When it was told to begin; it may lie ahead. */
  readonly startAt: number | undefined
  readonly startedAt: number | undefined
  readonly endedAt: number | undefined
  readonly recipients: number
  /** Put into their conversations so far. */
  readonly released: number
}

export interface CampaignPause {
  readonly because: PauseCause
  /** In plain words: what has happened, and how it goes on. */
  readonly reason: string
  /** Who has paused it, where somebody did. */
  readonly by: string | undefined
  readonly at: number
  /** When it looks again by itself. */
  readonly looksAgainAt: number | undefined
}

/** One row of an audience. */
export interface NewRecipient {
  /** Of the file or the list it stands in, for people who look there. */
  readonly row: number
  /** By any name: a phone in any form, a scoped id, or our own id. */
  readonly to: string
  /** For whoever is not known yet. */
  readonly name?: string | undefined
  readonly values: Readonly<Record<string, string>>
  /** IANA. */
  readonly zone?: string | undefined
  /** Not before. */
  readonly dueFrom?: number | undefined
}

export interface AddingRecipients {
  readonly business: string
  /** Undefined only in a dry run: then `template` says what they would be sent. */
  readonly campaign: string | undefined
  readonly template?: { readonly name: string; readonly language: string } | undefined
  /** At most 1,000. */
  readonly recipients: readonly NewRecipient[]
  /** Looks and changes nothing; nobody becomes a customer. */
  readonly dry: boolean
  readonly now: number
}

export type AddedRecipient = {
  readonly row: number
  /** The same for rows that are one person, also in another call of the same dry run; undefined where nobody is meant. */
  readonly who: string | undefined
} & (
  | { readonly kind: 'added' | 'opted-out' | 'not-reachable' }
  /** Somebody who stands in this row already. */
  | { readonly kind: 'duplicate'; readonly of: number }
)

export type RecipientsAdded =
  | { readonly kind: 'looked' | 'added'; readonly rows: readonly AddedRecipient[] }
  | CampaignConflict

/** It stands otherwise than what was asked needs; undefined: there is no such campaign. */
export interface CampaignConflict {
  readonly kind: 'conflict'
  readonly state: CampaignState | undefined
}

export interface CampaignMove extends CampaignKey {
  readonly to: 'pause' | 'resume' | 'cancel'
  readonly by: By
  /** Left out, it is the person. */
  readonly because?: PauseCause | undefined
  readonly reason?: string | undefined
  readonly now: number
}

export type CampaignMoved = { readonly kind: 'moved'; readonly line: string } | CampaignConflict

export interface CampaignReport {
  readonly recipients: number
  readonly waiting: number
  readonly underWay: number
  /** Taken by WhatsApp, and no more is known. */
  readonly sent: number
  readonly delivered: number
  readonly read: number
  readonly unconfirmed: number
  readonly failed: readonly { readonly code: number; readonly reason: string; readonly count: number }[]
  readonly leftOut: readonly { readonly reason: LeftOutReason; readonly count: number }[]
  /** Of those it was sent to: who wrote afterwards, and who wants no more marketing since. */
  readonly replied: number
  readonly optedOut: number
}

export interface ShownRecipient {
  readonly id: string
  readonly row: number
  /** Undefined once they were erased. */
  readonly customer: string | undefined
  readonly name: string | undefined
  /** Digits only. */
  readonly phone: string | undefined
  readonly standing: RecipientStanding
  /** Why it failed, or why they were left out. */
  readonly reason: string | undefined
  readonly code: number | undefined
  readonly dueAt: number
  readonly releasedAt: number | undefined
  readonly conversation: string | undefined
}

/** A recipient whose turn has come, with all that their message is made of. */
export interface DueRecipient {
  readonly id: string
  readonly values: Readonly<Record<string, string>>
  readonly zone: string | undefined
  /** The digits of a phone, else a scoped id. */
  readonly address: string
}

export interface Releasing {
  readonly work: Work
  readonly now: number
  /** Messages a second that its line may send. */
  readonly throughput: number
  /** What they are sent; a fault where it cannot be made. */
  readonly message: (recipient: DueRecipient) => Outbound | { readonly fault: string }
  /** When they may be written to: not before `now`. */
  readonly allowedAt: (recipient: DueRecipient) => number
  /** So many different customers the business may begin with in 24 hours, as far as settings say; Meta may say less. */
  readonly limit: number | undefined
}

export interface Released {
  /** So many were put into their conversations, */
  readonly released: number
  /** and so many will never be. */
  readonly leftOut: number
  /** How it stands now; undefined where there is none, or somebody else looks after it. */
  readonly state: CampaignState | undefined
  readonly pause: CampaignPause | undefined
  /** It stands otherwise than before. */
  readonly moved: boolean
  /** When it is looked at again; undefined where it waits for somebody, or is over. */
  readonly nextAt: number | undefined
  readonly line: string | undefined
}

/** What Meta has told, and where. */
export interface MessagingLimit {
  readonly business: string
  readonly source: 'graph' | 'number' | 'account'
  /** Infinity where there is none. */
  readonly most: number
  readonly now: number
}

/** Different customers whom the business begins with in 24 hours. */
export interface MessagingRoom {
  /** Infinity where there is none. */
  readonly limit: number
  /** In the last 24 hours, by whatever way. */
  readonly used: number
  /** Released by campaigns and not counted yet. */
  readonly underWay: number
}

/** A campaign stands otherwise than before, or has come further. */
export interface CampaignNews {
  readonly business: string
  readonly campaign: string
  readonly line: string
}

/** What the store keeps of campaigns. */
export interface CampaignStore {
  /** Also of what other processes do; it may be lost. */
  followCampaigns(hear: (news: CampaignNews) => void): () => void
  /** A draft. Asked again with the same id, it is as it was. */
  createCampaign(creating: { business: string; campaign: NewCampaign; by: By; now: number }): Promise<Campaign>
  /** One outcome for each row, in their order. Only drafts take more. */
  addRecipients(adding: AddingRecipients): Promise<RecipientsAdded>
  campaign(key: CampaignKey): Promise<Campaign | undefined>
  /** A draft begins at this time: at once where it is not ahead. */
  startCampaign(starting: CampaignKey & { by: By; at: number; now: number }): Promise<CampaignMoved>
  moveCampaign(move: CampaignMove): Promise<CampaignMoved>
  /** The next step of a campaign: whoever is due, may be written to, and fits into pace and limit. */
  releaseRecipients(releasing: Releasing): Promise<Released>
  /** Something has changed that campaigns may wait for: each looks again at once. */
  lookAtCampaigns(asked: { business: string; now: number }): Promise<void>
  keepMessagingLimit(limit: MessagingLimit): Promise<void>
  /** `set`: what settings allow. */
  messagingRoom(asked: { business: string; set?: number | undefined; now: number }): Promise<MessagingRoom>
  /** With its recipients; the customers who were met for it stay. */
  deleteDraft(deleting: CampaignKey & { by: By; now: number }): Promise<CampaignMoved>
  /** The newest first; `lines` only on these, `before` the campaign with which the last page ended. */
  campaignsOf(query: {
    business: string
    lines?: readonly string[] | undefined
    before?: string | undefined
    most?: number | undefined
  }): Promise<Campaign[]>
  /** Those that have begun, or will, and are not over. */
  campaignsUnderWay(business: string): Promise<Campaign[]>
  campaignReport(key: CampaignKey): Promise<CampaignReport | undefined>
  /** In the order of their rows; `after` is the id with which the last page ended. */
  recipientsOf(
    query: CampaignKey & {
      standing?: RecipientStanding | undefined
      after?: string | undefined
      most?: number | undefined
    },
  ): Promise<ShownRecipient[]>
}
