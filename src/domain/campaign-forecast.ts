import { limitForCampaigns } from './campaign-pace.ts'
import { nextAllowed, type QuietMinutes } from './quiet-hours.ts'
import { priceOfMessage, type RateCard } from './rate-card.ts'

/** What goes to the numbers of one country. */
export interface Market {
  /** As `US`; undefined where the number tells none. */
  readonly country: string | undefined
  readonly messages: number
  /** Of one message, and of all of them; undefined where the card does not say. */
  readonly each: number | undefined
  readonly amount: number | undefined
  readonly currency: string | undefined
}

export interface CampaignCost {
  readonly card: { readonly name: string; readonly example: boolean }
  /** The dearest first. */
  readonly markets: readonly Market[]
  /** One for each currency of the card. */
  readonly totals: readonly { readonly currency: string; readonly amount: number }[]
  /** So many messages whose price the card does not say: they are in no total. */
  readonly unpriced: number
}

interface Costing {
  readonly messages: ReadonlyMap<string | undefined, number>
  readonly category: string
  readonly at: number
  readonly card: RateCard
}

export function costOfCampaign({ messages, category, at, card }: Costing): CampaignCost {
  const markets = [...messages].map(([country, count]): Market => {
    const price = priceOfMessage({ country, category, at, card })
    if (price.kind !== 'known')
      return { country, messages: count, each: undefined, amount: undefined, currency: undefined }
    return {
      country,
      messages: count,
      each: price.amount,
      amount: exact(price.amount * count),
      currency: price.currency,
    }
  })
  const totals = new Map<string, number>()
  for (const { currency, amount } of markets)
    if (currency !== undefined) totals.set(currency, exact((totals.get(currency) ?? 0) + (amount ?? 0)))
  return {
    card: { name: card.name, example: card.example },
    markets: markets.toSorted(
      (one, other) => (other.amount ?? -1) - (one.amount ?? -1) || other.messages - one.messages,
    ),
    totals: [...totals].map(([currency, amount]) => ({ currency, amount })),
    unpriced: markets.reduce((sum, { each, messages: count }) => sum + (each === undefined ? count : 0), 0),
  }
}

/** Cards go down to hundredths of a cent. */
const exact = (amount: number) => Math.round(amount * 1_000_000) / 1_000_000

export interface CampaignPace {
  /** Messages a second, at most. */
  readonly perSecond: number
  readonly startAt: number
  /** About: as if nothing else were sent on the line. */
  readonly endAt: number
  /** So many wait at the start, until their quiet hours are over. */
  readonly quiet: number
}

interface Pacing {
  /** So many by the clocks of these zones. */
  readonly groups: readonly { readonly zones: readonly string[]; readonly count: number }[]
  readonly quiet: QuietMinutes | undefined
  readonly startAt: number
  readonly perSecond: number
  /** How many different customers may still be begun with, and in 24 hours; undefined where there is no limit. */
  readonly room?: { readonly limit: number | undefined; readonly left: number | undefined } | undefined
}

const DAY = 24 * 60 * 60_000

/** When a campaign will be through. */
export function paceOfCampaign({ groups, quiet, startAt, perSecond, room }: Pacing): CampaignPace {
  const due = groups
    .map(({ zones, count }) => ({ count, at: quiet ? nextAllowed({ ...quiet, zones, now: startAt }) : startAt }))
    .toSorted((one, other) => one.at - other.at)
  const paced = due.reduce((end, { at, count }) => Math.max(end, at) + (count / perSecond) * 1000, startAt)
  const all = due.reduce((sum, { count }) => sum + count, 0)
  const { limit, left } = room ?? {}
  const isTight = limit !== undefined && left !== undefined && all > left
  const days = isTight ? Math.ceil((all - left) / Math.max(limitForCampaigns(limit), 1)) : 0
  const waiting = due.reduce((sum, { at, count }) => sum + (at > startAt ? count : 0), 0)
  return { perSecond, startAt, endAt: Math.round(Math.max(paced, startAt + days * DAY)), quiet: waiting }
}
