import type { QuietHours } from '../domain/campaign.ts'
import { countryOf } from '../domain/country.ts'
import { minutesOf, nextAllowed, zonesFor } from '../domain/quiet-hours.ts'
import type { Releasing } from './store.ts'

/** By whose clocks quiet hours go where nothing is known of somebody, not even by the campaign. */
const NOBODYS_ZONE = 'UTC'

/** When each recipient may be written to. Whoever lives by the same clocks is looked up once. */
export function quietUntil(quiet: QuietHours | undefined, now: number): Releasing['allowedAt'] {
  const from = minutesOf(quiet?.from ?? '')
  const to = minutesOf(quiet?.to ?? '')
  if (!quiet || from === undefined || to === undefined) return () => now
  const known = new Map<string, number>()
  return ({ zone, address }) => {
    const country = countryOf(address)
    const key = zone ?? country ?? ''
    const at =
      known.get(key) ??
      nextAllowed({ from, to, zones: zonesFor({ own: zone, country, business: quiet.zone ?? NOBODYS_ZONE }), now })
    known.set(key, at)
    return at
  }
}
