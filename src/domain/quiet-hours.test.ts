import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import { timeAt } from './hours/zoned.ts'
import { nextAllowed, zonesFor, zonesOf } from './quiet-hours.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Quiet from nine in the evening until eight in the morning. */
const NIGHT = { from: 21 * 60, to: 8 * 60 }

const next = (now: string, zones: readonly string[], quiet = NIGHT) =>
  new Date(nextAllowed({ ...quiet, zones, now: Date.parse(now) })).toISOString().replace('.000Z', 'Z')

const [BERLIN, NEW_YORK, LISBON, KOLKATA] = [
  ['Europe/Berlin'],
  ['America/New_York'],
  ['Europe/Lisbon'],
  ['Asia/Kolkata'],
] as const

describe('when somebody may be written to', () => {
  it.each<[what: string, now: string, zones: readonly string[], then: string, quiet?: typeof NIGHT]>([
    ['at once by day', '2026-11-22T12:00:00Z', BERLIN, '2026-11-22T12:00:00Z'],
    ['the last moment before the evening', '2026-11-22T19:59:59Z', BERLIN, '2026-11-22T19:59:59Z'],
    ['not from the evening on', '2026-11-22T20:00:00Z', BERLIN, '2026-11-23T07:00:00Z'],
    ['nor at night', '2026-11-23T06:59:59Z', BERLIN, '2026-11-23T07:00:00Z'],
    ['from the morning on', '2026-11-23T07:00:00Z', BERLIN, '2026-11-23T07:00:00Z'],
    ['by halves of hours too', '2026-11-22T20:00:00Z', KOLKATA, '2026-11-23T02:30:00Z'],
    ['at eight by the new clock, put forward at night', '2026-03-28T22:00:00Z', BERLIN, '2026-03-29T06:00:00Z'],
    ['at eight by the new clock, put back at night', '2026-10-24T22:00:00Z', BERLIN, '2026-10-25T07:00:00Z'],
    ['at eight by the new clock, over there', '2026-11-01T02:00:00Z', NEW_YORK, '2026-11-01T13:00:00Z'],
    [
      'a quiet end that the clock leaves out',
      '2026-03-28T23:00:00Z',
      BERLIN,
      '2026-03-29T01:00:00Z',
      { from: 1380, to: 150 },
    ],
    [
      'an end that comes twice holds, and then begins anew',
      '2026-10-24T22:00:00Z',
      BERLIN,
      '2026-10-25T00:30:00Z',
      { from: 1380, to: 150 },
    ],
    [
      'by day where the day is quiet',
      '2026-11-22T12:00:00Z',
      BERLIN,
      '2026-11-22T17:00:00Z',
      { from: 9 * 60, to: 18 * 60 },
    ],
    ['at any time without quiet hours', '2026-11-22T22:00:00Z', BERLIN, '2026-11-22T22:00:00Z', { from: 0, to: 0 }],
    ['where no zone is known, at once', '2026-11-22T22:00:00Z', [], '2026-11-22T22:00:00Z'],
    ['when it is day in both zones', '2026-11-22T10:00:00Z', [...BERLIN, ...NEW_YORK], '2026-11-22T13:00:00Z'],
    ['and not in the evening of one', '2026-11-22T20:30:00Z', [...BERLIN, ...NEW_YORK], '2026-11-23T13:00:00Z'],
    [
      'zones of the same clock count once',
      '2026-11-22T07:30:00Z',
      [...LISBON, 'Europe/Berlin', 'Europe/Paris', 'Europe/Rome'],
      '2026-11-22T08:00:00Z',
    ],
  ])('[D26] %s', (_what, now, zones, then, quiet = NIGHT) => expect(next(now, zones, quiet)).toBe(then))

  it('[D26] where no moment suits all zones, one that suits most', () => {
    const zones = ['Pacific/Auckland', 'Europe/Berlin', 'Europe/London', 'Europe/Athens']
    const quiet = { from: 18 * 60, to: 9 * 60 }
    expect(next('2026-11-22T00:00:00Z', zones, quiet)).toBe('2026-11-22T09:00:00Z')
  })

  it('[D26] by the clocks of a country, where there are several', () => {
    expect(zonesOf('DE')).toContain('Europe/Berlin')
    expect(zonesOf('US').length).toBeGreaterThan(10)
    expect(zonesOf('QQ')).toEqual([])
    expect(zonesFor({ own: 'Asia/Tokyo', country: 'US', business: 'Europe/Berlin' })).toEqual(['Asia/Tokyo'])
    expect(zonesFor({ own: undefined, country: 'JP', business: 'Europe/Berlin' })).toEqual(['Asia/Tokyo'])
    expect(zonesFor({ own: undefined, country: undefined, business: 'Europe/Berlin' })).toEqual(['Europe/Berlin'])
    // From Honolulu's morning until New York's evening, in winter.
    expect(next('2026-11-22T12:00:00Z', zonesOf('US'))).toBe('2026-11-22T18:00:00Z')
    expect(next('2026-11-23T02:00:00Z', zonesOf('US'))).toBe('2026-11-23T18:00:00Z')
  })
})

const MOVING = [
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Africa/Cairo',
]

describe('[D26] whatever the hours, the zone and the day', () => {
  const seed = Number(process.env.WABATON_SEED ?? 90_211)
  it(`nobody is written to in their quiet hours, and nobody waits longer than that (seed ${seed})`, () => {
    const random = seededRandom(seed)
    const pick = (below: number) => Math.floor(random() * below)
    for (let round = 0; round < 150; round++) {
      const quiet = { from: pick(96) * 15, to: pick(96) * 15 }
      if (quiet.from === quiet.to) continue
      const zones = [MOVING[pick(MOVING.length)]!]
      // Half of the days lie around a change of clocks in the northern spring or autumn.
      const around = [Date.UTC(2026, 2, 8), Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2026, 10, 1)][
        pick(4)
      ]!
      const now = around + pick(3 * 24 * 60) * MINUTE - 36 * HOUR + (round % 2) * pick(300) * 24 * HOUR
      const isQuiet = (at: number) => {
        const { hour, minute } = timeAt(zones[0]!, at)
        const shown = hour * 60 + Number(minute)
        return quiet.from < quiet.to ? shown >= quiet.from && shown < quiet.to : shown >= quiet.from || shown < quiet.to
      }
      const then = nextAllowed({ ...quiet, zones, now })
      expect({ round, quiet, zones, now, then, isQuiet: isQuiet(then) }).toMatchObject({ isQuiet: false })
      for (let at = now; at < then; at += MINUTE)
        if (!isQuiet(at)) throw new Error(`${zones} ${now}: ${at} is not quiet`)
    }
  })
})
