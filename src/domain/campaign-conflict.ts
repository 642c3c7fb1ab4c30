import type { CampaignState } from './campaign.ts'

/** What people do to a campaign once it is there. */
export type CampaignStep = 'start' | 'pause' | 'resume' | 'cancel' | 'delete'

/** What it would have to be for that. */
const NEEDS: Readonly<Record<CampaignStep, string>> = {
  start: 'Only a draft can be started.',
  pause: 'Only a campaign that runs or is scheduled can be paused.',
  resume: 'Only a paused campaign can be resumed.',
  cancel: 'Only what has not ended can be cancelled.',
  delete: 'Only a draft can be deleted: what was started is part of the record. Cancel it instead.',
}
const STANDS: Readonly<Record<CampaignState, string>> = {
  draft: 'a draft',
  scheduled: 'scheduled',
  running: 'running',
  paused: 'paused',
  done: 'done',
  cancelled: 'cancelled',
}

/** Why it was not done. */
export const conflictInWords = (step: CampaignStep, state: CampaignState): string =>
  `${NEEDS[step]} This one is ${STANDS[state]}.`
