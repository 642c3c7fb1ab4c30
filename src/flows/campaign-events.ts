import { limitNamed } from '../domain/campaign-pace.ts'
import type { Line } from '../domain/line.ts'
import type { EventHandlers, Notice } from '../domain/notice.ts'
import { askMessagingLimit } from './campaign-limit.ts'
import { type CampaignFault, pauseCampaign } from './campaign-pauses.ts'
import type { Campaign } from './store.ts'
import type { World } from './world.ts'

type Needs = Pick<World, 'store' | 'lines' | 'clock' | 'log' | 'whatsapp'> & { readonly wake: (dueAt: number) => void }
type Of<Kind extends Notice['kind']> = Extract<Notice, { kind: Kind }>

/** What Meta calls a template that it takes for now. */
const SENDABLE = new Set(['APPROVED', 'REINSTATED', 'UNPAUSED'])
const BUSINESS_INITIATED = 'RESTRICTED_BIZ_INITIATED_MESSAGING'

/** What Meta tells of the account, its numbers and templates acts on campaigns at once, not with the first refusal. */
export function campaignHandler(world: Needs): EventHandlers {
  const { store, lines, clock, wake } = world
  const business = () => lines.all[0]!.business

  async function pauseAll(fault: CampaignFault, concerns: (campaign: Campaign, line: Line | undefined) => boolean) {
    for (const campaign of await store.campaignsUnderWay(business())) {
      const line = lines.all.find(({ name }) => name === campaign.line)
      if (concerns(campaign, line)) await pauseCampaign(world, campaign, fault)
    }
  }

  async function keepLimit(source: 'number' | 'account', named: string | undefined) {
    const most = named === undefined ? undefined : limitNamed(named)
    if (most === undefined) return
    await store.keepMessagingLimit({ business: business(), source, most, now: clock.now() })
    // What was told before may have been stricter, and need not hold any more.
    await askMessagingLimit(world, lines.all[0]!)
    await store.lookAtCampaigns({ business: business(), now: clock.now() })
    wake(clock.now())
  }

  return {
    // Meta names the number as it is shown, which no setting knows: the account says which lines it may be.
    async phone_number_quality_update({ account, notices }) {
      for (const notice of of('number-quality', notices)) {
        await keepLimit('number', notice.limit)
        if (notice.event === 'FLAGGED') await pauseAll(FLAGGED, (_, line) => isOn(account, line))
      }
    },
    async business_capability_update({ notices }) {
      for (const notice of of('capability', notices)) await keepLimit('account', notice.limit)
    },
    async account_update({ account, notices }) {
      for (const notice of of('account', notices)) {
        const restriction = notice.restrictions.find(({ type }) => type === BUSINESS_INITIATED)
        const concerned = notice.account ?? account
        if (restriction) await pauseAll(restricted(restriction.until), (_, line) => isOn(concerned, line))
      }
    },
    async message_template_status_update({ notices }) {
      for (const { template, event } of of('template-status', notices))
        if (!SENDABLE.has(event) && event !== 'PENDING') await pauseAll(paused(template, event), isOf(template))
    },
    async message_template_quality_update({ notices }) {
      for (const { template, after } of of('template-quality', notices))
        if (after === 'RED') await pauseAll(poor(template), isOf(template))
    },
  }
}

/** Where nobody has told which account a line belongs to, it may be any. */
const isOn = (account: string | undefined, line: Line | undefined) => !line?.account || line.account === account

const of = <Kind extends Notice['kind']>(kind: Kind, notices: readonly Notice[]) =>
  notices.filter((notice): notice is Of<Kind> => notice.kind === kind)

type Named = Of<'template-status'>['template']

const isOf =
  ({ name, language }: Named) =>
  ({ content }: Campaign) =>
    content.name === name && content.language === language

const FLAGGED: CampaignFault = {
  because: 'quality',
  reason:
    'Meta has flagged the number: too many customers block or report what it sends. Look at whom you write to and what; resume the campaign when the quality has recovered.',
}

const restricted = (until: number | undefined): CampaignFault => ({
  because: 'account-restricted',
  reason: `Meta lets the account begin no conversations${until ? ` until ${new Date(until).toISOString()}` : ''}. Answers still leave. Resume the campaign when the restriction is over: the account's page at Meta says why, and takes appeals.`,
})

const paused = ({ name, language }: Named, event: string): CampaignFault => ({
  because: 'template-paused',
  reason: `The template ${name} (${language}) is ${event} at WhatsApp. Resume the campaign once it is approved again, or send another one.`,
})

const poor = ({ name, language }: Named): CampaignFault => ({
  because: 'quality',
  reason: `Customers do not like the template ${name} (${language}): its quality is RED, and Meta pauses such templates. Change it, or resume the campaign when you have looked at it.`,
})
