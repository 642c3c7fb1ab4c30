import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { removeFolders } from '../contracts/places.ts'
import { type Browser, createBrowser, type House, OWNER, openHouse } from '../house-of-people.ts'
import type { SettingsChange } from '../settings.ts'
import { testSettings } from '../settings.ts'

let house: House
afterEach(() => house.stop())
afterAll(removeFolders)

async function open(settings: SettingsChange = {}): Promise<Browser> {
  house = await openHouse('sqlite', { settings })
  return house.owner()
}
const names = async () => (await house.platform.store.teammates('acme')).map(({ name }) => name)

describe('what other pages do in the browser of somebody who is signed in', () => {
  const FOREIGN: readonly Record<string, string>[] = [
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'null', 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:1' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
  ]

  it('[O5] changes nothing, whatever it is written as', async () => {
    const olga = await open()
    const id = await olga.id()
    const cookie = [...olga.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const ways = [
      ...FOREIGN.map((headers) => ({ 'content-type': 'application/json', ...headers })),
      // Our own page, but what a form could send; and no browser at all with a stolen cookie.
      { origin: house.url, 'sec-fetch-site': 'same-origin', 'content-type': 'text/plain' },
      { origin: house.url, 'content-type': 'application/x-www-form-urlencoded' },
      { origin: house.url, 'content-type': 'multipart/form-data; boundary=x' },
      { 'content-type': 'application/json' },
    ]
    for (const headers of ways) {
      const forged = { body: JSON.stringify({ name: 'Mallory' }), headers: { cookie, ...headers } }
      const { status } = await house.ask('PATCH', `/api/teammates/${id}`, forged)
      expect(status, JSON.stringify(headers)).toBe(403)
      expect((await house.ask('DELETE', '/api/session', { headers: { cookie, ...headers } })).status).toBe(403)
    }
    expect(await names()).toEqual(['Olga'])
    expect((await olga.ask('GET', '/api/session')).status).toBe(200)
  })

  it('[O5] signs nobody in or out, and sets nothing up', async () => {
    await open()
    for (const headers of FOREIGN) {
      const { status, headers: told } = await house.ask('POST', '/api/session', { body: OWNER, headers })
      expect(status, JSON.stringify(headers)).toBe(403)
      expect(told.getSetCookie()).toEqual([])
      expect((await house.ask('POST', '/api/setup', { body: OWNER, headers })).status).toBe(403)
    }
    const form = { body: 'email=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
    expect((await house.ask('POST', '/api/session', form)).status).toBe(403)
  })

  it('[O5] no answer lets another origin in, and GET changes nothing', async () => {
    const olga = await open()
    const origin = 'https://evil.example'
    for (const [method, path] of [
      ['OPTIONS', '/api/teammates'],
      ['GET', '/api/teammates'],
      ['GET', '/api/lines'],
    ] as const) {
      const { headers } = await olga.ask(method, path, undefined, { origin, 'access-control-request-method': 'PATCH' })
      for (const [name] of headers) expect(name).not.toMatch(/^access-control/)
    }
    const changing = new Set(house.platform.routes.filter(({ method }) => method !== 'GET').map(({ path }) => path))
    for (const path of changing) {
      const reading = house.platform.routes.some((route) => route.method === 'GET' && route.path === path)
      if (!reading) expect((await olga.ask('GET', path)).status, path).toBe(404)
    }
  })

  it('[O5] a bearer token needs no page: no browser sends one by itself', async () => {
    const olga = await open()
    const { body } = await olga.ask('POST', '/api/tokens', { name: 'A', role: 'admin' })
    const asked = { token: body.token as string, body: { name: 'B', role: 'viewer' }, headers: FOREIGN[0]! }
    expect((await house.ask('POST', '/api/tokens', asked)).status).toBe(201)
  })

  it('[O5] a wrong token is not helped by a good cookie', async () => {
    const olga = await open()
    expect((await olga.ask('GET', '/api/session', undefined, { authorization: 'Bearer nothing' })).status).toBe(401)
  })
})

describe('the cookie', () => {
  const signIn = (headers: Record<string, string> = {}) => house.ask('POST', '/api/session', { body: OWNER, headers })
  const server = { ...testSettings().server, publicUrl: 'https://desk.example.com' }

  it('[O5] is for this server alone, and no script reads it', async () => {
    await open()
    const [cookie] = (await signIn()).headers.getSetCookie()
    expect(cookie).toMatch(/^wabaton=[^;]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/)
  })

  it('[O5] is bound to the host and secure where the public address is https', async () => {
    house = await openHouse('sqlite', { settings: { server } })
    const token = await house.platform.store.offerSetUp({ business: 'acme', now: house.clock.now() })
    const origin = 'https://desk.example.com'
    await house.ask('POST', '/api/setup', { body: { token, ...OWNER }, headers: { origin } })
    expect((await signIn({ origin: house.url })).status).toBe(403)
    const [cookie] = (await signIn({ origin })).headers.getSetCookie()
    expect(cookie).toMatch(/^__Host-wabaton=[^;]+;/)
    expect(cookie).toMatch(/; Path=\/;.*; Secure/)
    expect(cookie).not.toMatch(/Domain/i)
    const value = /=([^;]+)/.exec(cookie!)![1]!
    const browser = createBrowser(house)
    browser.cookies.set('wabaton', value)
    expect((await browser.ask('GET', '/api/session')).status).toBe(401)
    browser.cookies.set('__Host-wabaton', value)
    expect((await browser.ask('GET', '/api/session')).status).toBe(200)
  })

  it('[O5] believes X-Forwarded-Proto and the caller of nobody but our proxies', async () => {
    await open()
    const told = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '203.0.113.9' }
    expect((await signIn(told)).headers.getSetCookie()[0]).not.toContain('Secure')
    await house.stop()
    const { webhook } = testSettings()
    await open({ webhook: { ...webhook, trustedProxies: ['127.0.0.0/8'] } })
    const [cookie] = (await signIn(told)).headers.getSetCookie()
    expect(cookie).toContain('__Host-wabaton=')
    const browser = createBrowser(house)
    browser.cookies.set('__Host-wabaton', /=([^;]+)/.exec(cookie!)![1]!)
    const { body } = await browser.ask('GET', '/api/sessions', undefined, told)
    expect(body.sessions.find(({ isThis }: { isThis: boolean }) => isThis)).toMatchObject({ ip: '203.0.113.9' })
  })
})
