import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createSettableClock, createSimulator, type Simulator, seededRandom } from '../../simulator/index.ts'
import type { AgentDefinition } from '../../src/domain/agent.ts'
import { createPlatform, type Platform } from '../../src/platform.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { createLog } from '../../src/ports/log.ts'
import { agentOf } from '../agents.ts'
import { scriptedModel } from '../doubles/scripted-model.ts'
import { downloadFrom, transportTo } from '../graph-transport.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, testSettings, WABA } from '../settings.ts'
import { DANA } from '../stage.ts'
import { type FreshStore, freshStore } from './fresh-store.ts'

const HOUR = 60 * 60_000
const OWNER = '15550001000'
const SOON = { timeout: 20_000, interval: 100 }

/** Two processes on one PostgreSQL, both of which look at every timer. */
describe('what was promised, and two processes', () => {
  let store: FreshStore
  let simulator: Simulator
  let clock: ReturnType<typeof createSettableClock> & { breathe: typeof systemClock.breathe }
  let platforms: Platform[]
  let reached: Platform
  let runs: string[] = []
  /** What an agent waits for while it prepares an update. */
  let thinks: (run: number) => Promise<void> = async () => {}

  const model = scriptedModel(async ({ said, results, instructions }) => {
    if (said.startsWith('[')) {
      runs.push(said)
      await thinks(runs.length)
      const whom = /the order of (\w+)/.exec(instructions)?.[1] ?? 'the shop'
      return `News of ${whom}`
    }
    if (results.length > 0) return 'Noted.'
    if (said === 'Hello') return 'Hello!'
    return { calls: [{ tool: 'schedule_update', input: { about: `the order of ${said}`, in: '2h' } }] }
  })
  const definition: AgentDefinition = agentOf({
    model,
    tools: ['schedule_update'],
    disclosure: false,
    heartbeat: true,
    heartbeatPeriod: 180,
    heartbeatRecipient: OWNER,
  })

  async function begin() {
    const platform = await createPlatform({
      settings: testSettings({ lines: [SUPPORT], store: store.settings }),
      agents: new Map([['test', definition]]),
      ports: {
        clock,
        log: createLog('silent'),
        transport: transportTo(simulator, clock),
        download: downloadFrom(simulator, clock),
      },
    })
    await platform.start()
    platforms.push(platform)
    return platform
  }

  beforeEach(async () => {
    store = await freshStore('postgres', inject('postgres'))
    clock = { ...createSettableClock(), breathe: systemClock.breathe }
    runs = []
    thinks = async () => {}
    platforms = []
    simulator = createSimulator({
      clock,
      random: seededRandom(1),
      appSecret: APP_SECRET,
      accessToken: ACCESS_TOKEN,
      lines: [{ ...SUPPORT, wabaId: WABA, displayPhoneNumber: '+1 555 078 3881' }],
      deliver: async (webhook) => (await reached.door.accept(webhook)).status,
    })
    reached = await begin()
    await begin()
  })
  afterEach(async () => {
    simulator.stop()
    for (const platform of platforms) await platform.stop()
    await store.remove()
  })

  const customers = (count: number) =>
    Array.from({ length: count }, (_, index) => {
      const phone = `155500011${String(index).padStart(2, '0')}`
      return simulator.customer({ phone, name: `Customer ${index}` }).on('support')
    })
  const texts = (phone: { bubbles: readonly { text: string }[] }) =>
    phone.bubbles.map(({ text }) => text).filter((text) => text.startsWith('News'))

  it('[D18 D20] each update and each beat is told once', async () => {
    const owner = simulator.customer({ phone: OWNER, name: 'Owner' }).on('support')
    owner.says('Hello')
    const everybody = customers(12)
    for (const [index, one] of everybody.entries()) one.says(`number${index}`)
    await expect.poll(() => everybody.every(({ bubbles }) => bubbles.length === 1), SOON).toBe(true)
    clock.shift(2 * HOUR + 1_000)
    await expect.poll(() => everybody.map(texts), SOON).toEqual(everybody.map((_, index) => [`News of number${index}`]))
    clock.shift(HOUR)
    await expect.poll(() => texts(owner), SOON).toEqual(['News of the shop'])
    clock.shift(HOUR)
    expect(everybody.map(texts)).toEqual(everybody.map((_, index) => [`News of number${index}`]))
    expect(texts(owner)).toHaveLength(1)
    expect(await store.ask(`select distinct ended_because from follow_ups`)).toEqual([{ ended_because: 'kept' }])
  }, 60_000)

  it('[D20] one that stops in the middle of it leaves it to the other', async () => {
    const [maya] = customers(1)
    await platforms.pop()!.stop()
    maya!.says('maya')
    await expect.poll(() => maya!.bubbles.length, SOON).toBe(1)
    thinks = (run) => (run === 1 ? new Promise(() => {}) : Promise.resolve())
    clock.shift(2 * HOUR + 1_000)
    await expect.poll(() => runs.length, SOON).toBe(1)
    reached = await begin()
    await platforms.shift()!.stop()
    await expect.poll(() => texts(maya!), SOON).toEqual(['News of maya'])
    clock.shift(HOUR)
    await expect.poll(() => store.ask(`select 1 from work where kind = 'follow-up'`), SOON).toEqual([])
    expect(runs).toHaveLength(2)
  }, 60_000)

  it('[D20 A20] what the customer writes to another process meanwhile is answered first', async () => {
    const [maya] = customers(1)
    await platforms.pop()!.stop()
    maya!.says('maya')
    await expect.poll(() => maya!.bubbles.length, SOON).toBe(1)
    const { promise, resolve: goOn } = Promise.withResolvers<void>()
    thinks = () => promise
    clock.shift(2 * HOUR + 1_000)
    await expect.poll(() => runs.length, SOON).toBe(1)
    reached = await begin()
    maya!.says('Hello')
    await expect.poll(() => store.ask(`select 1 from messages where text = 'Hello'`), SOON).toHaveLength(1)
    goOn()
    await expect.poll(() => maya!.bubbles.some(({ text }) => text === 'Hello!'), SOON).toBe(true)
    clock.shift(60_000)
    await expect.poll(() => texts(maya!), SOON).toEqual(['News of maya'])
    const heard = maya!.bubbles.map(({ text }) => text)
    expect(heard.indexOf('Hello!')).toBeLessThan(heard.indexOf('News of maya'))
  }, 60_000)

  it('[D20 law4] a teammate who takes over in another process while it is prepared ends it', async () => {
    const [maya] = customers(1)
    maya!.says('maya')
    await expect.poll(() => maya!.bubbles.length, SOON).toBe(1)
    const { promise, resolve: goOn } = Promise.withResolvers<void>()
    thinks = () => promise
    clock.shift(2 * HOUR + 1_000)
    await expect.poll(() => runs.length, SOON).toBe(1)
    const [{ id }] = (await store.ask('select id from conversations')) as [{ id: string }]
    for (const platform of platforms)
      await platform.passBaton({
        conversation: { business: 'acme', id },
        step: { kind: 'claim', by: DANA, over: true },
        by: DANA,
        source: 'api',
        epoch: undefined,
        now: clock.now(),
      })
    goOn()
    clock.shift(60_000)
    await expect.poll(() => store.ask(`select 1 from work where kind = 'follow-up'`), SOON).toEqual([])
    expect(texts(maya!)).toEqual([])
    expect(await store.ask(`select state from deliveries where author = 'agent'`)).toHaveLength(1)
  }, 60_000)
})
