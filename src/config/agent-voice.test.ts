import { describe, expect, it } from 'vitest'
import { speechModel } from '../../test/doubles/speech-model.ts'
import { readAgent } from './agent-definition.ts'
import type { Reading } from './agent-model.ts'

const ENV = { OPENAI_API_KEY: 'sk-test', ANTHROPIC_API_KEY: 'sk-ant' } as Record<string, string>

function read(voice: unknown, { env = ENV, simulator = false, model = 'gpt-4o' as unknown } = {}) {
  const reading: Reading = { env, folder: '', simulator, faults: [], warnings: [], workspaces: [] }
  const agent = readAgent({ model, ...(voice !== undefined && { voice }) }, 'shop', (path) => path, reading)
  return { ...reading, voice: agent?.voice }
}

describe('the voice of an agent', () => {
  it('[A27] a model by its name, in a block or as an object; nothing is silent', () => {
    const short = read('gpt-4o-mini-tts').voice
    expect(short).toMatchObject({
      model: { provider: 'openai', model: 'gpt-4o-mini-tts', apiKey: 'sk-test' },
      name: 'alloy',
      when: 'voice-note',
    })
    expect(read({ model: 'gpt-4o-mini-tts', name: 'alloy', when: 'voice-note' }).voice).toEqual(short)
    const { model } = speechModel()
    expect(read(model).voice).toMatchObject({ model: { provider: 'own', instance: model } })
    expect(read(undefined)).toMatchObject({ voice: undefined, faults: [] })
  })

  it('[A27] a server of one’s own, beside a model of the same or on another', () => {
    const endpoint = 'http://127.0.0.1:9000/v1'
    const model = { provider: 'openai-compatible', model: 'm', endpoint }
    expect(read({ model: 'kokoro' }, { model }).voice?.model).toMatchObject({ ...model, model: 'kokoro' })
    expect(read({ model: { ...model, model: 'kokoro' } }).voice?.model).toMatchObject({ model: 'kokoro', endpoint })
  })

  it('[A27 I1] what cannot speak and what does not exist is told with its cure', () => {
    expect(read('claude-haiku-4-5').faults).toMatchObject([
      { where: 'voice.model', problem: 'is of a provider that makes no voice notes.' },
    ])
    expect(read({ model: 'tts-1', when: 'never' }).faults).toMatchObject([{ where: 'voice.when' }])
    expect(read({ name: 'coral' }).faults).toMatchObject([{ where: 'voice', cure: 'Write: model: gpt-4o-mini-tts' }])
  })

  it('[A27] without a key the simulator is silent', () => {
    const { voice, faults } = read('tts-1', { env: {}, simulator: true })
    expect([voice, faults]).toEqual([undefined, []])
  })
})
