import { Writable } from 'node:stream'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { createLog } from '../../src/ports/log.ts'
import { removeFolders } from '../contracts/places.ts'
import { type House, OWNER, openHouse, STORES } from '../house-of-people.ts'

const DAY = 24 * 60 * 60_000
const CONFIGURED = 'the-token-of-the-configuration-123'

let house: House
afterEach(() => house.stop())
afterAll(removeFolders)

const TABLES = ['teammates', 'sessions', 'tokens', 'one_time_secrets', 'settings', 'audit'] as const
async function everythingKept(): Promise<string> {
  const all = TABLES.map((table) =>
    house.database.read((tx) => tx.query({ name: '', text: `select * from ${table}` }, [])),
  )
  return JSON.stringify(await Promise.all(all))
}

describe.each(STORES)('tokens for programs, on %s', (kind) => {
  const open = async (options = {}) => {
    house = await openHouse(kind, options)
    return house.owner()
  }
  const make = async (given: object) => {
    const olga = await house.owner()
    return olga.ask('POST', '/api/tokens', { name: 'Report', role: 'viewer', ...given })
  }

  it('[O5] open the door with their role and lines until they run out', async () => {
    await open()
    const { status, body } = await make({ role: 'member', lines: ['support'] })
    expect(status).toBe(201)
    const asked = await house.ask('GET', '/api/session', { token: body.token })
    expect(asked.body).toMatchObject({ actor: { kind: 'token', name: 'Report', role: 'member', lines: ['support'] } })
    house.clock.shift(90 * DAY - 1000)
    expect((await house.ask('GET', '/api/lines', { token: body.token })).status).toBe(200)
    house.clock.shift(2000)
    expect((await house.ask('GET', '/api/lines', { token: body.token })).status).toBe(401)
  })

  it('[O5] may be good for ever, and are revoked at once', async () => {
    const olga = await open()
    const { body } = await make({ days: null })
    house.clock.shift(4000 * DAY)
    expect((await house.ask('GET', '/api/lines', { token: body.token })).status).toBe(200)
    await olga.signIn(OWNER.email, OWNER.password)
    expect((await olga.ask('DELETE', `/api/tokens/${body.id}`)).status).toBe(200)
    expect((await house.ask('GET', '/api/lines', { token: body.token })).status).toBe(401)
    expect((await olga.ask('DELETE', `/api/tokens/${body.id}`)).status).toBe(404)
  })

  it('[O5] tell when they were last used, written at most once a minute', async () => {
    const olga = await open()
    const { body } = await make({})
    const lastUsed = async () => (await olga.ask('GET', '/api/tokens')).body.tokens[0].lastUsedAt as number | undefined
    const use = () => house.ask('GET', '/api/lines', { token: body.token })
    expect(await lastUsed()).toBeUndefined()
    await use()
    const first = await lastUsed()
    house.clock.shift(30_000)
    await use()
    expect(await lastUsed()).toBe(first)
    house.clock.shift(31_000)
    await use()
    expect(await lastUsed()).toBeGreaterThan(first! + 60_000)
  })

  it('[H24] are made by admins, with no more than they have', async () => {
    await open()
    const admin = await house.teammate('admin', ['support'])
    const making = (given: object) => admin.ask('POST', '/api/tokens', { name: 'Mine', ...given })
    expect((await making({ role: 'owner', lines: ['support'] })).status).toBe(403)
    expect((await making({ role: 'member' })).status).toBe(403)
    expect((await making({ role: 'member', lines: ['sales'] })).status).toBe(403)
    const mine = await making({ role: 'admin', lines: ['support'] })
    expect(mine.status).toBe(201)
    const ofOwner = await make({ role: 'owner' })
    expect((await admin.ask('DELETE', `/api/tokens/${ofOwner.body.id}`)).status).toBe(403)
    const seen = (await admin.ask('GET', '/api/tokens')).body.tokens.map(({ id }: { id: string }) => id)
    expect(seen).toEqual([mine.body.id])
    const byToken = await house.ask('POST', '/api/tokens', {
      token: mine.body.token,
      body: { name: 'Above', role: 'owner' },
    })
    expect(byToken.status).toBe(403)
  })

  it('[O5] the one of the configuration may do all, and is still good beside others', async () => {
    await open({ settings: { apiToken: CONFIGURED } })
    const made = await house.ask('POST', '/api/tokens', { token: CONFIGURED, body: { name: 'A', role: 'owner' } })
    expect(made.status).toBe(201)
    expect((await house.ask('GET', '/api/audit', { token: made.body.token })).body.entries[0]).toMatchObject({
      action: 'token.created',
      by: { kind: 'token', name: 'API token', source: 'api', ip: '127.0.0.1' },
    })
    expect((await house.ask('GET', '/api/lines', { token: `${CONFIGURED}x` })).status).toBe(401)
  })

  it('[O3 O5] no secret lies in the database, in the audit or in a log', async () => {
    let written = ''
    const sink = new Writable({
      write(chunk, _encoding, done) {
        written += chunk
        done()
      },
    })
    const log = createLog('debug', sink)
    const olga = await open({ log, settings: { apiToken: CONFIGURED } })
    const { body } = await make({})
    const member = await house.teammate('member')
    const reset = await olga.ask('POST', `/api/teammates/${await member.id()}/reset`)
    const invited = await olga.ask('POST', '/api/invitations', { email: 'x@example.com', role: 'viewer', lines: 'all' })
    const setup = (await house.ask('POST', '/api/setup', { body: { token: 'guess', ...OWNER } })).status
    expect(setup).toBe(410)
    await house.ask('GET', '/api/lines', { token: body.token })
    await member.signIn(member.email, 'a wrong password')
    const cookies = [olga, member].flatMap((one) => [...one.cookies.values()].map((value) => value.split('.')[0]!))
    const kept = await everythingKept()
    const secrets = [body.token, reset.body.token, invited.body.token, CONFIGURED, OWNER.password, member.password]
    for (const secret of [...secrets, ...cookies, 'a wrong password']) {
      expect(secret.length).toBeGreaterThan(10)
      expect(kept).not.toContain(secret)
      expect(written).not.toContain(secret)
    }
    for (const shown of ['/api/tokens', '/api/teammates', '/api/invitations', '/api/audit', '/api/sessions']) {
      const told = JSON.stringify((await olga.ask('GET', shown)).body)
      for (const secret of [...secrets, ...cookies]) expect(told).not.toContain(secret)
      expect(told).not.toMatch(/digest|password_?hash/i)
    }
  })
})
