import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Turn } from '../../src/domain/turn.ts'
import type { Store } from '../../src/flows/store.ts'
import { sleep } from '../../src/flows/world.ts'
import { SUPPORT, testSettings } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

let stage: Stage
const setUp = async (options: StageOptions = {}) => {
  stage = await setStage(options)
  return stage.phone('15550001111')
}
afterEach(() => stage.stop())

const rhythm = {
  settle: 'rhythm',
  timeoutMs: 30_000,
  attempts: 3,
  readReceipts: true,
  typing: true,
  resetCommand: null,
} as const
const later = async (ms: number, reply: string) => {
  await sleep(stage.clock, ms)
  return reply
}
const textsOf = (phone: { bubbles: readonly { text: string }[] }) => phone.bubbles.map(({ text }) => text)

describe('a turn', () => {
  it('[A20 D29] a burst is answered together, in one bubble', async () => {
    const maya = await setUp({ settings: { turn: rhythm } })
    for (const text of ['Hi', 'my order ORD-22', 'where is it?']) {
      maya.says(text)
      await stage.pass(800)
    }
    await stage.pass(5000)
    expect(textsOf(maya)).toEqual(['You said: Hi\nmy order ORD-22\nwhere is it?'])
  })

  it('[A20] a message that comes while the agent thinks joins the turn, which starts again', async () => {
    const runs: string[] = []
    const maya = await setUp({
      agent: ({ text }) => {
        runs.push(text)
        return later(3000, text)
      },
    })
    maya.says('one')
    await stage.pass(1000)
    maya.says('two')
    await stage.pass(10_000)
    expect(runs).toEqual(['one', 'one\ntwo'])
    expect(textsOf(maya)).toEqual(['one\ntwo'])
  })

  it('[A20] somebody who never stops writing is answered all the same', async () => {
    const maya = await setUp({
      settings: { turn: rhythm },
      agent: ({ text }) => later(3000, `${text.split('\n').length}`),
    })
    for (let count = 0; count < 40; count++) {
      maya.says(`message ${count}`)
      await stage.pass(1000)
    }
    expect(maya.bubbles.length).toBeGreaterThan(0)
    await stage.pass(60_000)
    expect(textsOf(maya).reduce((sum, count) => sum + Number(count), 0)).toBe(40)
  })

  it('[A21] reads the history in order, and who wrote what', async () => {
    const turns: Turn[] = []
    const maya = await setUp({ agent: (turn) => `reply ${turns.push(turn)}` })
    for (const text of ['first', 'second', 'third']) {
      maya.says(text)
      await stage.pass(2000)
    }
    const { history, text, customer, line } = turns[2]!
    expect(history.map(({ author, text }) => `${author}: ${text}`)).toEqual([
      'customer: first',
      'agent: reply 1',
      'customer: second',
      'agent: reply 2',
    ])
    expect([text, customer.name, line]).toEqual(['third', 'Customer 1111', { name: 'support', displayName: 'Support' }])
  })

  it('[I6] whoever writes to two lines is one customer', async () => {
    const customers: string[] = []
    const maya = await setUp({ agent: ({ customer, line }) => `${customers.push(customer.id)} ${line.name}` })
    maya.says('Hello support')
    stage.phone('15550001111', 'sales').says('Hello sales')
    stage.phone('15550002222').says('Hello from another')
    await stage.pass(3000)
    expect(new Set(customers).size).toBe(2)
    expect(stage.phone('15550001111', 'sales').bubbles).toMatchObject([{ text: expect.stringContaining('sales') }])
  })

  it('[D7] is shown: the message is read, and "typing" lasts until the reply', async () => {
    const maya = await setUp({ agent: () => later(29_000, 'done') })
    maya.says('Hello')
    await stage.pass(3000)
    expect([maya.said[0]?.state, maya.typing]).toEqual(['read', true])
    await stage.pass(25_500)
    expect(maya.typing).toBe(true)
    await stage.pass(3000)
    expect([textsOf(maya), maya.typing]).toEqual([['done'], false])
  })

  it('[D7] a read receipt that fails does not stop the reply', async () => {
    const maya = await setUp()
    stage.simulator.faults.next(131000, { call: 'read', times: 5 })
    maya.says('Hello')
    await stage.pass(3000)
    expect(textsOf(maya)).toEqual(['You said: Hello'])
  })

  it('[D2] a long answer comes in parts, in order, nothing lost', async () => {
    const long = Array.from({ length: 2000 }, (_, index) => `word${index}`).join(' ')
    const maya = await setUp({ agent: () => long })
    stage.simulator.chaos.graphLatencyMs = 500
    maya.says('Tell me everything')
    await stage.pass(30_000)
    expect(maya.bubbles.length).toBeGreaterThan(1)
    expect(textsOf(maya).join(' ')).toBe(long)
  })

  it('[O9] an agent that has nothing to say ends the turn with a reason', async () => {
    const maya = await setUp({ agent: () => null })
    maya.says('Hello')
    await stage.pass(5000)
    expect(maya.bubbles).toEqual([])
    expect(await stage.platform.store.figures(stage.clock.now())).toMatchObject({
      queued: 0,
      unansweredSince: undefined,
    })
  })
})

describe('the two modes', () => {
  const chat = { ...rhythm, settle: 0, resetCommand: '/reset' } as const
  const histories: string[][] = []
  const noting = (turn: Turn) => {
    histories.push(turn.history.map(({ text }) => text))
    return `You said: ${turn.text}`
  }

  it('[A13] chat: after the reset command the agent sees nothing of before, also after a restart; the reply says so', async () => {
    histories.length = 0
    const maya = await setUp({ settings: { turn: chat }, agent: noting })
    for (const text of ['my name is Maya', ' /Reset ', 'who am I?']) {
      maya.says(text)
      await stage.pass(3000)
    }
    await stage.restart()
    maya.says('and now?')
    await stage.pass(3000)
    expect(textsOf(maya)).toEqual([
      'You said: my name is Maya',
      'We begin anew.',
      'You said: who am I?',
      'You said: and now?',
    ])
    expect(histories).toEqual([[], ['We begin anew.'], ['We begin anew.', 'who am I?', 'You said: who am I?']])
  })

  it('[A12] task: every message is answered alone, without a history, and the reset command is a message like others', async () => {
    histories.length = 0
    const maya = await setUp({ settings: { turn: chat, lines: [{ ...SUPPORT, mode: 'task' }] }, agent: noting })
    for (const text of ['one', 'two', '/reset']) maya.says(text)
    await stage.pass(20_000)
    expect(textsOf(maya)).toEqual(['You said: one', 'You said: two', 'You said: /reset'])
    expect(histories).toEqual([[], [], []])
  })
})

describe('an agent that fails', () => {
  const failing = (error: unknown) => setUp({ agent: () => Promise.reject(error) })
  const sentence = testSettings().texts.agentFailed

  it('[O6 A22] is tried three times; then people are called, and the customer is told once, nothing internal', async () => {
    const maya = await failing(new Error('secret stack trace of provider'))
    maya.says('Hello')
    await stage.pass(60_000)
    expect(textsOf(maya)).toEqual([sentence])
    const [handoff] = await stage.platform.store.handoffs()
    expect(handoff).toMatchObject({ reason: 'agent_failed', line: 'support' })
    maya.says('Are you there?')
    await stage.pass(60_000)
    expect(textsOf(maya)).toEqual([sentence])
  })

  it('[H11] after the release the agent answers again, without a recap of what was', async () => {
    let broken = true
    const maya = await setUp({
      agent: ({ text }) => (broken ? Promise.reject(new Error('down')) : `You said: ${text}`),
    })
    maya.says('Hello')
    await stage.pass(60_000)
    broken = false
    const [handoff] = await stage.platform.store.handoffs()
    expect(await stage.platform.store.release({ handoff: handoff!.id, now: stage.clock.now() })).toBe(true)
    maya.says('Thank you')
    await stage.pass(5000)
    expect(textsOf(maya)).toEqual([sentence, 'You said: Thank you'])
  })

  it('[O6] one that fails twice and then works answers once, and nobody is called', async () => {
    let runs = 0
    const maya = await setUp({ agent: ({ text }) => (++runs < 3 ? Promise.reject(new Error('flaky')) : text) })
    maya.says('Hello')
    await stage.pass(60_000)
    expect(textsOf(maya)).toEqual(['Hello'])
    expect(await stage.platform.store.handoffs()).toEqual([])
  })

  it('[A6 A22] one that never comes back is left behind at the deadline', async () => {
    const maya = await setUp({ agent: () => new Promise(() => {}) })
    maya.says('Hello')
    await stage.pass(3 * 60_000)
    expect(textsOf(maya)).toEqual([sentence])
  })

  it('[A21] one that answers after its deadline reaches nobody', async () => {
    let runs = 0
    const maya = await setUp({ agent: () => (++runs === 1 ? later(40_000, 'the late one') : `run ${runs}`) })
    maya.says('Hello')
    await stage.pass(3 * 60_000)
    expect(maya.bubbles).toHaveLength(1)
  })

  it('[A21] customers who write at the same time never get each other’s answers', async () => {
    await setUp({ agent: ({ text }) => later(Number(text), `after ${text}`) })
    const phones = Array.from({ length: 20 }, (_, index) => stage.phone(`1555777${1000 + index}`))
    for (const [index, phone] of phones.entries()) phone.says(String(400 - index * 20))
    await stage.pass(5000)
    for (const [index, phone] of phones.entries()) expect(textsOf(phone)).toEqual([`after ${400 - index * 20}`])
  })
})

describe('a server that is stopped and started', () => {
  it('[W8] answers what came before, and what it had begun', async () => {
    let slow = true
    const maya = await setUp({
      agent: ({ text }) => later(slow ? 20_000 : 0, `You said: ${text}`),
    })
    maya.says('Hello')
    await stage.pass(2000)
    slow = false
    await stage.restart()
    await stage.pass(2000)
    expect(textsOf(maya)).toEqual(['You said: Hello'])
  })

  it('[W8] gives back what it was claiming in that moment', async () => {
    const claims = { slow: false, claimed: 0, givenBack: 0 }
    const stopping = Promise.withResolvers<void>()
    const wrapStore = (store: Store): Store => ({
      ...store,
      async claimWork(claim) {
        const found = await store.claimWork(claim)
        if (claims.slow && found.claimed.length > 0) {
          claims.claimed += found.claimed.length
          await stopping.promise
        }
        return found
      },
      async letGo(work) {
        claims.givenBack++
        await store.letGo(work)
      },
    })
    const asked: string[] = []
    const maya = await setUp({
      agent: ({ text }) => {
        asked.push(text)
        return `You said: ${text}`
      },
      ports: { wrapStore },
    })
    claims.slow = true
    maya.says('Hello')
    await vi.waitFor(() => expect(claims.claimed).toBe(1))
    claims.slow = false
    const restarted = stage.restart()
    stopping.resolve()
    await restarted
    expect([claims.givenBack, textsOf(maya)]).toEqual([1, []])
    await stage.pass(2000)
    expect([asked, textsOf(maya)]).toEqual([['Hello'], ['You said: Hello']])
  })
})
