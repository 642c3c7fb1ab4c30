import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Fact, FactSource } from '../../../src/domain/memory/fact.ts'
import { removeFolders } from '../../contracts/places.ts'
import { type House, openHouse } from '../../house-of-people.ts'
import { type Door, httpDoor, libraryDoor } from './doors.ts'

const TOKEN = 'the-token-of-the-configuration-123'
const BUSINESS = 'acme'
let house: House
let library: Door
let users = 0
const somebody = () => `1415666${String(1_000 + ++users)}`

beforeAll(async () => {
  house = await openHouse('sqlite', { settings: { apiToken: TOKEN } })
  library = libraryDoor(house)
})
afterAll(async () => {
  await house.stop()
  removeFolders()
})

async function tokenFor(role: 'admin' | 'member' | 'viewer', lines: 'all' | string[]): Promise<Door> {
  const { store } = house.platform
  const by = { kind: 'system', id: 'test', name: 'test', source: 'system', ip: undefined } as const
  const given = { business: BUSINESS, actor: { role: 'owner', lines: 'all' }, by, now: house.clock.now() } as const
  const made = await store.createToken({ ...given, name: role, role, lines, expiresAt: undefined })
  if (made.kind !== 'done') throw new Error(made.kind)
  return httpDoor(house, made.secret)
}
const idsOf = (found: readonly { id: string }[]) => found.map(({ id }) => id).sort()

describe('[M1 O5] who works on some lines only', () => {
  it('sees of a customer what stands on these, and of the business all', async () => {
    const userId = somebody()
    const word = { query: 'walnut' }
    const keep = async (given: object) => (await library('create', { document: 'walnut', ...given })).id
    const onSales = await keep({ userId, line: 'sales' })
    const onSupport = await keep({ userId, line: 'support' })
    const onNone = await keep({ userId })
    const ofBusiness = await keep({ documentType: 'note' })
    await library('recordMessage', { userId, role: 'user', text: 'walnut pie', line: 'support' })
    const sales = await tokenFor('member', ['sales'])
    expect(idsOf(await sales('search', { ...word, userId }))).toEqual([onSales, ofBusiness].sort())
    expect(idsOf(await sales('list', { userId }))).toEqual([onSales])
    const { items } = await sales('context', { ...word, userId })
    for (const { line } of items) expect([undefined, 'sales']).toContain(line)
    expect(JSON.stringify(items)).not.toContain('pie')
    expect(await sales('transcript', { userId })).toEqual([])
    for (const id of [onSupport, onNone]) {
      expect(await sales('get', { id, userId })).toBe(undefined)
      expect(await sales('update', { id, userId, document: 'stolen' })).toBe(undefined)
      expect(await sales('delete', { id, userId })).toBe(false)
    }
    expect((await sales('search', { ...word, userId, line: 'support' })).because).toBe('rights')
    expect(await library('get', { id: onSupport, userId })).toMatchObject({ document: 'walnut' })
  })

  it('keeps on these, and nothing for all', async () => {
    const userId = somebody()
    const sales = await tokenFor('member', ['sales'])
    const { id } = await sales('create', { document: 'Wants a blue one', userId })
    expect(await library('get', { id, userId })).toMatchObject({ line: 'sales' })
    for (const given of [{ userId, line: 'support' }, { userId, metadata: { source_waba: 'support' } }, {}])
      expect(await sales('create', { document: 'x', ...given })).toMatchObject({ because: 'rights' })
    expect(await sales('create', { document: 'x', customerId: 'world' })).toMatchObject({ because: 'rights' })
    const admin = await tokenFor('admin', 'all')
    expect(await admin('create', { document: 'x', customerId: 'world' })).toMatchObject({ because: 'rights' })
    expect(await admin('create', { document: 'We close at six' })).toMatchObject({ fresh: true })
  })

  it('a viewer asks, and changes nothing', async () => {
    const userId = somebody()
    const viewer = await tokenFor('viewer', 'all')
    expect(await viewer('search', { query: 'x', userId })).toEqual(expect.any(Array))
    for (const [act, given] of [
      ['create', { document: 'x', userId }],
      ['recordMessage', { text: 'x', role: 'user', userId }],
      ['pin', { userId, fact: 'x' }],
    ] as const)
      expect(await viewer(act, given)).toMatchObject({ because: 'rights' })
  })
})

/** As if it had been drawn from what the customer said on these lines. */
async function known(userId: string, ...facts: readonly (Partial<Fact> & { line?: string })[]): Promise<string> {
  const { store } = house.platform
  const now = house.clock.now()
  const customer = (await store.customerFor({ business: BUSINESS, name: userId, now }))!
  const scope = { business: BUSINESS, customer }
  const added = await Promise.all(
    facts.map(async ({ line = 'support', ...fact }, nth): Promise<Fact> => {
      const text = fact.text ?? 'I live in Oak St 4.'
      const { id } = await library('recordMessage', { userId, role: 'user', text, line, at: now - 10_000 + nth })
      const quote = { source: id, quote: text, start: 0, end: text.length } as const
      const source: FactSource = { ...quote, speaker: 'customer', line, at: now - 10_000 }
      return {
        ...{
          id: crypto.randomUUID(),
          kind: 'profile',
          subject: 'customer',
          predicate: 'home_address',
          value: 'Oak St 4',
        },
        ...{ text, language: 'en', confidence: 0.9, validFrom: now - 10_000, tags: [], extractor: 'rules' },
        ...{ key: 'customer|home_address', status: 'open', validTo: undefined, supersededBy: undefined },
        ...{ recordedAt: now, pinned: false, sources: [source] },
        ...fact,
      } as Fact
    }),
  )
  const { facts: version = 0 } = await store.stateOf(scope)
  expect(await store.keepFacts({ scope, changes: { added, changed: [], seen: [] }, version, now })).toBe(true)
  return customer
}

describe.each(['library', 'HTTP'])('[M18] facts, by %s', (name) => {
  let door: Door
  beforeAll(() => {
    door = name === 'library' ? library : httpDoor(house, TOKEN)
  })

  it('are listed with what they rest on, pinned, and forgotten', async () => {
    const userId = somebody()
    await known(userId, {})
    const [fact] = await door('facts', { userId })
    expect(fact).toMatchObject({ value: 'Oak St 4', status: 'open', pinned: false, sources: [{ line: 'support' }] })
    expect(await door('pin', { userId, fact: fact.id })).toBe(true)
    expect(await door('facts', { userId })).toMatchObject([{ pinned: true }])
    expect(await door('unpin', { userId, fact: fact.id })).toBe(true)
    expect(await door('pin', { userId: somebody(), fact: fact.id })).toBe(false)
    expect(await door('forget', { userId, fact: fact.id })).toBe(true)
    expect(await door('facts', { userId, history: true })).toEqual([])
    expect(await door('forget', { userId, fact: fact.id })).toBe(false)
  })

  it('are corrected by people: the new value holds, the old one stays in the history, and the record names who', async () => {
    const userId = somebody()
    await known(userId, {})
    const [fact] = await door('facts', { userId })
    const corrected = await door('correct', { userId, fact: fact.id, value: 'Elm St 9' })
    expect(corrected).toMatchObject({
      value: 'Elm St 9',
      text: 'I live in Elm St 9.',
      extractor: 'teammate',
      status: 'open',
    })
    expect(corrected.sources).toMatchObject([{ quote: 'Elm St 9', speaker: 'teammate' }])
    expect(await door('facts', { userId })).toEqual([corrected])
    const all = await door('facts', { userId, history: true })
    expect(all.find(({ id }: Fact) => id === fact.id)).toMatchObject({ value: 'Oak St 4', status: 'withdrawn' })
    const audit = await house.platform.store.audit({ business: BUSINESS, before: undefined, most: 5 } as never)
    expect(JSON.stringify(audit)).toContain('fact.withdrawn')
    expect(JSON.stringify(audit)).not.toContain('Elm St')
  })
})

it('[M18 O5] a fact is seen from the lines that it was said on', async () => {
  const userId = somebody()
  const customer = await known(
    userId,
    {},
    {
      line: 'sales',
      kind: 'preference',
      predicate: 'prefers',
      value: 'blue',
      text: 'I like it blue',
      key: 'customer|prefers|blue',
    },
  )
  const sales = await tokenFor('member', ['sales'])
  const seen = await sales('facts', { userId: customer })
  expect(seen.map(({ value }: Fact) => value)).toEqual(['blue'])
  for (const act of ['search', 'context'] as const) {
    const told = JSON.stringify(await sales(act, { query: 'Where is home, in Oak St, and is it blue?', userId }))
    expect(told).toContain('blue')
    expect(told).not.toContain('Oak')
    expect(JSON.stringify(await library(act, { query: 'Where is home, in Oak St?', userId }))).toContain('Oak')
  }
  const [hidden] = (await library('facts', { userId })).filter(({ value }: Fact) => value === 'Oak St 4')
  expect(await sales('forget', { userId, fact: hidden.id })).toBe(false)
  expect(await library('facts', { userId })).toHaveLength(2)
})

it('[O5] of a fact that was said on several lines nobody sees the words of others than theirs', async () => {
  const userId = somebody()
  const on = async (line: string, text: string) => {
    const { id } = await library('recordMessage', { userId, role: 'user', text, line })
    const quote = {
      source: id,
      quote: text,
      start: 0,
      end: text.length,
      speaker: 'customer',
      line,
      at: house.clock.now(),
    }
    return quote as FactSource
  }
  const sources = [
    await on('sales', 'My bicycle is green'),
    await on('support', 'The green bicycle is the one of my late aunt'),
  ]
  await known(userId, {
    text: 'My bicycle is green',
    value: 'green',
    predicate: 'bicycle',
    key: 'customer|bicycle',
    sources,
  })
  const sales = await tokenFor('member', ['sales'])
  for (const given of [{}, { includeHistory: true }]) {
    const found = await sales('search', { query: 'the colour of my bicycle', userId, ...given })
    expect(found.some(({ source }: { source: string }) => source === 'fact')).toBe(true)
    expect(JSON.stringify(found)).not.toContain('aunt')
  }
  expect(JSON.stringify(await sales('facts', { userId }))).not.toContain('aunt')
  expect(JSON.stringify(await sales('context', { query: 'bicycle', userId }))).not.toContain('aunt')
  expect(JSON.stringify(await library('search', { query: 'bicycle', userId }))).toContain('aunt')
})
