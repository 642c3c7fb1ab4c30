import { describe, expect, it } from 'vitest'
import { VOICE_NOTE } from '../../doubles/ogg.ts'
import { speechModel } from '../../doubles/speech-model.ts'
import { openaiAt, runsOf, setDouble, setLiveScene } from './live-scene.ts'
import { setTalk } from './talk.ts'

const ANSWER = 'Order 22 arrives on *Tuesday*. 📦'

describe('answers as voice notes', () => {
  it('[A27 D5] voice.model and voice.name: whoever speaks is answered in this voice, as a voice note', async () => {
    const double = await setDouble(({ api }) => (api === 'transcriptions' ? 'Where is order 22?' : ANSWER))
    const { stage, maya, heard } = await setLiveScene({
      model: { primary: openaiAt(double), transcription: 'whisper-1' },
      voice: { model: 'gpt-4o-mini-tts', name: 'coral' },
    })
    maya.sends({ type: 'audio' })
    await heard(1)
    expect(double.requests.map(({ api }) => api)).toEqual(['transcriptions', 'responses', 'speech'])
    expect(double.requests[2]).toMatchObject({
      model: 'gpt-4o-mini-tts',
      headers: { authorization: 'Bearer sk-of-the-test' },
      body: { input: 'Order 22 arrives on Tuesday.', voice: 'coral', response_format: 'opus' },
    })
    const [bubble] = maya.bubbles
    expect(bubble).toMatchObject({ type: 'audio', content: { voice: true } })
    const { id } = bubble!.content as { id: string }
    const file = stage.simulator.media.find(id)!
    expect(file.mime).toMatch(/^audio\/ogg/)
    expect(Buffer.compare(file.bytes, VOICE_NOTE)).toBe(0)

    maya.says('And order 23?')
    expect((await heard(2))[1]).toBe(ANSWER)
    expect(double.requests[3]!.messages[1]).toMatchObject({ role: 'assistant', text: ANSWER })
  })

  it('[A27] voice.model: by its name alone, with the voice that everybody has; without it nobody is spoken to', async () => {
    const double = await setDouble()
    for (const voice of ['tts-1', undefined]) {
      const { maya, heard } = await setLiveScene({ model: openaiAt(double), voice })
      maya.sends({ type: 'audio' })
      await heard(1)
      expect(maya.bubbles[0]!.type).toBe(voice ? 'audio' : 'text')
    }
    const spoken = double.requests.filter(({ api }) => api === 'speech')
    expect(spoken).toMatchObject([{ model: 'tts-1', body: { voice: 'alloy' } }])
  })

  it('[A27] voice.when: after a voice note, or always', async () => {
    for (const [when, types] of [
      ['voice-note', ['text', 'audio', 'text', 'audio']],
      ['always', ['audio', 'audio', 'audio', 'audio']],
    ] as const) {
      const { model } = speechModel()
      const { stage, maya } = await setTalk({ voice: { model, when }, disclosure: false })
      maya.says('Hi')
      await stage.pass(10_000)
      maya.sends({ type: 'audio' })
      await stage.pass(10_000)
      maya.sends({ type: 'audio', voice: false })
      await stage.pass(10_000)
      maya.says('One more thing:')
      maya.sends({ type: 'audio' })
      await stage.pass(10_000)
      expect(maya.bubbles.map(({ type }) => type)).toEqual(types)
    }
  })

  it('[A27 A22] a provider that is down or sends something else: the words arrive, and the trace tells why', async () => {
    for (const [answer, why] of [
      [{ error: { status: 500 } }, 'openai/tts-1 answered 500'],
      [{ garbage: 'ID3 this is no Ogg' }, 'openai/tts-1 made no Ogg with Opus of one channel'],
      [{ cut: '' }, /^openai\/tts-1 (could not be reached|answered what cannot be read|failed)/],
    ] as const) {
      const double = await setDouble(({ api }) => (api === 'speech' ? answer : 'All is well.'))
      const { stage, maya, heard } = await setLiveScene({ model: openaiAt(double), voice: 'tts-1' })
      maya.sends({ type: 'audio' })
      expect(await heard(1)).toEqual(['All is well.'])
      const [run] = await runsOf(stage)
      const notes = run!.trace.notes.filter((note) => note.startsWith('the answer was written, not spoken: '))
      expect(notes.map((note) => note.slice('the answer was written, not spoken: '.length))).toEqual([
        typeof why === 'string' ? why : expect.stringMatching(why),
      ])
    }
  })
})
