import { describe, expect, it } from 'vitest'
import { scriptedModel } from '../../doubles/scripted-model.ts'
import { runsOf, setDouble, setLiveScene } from './live-scene.ts'

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(100)])

/** Asks once, and says what came over the wire. */
async function asked(model: object, path: 'url' | 'ollamaUrl' = 'url') {
  const double = await setDouble(() => 'Fine.')
  const { maya, heard } = await setLiveScene({ model: { endpoint: double[path], ...model } })
  maya.says('Hi')
  expect(await heard(1)).toEqual(['Fine.'])
  return double.requests[0]!
}

describe('one model', () => {
  it('[A3] model: its name alone tells whose it is, and a model of the AI SDK is taken as it is', async () => {
    const double = await setDouble(() => 'From afar.')
    const far = await setLiveScene({ model: { model: 'openai/gpt-4o-mini', endpoint: double.url, api_key: 'k' } })
    far.maya.says('Hi')
    expect(await far.heard(1)).toEqual(['From afar.'])
    const near = await setLiveScene({ model: scriptedModel(() => 'From near by.') })
    near.maya.says('Hi')
    expect(await near.heard(1)).toEqual(['From near by.'])
  })

  it('[A3] model.model: the one that is asked for', async () => {
    expect(await asked({ provider: 'openai-compatible', model: 'acme-large' })).toMatchObject({ model: 'acme-large' })
  })

  it('[A3] model.provider: Ollama is asked below its own address, in the form it speaks', async () => {
    const request = await asked({ provider: 'ollama', model: 'llama3.1:8b' }, 'ollamaUrl')
    expect(request).toMatchObject({ api: 'chat', model: 'llama3.1:8b' })
  })

  it('[A3] model.endpoint: the model behind it answers', async () => {
    const other = await setDouble(() => 'From elsewhere.')
    const model = { provider: 'openai-compatible', model: 'm', endpoint: other.url }
    const { maya, heard } = await setLiveScene({ model })
    maya.says('Hi')
    expect(await heard(1)).toEqual(['From elsewhere.'])
  })

  it('[A3] model.api_key: is shown to the provider', async () => {
    const { headers } = await asked({ provider: 'openai-compatible', model: 'm', api_key: 'sk-mine' })
    expect(headers.authorization).toBe('Bearer sk-mine')
  })

  it('[A3] model.api: chat or responses', async () => {
    for (const api of ['chat', 'responses'])
      expect(await asked({ provider: 'openai', model: 'gpt-4o', api_key: 'k', api })).toMatchObject({ api })
  })

  it('[A3] model.streaming: the answer is asked for in pieces', async () => {
    for (const streaming of [true, false])
      expect((await asked({ provider: 'openai-compatible', model: 'm', streaming })).stream).toBe(streaming)
  })

  it('[A3] model.parameters.temperature and model.parameters.max_tokens', async () => {
    const parameters = { temperature: 1.5, max_tokens: 300 }
    const request = await asked({ provider: 'openai-compatible', model: 'm', parameters })
    expect(request).toMatchObject({ temperature: 1.5, maxTokens: 300 })
  })

  it('[A3] model.temperature and model.max_tokens, beside the name of the model; 0.4 and 1024 without', async () => {
    const model = { provider: 'openai-compatible', model: 'm' }
    expect(await asked({ ...model, temperature: 0, max_tokens: 77 })).toMatchObject({ temperature: 0, maxTokens: 77 })
    expect(await asked(model)).toMatchObject({ temperature: 0.4, maxTokens: 1024 })
  })

  it('[A5] model.vision: what its name does not tell', async () => {
    for (const [vision, images] of [
      [true, 1],
      [false, 0],
    ] as const) {
      const double = await setDouble(() => 'A cup.')
      const model = { provider: 'openai-compatible', model: 'acme-large', endpoint: double.url, vision }
      const { maya, heard } = await setLiveScene({ model })
      maya.sends({ type: 'image', bytes: PNG, mime: 'image/png', caption: 'What is it?' })
      await heard(1)
      expect(double.requests[0]!.messages.at(-1)!.images).toBe(images)
    }
  })
})

describe('two models and more', () => {
  it('[A4] model.primary and model.fallback: when the first is down the other answers the same turn', async () => {
    const double = await setDouble(({ model }) => (model === 'big' ? { error: { status: 503 } } : `${model} here`))
    const at = (model: string) => ({ provider: 'openai-compatible', model, endpoint: double.url })
    const { maya, heard, stage } = await setLiveScene({
      model: { primary: { ...at('big'), temperature: 0.9 }, fallback: at('small') },
    })
    maya.says('Hi')
    expect(await heard(1)).toEqual(['small here'])
    expect(double.requests.map(({ model, temperature }) => [model, temperature])).toEqual([
      ['big', 0.9],
      ['small', 0.9],
    ])
    const [run] = await runsOf(stage)
    expect(run!.trace.models.map(({ model, error }) => [model, error !== undefined])).toEqual([
      ['openai-compatible/big', true],
      ['openai-compatible/small', false],
    ])
  })

  it('[A5] model.routing.strategy: capability_match sends pictures to the model that sees', async () => {
    for (const [strategy, model] of [
      ['capability_match', 'seeing'],
      ['primary', 'blind'],
    ]) {
      const double = await setDouble((request) => request.model)
      const at = { provider: 'openai-compatible', endpoint: double.url }
      const { maya, heard } = await setLiveScene({
        model: {
          primary: { ...at, model: 'blind', vision: false },
          fallback: { ...at, model: 'seeing', vision: true },
          routing: { strategy },
        },
      })
      maya.sends({ type: 'image', bytes: PNG, mime: 'image/png', caption: 'What is it?' })
      expect(await heard(1)).toEqual([model])
    }
  })

  it('[A27] model.transcription: voice notes are written down for the model', async () => {
    const double = await setDouble(({ api, question }) => (api === 'transcriptions' ? 'Where is order 22?' : question))
    const at = { provider: 'openai', endpoint: double.url, api_key: 'k' }
    const { maya, heard } = await setLiveScene({
      model: { primary: { ...at, model: 'gpt-4o-mini' }, transcription: { ...at, model: 'whisper-1' } },
    })
    maya.sends({ type: 'audio' })
    expect((await heard(1))[0]).toContain('Where is order 22?')
    expect(double.requests[0]).toMatchObject({ api: 'transcriptions', model: 'whisper-1' })

    const deaf = await setDouble(({ question }) => question)
    const without = await setLiveScene({ model: { ...at, endpoint: deaf.url, model: 'gpt-4o-mini' } })
    without.maya.sends({ type: 'audio' })
    expect((await without.heard(1))[0]).toMatch(/^\[Attached audio: audio\/ogg, \d+ bytes\]$/)
  })
})
