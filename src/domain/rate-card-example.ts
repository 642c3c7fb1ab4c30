import type { Rate, RateCard } from './rate-card.ts'

/** `countries marketing utility authentication`: made up on this day so that there is something to see. */
const MADE_UP = '2026-11-22'
const PRICES = `
  US,CA 0.025 0.004 0.004
  MX 0.03 0.009 0.009
  BR 0.06 0.008 0.008
  AR 0.06 0.026 0.026
  CO,PE,CL 0.05 0.015 0.015
  GB 0.05 0.022 0.022
  DE 0.13 0.055 0.055
  FR 0.08 0.03 0.03
  ES 0.06 0.02 0.02
  IT 0.07 0.03 0.03
  NL 0.12 0.05 0.05
  TR 0.011 0.005 0.005
  IN 0.011 0.0014 0.0014
  ID 0.041 0.025 0.025
  AE,SA 0.04 0.016 0.012
  ZA 0.038 0.0076 0.0076
  NG 0.052 0.0067 0.0067`

/**
 * A card that shows how one looks. Its prices are of our own making, in the order of what messages cost, and no bill will
 * be like them: Meta's card of the day belongs into `rateCard`. Countries that are not in it stay unknown.
 */
export const EXAMPLE_CARD: RateCard = {
  name: `example of ${MADE_UP}`,
  example: true,
  rates: PRICES.trim()
    .split('\n')
    .map((line): Rate => {
      const [countries, marketing, utility, authentication] = line.trim().split(' ')
      const prices = { marketing: Number(marketing), utility: Number(utility), authentication: Number(authentication) }
      return { countries: countries!.split(','), currency: 'USD', prices, from: 0 }
    }),
}
