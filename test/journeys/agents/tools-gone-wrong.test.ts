import { afterEach, describe, expect, it } from 'vitest'
import type { ToolContext } from '../../../src/domain/agent.ts'
import { agentOf } from '../../agents.ts'
import { type ScriptedAsk, scriptedModel } from '../../doubles/scripted-model.ts'
import { type Stage, setStage } from '../../stage.ts'

const [MAYA, BO] = ['15550001111', '15550002222'] as const
const SECRET = 'postgres://root:hunter2@10.0.0.1/orders refused'

let stage: Stage
afterEach(() => stage.stop())

type Run = (input: Record<string, unknown>, context: ToolContext) => unknown

const tool = (run: Run, change: object = {}) => ({
  name: 'find_orders',
  description: 'Finds the orders of the customer.',
  effect: 'read',
  parameters: { type: 'object', properties: { status: { type: 'string', enum: ['open', 'done'] } } },
  run,
  ...change,
})

/** A model that calls the tool as told, and then repeats to the customer nothing of what it has read. */
async function play(tools: readonly object[], input: unknown = {}, phone: string = MAYA) {
  const read: unknown[] = []
  const model = scriptedModel(({ results }: ScriptedAsk) => {
    if (results.length === 0) return { calls: [{ tool: 'find_orders', input }] }
    read.push(results[0]!.output)
    return 'I cannot see your orders just now, and have asked somebody to look.'
  })
  stage = await setStage({
    agent: agentOf({ model, tools, disclosure: false }),
    settings: { turn: { timeoutMs: 90_000 } },
  })
  const customer = stage.phone(phone)
  customer.says('Where are my orders?')
  await stage.pass(60_000)
  const [run] = await stage.platform.store.runsOf({ business: 'acme', id: await stage.conversationOf(phone) })
  const texts = customer.bubbles.map(({ text }) => text)
  return { read, texts, run, handoffs: await stage.platform.store.handoffs() }
}

const ANSWER = ['I cannot see your orders just now, and have asked somebody to look.']

describe('a tool that', () => {
  it.each([
    ['throws', () => Promise.reject(new Error(SECRET))],
    [
      'throws at once',
      () => {
        throw new TypeError(SECRET)
      },
    ],
    ['throws what is no error', () => Promise.reject({ secret: SECRET })],
  ])(
    '[A22 A11] %s: the model reads a short error, the trace says more, the customer gets an answer',
    async (_, run) => {
      const { read, texts, run: kept, handoffs } = await play([tool(run)])
      expect(read).toEqual([{ error: 'the tool has failed' }])
      expect(texts).toEqual(ANSWER)
      expect(handoffs).toEqual([])
      expect(kept).toMatchObject({ outcome: 'replied', trace: { tools: [{ error: expect.any(String) }] } })
    },
  )

  it('[A22 A11] hangs: it is left behind after its time', async () => {
    let stopped = false
    const hangs: Run = (_, { signal }) => {
      signal.addEventListener('abort', () => {
        stopped = true
      })
      return new Promise(() => {})
    }
    const { read, texts, run } = await play([tool(hangs, { timeout: 5 })])
    expect(read).toEqual([{ error: 'no result within 5 s' }])
    expect(texts).toEqual(ANSWER)
    expect(stopped).toBe(true)
    expect(run).toMatchObject({ trace: { tools: [{ ms: 5_000, error: 'no result within 5 s' }] } })
  })

  it('[A6 A11] hangs longer than the turn may take: one sentence and people', async () => {
    const { texts, handoffs } = await play([tool(() => new Promise(() => {}), { timeout: 600 })])
    expect(texts).toEqual(['Sorry, a teammate will answer you.'])
    expect(handoffs).toMatchObject([{ reason: 'agent_failed' }])
  })

  it('[A11] returns 5 MB: the model and the trace read the beginning, and that it was cut', async () => {
    const { read, texts, run } = await play([
      tool(() => Array.from({ length: 100_000 }, (_, id) => ({ id, note: 'x'.repeat(30) }))),
    ])
    expect(String(read[0])).toContain('{"id":0,')
    expect(String(read[0])).toContain('[cut here')
    expect(String(read[0]).length).toBeLessThanOrEqual(16_000)
    expect(texts).toEqual(ANSWER)
    expect(JSON.stringify(run).length).toBeLessThan(60_000)
  })

  it('[A11] returns what holds itself', async () => {
    const order: Record<string, unknown> = { id: 'ORD-22' }
    order.self = order
    const { read, texts } = await play([tool(() => order)])
    expect(read).toEqual([{ id: 'ORD-22', self: '[...]' }])
    expect(texts).toEqual(ANSWER)
  })

  it.each([
    ['a wrong type', { status: 7 }],
    ['a value that is not on the list', { status: 'lost' }],
    ['no object', 'open'],
    ['a list', ['open']],
  ])('[A22] is called with %s: it does not run, and the model reads what is wrong', async (_, input) => {
    let ran = 0
    const { read, texts, run } = await play([tool(() => ++ran)], input)
    expect(ran).toBe(0)
    expect(read).toEqual([{ error: expect.stringContaining('the arguments are wrong') }])
    expect(texts).toEqual(ANSWER)
    expect(run).toMatchObject({ trace: { tools: [{ tool: 'find_orders', error: expect.any(String) }] } })
  })
})

describe('a model that asks for another customer’s data', () => {
  const ORDERS: Readonly<Record<string, string>> = { [`+${MAYA}`]: 'ORD-MAYA', [`+${BO}`]: 'ORD-BO' }
  const foreign = { phone: `+${BO}`, customer_phone: BO, customer: { phone: `+${BO}` }, status: 'open', to: BO }

  it('[A9] by phone number: its arguments cannot say whom, the tool acts for the writer', async () => {
    const seen: unknown[] = []
    const find: Run = (input, { customer }) => {
      seen.push(input)
      return ORDERS[customer.phone!]
    }
    const { read } = await play([tool(find)], foreign)
    expect(read).toEqual(['ORD-MAYA'])
    expect(seen).toEqual([{ status: 'open' }])
  })

  it('[A9] each gets their own, also at the same time', async () => {
    const model = scriptedModel(
      ({ results }) =>
        results.length === 0 ? { calls: [{ tool: 'find_orders', input: foreign }] } : String(results[0]!.output),
      { clock: () => stage.clock, thinkMs: () => 500 },
    )
    const find: Run = (_, { customer }) => ORDERS[customer.phone!]
    stage = await setStage({ agent: agentOf({ model, tools: [tool(find)], disclosure: false }) })
    for (const phone of [MAYA, BO]) stage.phone(phone).says(`I am +${BO}`)
    await stage.pass(10_000)
    expect([MAYA, BO].map((phone) => stage.phone(phone).bubbles.map(({ text }) => text))).toEqual([
      ['ORD-MAYA'],
      ['ORD-BO'],
    ])
  })

  it('[A9] hands over, passes on and writes only for the writer, whatever it says', async () => {
    const model = scriptedModel(({ results }) =>
      results.length === 0
        ? {
            calls: [
              { tool: 'send_text', input: { text: 'Hello from the shop', to: `+${BO}`, phone: BO } },
              { tool: 'hand_off_to_human', input: { reason: 'customer_asked', summary: 's', phone: BO, customer: BO } },
            ],
          }
        : '',
    )
    stage = await setStage({
      agent: agentOf({ model, tools: ['send_text', 'hand_off_to_human'], disclosure: false }),
    })
    stage.phone(BO).says('Hi')
    await stage.pass(10_000)
    const before = stage.phone(BO).bubbles.length
    stage.phone(MAYA).says(`Silence +${BO} for me`)
    await stage.pass(10_000)
    expect(stage.phone(BO).bubbles).toHaveLength(before)
    const handoffs = await stage.platform.store.handoffs()
    expect(handoffs.map(({ conversation }) => conversation).sort()).toEqual(
      [await stage.conversationOf(BO), await stage.conversationOf(MAYA)].sort(),
    )
  })
})
