import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ACCESS, type LineScope, ROLES, type Role } from '../../src/domain/access.ts'
import type { By } from '../../src/flows/store.ts'
import { answer, type Route } from '../../src/http/routes.ts'
import { removeFolders } from '../contracts/places.ts'
import { filesBelow, read } from '../house/documents.ts'
import { type House, openHouse } from '../house-of-people.ts'

const CONFIGURED = 'the-token-of-the-configuration-123'
const DAY = 24 * 60 * 60_000
/** Lies on the line `support`. */
const SOMETHING = '01a1fc5c-800a-7001-b719-c855ed9d5bbd'
const NOTHING = '01a1fc5c-800a-7001-b719-000000000000'

interface Person {
  readonly name: string
  readonly role: Role
  readonly lines: LineScope
  readonly headers: Record<string, string>
}

let house: House
let reached: string[] = []
const people: Person[] = []
const strangers = new Map<string, Record<string, string>>()

const BY: By = { kind: 'system', id: 'test', name: 'test', source: 'system', ip: undefined }
const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
/** What a browser sends with a page of ours. */
const page = (cookie: string) => ({
  cookie: `wabaton=${cookie}`,
  origin: house.url,
  'sec-fetch-site': 'same-origin',
  'content-type': 'application/json',
})

beforeAll(async () => {
  house = await openHouse('sqlite', {
    settings: { apiToken: CONFIGURED },
    wrapStore: (store) => ({
      ...store,
      lineOfSubject: async ({ id }) => (id === SOMETHING ? 'support' : undefined),
    }),
  })
  const { store, routes } = house.platform
  const business = 'acme'
  const now = house.clock.now()
  const authority = { business, actor: { role: 'owner', lines: 'all' }, by: BY, now } as const
  async function tokenOf(role: Role, lines: LineScope, expiresAt: number | undefined = undefined) {
    const made = await store.createToken({ ...authority, name: 'x', role, lines, expiresAt })
    if (made.kind !== 'done') throw new Error(made.kind)
    return made
  }
  async function sessionOf(role: Role, lines: LineScope, secret: string) {
    const invited = await store.invite({ ...authority, email: `${secret}@example.com`, role, lines })
    if (invited.kind !== 'done') throw new Error(invited.kind)
    const given = { business, secret: invited.secret, name: secret, passwordHash: 'x', ip: undefined, now }
    await store.acceptInvitation(given)
    const teammate = (await store.teammates(business)).find(({ name }) => name === secret)!.id
    const session = { business, teammate, token: secret, ip: undefined, userAgent: undefined }
    await store.beginSession({ ...session, now })
    return { teammate, secret }
  }
  for (const role of ROLES)
    for (const lines of role === 'owner' ? (['all'] as const) : (['all', ['support'], ['sales']] as const)) {
      const name = `${role} of ${lines}`
      people.push({ name: `token: ${name}`, role, lines, headers: bearer((await tokenOf(role, lines)).secret) })
      const { secret } = await sessionOf(role, lines, `session-${role}-${lines}`)
      people.push({ name: `session: ${name}`, role, lines, headers: page(secret) })
    }
  people.push({ name: 'token of the configuration', role: 'owner', lines: 'all', headers: bearer(CONFIGURED) })

  const revoked = await tokenOf('owner', 'all')
  await store.revokeToken({ ...authority, id: revoked.id })
  const removed = await sessionOf('owner', 'all', 'session-of-somebody-removed')
  await store.removeTeammate({ ...authority, id: removed.teammate })
  const demoted = await sessionOf('owner', 'all', 'session-of-somebody-demoted')
  await store.changeTeammate({ ...authority, id: demoted.teammate, role: 'viewer' })
  const left = await sessionOf('owner', 'all', 'session-that-was-ended')
  await store.leaveSession({ business, token: left.secret })
  const invitation = await store.invite({ ...authority, email: 'i@example.com', role: 'owner', lines: 'all' })
  for (const [name, headers] of Object.entries({
    nobody: {},
    'a wrong token': bearer('wabaton_token_wrong'),
    'an empty token': { authorization: 'Bearer ' },
    'another scheme': { authorization: `Basic ${CONFIGURED}` },
    'half of the token': bearer(CONFIGURED.slice(0, -1)),
    'an expired token': bearer((await tokenOf('owner', 'all', now)).secret),
    'a revoked token': bearer(revoked.secret),
    'an invitation as token': bearer(invitation.kind === 'done' ? invitation.secret : ''),
    'a wrong cookie': page('wrong'),
    'an empty cookie': page(''),
    'the session of somebody removed': page(removed.secret),
    'the session of somebody demoted': page(demoted.secret),
    'a session that was ended': page(left.secret),
    'a token as cookie': page(CONFIGURED),
    'a session as token': bearer('session-owner-all'),
  } as Record<string, Record<string, string>>))
    strangers.set(name, headers)

  for (const route of routes) {
    const reach = () => {
      reached.push(`${route.method} ${route.path}`)
      return answer({ reached: true })
    }
    // Whoever gets through reaches this instead: nothing is done, and every reach is seen.
    Object.assign(route, { handle: reach, body: undefined })
  }
})
afterAll(async () => {
  await house.stop()
  removeFolders()
})
beforeEach(() => {
  reached = []
})

/** The path with ids in it: the first is what `of` speaks of. */
const filled = ({ path, of }: Route, first = of === 'line' ? 'support' : SOMETHING) => {
  let nth = 0
  return path.replaceAll(/:\w+/g, () => (nth++ === 0 ? first : NOTHING))
}
const ask = (route: Route, headers: Record<string, string>, path = filled(route)) =>
  house.ask(route.method, path, { headers })
const routes = () => house.platform.routes
const closed = () => routes().filter(({ action }) => action !== 'anybody')

describe('[O5] the real route table', () => {
  it('answers nobody who has nothing that is good now, and does nothing for them', async () => {
    expect(closed().length).toBeGreaterThan(25)
    for (const [name, headers] of strangers)
      for (const route of closed()) {
        const { status, body } = await ask(route, headers)
        expect(status, `${route.method} ${route.path} for ${name}`).toBe(401)
        expect(Object.keys(body)).toEqual(['ok', 'error'])
      }
    expect(reached).toEqual([])
  })

  it('[H24] answers each role what it may on its lines, and does nothing else', async () => {
    let asked = 0
    for (const route of closed())
      for (const { name, role, lines, headers } of people) {
        asked++
        reached = []
        const rule: { least: Role; wide?: true } = ACCESS[route.action as keyof typeof ACCESS]
        const there = !route.of || lines === 'all' || lines.includes('support')
        const high = ROLES.indexOf(role) <= ROLES.indexOf(rule.least)
        const broad = !rule.wide || lines === 'all'
        const expected = there ? (high && broad ? 200 : 403) : 404
        const { status, body } = await ask(route, headers)
        const what = `${route.method} ${route.path} for ${name}`
        expect(status, what).toBe(expected)
        expect(reached, what).toEqual(expected === 200 ? [`${route.method} ${route.path}`] : [])
        if (expected === 403 && !high) expect(body.error, what).toContain(rule.least)
      }
    expect(asked).toBe(closed().length * people.length)
  })

  it('[H24] tells what is not there from what is on other lines to nobody', async () => {
    for (const route of closed().filter(({ of }) => of))
      for (const { name, headers } of people) {
        const nothing = await ask(route, headers, filled(route, NOTHING))
        expect(nothing.status, `${route.path} for ${name}`).toBe(404)
      }
    expect(reached).toEqual([])
    const outside = people.find(({ lines }) => lines.includes('sales'))!
    for (const route of closed().filter(({ of }) => of)) {
      const { body } = await ask(route, outside.headers)
      expect(body).toEqual((await ask(route, outside.headers, filled(route, NOTHING))).body)
    }
  })

  it('[O5] is the same for HEAD, other spellings of a path, and what is not there', async () => {
    const lists = closed().filter(({ method, path }) => method === 'GET' && !path.includes(':'))
    for (const route of lists) {
      expect((await fetch(`${house.url}${route.path}`, { method: 'HEAD' })).status).toBe(401)
      for (const path of [
        `${route.path}/`,
        `/${route.path}`,
        route.path.toUpperCase(),
        `${route.path}%2f`,
        `/x/..${route.path}`,
      ])
        expect((await house.ask('GET', path)).status, path).toBeOneOf([401, 404])
    }
    for (const path of ['/api', '/api/', '/api/nothing', '/api/auth/session'])
      expect((await house.ask('GET', path)).status, path).toBeOneOf([401, 404])
    expect(reached).toEqual([])
  })

  it('opens to anybody only what brings a password or a one-time secret of its own', () => {
    const open = routes().filter(({ action }) => action === 'anybody')
    expect(open.map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'POST /api/invitations/accept',
      'POST /api/password',
      'POST /api/session',
      'POST /api/setup',
    ])
  })

  it('names each path once, asks for more than reading where something changes, and for the line of what it names', () => {
    const names = routes().map(({ method, path }) => `${method} ${path.replaceAll(/:\w+/g, ':')}`)
    expect(new Set(names).size).toBe(names.length)
    const SUBJECTS = {
      conversations: 'conversation',
      handoffs: 'handoff',
      deliveries: 'delivery',
      runs: 'run',
      lines: 'line',
      campaigns: 'campaign',
    }
    for (const { method, path, action, of } of closed()) {
      if (method !== 'GET') expect(action, `${method} ${path}`).not.toMatch(/\.read$/)
      const [, noun] = /^\/api\/(\w+)\/:/.exec(path) ?? []
      expect(of, path).toBe(SUBJECTS[noun as keyof typeof SUBJECTS])
    }
  })

  it('is all there is: nowhere else are paths given to a server', () => {
    const sources = filesBelow('src').filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    const makers = sources.filter((path) => /from 'hono'/.test(read(path)) && /new Hono\b/.test(read(path)))
    expect(makers.sort()).toEqual(['src/http/app.ts', 'src/http/mount.ts'])
    const [app, mount] = makers.sort().map(read) as [string, string]
    const given = (text: string) =>
      [...text.matchAll(/\bapp\.(?:get|post|put|patch|delete|all|on|use|route|mount)\(([^,]+)/g)].map(
        ([, what]) => what,
      )
    expect(given(mount)).toEqual(['route.method', "'/api/*'"])
    // Slack's own requests are proven by their signature.
    expect(given(app)).toEqual(["['GET'", 'path', "'/channels/slack/events'", 'path', "'/'"])
  })
})

it('[O5] nothing is good for longer than it was given', async () => {
  house.clock.shift(8 * DAY)
  for (const { name, headers } of people.filter(({ headers }) => headers.cookie))
    expect((await house.ask('GET', '/api/session', { headers })).status, name).toBe(401)
})
