import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContextOptions } from 'playwright-core'
import {
  createSettableClock,
  createSimulatorListener,
  type Handset,
  httpDelivery,
  type SettableClock,
  type Simulator,
} from '../../simulator/index.ts'
import { agentsOf } from '../../src/agents-of.ts'
import { DEMO_DOCUMENT } from '../../src/ai/demo-tools.ts'
import { pretendMeta } from '../../src/cli/pretend-meta.ts'
import { type RunningServer, runServer } from '../../src/cli/running-server.ts'
import { loadSimulatorSettings } from '../../src/cli/simulator-settings.ts'
import { storyDesk } from '../../src/cli/story-desk.ts'
import type { Settings } from '../../src/config/settings.ts'
import type { LineScope, Role } from '../../src/domain/access.ts'
import { systemClock } from '../../src/ports/clock.ts'
import type { Database } from '../../src/store/database.ts'
import { openSqlite } from '../../src/store/sqlite.ts'
import { acceptInvitation, openSession, setUpOwner } from '../come-in.ts'

/** The server with a pretend Meta, as `wabaton simulate` runs it, in this process and on a port of its own. */
export interface BrowserStage {
  readonly url: string
  readonly settings: Settings
  readonly simulator: Simulator
  readonly server: RunningServer
  readonly database: Database
  /** `clock.shift(ms)` sets it forward; people stay signed in. */
  readonly clock: SettableClock
  /** The phone of a customer, made when new, open at a line (its name or number id). */
  customer(name: string, options?: { phone?: string; line?: string }): Handset
  /** The first owner, made once and signed in past the doors, which digest passwords. */
  owner(): Promise<Person>
  /** Somebody whom the owner invited, come in and signed in the same way. */
  teammate(role: Role, options?: { name?: string; lines?: LineScope }): Promise<Person>
  /** The secret that makes the first owner at `/desk/set-up`. */
  setUpToken(): Promise<string>
  stop(): Promise<void>
}

/** Somebody who is signed in, and asks as the pages of a browser would. */
export interface Person {
  readonly name: string
  readonly email: string
  readonly password: string
  readonly cookie: { name: string; value: string }
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers, and fail where nothing is.
  ask(method: string, path: string, body?: unknown): Promise<any>
}

export interface BrowserStageOptions {
  /** From those of `wabaton simulate` without any files; agents settle at once unless told. */
  readonly settings?: (settings: Settings) => Settings
  readonly agents?: ReturnType<typeof agentsOf>
  /** Stands in for the phone numbers that customers are given, one after the other. */
  readonly firstPhone?: number
}

const OWNER = { name: 'Olga', email: 'olga@example.com' }
const PASSWORD = 'a password of everybody'

export async function openStage(options: BrowserStageOptions = {}): Promise<BrowserStage> {
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-browser-'))
  const loaded = await loadSimulatorSettings({ port: '0' }, { env: {}, folder, print: () => {} })
  const given: Settings = {
    ...loaded.settings,
    logLevel: 'silent',
    turn: { ...loaded.settings.turn, settle: 0 },
  }
  const settings = options.settings?.(given) ?? given
  const clock = createSettableClock()
  let webhook = ''
  let delivery: ReturnType<typeof httpDelivery> | undefined
  const simulator = pretendMeta({
    lines: settings.lines,
    clock,
    deliver: (one) => {
      delivery ??= httpDelivery({ url: webhook })
      return delivery(one)
    },
  })
  const phone = createSimulatorListener(simulator, { clock, desk: storyDesk(() => server.platform.desk, settings) })
  const isForSimulator = (url = '') => url === '/sim' || url.startsWith('/sim/') || url.startsWith('/sim?')
  if (settings.store.kind !== 'embedded') throw new Error('The stage has an embedded store.')
  const database = openSqlite({ folder: settings.store.folder, breathe: systemClock.breathe, durability: 'none' })
  const server: RunningServer = await runServer({
    settings: (port) => ({
      ...settings,
      graph: { ...settings.graph, url: `http://127.0.0.1:${port}/sim/graph` },
    }),
    agents: options.agents ?? agentsOf(loaded),
    ports: { clock: { ...clock, breathe: systemClock.breathe }, database, phone: '/sim', sessionNow: systemClock.now },
    host: '127.0.0.1',
    port: 0,
    before: (next) => (request, response) =>
      isForSimulator(request.url) ? phone(request, response) : next(request, response),
  })
  webhook = `${server.url}${settings.webhook.prefix}/webhook`
  await server.platform.memory.create(DEMO_DOCUMENT)

  const phones = new Map<string, string>()
  const { business } = settings
  let first: Promise<Person> | undefined
  let invited = 0

  const setUpToken = async () => {
    const token = await server.platform.store.offerSetUp({ business, now: clock.now() })
    if (token === undefined) throw new Error('There is an owner already.')
    return token
  }
  const { store } = server.platform
  const signedIn = async (name: string, email: string) => {
    const cookie = await openSession({ store, business, now: systemClock.now() }, email)
    return personWith(server.url, { name, email, password: PASSWORD }, cookie)
  }
  const owner = () => {
    first ??= (async () => {
      const comer = { secret: await setUpToken(), ...OWNER, password: PASSWORD }
      await setUpOwner({ store, business, now: clock.now() }, comer)
      return signedIn(OWNER.name, OWNER.email)
    })()
    return first
  }

  return {
    url: server.url,
    settings,
    simulator,
    server,
    database,
    clock,
    customer(name, { phone, line = settings.lines[0]!.phoneNumberId } = {}) {
      const digits = phone ?? phones.get(name) ?? String((options.firstPhone ?? 15550002000) + phones.size)
      phones.set(name, digits)
      return simulator.customer({ phone: digits, name }).on(line)
    },
    owner,
    async teammate(role, { name = `The ${role}`, lines = 'all' } = {}) {
      const email = `${role}-${++invited}@example.com`
      const { token } = await (await owner()).ask('POST', '/api/invitations', { email, role, lines })
      await acceptInvitation({ store, business, now: clock.now() }, { secret: token, name, password: PASSWORD })
      return signedIn(name, email)
    },
    setUpToken,
    async stop() {
      simulator.stop()
      await server.stop()
      delivery?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** What a browser holds after somebody signed in. */
export function stateOf(url: string, { cookie }: Person): NonNullable<BrowserContextOptions['storageState']> {
  const { hostname } = new URL(url)
  const rest = { domain: hostname, path: '/', expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' as const }
  return { cookies: [{ ...cookie, ...rest }], origins: [] }
}

export async function signIn(url: string, who: { name: string; email: string; password: string }): Promise<Person> {
  const { email, password } = who
  const { headers } = await asked(url, 'POST', '/api/session', { body: { email, password } })
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(headers.getSetCookie()[0] ?? '') ?? []
  return personWith(url, who, { name, value })
}

function personWith(url: string, who: Pick<Person, 'name' | 'email' | 'password'>, cookie: Person['cookie']): Person {
  const headers = { cookie: `${cookie.name}=${cookie.value}` }
  return { ...who, cookie, ask: async (method, path, body) => (await asked(url, method, path, { body, headers })).body }
}

async function asked(
  url: string,
  method: string,
  path: string,
  { body, headers = {} }: { body?: unknown; headers?: Record<string, string> },
) {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: {
      ...headers,
      ...(method !== 'GET' && { origin: url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }),
    },
    ...(method !== 'GET' && { body: JSON.stringify(body ?? {}) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
  return { headers: response.headers, body: text ? JSON.parse(text) : undefined }
}
