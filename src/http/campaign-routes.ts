import { z } from 'zod'
import { worksOn } from '../domain/access.ts'
import { RECIPIENT_STANDINGS } from '../domain/campaign.ts'
import { type CampaignStep, conflictInWords } from '../domain/campaign-conflict.ts'
import { isTimeZone } from '../domain/hours/zoned.ts'
import { minutesOf } from '../domain/quiet-hours.ts'
import type { Campaign, CampaignConflict, ShownRecipient } from '../flows/campaign-store.ts'
import type { CampaignPlan, CampaignPort, MovedCampaign } from '../flows/campaigns.ts'
import { reportRows } from './campaign-report.ts'
import { nothingHere } from './gate.ts'
import { templateFields } from './outbound-body.ts'
import { answer, problem, type Route, route } from './routes.ts'
import type { CampaignRow } from './wire-campaigns.ts'

export interface CampaignRouteOptions {
  readonly campaigns: CampaignPort
}

/** A list of many stands in the body. */
const LARGEST = 16 * 1_048_576
const PAGE = 50

const time = z.string().refine((text) => minutesOf(text) !== undefined, 'is no time: write 21:00')
const zone = z.string().refine(isTimeZone, 'is no time zone: write one as Europe/Berlin')
const moment = z.int().positive()
const quiet = z.strictObject({ from: time, to: time, zone: zone.optional() })
const query = z.strictObject({
  line: z.string().min(1).optional(),
  language: z.string().min(2).max(8).toLowerCase().optional(),
  wroteSince: moment.optional(),
  wroteBefore: moment.optional(),
  consent: z.literal('in').optional(),
  metadata: z.record(z.string().regex(/^[\w.-]{1,100}$/), z.union([z.string(), z.number(), z.boolean()])).optional(),
  fromAd: z.boolean().optional(),
})
const country = z.string().toUpperCase().length(2).optional()
const audience = z.union([z.strictObject({ csv: z.string().min(1), country }), z.strictObject({ query })])

const plan = z.strictObject({
  id: z.uuid().toLowerCase().optional(),
  name: z.string().trim().min(1).max(120),
  line: z.string().min(1),
  template: z.strictObject(templateFields),
  note: z.string().trim().min(1).max(2000).optional(),
  quiet: quiet.nullable().optional(),
  audience,
  faulty: z.enum(['refuse', 'skip']).optional(),
  startAt: moment.optional(),
  /** Only looks what would come of it. */
  dry: z.boolean().optional(),
})

/** A template from one line to many: looked at, made, watched and stopped. */
export const campaignRoutes = ({ campaigns }: CampaignRouteOptions): Route[] => [
  route({
    method: 'POST',
    path: '/api/campaigns',
    action: 'campaign.send',
    body: plan,
    largest: LARGEST,
    async handle({ actor, by, body: { dry, ...given } }) {
      const asked = given as CampaignPlan
      const of = 'query' in asked.audience ? asked.audience.query.line : undefined
      for (const line of [asked.line, of])
        if (line !== undefined && !worksOn(actor, line)) return problem(422, `There is no line named ${line}.`)
      if (dry) return answer({ look: await campaigns.look(asked) })
      const made = await campaigns.create(asked, by)
      const { look } = made
      if (made.kind === 'refused') return problem(422, made.reason, { look })
      return answer({ campaign: rowOf(made.campaign), look }, 201)
    },
  }),
  route({
    method: 'GET',
    path: '/api/campaigns',
    action: 'campaign.read',
    async handle({ actor, query: { before } }) {
      const lines = actor.lines === 'all' ? undefined : actor.lines
      const found = await campaigns.list({ lines, before })
      return answer({ campaigns: found.map(rowOf), next: found.length < PAGE ? undefined : found.at(-1)!.id })
    },
  }),
  route({
    method: 'GET',
    path: '/api/campaigns/:id',
    action: 'campaign.read',
    of: 'campaign',
    async handle({ ids }) {
      const view = await campaigns.show(ids.id)
      return view ? answer({ ...view, campaign: rowOf(view.campaign) }) : nothingHere()
    },
  }),
  route({
    method: 'GET',
    path: '/api/campaigns/:id/recipients',
    action: 'campaign.read',
    of: 'campaign',
    async handle({ ids, query: { standing, after } }) {
      const wanted = RECIPIENT_STANDINGS.find((one) => one === standing)
      if (standing !== undefined && !wanted)
        return problem(400, `There is no standing ${standing}, only: ${RECIPIENT_STANDINGS.join(', ')}.`)
      const recipients = await campaigns.recipients(ids.id, { standing: wanted, after })
      return answer({ recipients, next: recipients.length < PAGE ? undefined : recipients.at(-1)!.id })
    },
  }),
  route({
    method: 'GET',
    path: '/api/campaigns/:id/report.csv',
    action: 'campaign.read',
    of: 'campaign',
    async handle({ ids, actorNow }) {
      const pages = (after: string | undefined): Promise<readonly ShownRecipient[]> =>
        campaigns.recipients(ids.id, { after, most: 1000 })
      return new Response(reportRows(pages, actorNow), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="campaign-${ids.id}.csv"`,
        },
      })
    },
  }),
  route({
    method: 'POST',
    path: '/api/campaigns/:id/start',
    action: 'campaign.send',
    of: 'campaign',
    body: z.strictObject({ at: moment.optional() }),
    handle: async ({ ids, by, body: { at } }) => moved(await campaigns.start(ids.id, { at, by }), 'start'),
  }),
  ...(['pause', 'resume', 'cancel'] as const).map((to) =>
    route({
      method: 'POST',
      path: `/api/campaigns/:id/${to}`,
      action: 'campaign.send',
      of: 'campaign',
      handle: async ({ ids, by }) => moved(await campaigns.move(ids.id, to, by), to),
    }),
  ),
  route({
    method: 'DELETE',
    path: '/api/campaigns/:id',
    action: 'campaign.send',
    of: 'campaign',
    async handle({ ids, by }) {
      const verdict = await campaigns.delete(ids.id, by)
      return verdict.kind === 'deleted' ? answer({}) : conflict(verdict, 'delete')
    },
  }),
]

const rowOf = ({ business: _, ...row }: Campaign): CampaignRow => row

const moved = (verdict: MovedCampaign, act: CampaignStep): Response =>
  verdict.kind === 'moved' ? answer({ campaign: rowOf(verdict.campaign) }) : conflict(verdict, act)

function conflict({ state }: CampaignConflict, act: CampaignStep): Response {
  if (state === undefined) return nothingHere()
  return problem(409, conflictInWords(act, state), { state })
}
