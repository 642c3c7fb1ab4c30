import { queryOptions } from '@tanstack/react-query'
import type {
  CampaignAnswer,
  CampaignLook,
  CampaignPage,
  CampaignPlan,
  CampaignRow,
  CampaignView,
  RecipientPage,
} from '../../../src/http/wire-campaigns.ts'
import { get, post, query, remove } from './ask.ts'
import { serverNow } from './clock.ts'
import { queries } from './queries.ts'
import { newId } from './replies.ts'

export type CampaignShown = Omit<CampaignView, 'campaign'> & { readonly campaign: CampaignRow }

export const campaignsQuery = (before: string | undefined) =>
  queryOptions({
    queryKey: ['campaigns', 'page', before],
    queryFn: ({ signal }) => get<CampaignPage>(`/api/campaigns${query({ before })}`, signal),
    staleTime: 0,
  })

export const campaignQuery = (id: string) =>
  queryOptions({
    queryKey: ['campaigns', 'one', id],
    queryFn: ({ signal }) => get<CampaignShown>(`/api/campaigns/${id}`, signal),
    staleTime: 0,
  })

export const recipientsQuery = (id: string, shown: { readonly standing?: string; readonly after?: string }) =>
  queryOptions({
    queryKey: ['campaigns', 'recipients', id, shown],
    queryFn: ({ signal }) => get<RecipientPage>(`/api/campaigns/${id}/recipients${query(shown)}`, signal),
    staleTime: 0,
  })

const renew = () => queries.invalidateQueries({ queryKey: ['campaigns'] })

export const look = async (plan: CampaignPlan): Promise<CampaignLook> =>
  (await post<CampaignAnswer>('/api/campaigns', { ...plan, dry: true })).look

export async function create(plan: CampaignPlan): Promise<void> {
  await post<CampaignAnswer>('/api/campaigns', plan)
  void renew()
}

export type Move = 'start' | 'pause' | 'resume' | 'cancel'

/** What it is then is shown at once; how far it has come is asked for. */
export async function move(id: string, to: Move, given: { readonly at?: number | undefined } = {}): Promise<void> {
  try {
    await post(`/api/campaigns/${id}/${to}`, given)
  } finally {
    await renew()
  }
}

export async function deleteDraft(id: string): Promise<void> {
  await remove(`/api/campaigns/${id}`)
  queries.removeQueries({ queryKey: campaignQuery(id).queryKey })
  void renew()
}

/** UUIDv7: campaigns sort by their ids. Asked again with the same, no second one is made. */
export function newCampaignId(): string {
  const time = serverNow().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${newId().slice(15)}`
}
