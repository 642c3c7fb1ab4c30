import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import {
  createSettableClock,
  createSimulator,
  createVirtualClock,
  type Simulator,
  type SimulatorClock,
  seededRandom,
} from '../simulator/index.ts'
import type { AgentDefinition } from '../src/domain/agent.ts'
import type { Person } from '../src/domain/ownership.ts'
import type { Agent } from '../src/domain/turn.ts'
import type { Clock } from '../src/flows/world.ts'
import { createPlatform, type Platform, type Ports } from '../src/platform.ts'
import { systemClock } from '../src/ports/clock.ts'
import { createIds } from '../src/ports/ids.ts'
import { createLog } from '../src/ports/log.ts'
import type { Database } from '../src/store/database.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { downloadFrom, transportTo } from './graph-transport.ts'
import { layStore } from './migrated.ts'
import { createMortal } from './mortal.ts'
import { ACCESS_TOKEN, APP_SECRET, LATE, type SettingsChange, testSettings, WABA } from './settings.ts'

export interface Stage {
  readonly simulator: Simulator
  /** The one that runs now: `restart` makes another. */
  readonly platform: Platform
  readonly clock: Time
  /** A phone, open at one line (its name or number id). */
  phone(phone: string, line?: string): ReturnType<ReturnType<Simulator['customer']>['on']>
  /** Lets so much virtual time pass; where time is real, jumps. */
  pass(ms: number): Promise<void>
  /** Lets time pass until the promise is kept, or fails after so much of it; where time is real, after 20 seconds. */
  passUntil<T>(promise: Promise<T>, within?: number): Promise<T>
  /** Resolves when a webhook that carried this message was answered 200. */
  acknowledged(wamid: string): Promise<void>
  /** A teammate takes every conversation that is the agent's. Says how many there were. */
  takeOver(): Promise<number>
  /** A teammate writes to the customer of a phone. */
  teammateSays(phone: string, text: string): Promise<void>
  /** That teammate gives the conversation back to the agent. */
  release(phone: string, outcome?: string): Promise<void>
  /** The id of a phone's conversation with one line. */
  conversationOf(phone: string, line?: string): Promise<string>
  /** Looks into the tables, past the program. */
  rows(query: string): Promise<Record<string, unknown>[]>
  /** The same at once: what is committed in this moment. */
  look<Row>(query: string): Row[]
  /** Changes the tables past the program, where letting the time pass would take the test too long. */
  alter(change: string): Promise<void>
  /** The rows of all deliveries with their texts, oldest first. */
  deliveries(): Promise<unknown[]>
  /** Stops the platform and starts it again on the same store, perhaps with other settings. */
  restart(change?: SettingsChange): Promise<void>
  /** Ends it as kill -9 would, in the middle of whatever it does, and starts it again. */
  crash(): Promise<void>
  stop(): Promise<void>
}

export interface StageOptions {
  readonly seed?: number
  readonly settings?: SettingsChange
  readonly agent?: Agent | AgentDefinition
  readonly agents?: Readonly<Record<string, Agent | AgentDefinition>>
  /** Time is real, for what talks to servers outside this thread. */
  readonly live?: boolean
  readonly ports?: Partial<Ports>
  readonly start?: number
  /** The store is used as one that other processes use as well: leases run out, and what is abandoned is taken over. */
  readonly shared?: boolean
  /** The numbers are shared with the WhatsApp Business app. */
  readonly coexistence?: boolean
}

/** A teammate. */
export const DANA: Person = { id: 'dana', name: 'Dana' }

/** Noon, so that an hour forward is the same day. */
export const START = Date.UTC(2026, 10, 21, 12)

/**
 * Platform, simulator and the embedded store in one thread on virtual time: nothing happens while no time passes, and
 * the same seed takes the same course. The store is a real file, without durability: no power is cut here.
 */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { seed = 1, agent = (turn) => `You said: ${turn.text}`, start = START } = options
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-stage-'))
  await layStore(folder)
  const time = options.live ? realTime() : virtualTime(start)
  const clock: Clock = { now: time.now, after: time.after, breathe: time.breathe }
  const random = seededRandom(seed)
  const settings = testSettings({ ...options.settings, store: { kind: 'embedded', folder } })

  const acknowledgements = createAcknowledgements()
  let platform: Platform | undefined
  const simulator = createSimulator({
    clock: time,
    random,
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: [...settings.lines, LATE].map(({ phoneNumberId, name, throughput }, index) => ({
      phoneNumberId,
      wabaId: WABA,
      displayPhoneNumber: `+1 555 078 388${index + 1}`,
      name,
      coexistence: options.coexistence ?? false,
      throughput,
    })),
    async deliver({ body, signature }) {
      if (!platform) throw new Error('nobody listens')
      const { status } = await platform.door.accept({ body, signature })
      if (status === 200) acknowledgements.note(body)
      return status
    },
  })
  const bytes = seededRandom(seed + 1)
  const ids = createIds(clock, (size) => Uint8Array.from({ length: size }, () => Math.floor(bytes() * 256)))
  let database: Database
  let mortal = createMortal()
  const begin = async (change: SettingsChange = {}) => {
    const ports = options.ports ?? {}
    mortal = createMortal()
    const opened = openSqlite({ folder, breathe: clock.breathe, durability: 'none' })
    database = options.shared ? { ...opened, liveWorkers: async ({ worker }) => [worker] } : opened
    const begun = await createPlatform({
      settings: testSettings({ ...options.settings, ...change, store: settings.store }),
      agents: new Map(Object.entries({ test: agent, ...options.agents })),
      ports: {
        clock,
        ids,
        log: createLog('silent'),
        download: downloadFrom(simulator, clock),
        database,
        ...ports,
        wrapStore: (store) => mortal.store(ports.wrapStore?.(store) ?? store),
        transport: mortal.transport(ports.transport ?? transportTo(simulator, clock)),
      },
    })
    await begun.start()
    platform = begun
    return begun
  }
  let running = await begin()
  let stopped = false
  const asDana = (id: string) => ({
    conversation: { business: settings.business, id },
    by: DANA,
    source: 'api' as const,
    epoch: undefined,
    now: clock.now(),
  })
  async function conversationOf(phone: string, line = 'support') {
    const customer = await running.store.findCustomer(settings.business, phone)
    const text = 'select id from conversations where customer = ? and line = ?'
    const [row] = await database.read((tx) => tx.query({ name: 'conversation-of', text }, [customer ?? null, line]))
    return String((row as { id: string }).id)
  }

  let reader: DatabaseSync | undefined
  const questions = new Map<string, StatementSync>()
  function look<Row>(query: string): Row[] {
    reader ??= new DatabaseSync(join(folder, 'wabaton.db'), { readOnly: true })
    const asked = questions.get(query) ?? reader.prepare(query)
    questions.set(query, asked)
    return asked.all() as Row[]
  }

  return {
    simulator,
    get platform() {
      return running
    },
    clock: time,
    phone: (phone, line = 'support') => simulator.customer({ phone, name: `Customer ${phone.slice(-4)}` }).on(line),
    pass: time.advance,
    passUntil: (promise, within = 60 * 60_000) => (options.live ? soon(promise) : passUntil(time, promise, within)),
    acknowledged: acknowledgements.of,
    async takeOver() {
      const text = `select id from conversations where owner = 'agent'`
      const open = (await database.read((tx) => tx.query({ name: 'open', text }, []))) as { id: string }[]
      const taken = await Promise.all(
        open.map(({ id }) => running.passBaton({ ...asDana(id), step: { kind: 'claim', by: DANA, over: false } })),
      )
      return taken.filter((one) => one.kind === 'passed').length
    },
    async teammateSays(phone, text) {
      const replied = await running.reply({ ...asDana(await conversationOf(phone)), content: { kind: 'text', text } })
      if (replied.kind !== 'queued') throw new Error(`It was not sent: ${replied.kind}.`)
    },
    async release(phone, outcome) {
      const given = { ...asDana(await conversationOf(phone)), step: { kind: 'release' as const }, outcome }
      const passed = await running.passBaton(given)
      if (passed.kind !== 'passed') throw new Error(`It was not given back: ${passed.kind}.`)
    },
    conversationOf,
    rows: async (query) => look(query),
    look,
    async alter(change) {
      await database.write((tx) => tx.query({ name: '', text: change }, []))
    },
    deliveries: async () => look(DELIVERIES),
    async restart(change) {
      platform = undefined
      await running.stop()
      running = await begin(change)
    },
    async crash() {
      platform = undefined
      mortal.die()
      await database.close()
      running = await begin()
    },
    async stop() {
      if (stopped) return
      stopped = true
      simulator.stop()
      await running.stop()
      reader?.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const DELIVERIES = `
  select d.*, m.text from deliveries d
  join messages m on m.business = d.business and m.conversation = d.conversation and m.position = d.position
  order by d.position`

export interface Time extends SimulatorClock, Pick<Clock, 'breathe'> {
  advance(ms: number): Promise<void>
}

function virtualTime(start: number): Time {
  const { now, after, advance } = createVirtualClock(start)
  // Clocks tell whole milliseconds, and stores keep no others.
  const whole: SimulatorClock['after'] = (ms, run) => after(Math.ceil(ms), run)
  return { now, after: whole, advance: (ms) => advance(Math.ceil(ms)), breathe: () => Promise.resolve() }
}

function realTime(): Time {
  const { now, after, shift } = createSettableClock()
  return { now, after, advance: async (ms) => shift(ms), breathe: systemClock.breathe }
}

const SOON_MS = 20_000

/** A promise that is kept by something real: so long at most. */
function soon<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Nothing came of it within ${SOON_MS / 1000} s.`)), SOON_MS)
    promise.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}

const STEP_MS = 1000

async function passUntil<T>(clock: Time, promise: Promise<T>, within: number): Promise<T> {
  let settled = false
  const noted = promise.finally(() => {
    settled = true
  })
  noted.catch(() => {})
  for (let passed = 0; !settled; passed += STEP_MS) {
    if (passed > within) throw new Error(`Nothing came of it within ${within / 1000} s of virtual time.`)
    await clock.advance(STEP_MS)
  }
  return noted
}

/** Which messages the platform has answered 200 for: from then on they are its own to lose or to mix up. */
function createAcknowledgements() {
  const done = new Set<string>()
  const waiting = new Map<string, () => void>()
  return {
    note(body: Uint8Array) {
      for (const [, wamid] of Buffer.from(body)
        .toString('latin1')
        .matchAll(/"id":"(wamid\.[^"]+)"/g)) {
        const id = wamid!.replaceAll('\\/', '/')
        done.add(id)
        waiting.get(id)?.()
        waiting.delete(id)
      }
    },
    of: (wamid: string) =>
      new Promise<void>((resolve) => {
        if (done.has(wamid)) resolve()
        else waiting.set(wamid, resolve)
      }),
  }
}
