import { z } from 'zod'
import type { QuietHours } from '../domain/campaign.ts'
import { spansIn } from '../domain/hours/hours.ts'
import { isTimeZone } from '../domain/hours/zoned.ts'
import { Refusal, setting, text, whole, written } from './values.ts'

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

const quietHours = () =>
  setting((value: string | false | Omit<QuietHours, 'zone'>): Omit<QuietHours, 'zone'> | 'off' | Refusal => {
    if (typeof value === 'object') return value
    if (['off', 'false', 'no', 'none'].includes(written(value).toLowerCase())) return 'off'
    const spans = spansIn(written(value))
    const [span] = spans ?? []
    if (span && spans?.length === 1) return { from: clock(span.from), to: clock(span.to) }
    return new Refusal('are no hours', 'Write when nobody is to be written to: "21:00-8:00", or off.')
  })

const timeZone = () =>
  setting((value: string) => {
    const name = written(value)
    // An offset does not know of daylight saving: it would be an hour off for half of the year.
    return /^[A-Z]/i.test(name) && isTimeZone(name)
      ? name
      : new Refusal('is not a time zone', 'Write its name: Europe/Madrid.')
  })

/** How the business writes to people who have not just written. */
export const reachingOut = {
  campaigns: z
    .strictObject({
      /** When nobody is sent a campaign, by the clock on their wall. `off`: at any time. A campaign may say otherwise. */
      quietHours: quietHours().prefault('21:00-8:00'),
      /** Of people of whom no time zone and no country is known. Default: that of the opening hours, else this machine's. */
      timeZone: timeZone().optional(),
      /** So many different customers the business begins with in 24 hours. Default: as many as Meta says. */
      messagingLimit: whole({ least: 1, most: 100_000_000, unit: 'a number of customers' }).optional(),
    })
    .prefault({}),

  /** A table with what messages cost, for forecasts and reports. Default: an example that shows how one looks. */
  rateCard: text('rates.csv').optional(),
}
