import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../../contracts/places.ts'
import { type House, openHouse } from '../../house-of-people.ts'
import { type Door, httpDoor, libraryDoor } from './doors.ts'

const TOKEN = 'the-token-of-the-configuration-123'
let house: House
let users = 0
/** Nobody has been asked about them before. */
const somebody = () => `1415555${String(1_000 + ++users)}`

beforeAll(async () => {
  house = await openHouse('sqlite', { settings: { apiToken: TOKEN } })
})
afterAll(async () => {
  await house.stop()
  removeFolders()
})

const doors: [string, () => Door][] = [
  ['library', () => libraryDoor(house)],
  ['HTTP', () => httpDoor(house, TOKEN)],
  ['HTTP, under its other name', () => httpDoor(house, TOKEN, '/api/memories')],
]

describe.each(doors)('[M1] the memory, by %s', (_, open) => {
  let door: Door
  beforeAll(() => {
    door = open()
  })

  it('[M2 M4] keeps a document, and finds it at once with its source and score', async () => {
    const userId = somebody()
    const metadata = { sourceWaba: 'support', orderNumber: 22 }
    const document = 'Maya wants her parcel left at the bakery on the corner.'
    const { id, fresh } = await door('create', { document, documentType: 'note', userId, metadata })
    expect(fresh).toBe(true)
    const [first, ...others] = await door('search', { query: 'where to leave the parcel', userId })
    expect(first).toMatchObject({ id, source: 'memory', documentType: 'note', document, score: 1, line: 'support' })
    expect(first).toMatchObject({ scope: 'customer', metadata: { source_waba: 'support', order_number: 22 } })
    expect(others).toEqual([])
    expect(await door('create', { document, documentType: 'note', userId, metadata })).toEqual({ id, fresh: false })
    expect(await door('wait', { id, userId })).toBe('completed')
  })

  it('[M4] finds 10 by default and 50 at most, the best first', async () => {
    const userId = somebody()
    const documents = Array.from({ length: 60 }, (_, nth) => ({
      document: `A bicycle of the kind ${nth}`,
      user_id: userId,
    }))
    expect(await door('createMany', documents)).toHaveLength(60)
    const found = await door('search', { query: 'bicycle', userId })
    expect(found).toHaveLength(10)
    const scores = found.map(({ score }: { score: number }) => score)
    expect(scores).toEqual([...scores].sort((one, other) => other - one))
    expect(await door('search', { query: 'bicycle', userId, maxResults: 50 })).toHaveLength(50)
    const refused = 'maxResults must be a whole number from 1 to 50.'
    expect(await door('search', { query: 'bicycle', userId, maxResults: 51 })).toMatchObject({ refused })
  })

  it('[M5] takes both spellings, and filters by what stands in the metadata', async () => {
    const user_id = somebody()
    for (const source_waba of ['support', 'sales'])
      await door('create', {
        document: `The lamp, said on ${source_waba}`,
        user_id,
        metadata: { source_waba, rank: 3 },
      })
    for (const filter of [
      { metadataFilter: { source_waba: 'support' } },
      { metadata_filter: { sourceWaba: 'support' } },
    ]) {
      const found = await door('search', { query: 'lamp', user_id, max_results: 5, ...filter })
      expect(found.map(({ document }: { document: string }) => document)).toEqual(['The lamp, said on support'])
    }
    const either = { source_waba: ['sales', 'support'], rank: '3' }
    expect(await door('search', { query: 'lamp', user_id, metadataFilter: either })).toHaveLength(2)
    expect(await door('search', { query: 'lamp', user_id, line: 'sales' })).toHaveLength(1)
  })

  it.each([
    [{ document: 'x', documentType: 'Support Handoff' }, 'documentType must be small letters'],
    [{ document: ' ' }, 'document must be a text with something in it.'],
    [{}, 'document is missing.'],
    [{ document: 'x', userID: 'y' }, 'userID is unknown here: use document, userId'],
    [{ document: 'x', user_id: 'a', userId: 'a' }, 'user_id and userId are the same: keep one of them.'],
    [{ document: 'x', userId: 'nobody at all' }, 'userId can be nobody'],
    [{ document: 'x', customerId: '106540352242922' }, 'customerId is the id of one line'],
    [{ document: 'x', business: '102290129340398' }, 'the memory of a customer would be split by number'],
    [{ document: 'x', customerId: 'a/customer:b' }, 'customerId must be a name'],
    [{ document: 'x', customerId: 'world', userId: '14155551234' }, 'customerId world has no users'],
    [{ document: 'x', metadata: { deep: { er: 1 } } }, 'metadata has deep, which must be a text'],
    [{ document: 'x', metadata: { aB: 1, a_b: 2 } }, 'metadata has a_b twice'],
    [{ document: 'x', line: 'marketing' }, 'line names none of the lines: support, sales.'],
    [{ document: 'x', at: 'yesterday' }, 'at must be a time such as'],
  ])('[M3 I10] refuses %j before anything is kept', async (given, fault) => {
    expect((await door('create', given)).refused).toContain(fault)
    const many = await door('createMany', [{ document: 'y', userId: somebody() }, given])
    expect(many.refused).toMatch(/^documents\[1\]: /)
    expect(many.refused).toContain(fault)
    expect(await door('list', {})).not.toContainEqual(expect.objectContaining({ document: 'x' }))
  })

  it('[M6] gets, changes, lists and deletes what was kept', async () => {
    const userId = somebody()
    const { id } = await door('create', {
      document: 'Likes tea',
      userId,
      metadata: { tier: 'ai', mood: 'good' },
      title: 'Tea',
    })
    const changed = await door('update', { id, userId, document: 'Likes coffee', metadata: { mood: null, cup: 2 } })
    expect(changed).toMatchObject({ id, document: 'Likes coffee', title: 'Tea', metadata: { tier: 'ai', cup: 2 } })
    expect(changed.metadata.mood).toBe(undefined)
    expect(await door('get', { id, userId })).toEqual(changed)
    expect(await door('get', { id: `${id}#0`, user_id: userId })).toEqual(changed)
    expect(await door('search', { query: 'tea', userId })).toEqual([])
    expect(await door('search', { query: 'coffee', userId })).toHaveLength(1)
    const other = await door('create', { document: 'A mail', documentType: 'email', userId })
    const ids = async (given: object) => (await door('list', { userId, ...given })).map((one: { id: string }) => one.id)
    expect(await ids({})).toEqual([other.id, id])
    expect(await ids({ documentType: 'email' })).toEqual([other.id])
    expect(await ids({ maxResults: 1 })).toEqual([other.id])
    expect(await ids({ before: other.id })).toEqual([id])
    expect(await door('delete', { id, userId })).toBe(true)
    expect(await door('delete', { id, userId })).toBe(false)
    for (const act of ['get', 'status', 'wait', 'update'] as const)
      expect(await door(act, { id, userId })).toBe(undefined)
    expect(await door('search', { query: 'coffee', userId })).toEqual([])
  })

  it('[M6] keeps files as the texts that they hold, and what is read anew takes its place', async () => {
    const userId = somebody()
    const file = (text: string) => ({ name: 'hours.md', bytes: new TextEncoder().encode(text), userId })
    await door('createFromFile', file('---\ntitle: When we are open\n---\nWe open at nine.'))
    const { id } = await door('createFromFile', { ...file('We open at ten.'), metadata: { branch: 'north' } })
    const all = await door('list', { userId })
    expect(all).toMatchObject([
      { id, document: 'We open at ten.', title: 'hours', origin: 'hours.md', metadata: { branch: 'north' } },
    ])
    const broken = await door('createFromFile', { ...file('x'), name: 'hours.docx' })
    expect(broken.refused).toBe('hours.docx cannot be read: only Markdown, text, HTML and PDF are read here.')
  })

  it('[M6] records what was said elsewhere, apart from what else is kept, and finds it', async () => {
    const userId = somebody()
    const at = Date.UTC(2026, 10, 20)
    const talk = { userId, conversationId: 'web-7' }
    const { id } = await door('create', { document: 'A letter', userId })
    await door('recordMessage', {
      ...talk,
      role: 'user',
      text: 'Do you ship to Norway?',
      at: new Date(at).toISOString(),
    })
    await door('recordMessage', { ...talk, role: 'assistant', text: 'We do, in four days.', at: at + 1_000 })
    await door('recordMessage', { ...talk, role: 'human', text: 'Or three.', at: at + 2_000 })
    expect(await door('transcript', { userId })).toMatchObject([
      { role: 'customer', text: 'Do you ship to Norway?', at, conversationId: 'web-7' },
      { role: 'agent', text: 'We do, in four days.' },
      { role: 'teammate', text: 'Or three.' },
    ])
    expect(await door('transcript', { userId, before: at + 2_000, maxResults: 1 })).toMatchObject([{ role: 'agent' }])
    expect(await door('list', { userId })).toMatchObject([{ id }])
    const found = await door('search', { query: 'ship to Norway', userId })
    expect(found[0]).toMatchObject({ document: 'Customer: Do you ship to Norway?' })
    expect((await door('recordMessage', { ...talk, role: 'robot', text: 'x' })).refused).toContain(
      'role must be one of',
    )
  })

  it('[M13] tells what an agent would be told, with ids and within a budget', async () => {
    const userId = somebody()
    const { id } = await door('create', { document: 'She parks her van behind the bakery.', userId })
    const { text, items, tokens } = await door('context', { query: 'Where is the van?', userId, maxTokens: 200 })
    expect(items).toMatchObject([{ id, text: 'She parks her van behind the bakery.' }])
    expect(text).toMatch(/^\[\d{4}-\d\d-\d\d, .*, \S+\] She parks her van/)
    expect(tokens).toBeLessThanOrEqual(200)
    expect((await door('context', { query: 'x', userId, maxTokens: 2_001 })).refused).toContain('2000')
  })

  it('[I13] tells tenants nothing of each other, and everybody what the business says', async () => {
    const userId = somebody()
    const round = { round: users }
    const word = 'walrus'
    const keep = async (document: string, given: object) =>
      (await door('create', { document: `${word} ${document}`, metadata: round, ...given })).id
    const ofBusiness = await keep('of all', {})
    const ofWorld = await keep('of the world', { customerId: 'world' })
    const ofNorth = await keep('of north', { customerId: 'north' })
    const ofUser = await keep('of one in north', { customerId: 'north', userId })
    const found = async (given: object) =>
      new Set(
        (await door('search', { query: word, metadataFilter: round, ...given })).map((one: { id: string }) => one.id),
      )
    expect(await found({ customerId: 'north', userId })).toEqual(new Set([ofUser, ofNorth, ofBusiness, ofWorld]))
    expect(await found({ customerId: 'north' })).toEqual(new Set([ofNorth, ofBusiness, ofWorld]))
    expect(await found({ business: 'south', userId })).toEqual(new Set([ofBusiness, ofWorld]))
    expect(await found({ userId })).toEqual(new Set([ofBusiness, ofWorld]))
    expect(await found({ customerId: 'acme' })).toEqual(new Set([ofBusiness, ofWorld]))
    expect(await door('get', { id: ofUser, customerId: 'south', userId })).toBe(undefined)
    expect(await door('get', { id: ofBusiness, customerId: 'south', userId })).toMatchObject({ id: ofBusiness })
    expect(await door('delete', { id: ofBusiness, customerId: 'south' })).toBe(false)
  })

  it('asking makes nobody a customer', async () => {
    const userId = somebody()
    for (const act of ['search', 'context', 'facts', 'transcript', 'list'] as const)
      await door(act, { userId, ...(['search', 'context'].includes(act) && { query: 'x' }) })
    expect(await house.platform.store.findCustomer('acme', userId)).toBe(undefined)
  })
})
