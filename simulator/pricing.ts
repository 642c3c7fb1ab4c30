import type { Line } from './line.ts'

/** Since this day service messages cost money, after the first thousand of a number and month. */
const SERVICE_IS_BILLED_FROM = Date.UTC(2026, 9, 1)
const FREE_SERVICE_MESSAGES = 1_000

export interface Pricing {
  readonly billable: boolean
  readonly pricing_model: 'PMP'
  readonly type: 'regular' | 'free_customer_service'
  readonly category: PriceCategory
}

export type PriceCategory = 'service' | 'marketing' | 'utility' | 'authentication'

/** The price of one more message of this line. */
export function priceMessage(line: Line, category: PriceCategory, now: number, inWindow: boolean): Pricing {
  if (category === 'service') return priceService(line, now)
  // Until service messages were billed, utility templates inside the window were free as well.
  const free = category === 'utility' && inWindow && now < SERVICE_IS_BILLED_FROM
  return { billable: !free, pricing_model: 'PMP', type: free ? 'free_customer_service' : 'regular', category }
}

/** Counts it: the first thousand of a month are free. */
function priceService(line: Line, now: number): Pricing {
  const month = new Date(now).toISOString().slice(0, 7)
  const delivered = (line.delivered.get(month) ?? 0) + 1
  line.delivered.set(month, delivered)
  const billable = now >= SERVICE_IS_BILLED_FROM && delivered > FREE_SERVICE_MESSAGES
  return {
    billable,
    pricing_model: 'PMP',
    type: billable ? 'regular' : 'free_customer_service',
    category: 'service',
  }
}
