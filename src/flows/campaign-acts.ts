import type { AudienceFault } from '../domain/audience.ts'
import { costOfCampaign } from '../domain/campaign-forecast.ts'
import { countryOf } from '../domain/country.ts'
import type { Candidate } from './campaign-audience.ts'
import { type Looked, type LookNeeds, lookAt } from './campaign-look.ts'
import type { Campaign, CampaignConflict, CampaignMoved } from './campaign-store.ts'
import type { CampaignLook, CampaignMade, CampaignPlan, CampaignPort, MovedCampaign } from './campaigns.ts'
import type { By } from './people.ts'
import type { Ids } from './world.ts'

interface Needs extends LookNeeds {
  readonly ids: Pick<Ids, 'next'>
  readonly wake: (dueAt: number) => void
}

/** So many the store takes in one go: others have their turn between. */
const AT_ONCE = 250

/** Makes campaigns and moves them, for every desk there is. */
export function createCampaigns(needs: Needs): CampaignPort {
  const { store, clock, ids, lines, business, settings, wake } = needs

  async function create(plan: CampaignPlan, by: By): Promise<CampaignMade> {
    const looked = await lookAt(needs, plan)
    const reason = refusalOf(looked.look, plan)
    if (reason) return { kind: 'refused', reason, look: looked.look }
    const { id = ids.next(), name, line, note } = plan
    const { content, quiet } = looked
    const made = { id, name, line, note, content, quiet }
    const campaign = await store.createCampaign({ business, campaign: made, by, now: clock.now() })
    // Asked again with an id of before, what had not come in is added: the first time may have been cut off.
    if (campaign.state !== 'draft') return { kind: 'created', campaign, look: looked.look }
    const look = await fill(campaign, looked)
    return { kind: 'created', campaign: (await store.campaign({ business, campaign: id })) ?? campaign, look }
  }

  /** Between the look and this somebody may have written STOP. */
  async function fill({ id }: Campaign, { look, good }: Looked): Promise<CampaignLook> {
    const late: AudienceFault[] = []
    for (let from = 0; from < good.length; from += AT_ONCE) {
      const recipients = good.slice(from, from + AT_ONCE).map(({ country: _, ...recipient }: Candidate) => recipient)
      const added = await store.addRecipients({ business, campaign: id, recipients, dry: false, now: clock.now() })
      if (added.kind === 'conflict') break
      for (const { row, kind } of added.rows)
        if (kind === 'opted-out') late.push({ row, kind, fault: 'they have stopped marketing just now' })
      await clock.breathe()
    }
    return late.length === 0 ? look : { ...look, good: look.good - late.length, faults: [...look.faults, ...late] }
  }

  async function moved(campaign: string, verdict: CampaignMoved): Promise<MovedCampaign> {
    if (verdict.kind === 'conflict') return verdict
    wake(clock.now())
    const now = await store.campaign({ business, campaign })
    return now ? { kind: 'moved', campaign: now } : GONE
  }

  return {
    look: async (plan) => (await lookAt(needs, plan)).look,
    create,
    list: (query = {}) => store.campaignsOf({ business, ...query }),
    async show(campaign) {
      const key = { business, campaign }
      const asked = [store.campaign(key), store.campaignReport(key), store.nextDue(key)] as const
      const [found, report, nextAt] = await Promise.all(asked)
      if (!found || !report) return undefined
      const messages = new Map<string | undefined, number>()
      for (const { address, count } of await store.deliveredTo(key)) {
        const country = countryOf(address)
        messages.set(country, (messages.get(country) ?? 0) + count)
      }
      const category = await categoryOf(found)
      const at = found.startedAt ?? clock.now()
      return {
        campaign: found,
        report,
        nextAt,
        cost: costOfCampaign({ messages, category, at, card: settings().card }),
      }
    },
    recipients: (campaign, query = {}) => store.recipientsOf({ business, campaign, ...query }),
    async start(campaign, { at, by }) {
      const now = clock.now()
      return moved(campaign, await store.startCampaign({ business, campaign, by, at: Math.max(at ?? now, now), now }))
    },
    move: async (campaign, to, by) =>
      moved(campaign, await store.moveCampaign({ business, campaign, to, by, now: clock.now() })),
    async delete(campaign, by) {
      const verdict = await store.deleteDraft({ business, campaign, by, now: clock.now() })
      return verdict.kind === 'moved' ? { kind: 'deleted' } : verdict
    },
  }

  async function categoryOf({ line, content: { name, language } }: Campaign): Promise<string> {
    const account = lines.all.find((one) => one.name === line)?.account
    if (account === undefined) return ''
    const { templates } = await store.templatesNamed({ business, account, name })
    return templates.find((one) => one.language === language)?.category ?? ''
  }
}

const GONE: CampaignConflict = { kind: 'conflict', state: undefined }

/** Why nothing is made of it, and what to do. */
function refusalOf({ faults, good }: CampaignLook, { faulty = 'refuse' }: CampaignPlan): string | undefined {
  const whole = faults.filter(({ row, kind }) => row === undefined || (row === 1 && kind === 'list'))
  if (whole.length > 0) return `Nothing was made: ${whole.map(({ fault }) => fault).join('; ')}.`
  const rows = new Set(faults.map(({ row }) => row)).size
  if (good === 0) return `Nothing was made: nobody is left who could get it, ${rows} of the rows are at fault.`
  if (rows === 0 || faulty === 'skip') return undefined
  const [are, them] = rows === 1 ? ['1 row is', 'it'] : [`${rows} rows are`, 'them']
  return `Nothing was made: ${are} at fault. Mend ${them}, or have ${them} left out.`
}
