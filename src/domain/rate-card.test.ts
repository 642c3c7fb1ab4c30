import { describe, expect, it } from 'vitest'
import { type MessagePrice, priceOfMessage, type RateCard, readRateCard } from './rate-card.ts'
import { EXAMPLE_CARD } from './rate-card-example.ts'

const CARD = `countries,currency,marketing,utility,authentication,service,from
US CA,USD,0.02,0.004,,,
US,USD,0.03,0.004,,0.001,2026-12-01
DE,EUR,0.1,0.05,0.05,,2026-06-01
*,USD,0.07,,,,
`
const read = (text: string): RateCard => {
  const found = readRateCard(text, 'rates.csv')
  if ('faults' in found) throw new Error(found.faults.join('\n'))
  return found.card
}
const card = read(CARD)
const on = (day: string) => Date.parse(`${day}T12:00:00Z`)
const usd = (amount: number): MessagePrice => ({ kind: 'known', amount, currency: 'USD' })
const eur = (amount: number): MessagePrice => ({ kind: 'known', amount, currency: 'EUR' })
const unknown = (because: 'country' | 'category'): MessagePrice => ({ kind: 'unknown', because })
const free = (because: 'window' | 'entry-point'): MessagePrice => ({ kind: 'free', because })

describe('the price of a message', () => {
  it.each<[what: string, country: string | undefined, category: string, day: string, price: MessagePrice, at?: object]>(
    [
      ['marketing', 'US', 'MARKETING', '2026-11-22', usd(0.02)],
      ['on the day before another rate', 'US', 'MARKETING', '2026-11-30', usd(0.02)],
      ['on the day of another rate', 'US', 'MARKETING', '2026-12-01', usd(0.03)],
      ['in a country beside it', 'CA', 'marketing', '2026-12-02', usd(0.02)],
      ['in another currency', 'DE', 'UTILITY', '2026-11-22', eur(0.05)],
      ['in a country whose rate is not in force yet', 'DE', 'UTILITY', '2026-05-31', unknown('country')],
      ['in a country that nothing names', 'FR', 'MARKETING', '2026-11-22', usd(0.07)],
      ['of which the row of all others says nothing', 'FR', 'UTILITY', '2026-11-22', unknown('category')],
      ['to nobody knows where', undefined, 'MARKETING', '2026-11-22', unknown('country')],
      ['of which the card is silent', 'US', 'AUTHENTICATION', '2026-11-22', unknown('category')],
      ['of a category that is new', 'US', 'WHATEVER', '2026-11-22', unknown('category')],
      [
        'utility inside the window, before it was billed',
        'US',
        'UTILITY',
        '2026-09-30',
        free('window'),
        { open: true },
      ],
      ['utility inside the window', 'US', 'UTILITY', '2026-10-01', usd(0.004), { open: true }],
      ['utility outside the window, at any time', 'US', 'UTILITY', '2026-09-30', usd(0.004)],
      ['marketing inside the window', 'US', 'MARKETING', '2026-09-30', usd(0.02), { open: true }],
      ['words, before they were billed', 'US', 'SERVICE', '2026-09-30', free('window')],
      ['words, at the price of utility', 'US', 'SERVICE', '2026-10-01', usd(0.004)],
      ['words, where the card names them', 'US', 'SERVICE', '2026-12-01', usd(0.001)],
      ['after a click on an ad', 'US', 'MARKETING', '2026-11-22', free('entry-point'), { entryPoint: true }],
    ],
  )('[D26 D24] %s', (_what, country, category, day, price, at = {}) =>
    expect(priceOfMessage({ country, category, at: on(day), card, ...at })).toEqual(price),
  )

  it('[D26] is none by a card without rows for the country', () => {
    const at = on('2026-11-22')
    expect(priceOfMessage({ country: 'AQ', category: 'MARKETING', at, card: EXAMPLE_CARD })).toEqual(unknown('country'))
    expect(EXAMPLE_CARD).toMatchObject({ example: true, name: expect.stringMatching(/^example of 20\d\d-\d\d-\d\d$/) })
  })
})

describe('a rate card', () => {
  it('[D26] names every fault at once', () => {
    const text = 'countries;currency;marketing;from\nUSA;$;0,5;soon\nDE;EUR;-1;2026-13-40\nFR;EUR;;\n'
    expect(readRateCard(text, 'rates.csv')).toEqual({
      faults: [
        'line 2: "USA" is no country: write two letters, as US, or * for all others',
        'line 2: "$" is no currency: write three letters, as USD',
        'line 2: marketing costs "0,5": write a number with a point, as 0.0125',
        'line 2: "soon" is no day: write 2026-10-01',
        'line 3: marketing costs "-1": write a number with a point, as 0.0125',
        'line 3: "2026-13-40" is no day: write 2026-10-01',
      ],
    })
  })

  it.each(['', 'country,price\nUS,1', 'countries,currency,marketing\n'])(
    '[D26] is none without its columns: %j',
    (text) => expect(readRateCard(text, 'rates.csv')).toHaveProperty('faults'),
  )
})
