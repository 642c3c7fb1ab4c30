import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { postgresAt, removeFolders } from '../contracts/places.ts'
import { createBrowser, type House, OWNER, openHouse, STORES } from '../house-of-people.ts'
import { laidDatabase } from '../laid-database.ts'

const HOUR = 60 * 60_000
const SECRET = 'a-set-up-token-of-the-configuration'

const houses: House[] = []
afterEach(async () => {
  for (const house of houses.splice(0)) await house.stop()
})
afterAll(removeFolders)

async function open(...given: Parameters<typeof openHouse>): Promise<House> {
  const house = await openHouse(...given)
  houses.push(house)
  return house
}
const setUp = (house: House, token: string, more: object = {}) =>
  house.ask('POST', '/api/setup', { body: { token, ...OWNER, ...more } })
const offered = (house: House) => house.platform.store.offerSetUp({ business: 'acme', now: house.clock.now() })

describe.each(STORES)('the first owner, on %s', (kind) => {
  it('[O5] brings the token, and is the only one: the door is closed for good', async () => {
    const house = await open(kind)
    const token = (await offered(house))!
    expect((await setUp(house, 'wabaton_setup_guess')).status).toBe(403)
    expect((await setUp(house, '')).status).toBe(400)
    expect((await setUp(house, token, { password: 'short' })).status).toBe(400)
    expect((await setUp(house, token, { email: 'no address' })).status).toBe(400)
    expect((await setUp(house, token)).status).toBe(201)
    expect((await setUp(house, token, { email: 'second@example.com' })).status).toBe(410)
    expect(await offered(house)).toBeUndefined()
    expect((await createBrowser(house).signIn(OWNER.email, OWNER.password)).status).toBe(200)
  })

  it('[O5] comes with the token of the configuration where there is one', async () => {
    const house = await open(kind, { settings: { signIn: { secret: undefined, setupToken: SECRET } } })
    expect((await setUp(house, `${SECRET}x`)).status).toBe(403)
    expect((await setUp(house, SECRET)).status).toBe(201)
    expect((await setUp(house, SECRET, { email: 'second@example.com' })).status).toBe(410)
    expect(await house.platform.store.teammates('acme')).toMatchObject([{ role: 'owner', lines: 'all' }])
  })

  it('[O5] comes within 72 hours, and not with an invitation or any other secret', async () => {
    const house = await open(kind)
    const token = (await offered(house))!
    const { business } = { business: 'acme' }
    const asked = { body: { token, name: 'X', password: 'a long password' } }
    expect((await house.ask('POST', '/api/invitations/accept', asked)).status).toBe(403)
    expect((await house.ask('GET', '/api/session', { token })).status).toBe(401)
    house.clock.shift(72 * HOUR)
    expect((await setUp(house, token)).status).toBe(403)
    expect(await house.platform.store.isSetUp(business)).toBe(false)
  })

  it('[O5] is one, however many try at once with the same token', async () => {
    const house = await open(kind)
    const token = (await offered(house))!
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, nth) => setUp(house, token, { email: `owner-${nth}@example.com` })),
    )
    expect(all.map(({ status }) => status).sort()).toEqual([201, 410, 410, 410, 410, 410, 410, 410])
    expect(await house.platform.store.teammates('acme')).toHaveLength(1)
  })
})

describe('two processes on one PostgreSQL', () => {
  it('[O5 O14] make one owner of two who set up at once, each with the token of its own server', async () => {
    for (let round = 0; round < 5; round++) {
      const url = await laidDatabase()
      const one = await open('postgres', { database: await postgresAt(url) })
      const other = await open('postgres', { database: await postgresAt(url) })
      const tokens = [(await offered(one))!, (await offered(other))!]
      expect(tokens[0]).not.toBe(tokens[1])
      const both = await Promise.all([
        setUp(one, tokens[round % 2]!, { email: 'one@example.com' }),
        setUp(other, tokens[(round + 1) % 2]!, { email: 'other@example.com' }),
        setUp(one, tokens[0]!, { email: 'third@example.com' }),
      ])
      expect(both.map(({ status }) => status).sort()).toEqual([201, 410, 410])
      expect(await one.platform.store.teammates('acme')).toHaveLength(1)
      expect(await other.platform.store.isSetUp('acme')).toBe(true)
    }
  })

  it('[O5 O14] and one of twenty, whose passwords are digested already', async () => {
    for (let round = 0; round < 3; round++) {
      const url = await laidDatabase()
      const two = [
        await open('postgres', { database: await postgresAt(url) }),
        await open('postgres', { database: await postgresAt(url) }),
      ]
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, nth) =>
          two[nth % 2]!.platform.store.setUp({
            business: 'acme',
            secret: '',
            trusted: true,
            name: `Owner ${nth}`,
            email: `owner-${nth}@example.com`,
            passwordHash: 'x',
            ip: undefined,
            now: 1,
          }),
        ),
      )
      expect(all.filter(({ kind }) => kind === 'done')).toHaveLength(1)
      expect(await two[0]!.platform.store.teammates('acme')).toHaveLength(1)
    }
  })

  it('[O5] a session that one has opened holds at the other, and ends at both', async () => {
    const url = await laidDatabase()
    const one = await open('postgres', { database: await postgresAt(url) })
    const other = await open('postgres', { database: await postgresAt(url) })
    const olga = await one.owner()
    const there = createBrowser(other)
    for (const [name, value] of olga.cookies) there.cookies.set(name, value)
    expect((await there.ask('GET', '/api/session')).body.actor.name).toBe('Olga')
    expect((await there.ask('DELETE', '/api/session')).status).toBe(200)
    expect((await olga.ask('GET', '/api/session')).status).toBe(401)
  })
})
