import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { removeFolders } from '../contracts/places.ts'
import { createBrowser, type House, OWNER, openHouse, STORES } from '../house-of-people.ts'

const HOUR = 60 * 60_000

let house: House
afterEach(() => house.stop())
afterAll(removeFolders)

describe.each(STORES)('signing in, on %s', (kind) => {
  beforeEach(async () => {
    house = await openHouse(kind)
  })

  it('[O5] opens a session that says who asks, and closes it', async () => {
    const olga = await house.owner()
    const { status, body } = await olga.ask('GET', '/api/session')
    expect(status).toBe(200)
    expect(body).toMatchObject({ actor: { kind: 'teammate', name: 'Olga', role: 'owner', lines: 'all' } })
    expect((await olga.ask('GET', '/api/lines')).status).toBe(200)
    const stolen = new Map(olga.cookies)
    expect((await olga.ask('DELETE', '/api/session')).status).toBe(200)
    expect(olga.cookies.size).toBe(0)
    for (const [name, value] of stolen) olga.cookies.set(name, value)
    expect((await olga.ask('GET', '/api/session')).status).toBe(401)
  })

  it('[O5] tells nobody whether the address or the password was wrong', async () => {
    await house.owner()
    const stranger = createBrowser(house)
    const wrongs = [
      await stranger.signIn(OWNER.email, 'another password'),
      await stranger.signIn('nobody@example.com', OWNER.password),
      await stranger.signIn('no address at all', OWNER.password),
      await stranger.signIn(OWNER.email, ''),
      await stranger.signIn(OWNER.email, 'x'.repeat(1000)),
    ]
    for (const { status, body, headers } of wrongs) {
      expect({ status, body }).toEqual({ status: 401, body: { ok: false, error: 'Address or password is wrong.' } })
      expect(headers.getSetCookie()).toEqual([])
    }
    expect((await stranger.signIn(OWNER.email.toUpperCase(), OWNER.password)).status).toBe(200)
  })

  it('[O5] nobody comes in by signing up, nor by any other door of the library', async () => {
    await house.owner()
    for (const path of ['/api/auth/sign-up/email', '/api/auth/sign-in/email', '/sign-up/email', '/api/sign-up']) {
      const { status, headers } = await house.ask('POST', path, {
        body: { email: 'new@example.com', password: 'a long password', name: 'New' },
      })
      expect([401, 404]).toContain(status)
      expect(headers.getSetCookie()).toEqual([])
    }
    expect(await house.platform.store.teammates('acme')).toHaveLength(1)
  })

  it('[O5] a session ends after twelve idle hours, and after seven days however busy it was', async () => {
    const olga = await house.owner()
    house.clock.shift(11 * HOUR)
    expect((await olga.ask('GET', '/api/session')).status).toBe(200)
    house.clock.shift(11 * HOUR)
    expect((await olga.ask('GET', '/api/session')).status).toBe(200)
    house.clock.shift(12 * HOUR + 1000)
    expect((await olga.ask('GET', '/api/session')).status).toBe(401)

    await olga.signIn(OWNER.email, OWNER.password)
    for (let hours = 0; hours + 11 < 7 * 24; hours += 11) {
      expect((await olga.ask('GET', '/api/session')).status).toBe(200)
      house.clock.shift(11 * HOUR)
    }
    expect((await olga.ask('GET', '/api/session')).status).toBe(200)
    house.clock.shift(4 * HOUR)
    expect((await olga.ask('GET', '/api/session')).status).toBe(401)
  })

  it('[O5] every sign-in is another session: what somebody has planted opens nothing', async () => {
    const olga = await house.owner()
    const [[name, first]] = [...olga.cookies] as [[string, string]]
    await olga.signIn(OWNER.email, OWNER.password)
    expect(olga.cookies.get(name)).not.toBe(first)

    const victim = createBrowser(house)
    victim.cookies.set(name, 'planted.by-somebody')
    await victim.signIn(OWNER.email, OWNER.password)
    const planter = createBrowser(house)
    planter.cookies.set(name, 'planted.by-somebody')
    expect((await planter.ask('GET', '/api/session')).status).toBe(401)
    expect((await victim.ask('GET', '/api/session')).status).toBe(200)
  })

  it('[O5] signing in anew ends the session it was done from', async () => {
    const olga = await house.owner()
    const before = new Map(olga.cookies)
    await olga.signIn(OWNER.email, OWNER.password)
    const old = createBrowser(house)
    for (const [name, value] of before) old.cookies.set(name, value)
    expect((await old.ask('GET', '/api/session')).status).toBe(401)
  })

  it('[O5] shows somebody their own sessions, and ends those they name', async () => {
    const olga = await house.owner()
    const phone = createBrowser(house)
    await phone.signIn(OWNER.email, OWNER.password)
    const member = await house.teammate('member')
    const { body } = await olga.ask('GET', '/api/sessions')
    expect(body.sessions).toHaveLength(2)
    expect(body.sessions.filter(({ isThis }: { isThis: boolean }) => isThis)).toHaveLength(1)
    expect(body.sessions[0]).toMatchObject({ ip: '127.0.0.1', userAgent: expect.any(String) })
    const other = body.sessions.find(({ isThis }: { isThis: boolean }) => !isThis)
    expect((await member.ask('DELETE', `/api/sessions/${other.id}`)).status).toBe(404)
    expect((await phone.ask('GET', '/api/session')).status).toBe(200)
    expect((await olga.ask('DELETE', `/api/sessions/${other.id}`)).status).toBe(200)
    expect((await phone.ask('GET', '/api/session')).status).toBe(401)
    expect((await olga.ask('GET', '/api/session')).status).toBe(200)
  })

  it('[O5] a new password needs the current one, and ends all other sessions', async () => {
    const olga = await house.owner()
    const phone = createBrowser(house)
    await phone.signIn(OWNER.email, OWNER.password)
    const password = 'another long password'
    const change = (current: string, next = password) =>
      olga.ask('POST', '/api/session/password', { current, password: next })
    expect((await change('wrong')).status).toBe(403)
    expect((await change(OWNER.password, 'short')).status).toBe(400)
    expect((await change(OWNER.password)).status).toBe(200)
    expect((await olga.ask('GET', '/api/session')).status).toBe(200)
    expect((await phone.ask('GET', '/api/session')).status).toBe(401)
    expect((await phone.signIn(OWNER.email, OWNER.password)).status).toBe(401)
    expect((await phone.signIn(OWNER.email, password)).status).toBe(200)
  })

  it('[O5] whoever tries passwords waits, also with the right one; the account stays open to others', async () => {
    await house.owner()
    const thief = createBrowser(house)
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, nth) => thief.signIn(OWNER.email, `guess number ${nth}`)),
    )
    expect(tries.filter(({ status }) => status === 401)).toHaveLength(5)
    const told = tries.find(({ status }) => status === 429)!
    expect(tries.filter(({ status }) => status === 429)).toHaveLength(15)
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await thief.signIn(OWNER.email, OWNER.password)).status).toBe(429)
    house.clock.shift(20_000)
    expect((await thief.signIn(OWNER.email, OWNER.password)).status).toBe(200)
    expect((await thief.signIn(OWNER.email, 'wrong once more')).status).toBe(401)
  })
})
