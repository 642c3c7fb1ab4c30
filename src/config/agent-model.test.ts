import { describe, expect, it } from 'vitest'
import { modelOfEnvironment, type Reading, readModels } from './agent-model.ts'

function read(
  model: unknown,
  { simulator = false, env = { OPENAI_API_KEY: 'sk-test' } as Record<string, string> } = {},
) {
  const reading: Reading = { env, folder: '', simulator, faults: [], warnings: [], workspaces: [] }
  const plan = readModels(model, (path) => (path ? `model.${path}` : 'model'), reading)
  return { ...reading, plan: plan! }
}

describe('models', () => {
  it.each([
    ['gpt-4o', 'openai', 'gpt-4o'],
    ['gpt-4o-mini', 'openai', 'gpt-4o-mini'],
    ['openai/gpt-4o-mini', 'openai', 'gpt-4o-mini'],
    ['ollama/llava:7b', 'ollama', 'llava:7b'],
  ])('[A3] %s is a model of %s', (name, provider, model) => {
    expect(read(name).plan.primary).toMatchObject({ provider, model, temperature: 0.4, maxTokens: 1024 })
    expect(read({ model: name }).plan).toEqual(read(name).plan)
    expect(read({ primary: name }).plan).toEqual(read(name).plan)
  })

  it('[A3] the sample with Ollama: a model that sees, and another one when it fails, with the same parameters', () => {
    const parameters = { temperature: '0.4', max_tokens: '1024' }
    const endpoint = 'http://ollama:11434'
    const { plan, faults, warnings } = read({
      primary: { provider: 'ollama', model: 'llava:7b', endpoint, parameters },
      fallback: { provider: 'ollama', model: 'llama3.1:8b', endpoint, parameters },
      routing: { strategy: 'capability_match' },
    })
    const shared = {
      provider: 'ollama',
      endpoint,
      temperature: 0.4,
      maxTokens: 1024,
      apiKey: undefined,
      streaming: false,
    }
    expect(plan).toMatchObject({
      primary: { ...shared, model: 'llava:7b' },
      fallback: { ...shared, model: 'llama3.1:8b' },
      routing: 'capability_match',
      transcription: undefined,
    })
    expect([faults, warnings]).toEqual([[], []])
  })

  it('[A3] temperature and length arrive, as parameters or beside the name', () => {
    const parameters = { temperature: '0.7', max_tokens: 300 }
    expect(read({ model: 'gpt-4o', parameters }).plan.primary).toMatchObject({ temperature: 0.7, maxTokens: 300 })
    expect(read({ model: 'gpt-4o', ...parameters }).plan.primary).toMatchObject({ temperature: 0.7, maxTokens: 300 })
  })

  it('[A3] a fallback takes over what it leaves out, and a plain number or block does as well', () => {
    const primary = {
      provider: 'ollama',
      model: 'llava:7b',
      endpoint: 'http://ollama:11434',
      temperature: 0.9,
      maxTokens: 200,
    }
    const { plan } = read({ primary, fallback: 'llama3.1:8b' })
    expect(plan.fallback).toEqual({ ...plan.primary, model: 'llama3.1:8b' })
    const other = read({ primary, fallback: 'gpt-4o-mini' }).plan.fallback
    expect(other).toMatchObject({
      provider: 'openai',
      endpoint: undefined,
      apiKey: 'sk-test',
      temperature: 0.9,
      maxTokens: 200,
    })
  })

  it('[A3] key, address, API, streaming and sight of a model arrive', () => {
    const own = {
      model: 'acme-large',
      endpoint: 'https://models.acme.com/v1/',
      api_key: 'k',
      api: 'responses',
      streaming: 'on',
      vision: 'true',
    }
    expect(read(own).plan.primary).toMatchObject({
      provider: 'openai-compatible',
      model: 'acme-large',
      endpoint: 'https://models.acme.com/v1',
      apiKey: 'k',
      api: 'responses',
      streaming: true,
      vision: true,
    })
    const behind = read('gpt-4o', { env: { OPENAI_API_KEY: 'sk', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' } })
    expect(behind.plan.primary).toMatchObject({ apiKey: 'sk', endpoint: 'http://127.0.0.1:1/v1' })
    const free = read({ model: 'gpt-4o', endpoint: 'http://127.0.0.1:1/v1' }, { env: {} })
    expect([free.plan.primary.apiKey, free.faults]).toEqual([undefined, []])
  })

  it('[A17 A27] a model for voice notes', () => {
    expect(read({ primary: 'gpt-4o', transcription: 'whisper-1' }).plan.transcription).toMatchObject({
      model: 'whisper-1',
    })
  })

  it('[A3 C10] a model of the AI SDK is taken as it is', () => {
    class Model {
      modelId = 'mine'
      doGenerate() {}
    }
    const model = new Model()
    expect(read(model).plan.primary).toMatchObject({ provider: 'own', model: 'mine', temperature: 0.4 })
    expect(read(model).plan.primary.instance).toBe(model)
    const both = read({ primary: { model, temperature: 0 }, fallback: model }).plan
    expect([both.primary.temperature, both.fallback?.temperature]).toEqual([0, 0])
    expect(both.fallback?.instance).toBe(model)
  })

  it('[A3] more than 1024 tokens draw a warning', () => {
    expect(read({ model: 'gpt-4o', max_tokens: 1024 }).warnings).toEqual([])
    const { plan, warnings } = read({ primary: { model: 'gpt-4o', max_tokens: 4000 }, fallback: 'gpt-4o-mini' })
    expect([plan.primary.maxTokens, plan.fallback?.maxTokens]).toEqual([4000, 4000])
    expect(warnings).toEqual([expect.stringContaining('model.primary.max_tokens is 4000')])
  })

  it('[A3 Q3] a missing key stops the start by name, and in the simulator the demo plays', () => {
    for (const [model, name] of [
      ['gpt-4o', 'OPENAI_API_KEY'],
      ['claude-haiku-4-5', 'ANTHROPIC_API_KEY'],
      ['gemini-2.5-flash', 'GOOGLE_GENERATIVE_AI_API_KEY'],
    ] as const) {
      const { faults } = read(model, { env: {} })
      expect(faults).toMatchObject([{ where: 'model', problem: expect.stringContaining(`${name} is not set`) }])
      const played = read(model, { env: {}, simulator: true })
      expect(played.plan.primary).toMatchObject({ provider: 'demo' })
      expect([played.faults, played.warnings]).toEqual([[], [expect.stringContaining(name)]])
    }
  })

  it.each([
    [{ primary: 'gpt-4o', falback: 'x' }, 'model.falback', 'Did you mean fallback?'],
    [{ fallback: 'gpt-4o' }, 'model', 'Write: primary: gpt-4o-mini'],
    [{ provider: 'openia', model: 'gpt-4o' }, 'model.provider', 'Did you mean openai?'],
    [{ model: 'gpt-4o', parameters: { temprature: 1 } }, 'model.parameters.temprature', 'Did you mean temperature?'],
    [{ model: 'gpt-4o', temperature: 3 }, 'model.temperature', 'Write a number from 0 to 2, or leave it out.'],
    [
      { primary: 'gpt-4o', routing: { strategy: 'cheapest' } },
      'model.routing.strategy',
      'Write one of: primary, capability_match.',
    ],
    ['llava:7b', 'model', /such as ollama\/llava:7b/],
    [['gpt-4o'], 'model', /^Write a name/],
    [{ provider: 'openai-compatible', model: 'x' }, 'model', /endpoint: https/],
    [{ provider: 'ollama' }, 'model', 'Write its name: model: gpt-4o-mini'],
  ])('[A3 C3] %j is refused at %s', (model, where, cure) => {
    expect(read(model).faults).toMatchObject([
      { where, cure: typeof cure === 'string' ? cure : expect.stringMatching(cure) },
    ])
  })

  it('[A3 C1] the key of a provider opens its small model', () => {
    expect(modelOfEnvironment({})).toBeUndefined()
    expect(modelOfEnvironment({ OPENAI_API_KEY: ' ' })).toBeUndefined()
    expect(modelOfEnvironment({ OPENAI_API_KEY: 'sk', ANTHROPIC_API_KEY: 'a' })).toMatchObject({
      provider: 'openai',
      model: 'gpt-4o-mini',
      apiKey: 'sk',
      temperature: 0.4,
      maxTokens: 1024,
    })
    const anthropic = { ANTHROPIC_API_KEY: 'a', ANTHROPIC_BASE_URL: 'http://127.0.0.1:1' }
    expect(modelOfEnvironment(anthropic)).toMatchObject({ provider: 'anthropic', endpoint: 'http://127.0.0.1:1' })
  })
})
