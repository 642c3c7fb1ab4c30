import { readCsv } from './csv.ts'

/** What Meta bills for: templates by their category, all else by `service`. */
export const PRICED = ['marketing', 'utility', 'authentication', 'service'] as const
export type PricedCategory = (typeof PRICED)[number]

/** What a message costs in some countries from a day on. `*` stands for the countries that no rate names. */
export interface Rate {
  readonly countries: readonly string[]
  readonly currency: string
  readonly prices: Readonly<Partial<Record<PricedCategory, number>>>
  /** Midnight of that day in Greenwich; zero where it always held. */
  readonly from: number
}

/** Prices by country, category and day. Wabaton asks nobody for them: they are as good as the card. */
export interface RateCard {
  readonly name: string
  /** It came with Wabaton and shows how a card looks; its prices are nobody's. */
  readonly example: boolean
  readonly rates: readonly Rate[]
}

export type MessagePrice =
  | { readonly kind: 'known'; readonly amount: number; readonly currency: string }
  | { readonly kind: 'free'; readonly because: 'entry-point' | 'window' }
  | { readonly kind: 'unknown'; readonly because: 'country' | 'category' }

interface PriceQuestion {
  /** Of whom it is sent to, as `US`; see `countryOf`. */
  readonly country: string | undefined
  /** As Meta writes it, in any case. */
  readonly category: string
  readonly at: number
  readonly card: RateCard
  /** The customer has written within 24 hours. */
  readonly open?: boolean
  /** They came from an ad or a page's button, and the 72 hours of that are not over. */
  readonly entryPoint?: boolean
}

/** From here on Meta bills what is said inside the window too, as much as a utility template of that country. */
const WINDOW_BILLED_FROM = Date.UTC(2026, 9, 1)

/** What one delivered message costs. What the card does not say is unknown, and never nothing. */
export function priceOfMessage({ country, category, at, card, open, entryPoint }: PriceQuestion): MessagePrice {
  if (entryPoint) return { kind: 'free', because: 'entry-point' }
  const priced = PRICED.find((one) => one === category.toLowerCase())
  const ofWindow = priced === 'service' || (priced === 'utility' && open)
  if (ofWindow && at < WINDOW_BILLED_FROM) return { kind: 'free', because: 'window' }
  if (!priced) return { kind: 'unknown', because: 'category' }
  const rate = rateOf(card, country, at)
  if (!rate) return { kind: 'unknown', because: 'country' }
  const amount = rate.prices[priced] ?? (priced === 'service' ? rate.prices.utility : undefined)
  return amount === undefined
    ? { kind: 'unknown', because: 'category' }
    : { kind: 'known', amount, currency: rate.currency }
}

/** The youngest rate in force. One that names the country decides, also where it is not in force yet. */
function rateOf({ rates }: RateCard, country: string | undefined, at: number): Rate | undefined {
  if (country === undefined) return undefined
  const own = rates.filter(({ countries }) => countries.includes(country))
  const found = own.length > 0 ? own : rates.filter(({ countries }) => countries.includes('*'))
  return found
    .filter(({ from }) => from <= at)
    .reduce<Rate | undefined>((best, rate) => (!best || rate.from >= best.from ? rate : best), undefined)
}

const COUNTRY = /^([A-Z]{2}|\*)$/
const DAY = /^\d{4}-\d\d-\d\d$/
const COLUMNS = 'countries, currency, marketing, utility, authentication, and if known service and from'

/** A card as a table: `countries,currency,marketing,utility,authentication,service,from`. An empty price is unknown. */
export function readRateCard(
  text: string,
  name: string,
): { readonly card: RateCard } | { readonly faults: readonly string[] } {
  const [head, ...rows] = readCsv(text)
  const columns = head?.cells.map((cell) => cell.toLowerCase()) ?? []
  if (!columns.includes('countries') || !columns.includes('currency') || !PRICED.some((one) => columns.includes(one)))
    return { faults: [`line ${head?.at ?? 1}: the first row names the columns: ${COLUMNS}`] }
  const faults: string[] = []
  const rates: Rate[] = []
  for (const { at, cells } of rows) {
    const fault = (why: string) => void faults.push(`line ${at}: ${why}`)
    const cell = (column: string) => (columns.includes(column) ? (cells[columns.indexOf(column)] ?? '') : '')
    const countries = cell('countries')
      .toUpperCase()
      .split(/[\s,;]+/)
    const currency = cell('currency').toUpperCase()
    const from = cell('from') === '' ? 0 : DAY.test(cell('from')) ? Date.parse(cell('from')) : Number.NaN
    const prices = PRICED.filter((one) => cell(one) !== '').map((one) => [one, Number(cell(one))] as const)
    for (const country of countries)
      if (!COUNTRY.test(country)) fault(`"${country}" is no country: write two letters, as US, or * for all others`)
    if (!/^[A-Z]{3}$/.test(currency)) fault(`"${currency}" is no currency: write three letters, as USD`)
    for (const [category, price] of prices)
      if (!(price >= 0)) fault(`${category} costs "${cell(category)}": write a number with a point, as 0.0125`)
    if (Number.isNaN(from)) fault(`"${cell('from')}" is no day: write 2026-10-01`)
    rates.push({ countries, currency, prices: Object.fromEntries(prices), from })
  }
  if (rates.length === 0) faults.push('there is no row under the names of the columns')
  return faults.length > 0 ? { faults } : { card: { name, example: false, rates } }
}
