import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createSimulator,
  createVirtualClock,
  type Simulator,
  seededRandom,
  type VirtualClock,
} from '../simulator/index.ts'
import type { Settings } from '../src/config/settings.ts'
import type { Agent } from '../src/domain/turn.ts'
import type { Clock } from '../src/flows/world.ts'
import { createPlatform, type Platform, type Ports } from '../src/platform.ts'
import { createIds } from '../src/ports/ids.ts'
import { createLog } from '../src/ports/log.ts'
import { openSqlite } from '../src/store/sqlite.ts'
import { transportTo } from './graph-transport.ts'
import { ACCESS_TOKEN, APP_SECRET, testSettings, WABA } from './settings.ts'

export interface Stage {
  readonly simulator: Simulator
  readonly platform: Platform
  readonly clock: VirtualClock
  /** A phone, open at one line (its name or number id). */
  phone(phone: string, line?: string): ReturnType<ReturnType<Simulator['customer']>['on']>
  /** Lets so much virtual time pass. */
  pass(ms: number): Promise<void>
  stop(): Promise<void>
}

export interface StageOptions {
  readonly seed?: number
  readonly settings?: Partial<Settings>
  readonly agent?: Agent
  readonly agents?: Readonly<Record<string, Agent>>
  readonly ports?: Partial<Ports>
  readonly start?: number
}

/** Noon, so that an hour forward is the same day. */
export const START = Date.UTC(2026, 10, 21, 12)

/**
 * Platform, simulator and the embedded store in one thread on virtual time: nothing happens while no time passes, and
 * the same seed takes the same course. The store is a real file, without durability: no power is cut here.
 */
export async function setStage(options: StageOptions = {}): Promise<Stage> {
  const { seed = 1, agent = (turn) => `You said: ${turn.text}`, start = START } = options
  const folder = mkdtempSync(join(tmpdir(), 'wabaton-stage-'))
  const virtual = createVirtualClock(start)
  const clock: Clock = { now: virtual.now, after: virtual.after, breathe: () => Promise.resolve() }
  const random = seededRandom(seed)
  const settings = testSettings({ ...options.settings, store: { kind: 'embedded', folder } })

  let platform: Platform | undefined
  const simulator = createSimulator({
    clock: virtual,
    random,
    appSecret: APP_SECRET,
    accessToken: ACCESS_TOKEN,
    lines: settings.lines.map(({ phoneNumberId, name, throughput }, index) => ({
      phoneNumberId,
      wabaId: WABA,
      displayPhoneNumber: `+1 555 078 388${index + 1}`,
      name,
      throughput,
    })),
    async deliver({ body, signature }) {
      if (!platform) throw new Error('nobody listens')
      return (await platform.door.accept(body, signature)).status
    },
  })
  const bytes = seededRandom(seed + 1)
  platform = await createPlatform({
    settings,
    agents: new Map(Object.entries({ test: agent, ...options.agents })),
    ports: {
      clock,
      ids: createIds(clock, (size) => Uint8Array.from({ length: size }, () => Math.floor(bytes() * 256))),
      log: createLog('silent'),
      transport: transportTo(simulator, clock),
      database: openSqlite({ folder, breathe: clock.breathe, durability: 'none' }),
      ...options.ports,
    },
  })
  await platform.start()
  const running = platform

  return {
    simulator,
    platform: running,
    clock: virtual,
    phone: (phone, line = 'support') => simulator.customer({ phone, name: `Customer ${phone.slice(-4)}` }).on(line),
    pass: (ms) => virtual.advance(ms),
    async stop() {
      simulator.stop()
      await running.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
