import { afterEach, describe, expect, it } from 'vitest'
import { sleep } from '../../src/flows/world.ts'
import { SUPPORT } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

const HOUR = 3_600_000

let stage: Stage
const setUp = async (options: StageOptions = {}) => {
  stage = await setStage(options)
  return stage.phone('15550001111')
}
afterEach(() => stage.stop())

const textsOf = (phone: { bubbles: readonly { text: string }[] }) => phone.bubbles.map(({ text }) => text)
const handoffs = () => stage.platform.store.handoffs()

describe('a reply on its way', () => {
  for (const fault of [
    2,
    4,
    130429,
    131016,
    131056,
    131057,
    80007,
    'plain-429',
    'refused',
    'reset-before-bytes',
    'error-in-200',
  ] as const)
    it(`[D9] ${fault} is tried again, and arrives once`, async () => {
      const maya = await setUp()
      stage.simulator.faults.next(fault, { times: 2 })
      maya.says('Hello')
      await stage.pass(60_000)
      expect(textsOf(maya)).toEqual(['You said: Hello'])
    })

  it('[D9] code 1 is tried twice at most', async () => {
    const maya = await setUp()
    stage.simulator.faults.next(1, { times: 5 })
    maya.says('Hello')
    await stage.pass(HOUR)
    expect(maya.bubbles).toEqual([])
    expect(stage.simulator.faults.planned).toMatchObject([{ fault: 1, left: 3 }])
    expect(await handoffs()).toHaveLength(1)
  })

  for (const code of [100, 131026, 131047, 131051, 130497])
    it(`[D9] ${code} is not tried again; people are called and told why`, async () => {
      const maya = await setUp()
      stage.simulator.faults.next(code)
      maya.says('Hello')
      await stage.pass(60_000)
      expect(maya.bubbles).toEqual([])
      expect(await handoffs()).toMatchObject([
        { reason: 'agent_failed', summary: expect.stringContaining(String(code)) },
      ])
    })

  it('[D27] a token that expired pauses the line and nothing else; once it is mended all of it arrives, once', async () => {
    const maya = await setUp()
    const bo = stage.phone('15550002222')
    const sol = stage.phone('15550003333', 'sales')
    stage.simulator.faults.next(190, { line: SUPPORT.phoneNumberId, times: 3 })
    for (const phone of [maya, bo, sol]) phone.says('Hello')
    await stage.pass(60_000)
    expect([textsOf(maya), textsOf(bo), textsOf(sol)]).toEqual([[], [], ['You said: Hello']])
    expect(await handoffs()).toEqual([])
    const { pausedLines } = await stage.platform.store.figures(stage.clock.now())
    expect(pausedLines).toMatchObject([{ line: 'support', code: 190, reason: expect.stringContaining('expired') }])

    await stage.pass(30 * 60_000)
    expect([textsOf(maya), textsOf(bo)]).toEqual([['You said: Hello'], ['You said: Hello']])
    expect(await stage.platform.store.pausedLines()).toEqual([])
  })

  it('[D27] a fault that a status tells pauses the line as well', async () => {
    const maya = await setUp()
    stage.simulator.faults.next({ failed: 131042 })
    maya.says('Hello')
    await stage.pass(5000)
    expect(await stage.platform.store.pausedLines()).toMatchObject([{ line: 'support', code: 131042 }])
    expect(await handoffs()).toHaveLength(1)
    const bo = stage.phone('15550002222')
    bo.says('Hello')
    await stage.pass(30_000)
    expect(bo.bubbles).toEqual([])
    await stage.pass(120_000)
    expect(textsOf(bo)).toEqual(['You said: Hello'])
  })

  it('[D27] a restart tries a paused line at once', async () => {
    const maya = await setUp()
    stage.simulator.faults.next(131042)
    maya.says('Hello')
    await stage.pass(5000)
    expect(maya.bubbles).toEqual([])
    await stage.restart()
    await stage.pass(5000)
    expect(textsOf(maya)).toEqual(['You said: Hello'])
  })

  for (const fault of [
    'accepted-131000',
    'accepted-html-502',
    'accepted-bare-500',
    'accepted-reset',
    'accepted-hang',
  ] as const)
    it(`[D21] ${fault}: it was sent, a status says so, and it is not sent again`, async () => {
      const maya = await setUp()
      stage.simulator.faults.next(fault)
      maya.says('Hello')
      await stage.pass(10 * 60_000)
      expect(textsOf(maya)).toEqual(['You said: Hello'])
      expect(await handoffs()).toEqual([])
      maya.says('Again')
      await stage.pass(60_000)
      expect(textsOf(maya)).toEqual(['You said: Hello', 'You said: Again'])
    })

  for (const fault of [131000, 'html-502', 'bare-500', 'reset', 'hang'] as const)
    it(`[D21] ${fault}: nobody can tell, so after 120 s it is unconfirmed and people are called`, async () => {
      const maya = await setUp()
      stage.simulator.faults.next(fault)
      maya.says('Hello')
      await stage.pass(100_000)
      expect(await handoffs()).toEqual([])
      await stage.pass(60_000)
      expect(maya.bubbles).toEqual([])
      expect(await handoffs()).toMatchObject([{ reason: 'agent_failed' }])
      expect(await stage.platform.store.figures(stage.clock.now())).toMatchObject({ unconfirmed: 1 })
    })

  it('[D16] statuses of any order, doubled and before their answer, end at read', async () => {
    const maya = await setUp()
    Object.assign(stage.simulator.chaos, {
      statusReorder: 1,
      statusDuplicate: 1,
      statusBeforeAnswer: 1,
      graphLatencyMs: 400,
    })
    maya.says('Hello')
    await stage.pass(60_000)
    expect(textsOf(maya)).toEqual(['You said: Hello'])
    expect(await stage.deliveries()).toMatchObject([{ state: 'read' }])
  })

  it('[D16] a message that fails after it was accepted is shown with its reason, and people are called', async () => {
    const maya = await setUp()
    stage.simulator.faults.next({ failed: 131026 })
    maya.says('Hello')
    await stage.pass(60_000)
    expect(await stage.deliveries()).toMatchObject([{ state: 'failed', error_code: 131026 }])
    expect(await handoffs()).toHaveLength(1)
  })

  it('[D8] nothing is sent before it is stored', async () => {
    const maya = await setUp({
      ports: { wrapStore: (store) => ({ ...store, commitTurn: () => Promise.reject(new Error('disk full')) }) },
    })
    maya.says('Hello')
    await stage.pass(60_000)
    expect(stage.simulator.log.graphCalls().filter(({ body }) => body.includes('You said'))).toEqual([])
  })
})

describe('the window', () => {
  it('[D13 D14] closes while a reply is on its way: it is not sent, and people are called', async () => {
    const maya = await setUp({
      settings: {
        turn: { settle: 0, timeoutMs: 30_000, attempts: 3, readReceipts: false, typing: false, resetCommand: null },
      },
    })
    stage.simulator.faults.rate(131016, 1)
    maya.says('Hello')
    await stage.pass(25 * HOUR)
    expect(maya.bubbles).toEqual([])
    expect(await handoffs()).toHaveLength(1)
    stage.simulator.faults.clear()
  })

  it('[D14] a reply that is ready after 24 hours is refused on our side, before Meta is asked', async () => {
    const maya = await setUp({
      settings: {
        turn: { settle: 0, timeoutMs: 30 * HOUR, attempts: 3, readReceipts: false, typing: false, resetCommand: null },
      },
      agent: async () => {
        await sleep(stage.clock, 24 * HOUR)
        return 'too late'
      },
    })
    maya.says('Hello')
    await stage.pass(25 * HOUR)
    expect(maya.bubbles).toEqual([])
    expect(await stage.deliveries()).toMatchObject([{ state: 'failed', error_reason: 'window_closed', attempts: 0 }])
    expect(await handoffs()).toHaveLength(1)
  })
})

describe('pacing', () => {
  it('[D10] more than the limit waits, and nothing is dropped', async () => {
    const maya = await setUp({ settings: { rateLimit: { windowSeconds: 60, maxMessages: 5, scope: 'customer' } } })
    for (let count = 0; count < 12; count++) {
      maya.says(`message ${count}`)
      await stage.pass(1000)
    }
    expect(maya.bubbles).toHaveLength(5)
    await stage.pass(3 * 60_000)
    expect(
      textsOf(maya)
        .join('\n')
        .match(/message \d+/g),
    ).toHaveLength(12)
  })

  it('[D10] counts a whole line where that is asked for', async () => {
    await setUp({ settings: { rateLimit: { windowSeconds: 60, maxMessages: 5, scope: 'line' } } })
    const phones = Array.from({ length: 8 }, (_, index) => stage.phone(`1555888000${index}`))
    const other = stage.phone('15558880009', 'sales')
    for (const phone of [...phones, other]) phone.says('Hello')
    await stage.pass(30_000)
    expect(phones.filter(({ bubbles }) => bubbles.length > 0)).toHaveLength(5)
    expect(other.bubbles).toHaveLength(1)
    await stage.pass(60_000)
    expect(phones.filter(({ bubbles }) => bubbles.length > 0)).toHaveLength(8)
  })

  it('[D11] a line keeps within its messages a second, so that Meta refuses none', async () => {
    const settings = { lines: [{ ...SUPPORT, throughput: 10 }] }
    await setUp({ settings })
    const phones = Array.from({ length: 100 }, (_, index) => stage.phone(`1555${9_000_000 + index}`))
    for (const phone of phones) phone.says('Hello')
    await stage.pass(60_000)
    expect(phones.every(({ bubbles }) => bubbles.length === 1)).toBe(true)
    expect(stage.simulator.log.graphCalls().filter(({ answer }) => JSON.stringify(answer).includes('130429'))).toEqual(
      [],
    )
  })
})
