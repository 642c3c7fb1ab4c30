import { request } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeFolders } from '../contracts/places.ts'
import { type House, OWNER, openHouse } from '../house-of-people.ts'

const PUBLIC = 'https://wabaton.example.com'

let house: House
beforeAll(async () => {
  house = await openHouse('sqlite', {
    settings: { server: { host: '127.0.0.1', port: 0, publicUrl: PUBLIC } },
  })
  const token = await house.platform.store.offerSetUp({ business: 'acme', now: house.clock.now() })
  await house.ask('POST', '/api/setup', { body: { token, ...OWNER } })
})
afterAll(async () => {
  await house.stop()
  removeFolders()
})

/** The path as it is written: `fetch` would tidy it up first. */
const ask = (path: string) =>
  new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
    const asked = request(house.url, { path }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    asked.on('error', reject).end()
  })

describe('the door of the desk', () => {
  it('[O5] has every page say the whole policy, built or not, signed in or not', async () => {
    for (const path of ['/desk', '/desk/', '/desk/sign-in', '/desk/waiting/01a1fc5c?q=x', '/desk/assets/nothing.js']) {
      const { status, headers } = await ask(path)
      expect(status, path).toBeOneOf([200, 404, 503])
      expect(headers, path).toMatchObject({
        'content-security-policy': expect.stringMatching(/^default-src 'self'; .*frame-ancestors 'none'$/),
        'x-frame-options': 'DENY',
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
      })
      expect(headers['set-cookie']).toBeUndefined()
    }
  })

  it('[O5] leads to nothing beside the desk, and leaves other paths to whoever has mounted it', async () => {
    for (const path of [
      '/desk/../package.json',
      '/desk/%2e%2e/%2e%2e/package.json',
      '/desk/..%2f..%2fpackage.json',
      '/desk/assets/../../../package.json',
      '/desk/assets/..%5c..%5c..%5cpackage.json',
      '/desk/assets/%252e%252e/package.json',
      '/desk//srv/package.json',
      '/desk/./../src/platform.ts',
    ])
      expect((await ask(path)).body, path).not.toMatch(/"dependencies"|createPlatform/)
    for (const path of ['/', '/desks', '/index.html']) expect((await ask(path)).status, path).toBe(404)
  })

  it('[O5] takes no session that somebody has brought along, and gives one that is for this host alone', async () => {
    const planted = 'planted-by-somebody-else.c2lnbmF0dXJl'
    const from = { origin: PUBLIC, 'sec-fetch-site': 'same-origin' }
    const cookie = `__Host-wabaton=${planted}; wabaton=${planted}`
    const { email, password } = OWNER
    const signedIn = await house.ask('POST', '/api/session', {
      body: { email, password },
      headers: { ...from, cookie },
    })
    expect(signedIn.status).toBe(200)
    const [given = '', ...others] = signedIn.headers.getSetCookie()
    expect(others).toEqual([])
    expect(given).toMatch(/^__Host-wabaton=[^;]{30,};/)
    expect(given).toMatch(/; Path=\/(?:;|$)/i)
    for (const word of ['HttpOnly', 'Secure', 'SameSite=Lax'])
      expect(given).toMatch(new RegExp(`; ${word}(?:;|$)`, 'i'))
    expect(given).not.toMatch(/domain=/i)
    expect(given).not.toContain('planted')
    const asWho = async (sent: string) => (await house.ask('GET', '/api/session', { headers: { cookie: sent } })).status
    expect(await asWho(cookie)).toBe(401)
    const [own = ''] = given.split(';')
    expect(await asWho(own)).toBe(200)
    // Without the prefix another host of the domain could have set it.
    expect(await asWho(own.replace('__Host-', ''))).toBe(401)
  })

  it('[O5] answers what people ask for as data that nothing keeps and no page runs', async () => {
    for (const path of ['/api/session', '/api/lines', '/api/nothing', '/api/customers/x']) {
      const { headers } = await ask(path)
      expect(headers['content-type'], path).toMatch(/^application\/json/)
      expect(headers['x-content-type-options'], path).toBe('nosniff')
      expect(headers['cache-control'], path).toBe('no-store')
    }
  })
})
