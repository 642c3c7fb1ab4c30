import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../src/config/settings.ts'
import { setTalk } from './talk.ts'

const plain = { disclosure: false, guardrails: { off_topic_limit: 'off' } }
const ONE_MOMENT = 'One moment, please.'
const saying = (afterMs = 0): Settings['acknowledgement'] => ({ say: { kind: 'text', text: ONE_MOMENT }, afterMs })

const setUp = (acknowledgement: Settings['acknowledgement'], thinkMs: number) =>
  setTalk(plain, ({ said }) => `You said: ${said}`, { thinkMs: () => thinkMs, settings: { acknowledgement } })

describe('an acknowledgement', () => {
  it('[D6] is off where nothing is set', async () => {
    const { says } = await setUp(undefined, 5_000)
    expect(await says('Hello')).toEqual(['You said: Hello'])
  })

  it('[D6] a text comes at once, and before the answer', async () => {
    const { maya, stage } = await setUp(saying(), 5_000)
    maya.says('Hello')
    await stage.pass(2_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual([ONE_MOMENT])
    await stage.pass(8_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual([ONE_MOMENT, 'You said: Hello'])
  })

  it('[D6] stands before the answer also where that is there at once', async () => {
    const { says } = await setUp(saying(), 0)
    expect(await says('Hello')).toEqual([ONE_MOMENT, 'You said: Hello'])
  })

  it('[D6] held back, it is not said on fast turns, and once on slow ones', async () => {
    const fast = await setUp(saying(3_000), 2_000)
    expect(await fast.says('Hello')).toEqual(['You said: Hello'])
    const slow = await setUp(saying(3_000), 4_000)
    slow.maya.says('Hello')
    await slow.stage.pass(2_500)
    expect(slow.maya.bubbles).toEqual([])
    await slow.stage.pass(10_000)
    expect(slow.maya.bubbles.map(({ text }) => text)).toEqual([ONE_MOMENT, 'You said: Hello'])
  })

  it('[D6] once a turn, also when a newer message starts it anew; and again in the next one', async () => {
    const { maya, stage, says } = await setUp(saying(), 4_000)
    for (const text of ['one', 'two', 'three']) {
      maya.says(text)
      await stage.pass(2_000)
    }
    await stage.pass(20_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual([ONE_MOMENT, 'You said: one\ntwo\nthree'])
    expect(await says('Thanks')).toEqual([ONE_MOMENT, 'You said: Thanks'])
  })

  it('[D6 W8] once a turn, also when the process dies in the middle of it', async () => {
    const { maya, stage } = await setUp(saying(), 4_000)
    maya.says('Hello')
    await stage.pass(2_500)
    await stage.crash()
    await stage.pass(120_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual([ONE_MOMENT, 'You said: Hello'])
  })

  it('[D6] a reaction stands on the newest message, and is no bubble', async () => {
    const { maya, stage, says } = await setUp({ say: { kind: 'reaction', emoji: '👀' }, afterMs: 0 }, 4_000)
    await says('Hello')
    maya.says('Where is it?')
    await stage.pass(2_000)
    expect(maya.said.map(({ reaction }) => reaction)).toEqual(['👀', '👀'])
    await stage.pass(10_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['You said: Hello', 'You said: Where is it?'])
  })

  it('[D6 I12] is said in the language of the customer', async () => {
    const say = { kind: 'text', text: { en: ONE_MOMENT, es: 'Un momento, por favor.' } } as const
    const { says } = await setUp({ say, afterMs: 0 }, 2_000)
    const said = await says('Hola, ¿dónde está mi pedido? Lo espero desde el lunes')
    expect(said[0]).toBe('Un momento, por favor.')
  })

  it('[D6 A23] is no word of the conversation that the model would go on with', async () => {
    const { says, asks } = await setUp(saying(), 1_000)
    await says('one')
    await says('two')
    const prompt = JSON.stringify(asks[1]!.options.prompt)
    expect(prompt).toContain('You said: one')
    expect(prompt.split(ONE_MOMENT)).toHaveLength(2)
  })

  it('[D6 H8] is not said once people have taken over', async () => {
    const { maya, stage } = await setUp(saying(3_000), 6_000)
    maya.says('Hello')
    await stage.pass(2_000)
    await stage.takeOver()
    await stage.pass(20_000)
    expect(maya.bubbles).toEqual([])
  })
})
