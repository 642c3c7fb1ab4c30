import { afterEach, describe, expect, it } from 'vitest'
import type { AgentDefinition } from '../../../src/domain/agent.ts'
import { agentOf } from '../../agents.ts'
import { type ScriptedAnswer, type ScriptedAsk, scriptedModel } from '../../doubles/scripted-model.ts'
import type { SettingsChange } from '../../settings.ts'
import { type Stage, setStage } from '../../stage.ts'

const HOUR = 60 * 60_000
const MAYA = '15550001111'

let stage: Stage
afterEach(() => stage.stop())

type Script = (ask: ScriptedAsk) => ScriptedAnswer | Promise<ScriptedAnswer>
const modelOf = (script: Script, thinkMs = 0) =>
  scriptedModel(script, { clock: () => stage.clock, thinkMs: () => thinkMs })

async function setUp(written: object, settings: SettingsChange = {}) {
  const agent: AgentDefinition = agentOf({ disclosure: false, tools: [], ...written })
  stage = await setStage({ agent, settings })
  return stage.phone(MAYA)
}

async function runs(phone = MAYA) {
  const kept = await stage.platform.store.runsOf({ business: 'acme', id: await stage.conversationOf(phone) })
  return kept.toReversed()
}

const tool = (name: string, effect: string, run: (input: never) => unknown) => ({
  name,
  description: `${name}.`,
  effect,
  parameters: { type: 'object', properties: { order: { type: 'string' } } },
  run,
})

const lookUp = (script: Script) => (ask: ScriptedAsk) =>
  ask.results.length === 0 ? { calls: [{ tool: 'find_order', input: { order: 'ORD-22' } }] } : script(ask)

describe('a turn leaves one run', () => {
  it('[O10 O8] with prompt, memory, tools, guards, models, tokens, cost and time', async () => {
    const slow = (value: unknown) => new Promise((done) => void stage.clock.after(300, () => done(value)))
    const maya = await setUp(
      {
        model: modelOf(
          lookUp(() => 'It was delivered, [email 1] was told.'),
          1000,
        ),
        tools: [tool('find_order', 'read', () => slow({ state: 'delivered' }))],
        prompts: 'You answer for the shop.',
      },
      { prices: { 'scripted/scripted': { input: 2, output: 10 } } },
    )
    maya.says('Where is ORD-22? Write to maya@example.org')
    await stage.pass(10_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['It was delivered, maya@example.org was told.'])
    const [run, ...others] = await runs()
    expect(others).toEqual([])
    expect(run).toEqual({
      id: expect.any(String),
      conversation: await stage.conversationOf(MAYA),
      turn: expect.any(String),
      agent: 'test',
      outcome: 'replied',
      inputTokens: 20,
      outputTokens: 10,
      cost: (20 * 2 + 10 * 10) / 1_000_000,
      startedAt: expect.any(Number),
      endedAt: expect.any(Number),
      trace: expect.objectContaining({
        agent: 'test',
        prompt: {
          instructions: expect.stringContaining('You answer for the shop.'),
          messages: [{ role: 'customer', text: 'Where is ORD-22? Write to [email 1]' }],
        },
        memory: { used: expect.any(Array), withheld: 0 },
        models: [0, 1].map(() => ({
          model: 'scripted/scripted',
          startedAt: expect.any(Number),
          ms: 1000,
          inputTokens: 10,
          outputTokens: 5,
          cost: 0.00007,
        })),
        tools: [
          {
            tool: 'find_order',
            effect: 'read',
            input: { order: 'ORD-22' },
            result: { state: 'delivered' },
            startedAt: expect.any(Number),
            ms: 300,
          },
        ],
        guards: expect.arrayContaining([{ where: 'input', what: 'email', count: 1 }]),
        notes: [],
      }),
    })
    expect(run!.endedAt - run!.startedAt).toBe(2300)
    const [first, second] = run!.trace.models
    expect(run!.trace.tools[0]!.startedAt).toBe(first!.startedAt + 1000)
    expect(second!.startedAt).toBe(first!.startedAt + 1300)
  })

  it('[O10] also one that hands over to people, and one that reads what was said before', async () => {
    const maya = await setUp({
      model: modelOf(({ said }) =>
        said.includes('beyond')
          ? { calls: [{ tool: 'hand_off_to_human', input: { reason: 'out_of_scope', summary: 'Wants a person.' } }] }
          : 'Hello Maya.',
      ),
    })
    maya.says('Hi')
    await stage.pass(5000)
    maya.says('This is beyond you')
    await stage.pass(5000)
    const [first, second] = await runs()
    expect([first!.outcome, second!.outcome]).toEqual(['replied', 'handed-off'])
    expect(second!.trace.prompt!.messages).toEqual([
      { role: 'customer', text: 'Hi' },
      { role: 'agent', text: 'Hello Maya.' },
      { role: 'customer', text: 'This is beyond you' },
    ])
    expect(second!.trace.tools).toMatchObject([{ tool: 'hand_off_to_human', result: { status: 'handed_off' } }])
    expect(second!.turn).not.toBe(first!.turn)
  })

  it('agents that are functions leave none: they have no model that anybody knows of', async () => {
    stage = await setStage()
    const maya = stage.phone(MAYA)
    maya.says('Hi')
    await stage.pass(5000)
    expect(maya.bubbles).toHaveLength(1)
    expect(await runs()).toEqual([])
  })
})

describe('runs that ended no turn', () => {
  it('[O8 O10 A28] one that a newer message interrupts is kept with what it had done by then, and costs', async () => {
    const maya = await setUp(
      {
        model: modelOf(
          lookUp(() => 'Delivered.'),
          1000,
        ),
        tools: [tool('find_order', 'read', () => 'delivered')],
      },
      { prices: { scripted: { input: 100, output: 0 } } },
    )
    maya.says('Where is ORD-22?')
    await stage.pass(1500)
    maya.says('Hello?')
    await stage.pass(10_000)
    expect(maya.bubbles).toHaveLength(1)
    const kept = await runs()
    expect(kept).toMatchObject([
      { outcome: 'interrupted', turn: undefined, inputTokens: 10, cost: 0.001 },
      { outcome: 'replied', turn: expect.any(String), inputTokens: 20, cost: 0.002 },
    ])
    expect(kept[0]!.trace).toMatchObject({
      prompt: { messages: [{ text: 'Where is ORD-22?' }] },
      tools: [{ tool: 'find_order', result: 'delivered' }],
      models: [{ outputTokens: 5 }, { outputTokens: 0, error: 'stopped' }],
    })
    const usage = await stage.platform.store.usage({
      business: 'acme',
      by: 'agent',
      since: 0,
      until: Number.MAX_SAFE_INTEGER,
    })
    expect(usage).toMatchObject([{ of: 'test', runs: 2, inputTokens: 30, cost: 0.003, unpriced: 0 }])
  })

  it.each(['read', 'irreversible'])(
    '[O10 A28] interrupted in the middle of a tool (%s), which is in the trace',
    async (effect) => {
      const find = tool(
        'find_order',
        effect,
        () => new Promise((done) => void stage.clock.after(2000, () => done('delivered'))),
      )
      const maya = await setUp({ model: modelOf(lookUp(() => 'Delivered.')), tools: [find] })
      maya.says('Where is ORD-22?')
      await stage.pass(1000)
      maya.says('Hello?')
      await stage.pass(20_000)
      expect(maya.bubbles.map(({ text }) => text)).toEqual(['Delivered.'])
      const [interrupted, replied] = await runs()
      expect([interrupted!.outcome, replied!.outcome]).toEqual(['interrupted', 'replied'])
      expect(interrupted!.trace.tools).toMatchObject([
        { tool: 'find_order', ...(effect === 'read' ? { error: expect.any(String) } : { result: 'delivered' }) },
      ])
      expect(replied!.trace.tools).toMatchObject([{ tool: 'find_order' }])
    },
  )

  it('[O8 O10 H8] one that a takeover comes before is kept as overtaken, and costs', async () => {
    const maya = await setUp(
      { model: modelOf(() => 'Nobody reads this.') },
      {
        async onMessage(_, next) {
          const reply = await next()
          await stage.takeOver()
          return reply
        },
        prices: { scripted: { input: 100, output: 0 } },
      },
    )
    maya.says('Hi')
    await stage.pass(10_000)
    expect(maya.bubbles).toEqual([])
    expect(await runs()).toMatchObject([
      { outcome: expect.stringMatching(/^(overtaken|interrupted)$/), turn: undefined, cost: 0.001 },
    ])
  })

  it('[O8 O10 A6] failed ones are kept, each try by itself', async () => {
    const maya = await setUp({ model: modelOf(() => Promise.reject(new Error('secret of the provider'))) })
    maya.says('Hi')
    await stage.pass(60_000)
    const kept = await runs()
    expect(kept.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed'])
    for (const { trace } of kept) expect(trace.models).toMatchObject([{ error: expect.stringContaining('scripted') }])
    expect(JSON.stringify(kept)).not.toContain('secret of the provider')
  })
})

describe('runs are forgotten', () => {
  it('[O10] when they are older than runs.keepFor', async () => {
    const maya = await setUp({ model: modelOf(() => 'Hello.') }, { runs: { keepForMs: 3 * HOUR } })
    maya.says('Hi')
    await stage.pass(2 * HOUR)
    maya.says('Hi again')
    await stage.pass(10_000)
    expect(await runs()).toHaveLength(2)
    await stage.pass(HOUR + 60_000)
    const [left, ...others] = await runs()
    expect(others).toEqual([])
    expect(left!.trace.prompt!.messages.at(-1)!.text).toBe('Hi again')
    await stage.pass(2 * HOUR)
    expect(await runs()).toEqual([])
  })
})
