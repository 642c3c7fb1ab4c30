import { createSettableClock } from '../simulator/index.ts'
import { type Listening, listen } from '../src/http/server.ts'
import { createPlatform, type Platform, type Ports } from '../src/platform.ts'
import { systemClock } from '../src/ports/clock.ts'
import { createLog } from '../src/ports/log.ts'
import type { Database } from '../src/store/database.ts'
import { newDatabase, newFolder, postgresAt, sqliteIn } from './contracts/places.ts'
import { type SettingsChange, testSettings } from './settings.ts'

export const STORES = ['sqlite', 'postgres'] as const
export type StoreKind = (typeof STORES)[number]

export const OWNER = { name: 'Olga', email: 'olga@example.com', password: 'a password of Olga' }

/** The real server with real sockets on either store; its clock can be set forward. */
export interface House {
  readonly url: string
  readonly platform: Platform
  readonly database: Database
  readonly clock: ReturnType<typeof createSettableClock>
  ask(method: string, path: string, asked?: AskedBy): Promise<Answered>
  /** Makes the first owner, and signs them in. */
  owner(): Promise<Browser>
  /** Invites somebody, who accepts and signs in. */
  teammate(role: string, lines?: 'all' | string[]): Promise<Browser>
  stop(): Promise<void>
}

export interface AskedBy {
  readonly token?: string | undefined
  readonly body?: unknown
  readonly headers?: Record<string, string>
}

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers, and fail where nothing is.
export type Answered = { status: number; body: any; headers: Headers }

export interface HouseOptions {
  readonly settings?: SettingsChange
  readonly database?: Database
  readonly log?: ReturnType<typeof createLog>
  readonly wrapStore?: Ports['wrapStore']
}

export async function openHouse(kind: StoreKind, { settings, ...given }: HouseOptions = {}): Promise<House> {
  const database = given.database ?? (kind === 'sqlite' ? sqliteIn(newFolder()) : postgresAt(await newDatabase()))
  const clock = createSettableClock()
  const platform = await createPlatform({
    settings: testSettings(settings),
    agents: new Map([['test', () => 'Hello']]),
    ports: {
      clock: { now: clock.now, after: clock.after, breathe: systemClock.breathe },
      log: given.log ?? createLog('silent'),
      database: await database,
      ...(given.wrapStore && { wrapStore: given.wrapStore }),
    },
  })
  await platform.start()
  const listening: Listening = await listen({ host: '127.0.0.1', port: 0, listener: platform.listener })
  const { url } = listening
  const { business } = testSettings(settings)

  const ask = askAt(url)
  let invited = 0
  let first: Browser | undefined
  const house: House = {
    url,
    platform,
    database: await database,
    clock,
    ask,
    async owner() {
      if (first) return first
      const token = await platform.store.offerSetUp({ business, now: clock.now() })
      const { status, body } = await ask('POST', '/api/setup', { body: { token, ...OWNER } })
      if (status !== 201) throw new Error(`set-up: ${status} ${JSON.stringify(body)}`)
      first = createBrowser(house)
      await first.signIn(OWNER.email, OWNER.password)
      return first
    },
    async teammate(role, lines = 'all') {
      const owner = await house.owner()
      const email = `${role}-${++invited}@example.com`
      const password = `a password of ${email}`
      const { body } = await owner.ask('POST', '/api/invitations', { email, role, lines })
      await ask('POST', '/api/invitations/accept', { body: { token: body.token, name: `The ${role}`, password } })
      const browser = createBrowser(house)
      await browser.signIn(email, password)
      return browser
    },
    async stop() {
      await listening.close()
      await platform.stop()
    },
  }
  return house
}

/** Questions over real HTTP to whoever listens there. */
export const askAt =
  (url: string): House['ask'] =>
  async (method, path, { token, body, headers = {} } = {}) => {
    const response = await fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text ? JSON.parse(text) : undefined, headers: response.headers }
  }

/** Keeps cookies, and says of its requests what browsers say of those that a page of ours makes. */
export interface Browser {
  email: string
  password: string
  /** What it would send, by name. */
  readonly cookies: Map<string, string>
  signIn(email: string, password: string): Promise<Answered>
  ask(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answered>
  /** Of whoever is signed in. */
  id(): Promise<string>
}

export function createBrowser(house: Pick<House, 'ask' | 'url'>): Browser {
  const cookies = new Map<string, string>()
  const browser: Browser = {
    email: '',
    password: '',
    cookies,
    async signIn(email, password) {
      Object.assign(browser, { email, password })
      return browser.ask('POST', '/api/session', { email, password })
    },
    async ask(method, path, body, headers = {}) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const changes = method !== 'GET'
      const answered = await house.ask(method, path, {
        body: body ?? (changes ? {} : undefined),
        headers: {
          ...(cookie && { cookie }),
          ...(changes && { origin: house.url, 'sec-fetch-site': 'same-origin' }),
          ...headers,
        },
      })
      for (const set of answered.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
        if (/max-age=0/i.test(set)) cookies.delete(name)
        else cookies.set(name, value)
      }
      return answered
    },
    id: async () => (await browser.ask('GET', '/api/session')).body.actor.id,
  }
  return browser
}
