import type { CampaignPlan, CampaignPort } from './flows/campaigns.ts'
import { LIBRARY } from './flows/memory-asker.ts'

/** Campaigns inside a program. */
export interface WabatonCampaigns extends Pick<CampaignPort, 'look' | 'list' | 'show' | 'recipients'> {
  create(plan: CampaignPlan): ReturnType<CampaignPort['create']>
  /** `at`, in milliseconds: not before. */
  start(campaign: string, options?: { at?: number }): ReturnType<CampaignPort['start']>
  pause(campaign: string): ReturnType<CampaignPort['move']>
  resume(campaign: string): ReturnType<CampaignPort['move']>
  cancel(campaign: string): ReturnType<CampaignPort['move']>
  delete(campaign: string): ReturnType<CampaignPort['delete']>
}

/** Of a platform that is begun by whoever asks first. */
export function libraryCampaigns(there: () => Promise<CampaignPort>): WabatonCampaigns {
  const { by } = LIBRARY
  return {
    look: async (plan) => (await there()).look(plan),
    create: async (plan) => (await there()).create(plan, by),
    list: async (query) => (await there()).list(query),
    show: async (campaign) => (await there()).show(campaign),
    recipients: async (campaign, query) => (await there()).recipients(campaign, query),
    start: async (campaign, { at } = {}) => (await there()).start(campaign, { at, by }),
    pause: async (campaign) => (await there()).move(campaign, 'pause', by),
    resume: async (campaign) => (await there()).move(campaign, 'resume', by),
    cancel: async (campaign) => (await there()).move(campaign, 'cancel', by),
    delete: async (campaign) => (await there()).delete(campaign, by),
  }
}
