import { createSettableClock } from '../simulator/index.ts'
import { type Listening, listen } from '../src/http/server.ts'
import { createPlatform, type Platform, type Ports } from '../src/platform.ts'
import { systemClock } from '../src/ports/clock.ts'
import { createLog } from '../src/ports/log.ts'
import type { Database } from '../src/store/database.ts'
import { acceptInvitation, openSession, type Place, setUpOwner } from './come-in.ts'
import { newFolder, postgresAt, sqliteIn } from './contracts/places.ts'
import { laidDatabase } from './laid-database.ts'
import { layStore } from './migrated.ts'
import { type SettingsChange, testSettings } from './settings.ts'

export const STORES = ['sqlite', 'postgres'] as const
export type StoreKind = (typeof STORES)[number]

export const OWNER = { name: 'Olga', email: 'olga@example.com', password: 'a password of Olga' }
const OF_TEAMMATES = 'a password of teammates'

/** The real server with real sockets on either store; its clock can be set forward. */
export interface House {
  readonly url: string
  readonly platform: Platform
  readonly database: Database
  readonly clock: ReturnType<typeof createSettableClock>
  ask(method: string, path: string, asked?: AskedBy): Promise<Answered>
  /** The first owner, made and signed in past the doors, which digest passwords. */
  owner(): Promise<Browser>
  /** Somebody whom the owner invited, come in and signed in the same way. */
  teammate(role: string, lines?: 'all' | string[], name?: string): Promise<Browser>
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

async function laidSqlite(): Promise<Database> {
  const folder = newFolder()
  await layStore(folder)
  return sqliteIn(folder, { durability: 'none' })
}

export async function openHouse(kind: StoreKind, { settings, ...given }: HouseOptions = {}): Promise<House> {
  const database = given.database ?? (kind === 'sqlite' ? await laidSqlite() : await postgresAt(await laidDatabase()))
  const clock = createSettableClock()
  const platform = await createPlatform({
    settings: testSettings(settings),
    agents: new Map([['test', () => 'Hello']]),
    ports: {
      clock: { now: clock.now, after: clock.after, breathe: systemClock.breathe },
      log: given.log ?? createLog('silent'),
      database,
      ...(given.wrapStore && { wrapStore: given.wrapStore }),
    },
  })
  await platform.start()
  const listening: Listening = await listen({ host: '127.0.0.1', port: 0, listener: platform.listener })
  const { url } = listening
  const { business } = testSettings(settings)

  const ask = askAt(url)
  const house: House = {
    url,
    platform,
    database,
    clock,
    ask,
    ...peopleOf({ ask, url }, () => ({ store: platform.store, business, now: clock.now() })),
    async stop() {
      await listening.close()
      await platform.stop()
    },
  }
  return house
}

/** Those who come in past the doors of a house: `place` tells where they are kept, and what time it is there. */
export function peopleOf(house: Pick<House, 'ask' | 'url'>, place: () => Place): Pick<House, 'owner' | 'teammate'> {
  let invited = 0
  let first: Browser | undefined
  async function signedIn(who: Pick<Browser, 'email' | 'password'>): Promise<Browser> {
    const browser = Object.assign(createBrowser(house), who)
    const { name, value } = await openSession(place(), who.email)
    browser.cookies.set(name, value)
    return browser
  }
  async function owner() {
    if (first) return first
    const { store, business, now } = place()
    const secret = await store.offerSetUp({ business, now })
    if (secret === undefined) throw new Error('There is an owner already.')
    await setUpOwner(place(), { secret, ...OWNER })
    first = await signedIn(OWNER)
    return first
  }
  return {
    owner,
    async teammate(role, lines = 'all', name = `The ${role}`) {
      const email = `${role}-${++invited}@example.com`
      const { body } = await (await owner()).ask('POST', '/api/invitations', { email, role, lines })
      await acceptInvitation(place(), { secret: body.token, name, password: OF_TEAMMATES })
      return signedIn({ email, password: OF_TEAMMATES })
    },
  }
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
