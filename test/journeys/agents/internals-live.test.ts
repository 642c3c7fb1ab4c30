import { describe, expect, it } from 'vitest'
import { heard, hurryUntil, openaiAt, runsOf, setDouble, setLiveScene, WAYS } from './live-scene.ts'

const SECRET = 'The customer sounds angry; org-4711 allows 10 % off.'

describe.each(WAYS)('a model over $api, streaming: $streaming', (way) => {
  it('[A22] that thinks aloud beside its answer: the thoughts stay away from phone and trace', async () => {
    const double = await setDouble(() => ({ reasoning: SECRET, text: 'I am sorry, it ships today.' }))
    const { stage, maya, heard } = await setLiveScene({ model: openaiAt(double, { model: 'gpt-5-mini', ...way }) })
    maya.says('Where is it?!')
    expect(await heard(1)).toEqual(['I am sorry, it ships today.'])
    expect(JSON.stringify(maya.bubbles)).not.toContain('angry')
    const runs = await runsOf(stage)
    expect(runs).toMatchObject([{ outcome: 'replied' }])
    expect(JSON.stringify(runs)).not.toContain('angry')
  })
})

describe('over HTTP', () => {
  it('[A22] thoughts between a tool and the answer stay away as well', async () => {
    const note = { name: 'note', description: 'Notes.', effect: 'read', run: () => 'noted' }
    const double = await setDouble(({ messages }) =>
      messages.at(-1)?.role === 'tool'
        ? { reasoning: SECRET, text: 'Noted.' }
        : { reasoning: SECRET, text: SECRET, toolCalls: [{ name: 'note', arguments: {} }] },
    )
    const written = { model: openaiAt(double, { model: 'gpt-5-mini' }), tools: [note] }
    const { maya, heard } = await setLiveScene(written)
    maya.says('Please take a note')
    expect(await heard(1)).toEqual(['Noted.'])
  })

  it.each([
    ['only thoughts', { reasoning: SECRET, text: '' }],
    ['nothing', { empty: true }],
    ['an answer that its filter has cut to nothing', { text: '', finish: 'content_filter' }],
    ['what is no answer', { garbage: '{"ok":true}' }],
  ] as const)('[A22 A6] %s: asked again, then one honest sentence and people', async (_, answer) => {
    const double = await setDouble(() => answer)
    const orchestration = { timeoutSeconds: 1_800 }
    const { stage, maya } = await setLiveScene(
      { model: openaiAt(double), orchestration },
      { turn: { timeoutMs: 1_800_000 } },
    )
    maya.says('Hi')
    await hurryUntil(stage, () => maya.bubbles.length > 0)
    expect(await heard(stage, 1)).toEqual(['Sorry, a teammate will answer you.'])
    expect(double.requests).toHaveLength(3)
    expect(await stage.platform.store.handoffs()).toMatchObject([{ reason: 'agent_failed' }])
  })

  it('[A22] an answer that was cut for its length is an answer', async () => {
    const double = await setDouble(() => ({ text: 'It ships today, and', finish: 'length' }))
    const { maya, heard } = await setLiveScene({ model: openaiAt(double) })
    maya.says('Hi')
    expect(await heard(1)).toEqual(['It ships today, and'])
  })
})
