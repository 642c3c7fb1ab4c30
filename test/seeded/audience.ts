import { expect } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import type { CampaignPlan } from '../../src/flows/campaigns.ts'
import { SUPPORT, WABA } from '../settings.ts'
import { type Stage, setStage } from '../stage.ts'

export const BY = { kind: 'teammate', id: 'ada', name: 'Ada', source: 'api', ip: undefined } as const

const KINDS = ['number', 'value', 'duplicate', 'opted-out', 'unknown-customer'] as const
type Kind = (typeof KINDS)[number]

export interface FaultyAudience {
  readonly stage: Stage
  readonly plan: CampaignPlan
  /** So many rows are at fault. */
  readonly faulty: number
  /** The rows that a report names must be just these, each for its own fault. */
  judge(faults: readonly { readonly row: number | undefined; readonly kind: string }[]): void
  /** How many rows there are in the tables that a campaign could touch. */
  kept(): Promise<unknown>
}

/** A list of so many rows, of which `each` are at fault in each of five ways, anywhere among the others. */
export async function faultyAudience(given: { rows: number; each: number; seed: number }): Promise<FaultyAudience> {
  const { rows: length, each, seed } = given
  const random = seededRandom(seed)
  const stage = await setStage({ live: true, settings: { lines: [{ ...SUPPORT, accountId: WABA }] } })
  const { platform, simulator, clock } = stage
  const example = { body_text_named_params: [{ param_name: 'name', example: 'Maya' }] }
  const body = { type: 'BODY', text: 'Hello {{name}}, come and look.', example }
  const template = { name: 'sale', language: 'en' }
  simulator.templates.add({ ...template, category: 'MARKETING', parameter_format: 'NAMED', components: [body] })
  await platform.templates.sync(WABA)
  const meet = async (business: string, state: 'in' | 'out', names: readonly string[]) => {
    const said = { state, source: 'import' as const, at: clock.now() }
    const list = names.map((customer) => ({ ...said, customer, evidence: `list ${customer}` }))
    const kept = await platform.store.keepConsents({ business, given: list, meets: true, by: BY, now: clock.now() })
    return kept.map((one) => ('customer' in one ? one.customer! : ''))
  }
  const others = await meet(
    'other',
    'in',
    range(each, (index) => `+4915199${String(index).padStart(6, '0')}`),
  )

  // Every number is a Brazilian mobile, which has a second form without its ninth digit.
  const phone = (row: number) => `+55119${80_000_000 + row}`
  const otherForm = (row: number) => `+5511${80_000_000 + row}`
  const places = shuffled(length, random).slice(0, KINDS.length * each)
  const kinds = new Map(places.map((place, index): [number, Kind] => [place, KINDS[index % KINDS.length]!]))
  const meant = (kind: Kind) => [...kinds].filter(([, one]) => one === kind).map(([place]) => place)
  const good = range(length, (place) => place).filter((place) => !kinds.has(place))
  const twin = (place: number) => good[place % good.length]!
  await meet('acme', 'out', meant('opted-out').map(phone))
  const rows = range(length, (place) => {
    switch (kinds.get(place)) {
      case 'number':
        return `+55 11,Maya ${place}`
      case 'value':
        return `${phone(place)},`
      case 'duplicate':
        return `${otherForm(twin(place))},Maya again`
      case 'unknown-customer':
        return `${others.pop()},Maya ${place}`
      default:
        return `${phone(place)},Maya ${place}`
    }
  })
  return {
    stage,
    faulty: kinds.size,
    plan: { name: 'Sale', line: 'support', template, audience: { csv: `customer,name\n${rows.join('\n')}\n` } },
    judge(faults) {
      const named = (kind: Kind) => faults.filter((one) => one.kind === kind).map(({ row }) => row! - 2)
      for (const kind of ['number', 'value', 'opted-out', 'unknown-customer'] as const)
        expect(named(kind).toSorted(byNumber), kind).toEqual(meant(kind).toSorted(byNumber))
      // Of two rows on one person the later one is named.
      const pairs = meant('duplicate').map((place) => Math.max(place, twin(place)))
      expect(named('duplicate').toSorted(byNumber)).toEqual(pairs.toSorted(byNumber))
      expect(faults).toHaveLength(kinds.size)
    },
    kept: () =>
      Promise.all(TABLES.map((table) => stage.rows(`select '${table}' as name, count(*) as n from ${table}`))),
  }
}

const TABLES = [
  'contacts',
  'aliases',
  'campaigns',
  'campaign_recipients',
  'deliveries',
  'messages',
  'consents',
  'audit',
]

const range = <Item>(length: number, make: (index: number) => Item) => Array.from({ length }, (_, index) => make(index))
const byNumber = (one: number, other: number) => one - other

function shuffled(length: number, random: () => number): number[] {
  const places = range(length, (place) => place)
  for (let last = length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1))
    ;[places[last], places[other]] = [places[other]!, places[last]!]
  }
  return places
}
