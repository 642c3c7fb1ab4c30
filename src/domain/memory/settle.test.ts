import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../simulator/index.ts'
import type { Fact, FactChanges, FactSource, ProposedFact } from './fact.ts'
import { settle } from './settle.ts'

const source = (at: number, over: Partial<FactSource> = {}): FactSource => ({
  source: `m${at}`,
  quote: 'so',
  start: 0,
  end: 2,
  speaker: 'customer',
  line: 'Support',
  at,
  ...over,
})

function said(predicate: string, value: string, at: number, over: Partial<ProposedFact> = {}): ProposedFact {
  return {
    kind: 'profile',
    subject: 'customer',
    predicate,
    value,
    text: `${predicate}: ${value}`,
    language: 'en',
    confidence: 0.9,
    validFrom: at,
    tags: [],
    extractor: 'rules',
    sources: [source(at)],
    ...over,
  }
}

/** What is kept, as a store keeps it. */
function scene() {
  let ids = 0
  let rows: Fact[] = []
  return {
    hear(...proposed: ProposedFact[]): FactChanges {
      const changes = settle(rows, proposed, { nextId: () => `f${++ids}`, now: 1000 })
      rows = rows.map((row) => {
        const change = changes.changed.find(({ id }) => id === row.id)
        const seen = changes.seen.filter(({ id }) => id === row.id).flatMap(({ sources }) => sources)
        return { ...row, ...change, sources: [...row.sources, ...seen] }
      })
      rows.push(...changes.added)
      return changes
    },
    withdraw: (value: string) => {
      rows = rows.map((row) => (row.value === value ? { ...row, status: 'withdrawn' as const } : row))
    },
    get rows() {
      return rows
    },
    /** The times of each value, those of one value side by side as one. */
    get times() {
      const held = rows
        .filter(({ status, validFrom, validTo }) => status !== 'withdrawn' && validFrom !== validTo)
        .sort((one, other) => one.validFrom - other.validFrom)
      return held.map(({ value, validFrom, validTo }) => `${value} ${validFrom}-${validTo ?? ''}`)
    },
  }
}

describe('settling what is known', () => {
  it('[M16 M17] lets a newer value take the place of the older, which stays as what was', () => {
    const known = scene()
    known.hear(said('home_address', '12 Oak St', 1))
    known.hear(said('home_address', '14 Elm St', 5))
    expect(known.rows).toMatchObject([
      { value: '12 Oak St', status: 'superseded', validFrom: 1, validTo: 5, supersededBy: 'f2' },
      { value: '14 Elm St', status: 'open', validFrom: 5, validTo: undefined, supersededBy: undefined },
    ])
  })

  it('[M17] finds its place for what comes out of order', () => {
    const known = scene()
    known.hear(said('home_address', 'C', 9))
    known.hear(said('home_address', 'A', 1))
    known.hear(said('home_address', 'B', 5))
    expect(known.times).toEqual(['A 1-5', 'B 5-9', 'C 9-'])
    expect(known.rows.filter(({ status }) => status === 'open').map(({ value }) => value)).toEqual(['C'])
  })

  it('[M17] goes by the day that something is said of, not by the day on which it is said', () => {
    const known = scene()
    known.hear(said('plan', 'Pro', 5))
    known.hear(said('plan', 'Free', 2, { sources: [source(8)] }))
    expect(known.times).toEqual(['Free 2-5', 'Pro 5-'])
  })

  it('[M17] says of the same value only that it was said again', () => {
    const known = scene()
    known.hear(said('email', 'ana@example.com', 1))
    const again = known.hear(said('email', 'Ana@Example.com', 5))
    expect(again).toMatchObject({ added: [], changed: [], seen: [{ id: 'f1', sources: [{ source: 'm5' }] }] })
    expect(known.hear(said('email', 'ana@example.com', 5))).toEqual({ added: [], changed: [], seen: [] })
  })

  it('[M17] does not open again what was closed when it was said then once more', () => {
    const known = scene()
    known.hear(said('plan', 'Pro', 1), said('plan', 'Free', 5))
    known.hear(said('plan', 'pro', 3))
    expect(known.times).toEqual(['Pro 1-5', 'Free 5-'])
    known.hear(said('plan', 'Pro', 8))
    expect(known.times).toEqual(['Pro 1-5', 'Free 5-8', 'Pro 8-'])
  })

  it('[M17] takes of one moment what was said later, and the customer before others', () => {
    const known = scene()
    known.hear(said('plan', 'Pro', 1, { sources: [source(4)] }), said('plan', 'Free', 1, { sources: [source(3)] }))
    expect(known.times).toEqual(['Pro 1-'])
    const other = scene()
    other.hear(said('name', 'Ana', 1))
    other.hear(said('name', 'Anna', 1, { sources: [source(1, { source: 'x', speaker: 'teammate' })] }))
    expect(other.times).toEqual(['Ana 1-'])
  })

  it('[M16] keeps many values of what may have many, and ends the one that holds no longer', () => {
    const known = scene()
    known.hear(said('allergic_to', 'nuts', 1), said('allergic_to', 'milk', 2))
    known.hear(said('no_longer_allergic_to', 'nuts', 6))
    const open = known.rows.filter(({ status }) => status === 'open')
    expect(open.map(({ predicate, value }) => `${predicate} ${value}`)).toEqual([
      'allergic_to milk',
      'no_longer_allergic_to nuts',
    ])
  })

  it('[M16] lets no promise replace another, and marks as kept what was done', () => {
    const promise = (value: string, at: number) =>
      said('will_refund', value, at, {
        kind: 'commitment',
        subject: 'teammate',
        sources: [source(at, { speaker: 'teammate' })],
      })
    const known = scene()
    known.hear(promise('we will refund ORD-22', 1), promise('we will refund ORD-33', 2))
    known.hear(said('has_refunded', 'we have refunded ORD-22', 5, { kind: 'event', subject: 'teammate' }))
    expect(known.rows.map(({ status }) => status)).toEqual(['open', 'open', 'open'])
    known.hear(said('has_refund', 'we have refunded ORD-22', 6, { kind: 'event', subject: 'teammate' }))
    expect(known.rows.map(({ status }) => status)).toEqual(['kept-promise', 'open', 'open', 'open'])
  })

  it('[M18] does not learn anew from the same words what was withdrawn', () => {
    const known = scene()
    known.hear(said('name', 'Bob', 1))
    known.withdraw('Bob')
    expect(known.hear(said('name', 'Bob', 1)).added).toEqual([])
    expect(known.hear(said('name', 'Bob', 7)).added).toHaveLength(1)
  })

  it("[M17] takes the rules' word where a model has read the same in the same message", () => {
    const known = scene()
    known.hear(said('home_address', '12 Oak St', 1), said('address', '12 Oak Street', 1, { extractor: 'model' }))
    expect(known.times).toEqual(['12 Oak St 1-'])
    expect(known.hear(said('allergic_to', 'nuts', 2, { extractor: 'model' })).added).toHaveLength(1)
  })

  it('[M16 M17] any order of arrival gives the same times, one open row of a key, and no overlap', () => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = seededRandom(seed)
      const below = (most: number) => Math.floor(random() * most)
      const told = `seed ${seed}`
      const count = 1 + below(7)
      const facts = Array.from({ length: count }, (_, index) =>
        said('plan', 'ABC'[below(3)]!, 1 + below(9), {
          sources: [],
          tags: [`${index}`],
        }),
      ).map((fact, index) => ({ ...fact, sources: [source(fact.validFrom, { source: `m${index}` })] }))
      const results = Array.from({ length: 5 }, () => {
        const known = scene()
        const rest = [...facts]
        while (rest.length > 0) {
          const batch = 1 + below(2)
          known.hear(
            ...Array.from({ length: Math.min(batch, rest.length) }, () => rest.splice(below(rest.length), 1)[0]!),
          )
        }
        expect(
          known.rows.filter(({ status }) => status === 'open'),
          told,
        ).toHaveLength(1)
        const sorted = [...known.rows].sort(
          (one, other) => one.validFrom - other.validFrom || (one.validTo ?? Infinity) - (other.validTo ?? Infinity),
        )
        for (const [index, row] of sorted.entries())
          expect(row.validTo ?? Infinity, told).toBeLessThanOrEqual(sorted[index + 1]?.validFrom ?? Infinity)
        return joined(known.times)
      })
      for (const one of results) expect(one, told).toEqual(results[0])
    }
  })
})

/** One value over two times that touch is one time. */
function joined(times: readonly string[]): string[] {
  const kept: string[] = []
  for (const time of times) {
    const [value, from, to] = time.split(/[ -]/)
    const last = kept.at(-1)?.split(/[ -]/)
    if (last && last[0] === value && last[2] === from) kept[kept.length - 1] = `${value} ${last[1]}-${to}`
    else kept.push(`${value} ${from}-${to}`)
  }
  return kept
}
