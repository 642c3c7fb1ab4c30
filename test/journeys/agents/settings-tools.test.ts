import { describe, expect, it } from 'vitest'
import type { ToolContext } from '../../../src/domain/agent.ts'
import { sleep } from '../../../src/flows/world.ts'
import { rememberedOf } from '../../remembered.ts'
import { calling, MAYA, offeredIn, setTalk, type Talk } from './talk.ts'

const ready = { disclosure: false, guardrails: { off_topic_limit: 'off' } }
const toolIn = ({ asks }: Talk, name: string) => asks[0]!.options.tools?.find((one) => one.name === name)

const runsOf = async ({ stage }: Talk) =>
  stage.platform.store.runsOf({ business: 'acme', id: await stage.conversationOf(MAYA) })
const toolsRun = async (talk: Talk) => (await runsOf(talk)).flatMap(({ trace }) => trace.tools)

describe('tools', () => {
  it('[A10] tools: what is listed is offered, and the way to a person; without a list the usual ones', async () => {
    const few = await setTalk({ ...ready, tools: ['send_buttons'] })
    await few.says('Hello')
    expect(offeredIn(few.asks[0]!)).toEqual(['send_buttons', 'hand_off_to_human'])
    const none = await setTalk({ ...ready, tools: [] })
    await none.says('Hello')
    expect(offeredIn(none.asks[0]!)).toEqual(['hand_off_to_human'])
    const usual = await setTalk(ready)
    await usual.says('Hello')
    expect(offeredIn(usual.asks[0]!)).toEqual([
      'hand_off_to_human',
      'send_buttons',
      'send_list',
      'send_link',
      'request_location',
      'send_reaction',
      'analyze_attachment',
      'memory_search',
      'memory_store',
    ])
  })

  it('[A10 A11] tools.ready.name: a tool of Wabaton does what it is called', async () => {
    const input = { body: 'Which tea?', buttons: [{ id: 'green', title: 'Green' }] }
    const { says, maya } = await setTalk(
      { ...ready, tools: [{ name: 'send_buttons' }] },
      calling('send_buttons', input, ''),
    )
    await says('Tea please')
    expect(maya.bubbles).toMatchObject([{ type: 'interactive', text: expect.stringContaining('Which tea?') }])
    expect(() => maya.taps('Green')).not.toThrow()
  })

  it('[A10] tools.ready.as and tools.ready.type: the model knows it by another name', async () => {
    const tools = [{ type: 'ready', name: 'memory_store', as: 'remember' }]
    const talk = await setTalk({ ...ready, tools }, calling('remember', { text: 'Maya likes green tea.' }))
    await talk.says('I like green tea')
    expect(offeredIn(talk.asks[0]!)).toEqual(['remember', 'hand_off_to_human'])
    const customer = await talk.stage.platform.store.findCustomer('acme', MAYA)
    expect(await rememberedOf(talk.stage.platform.store, customer!)).toContain('Maya likes green tea.')
  })

  it('[A10] tools.ready.description: the model is told this of it', async () => {
    const talk = await setTalk({ ...ready, tools: [{ name: 'memory_search', description: 'Look here first.' }] })
    await talk.says('Hello')
    expect(toolIn(talk, 'memory_search')).toMatchObject({ description: 'Look here first.' })
  })

  it('[A11] tools.ready.timeout: it may take so long', async () => {
    let stage: Talk['stage'] | undefined
    let asked = 0
    /** What the prompt holds is there at once; what the tool looks for takes its time. */
    const slowly =
      (store: Talk['stage']['platform']['store']): typeof store.stateOf =>
      async (scope) => {
        if (scope.customer !== undefined && ++asked % 2 === 0) await sleep(stage!.clock, 5000)
        return store.stateOf(scope)
      }
    for (const [timeout, failed] of [
      [2, true],
      [8, false],
    ] as const) {
      const wrapStore = (store: Talk['stage']['platform']['store']) => ({ ...store, stateOf: slowly(store) })
      const tools = [{ name: 'memory_search', timeout }]
      const talk = await setTalk({ ...ready, tools }, calling('memory_search', { query: 'tea' }), {
        ports: { wrapStore },
      })
      stage = talk.stage
      await talk.says('Hello')
      await stage.pass(10_000)
      expect((await toolsRun(talk)).map(({ error }) => error !== undefined)).toEqual([failed])
    }
  })
})

describe('own tools', () => {
  const order = {
    name: 'find_order',
    description: 'Tells where an order is.',
    effect: 'read',
    parameters: { order: 'string', note: 'string?' },
  }

  it('[A10] tools.own.name, tools.own.description and tools.own.parameters are what the model is told; tools.own.type may stand there', async () => {
    const talk = await setTalk({ ...ready, tools: [{ type: 'own', ...order, run: () => 'on its way' }] })
    await talk.says('Hello')
    const { description, inputSchema } = toolIn(talk, 'find_order') as { description: string; inputSchema: object }
    expect(description).toBe('Tells where an order is.')
    expect(inputSchema).toMatchObject({
      properties: { order: { type: 'string' }, note: { type: 'string' } },
      required: ['order'],
    })
  })

  it('[A9 A10] tools.own.run gets what the model has filled in, and from us whom it acts for; the model reads the result', async () => {
    const runs: unknown[] = []
    const run = (input: object, { customer, line, conversation, business, callId }: ToolContext) => {
      runs.push({ input, phone: customer.phone, line: line.name, conversation, business, called: callId.length > 8 })
      return { state: 'shipped' }
    }
    const script = calling('find_order', { order: 'ORD-22' })
    const { says, stage, asks } = await setTalk({ ...ready, tools: [{ ...order, run }] }, script)
    await says('Where is ORD-22?')
    expect(asks[1]!.results).toEqual([{ tool: 'find_order', output: { state: 'shipped' } }])
    const conversation = await stage.conversationOf(MAYA)
    expect(runs).toEqual([
      { input: { order: 'ORD-22' }, phone: `+${MAYA}`, line: 'support', conversation, business: 'acme', called: true },
    ])
  })

  it('[A28] tools.own.effect: what is irreversible runs once, what only reads as often as it is asked', async () => {
    for (const [effect, times] of [
      ['irreversible', 1],
      ['reversible', 2],
      ['read', 2],
    ] as const) {
      let runs = 0
      const tool = { ...order, effect, run: () => ++runs }
      const call = { tool: 'find_order', input: { order: 'ORD-22' } }
      const { says } = await setTalk({ ...ready, tools: [tool] }, ({ results }) =>
        results.length < 2 ? { calls: [call] } : 'Done.',
      )
      expect(await says('Hello')).toEqual(['Done.'])
      expect(runs).toBe(times)
    }
  })

  it('[A28] tools.own.key: these arguments tell one irreversible call from another', async () => {
    const inputs = [
      { order: 'ORD-1', note: 'late' },
      { order: 'ORD-1', note: 'very late' },
      { order: 'ORD-2', note: 'late' },
    ]
    for (const [key, paid] of [
      [['order'], ['ORD-1', 'ORD-2']],
      [undefined, ['ORD-1']],
    ] as const) {
      const orders: string[] = []
      const tool = {
        ...order,
        effect: 'irreversible',
        ...(key && { key }),
        run: (one: { order: string }) => void orders.push(one.order),
      }
      const { says } = await setTalk({ ...ready, tools: [tool] }, ({ results }) => {
        const input = inputs[results.length]
        return input ? { calls: [{ tool: 'find_order', input }] } : 'Done.'
      })
      await says('Refund both')
      expect(orders).toEqual(paid)
    }
  })

  it('[A11] tools.own.timeout: what takes longer is left behind, and the model is told', async () => {
    for (const [timeout, answer] of [
      [2, { error: 'no result within 2 s' }],
      [8, 'here'],
    ] as const) {
      let stage: Talk['stage'] | undefined
      const run = async () => {
        await sleep(stage!.clock, 5000)
        return 'here'
      }
      const talk = await setTalk(
        { ...ready, tools: [{ ...order, timeout, run }] },
        calling('find_order', { order: 'ORD-1' }),
      )
      stage = talk.stage
      await talk.says('Hello')
      expect(talk.asks[1]!.results).toMatchObject([{ output: answer }])
    }
  })
})
