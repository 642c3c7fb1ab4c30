import type { PhoneHash } from '../domain/phone.ts'
import type { CampaignNews, CampaignStore } from '../flows/campaign-store.ts'
import type { Ids } from '../flows/world.ts'
import { addRecipients } from './campaign-recipients.ts'
import { campaignReport, recipientsOf } from './campaign-report.ts'
import { campaign, campaignsOf, campaignsUnderWay, createCampaign } from './campaigns.ts'
import type { Database } from './database.ts'
import { deleteDraft, lookAtAll, moveCampaign, startCampaign } from './move-campaign.ts'
import { keepMessagingLimit, messagingRoom } from './outreach.ts'
import { releaseRecipients } from './release-recipients.ts'

interface Needs {
  readonly ids: Ids
  readonly hash: PhoneHash
}

/** What the store keeps of campaigns, on either database. */
export function openCampaigns(database: Database, needs: Needs): CampaignStore {
  const { write, read, announce } = database
  const news = openNews(database)
  return {
    followCampaigns: news.follow,
    createCampaign: (creating) => write((tx) => createCampaign(tx, creating, needs.ids)),
    async startCampaign(starting) {
      const moved = await write((tx) => startCampaign(tx, starting, needs.ids))
      if (moved.kind === 'moved') announce(Math.max(starting.at, starting.now))
      if (moved.kind === 'moved') news.tell({ ...starting, line: moved.line })
      return moved
    },
    async moveCampaign(move) {
      const moved = await write((tx) => moveCampaign(tx, move, needs.ids))
      if (moved.kind === 'moved' && move.to === 'resume') announce(move.now)
      if (moved.kind === 'moved') news.tell({ ...move, line: moved.line })
      return moved
    },
    async releaseRecipients(releasing) {
      const released = await write((tx) => releaseRecipients(tx, releasing, needs.ids))
      if (released.released > 0) announce(releasing.now)
      const { business, key: campaign } = releasing.work
      // Until it is done also what becomes of messages is told, a step at a time.
      if (released.line !== undefined) news.tell({ business, campaign, line: released.line })
      return released
    },
    lookAtCampaigns: ({ business, now }) => write((tx) => lookAtAll(tx, business, now)),
    keepMessagingLimit: (limit) => write((tx) => keepMessagingLimit(tx, limit)),
    messagingRoom: (asked) => read((tx) => messagingRoom(tx, asked)),
    deleteDraft: (deleting) => write((tx) => deleteDraft(tx, deleting, needs.ids)),
    addRecipients: (adding) => (adding.dry ? read : write)((tx) => addRecipients(tx, adding, needs)),
    campaign: (key) => read((tx) => campaign(tx, key)),
    campaignsOf: (query) => read((tx) => campaignsOf(tx, query)),
    campaignsUnderWay: (business) => read((tx) => campaignsUnderWay(tx, business)),
    campaignReport: (key) => read((tx) => campaignReport(tx, key)),
    recipientsOf: (query) => read((tx) => recipientsOf(tx, query)),
  }
}

interface Mentioned {
  readonly news?: CampaignNews
}

/** Told here and, in words that are kept nowhere, to the other processes. */
function openNews({ mention, onMentioned }: Pick<Database, 'mention' | 'onMentioned'>) {
  const hearers = new Set<(news: CampaignNews) => void>()
  const tellHere = (news: CampaignNews) => {
    for (const hear of hearers) hear(news)
  }
  onMentioned((words) => {
    const { news } = JSON.parse(words) as Mentioned
    if (news) tellHere(news)
  })
  return {
    tell({ business, campaign, line }: CampaignNews) {
      const news = { business, campaign, line }
      tellHere(news)
      mention(JSON.stringify({ business, news } satisfies Mentioned & { business: string }))
    },
    follow(hear: (news: CampaignNews) => void) {
      hearers.add(hear)
      return () => void hearers.delete(hear)
    },
  }
}
