import type { CampaignCost } from '../domain/campaign-forecast.ts'
import type { Campaign, CampaignReport } from '../flows/campaign-store.ts'
import type { CampaignLook } from '../flows/campaigns.ts'

const number = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 })
export const counted = (count: number, one: string, many = `${one}s`) =>
  `${number.format(count)} ${count === 1 ? one : many}`

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })
/** By the clock of whoever reads it. */
export const when = (at: number) => moment.format(at)

/** What would come of a campaign, for whoever decides whether to make it. */
export function lookInWords(look: CampaignLook): string[] {
  const { rows, good, samples, pace, room, notes, cost } = look
  const left = rows - good
  const lines = [
    `${counted(rows, 'row')}: ${counted(good, 'person', 'people')} would get it, ${number.format(left)} would not.`,
  ]
  if (good === 0) return lines
  for (const { to, name, words } of samples)
    lines.push('', `  ${[to, name].filter(Boolean).join('  ')}`, `    ${words.replaceAll('\n', '\n    ')}`)
  lines.push('', ...costInWords(cost, 'It would cost about'))
  const rate = number.format(Math.round(pace.perSecond * 10) / 10)
  const wait =
    pace.quiet > 0 ? ` For ${number.format(pace.quiet)} it is a quiet hour at the start: they get it afterwards.` : ''
  lines.push(`At ${rate} a second it would be through about ${when(pace.endAt)}.${wait}`)
  const { limit, used, left: free } = room
  if (limit !== undefined)
    lines.push(
      `WhatsApp lets the business begin with ${counted(limit, 'customer')} in 24 hours: ${number.format(used)} used, ${number.format(free ?? 0)} left for campaigns.${good > (free ?? 0) ? ' It will pause by itself, and go on as room comes.' : ''}`,
    )
  return [...lines, ...notes]
}

const MOST_MARKETS = 8

function costInWords({ card, markets, totals, unpriced }: CampaignCost, begin: string): string[] {
  const by = card.example ? 'by made-up example prices: give your own as rateCard' : `by ${card.name}`
  const sums = totals.map(({ amount, currency }) => `${number.format(amount)} ${currency}`)
  if (sums.length === 0 && unpriced === 0) return []
  const priced = markets.filter(({ amount }) => amount !== undefined)
  return [
    sums.length > 0 ? `${begin} ${sums.join(' and ')}, ${by}.` : `What it costs is not known, ${by}.`,
    ...priced
      .slice(0, MOST_MARKETS)
      .map(
        (one) =>
          `  ${one.country ?? '?'}  ${number.format(one.messages)} x ${one.each} = ${number.format(one.amount!)} ${one.currency}`,
      ),
    ...(priced.length > MOST_MARKETS
      ? [`  and ${counted(priced.length - MOST_MARKETS, 'more country', 'more countries')}`]
      : []),
    ...(unpriced > 0 ? [`  The card has no price for ${counted(unpriced, 'message')}: ${unpricedIn(markets)}.`] : []),
  ]
}

const unpricedIn = (markets: CampaignCost['markets']) =>
  markets
    .filter(({ amount }) => amount === undefined)
    .map(({ country }) => country ?? 'unknown country')
    .join(', ')

/** How far it is, in a line. */
export function standInWords({ state, pause, startAt, recipients, released }: Campaign): string {
  switch (state) {
    case 'draft':
      return `a draft for ${counted(recipients, 'person', 'people')}`
    case 'scheduled':
      return `begins ${startAt === undefined ? 'soon' : when(startAt)}`
    case 'paused': {
      const again = pause?.looksAgainAt === undefined ? '' : ` It looks again about ${when(pause.looksAgainAt)}.`
      return `paused${pause?.by ? ` by ${pause.by}` : ''}${pause?.reason ? `: ${pause.reason}` : ''}${again}`
    }
    default:
      return `${state}, ${number.format(released)} of ${number.format(recipients)}`
  }
}

const SOON_MS = 30_000

/** A campaign that runs and sends nothing waits for somebody's morning. */
export const waitInWords = ({ state }: Campaign, nextAt: number | undefined, now: number): string =>
  state === 'running' && nextAt !== undefined && nextAt > now + SOON_MS
    ? `; quiet hours until about ${when(nextAt)}`
    : ''

/** Of all, whoever waits for nothing any more. */
export const endedOf = ({ recipients, waiting, underWay }: CampaignReport) => recipients - waiting - underWay

export function reportInWords(report: CampaignReport, cost: CampaignCost): string[] {
  const row = (name: string, count: number, more = '') =>
    `  ${name.padEnd(12)}${number.format(count).padStart(9)}${more && `  ${more}`}`
  const reached = report.sent + report.delivered + report.read
  const share = (count: number) =>
    reached > 0 ? `${Math.round((count / reached) * 100)} % of those it was sent to` : ''
  const sum = (counts: readonly { readonly count: number }[]) => counts.reduce((total, { count }) => total + count, 0)
  const some = (name: string, count: number) => (count > 0 ? [row(name, count)] : [])
  return [
    row('recipients', report.recipients),
    ...some('waiting', report.waiting),
    ...some('under way', report.underWay),
    row('sent', report.sent, 'taken by WhatsApp, not delivered yet'),
    row('delivered', report.delivered, 'not read yet'),
    row('read', report.read),
    row('replied', report.replied, share(report.replied)),
    row('opted out', report.optedOut, share(report.optedOut)),
    ...some('unconfirmed', report.unconfirmed),
    row('failed', sum(report.failed)),
    ...report.failed.map(({ count, reason, code }) => `      ${number.format(count)}  ${reason || code}`),
    row('left out', sum(report.leftOut)),
    ...report.leftOut.map(({ count, reason }) => `      ${number.format(count)}  ${LEFT_OUT[reason]}`),
    ...costInWords(cost, 'What was delivered cost about'),
  ]
}

const LEFT_OUT: Readonly<Record<CampaignReport['leftOut'][number]['reason'], string>> = {
  'opted-out': 'want no marketing',
  'not-reachable': 'have no number or id that is known',
  blocked: 'were blocked',
  'not-sendable': 'could not be sent what the template has become',
  duplicate: 'stood there twice',
  erased: 'were erased',
  cancelled: 'had not got it when it was cancelled',
}

const LONGEST_BAR = 30

/** `[=========>          ]  45 %  900 of 2,000` */
export function barOf(done: number, all: number): string {
  const share = all === 0 ? 1 : done / all
  const full = Math.floor(share * LONGEST_BAR)
  const bar = `${'='.repeat(full)}${full < LONGEST_BAR ? '>' : ''}`.padEnd(LONGEST_BAR)
  return `[${bar}] ${String(Math.floor(share * 100)).padStart(3)} %  ${number.format(done)} of ${number.format(all)}`
}
