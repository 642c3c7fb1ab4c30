import { afterEach, describe, expect, it } from 'vitest'
import { agentOf } from '../../agents.ts'
import { type ScriptedAnswer, scriptedModel } from '../../doubles/scripted-model.ts'
import { type Stage, setStage } from '../../stage.ts'
import { hurryUntil, openaiAt, setDouble, setLiveScene } from './live-scene.ts'

const SENTENCE = 'Sorry, a teammate will answer you.'

let stage: Stage | undefined
afterEach(() => stage?.stop())

const look = { name: 'look', description: 'Looks.', effect: 'read', run: () => 'nothing yet' }
const looking = { calls: [{ tool: 'look', input: {} }] } as const

/** Virtual time, so that limits are met to the millisecond. */
async function setUp(written: object, script: () => ScriptedAnswer, thinkMs = 0) {
  let asked = 0
  const model = scriptedModel(
    () => {
      asked += 1
      return script()
    },
    { clock: () => stage!.clock, thinkMs: () => thinkMs },
  )
  const agent = agentOf({ model, disclosure: false, tools: [look], ...written })
  stage = await setStage({ agent, settings: { turn: { timeoutMs: 600_000 } } })
  const maya = stage.phone('15550001111')
  const texts = () => maya.bubbles.map(({ text }) => text)
  const handoffs = () => stage!.platform.store.handoffs()
  const runs = async () =>
    stage!.platform.store.runsOf({ business: 'acme', id: await stage!.conversationOf('15550001111') })
  return { stage, maya, texts, handoffs, runs, asked: () => asked }
}

describe('a model that never comes to an end', () => {
  it.each([
    [undefined, 5],
    [3, 3],
    [1, 1],
  ])(
    '[A6] max_iterations %s: after %i steps one sentence and people, and no second try',
    async (maxIterations, steps) => {
      const orchestration = maxIterations === undefined ? {} : { maxIterations }
      const { stage, maya, texts, handoffs, runs, asked } = await setUp({ orchestration }, () => looking)
      maya.says('Where is it?')
      await stage.pass(60_000)
      expect(texts()).toEqual([SENTENCE])
      expect(asked()).toBe(steps)
      expect(await handoffs()).toMatchObject([{ reason: 'agent_failed' }])
      expect(await runs()).toMatchObject([{ outcome: 'failed', inputTokens: 10 * steps }])
    },
  )

  it('[A6] within max_iterations it gets to its answer', async () => {
    let left = 2
    const written = { orchestration: { maxIterations: 3 } }
    const { stage, maya, texts, handoffs } = await setUp(written, () => (left-- > 0 ? looking : 'Found.'))
    maya.says('Where is it?')
    await stage.pass(60_000)
    expect(texts()).toEqual(['Found.'])
    expect(await handoffs()).toEqual([])
  })
})

describe('timeout_seconds', () => {
  it.each([
    [undefined, 30_000],
    [5, 5_000],
  ])('[A6] of %s: the turn ends with the sentence at once, and is not tried again', async (timeoutSeconds, ms) => {
    const orchestration = timeoutSeconds === undefined ? {} : { timeoutSeconds }
    const { stage, maya, texts, handoffs, runs, asked } = await setUp({ orchestration }, () => 'Too late.', 3_600_000)
    maya.says('Hi')
    await stage.pass(ms - 100)
    expect(texts()).toEqual([])
    expect(await handoffs()).toEqual([])
    await stage.pass(2_000)
    expect(texts()).toEqual([SENTENCE])
    expect(await handoffs()).toMatchObject([{ reason: 'agent_failed' }])
    await stage.pass(2 * 3_600_000)
    expect(texts()).toEqual([SENTENCE])
    expect(asked()).toBe(0)
    expect(await runs()).toMatchObject([{ outcome: 'failed', trace: { models: [{ error: expect.any(String) }] } }])
  })

  it('[A6] counts for the whole turn: steps that are quick by themselves, and the time of tools', async () => {
    const slow = {
      ...look,
      run: () => new Promise((done) => void stage!.clock.after(6_000, () => done('nothing yet'))),
    }
    const written = { orchestration: { timeoutSeconds: 20, maxIterations: 50 }, tools: [slow] }
    const { stage: set, maya, texts, asked } = await setUp(written, () => looking, 1_000)
    maya.says('Hi')
    await set.pass(19_500)
    expect(texts()).toEqual([])
    await set.pass(2_000)
    expect(texts()).toEqual([SENTENCE])
    expect(asked()).toBe(3)
  })

  it('[A6] ends the call over HTTP as well', async () => {
    const double = await setDouble(() => ({ hang: true }))
    const written = { model: openaiAt(double), orchestration: { timeoutSeconds: 5 } }
    const { stage, maya, heard } = await setLiveScene(written)
    maya.says('Hi')
    await double.until(1)
    await stage.pass(5_000)
    await double.requests[0]!.hungUp
    expect(await heard(1)).toEqual([SENTENCE])
    expect(await stage.platform.store.handoffs()).toMatchObject([{ reason: 'agent_failed' }])
    let passes = 0
    await hurryUntil(stage, () => ++passes > 5)
    expect(double.requests).toHaveLength(1)
    expect(maya.bubbles).toHaveLength(1)
  })
})
