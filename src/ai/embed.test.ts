import { afterEach, beforeEach, expect, it } from 'vitest'
import { choiceOf } from '../../test/doubles/models.ts'
import { type OpenAIDouble, startOpenAI } from '../../test/doubles/openai.ts'
import { createEmbedder } from './embed.ts'

let double: OpenAIDouble
beforeEach(async () => {
  double = await startOpenAI()
})
afterEach(() => double.close())

const { signal } = new AbortController()

it('[M20] OpenAI is asked for shorter vectors of the models that can make them', async () => {
  const given = { provider: 'openai', endpoint: double.url, apiKey: 'sk-1' }
  const small = createEmbedder(choiceOf({ ...given, model: 'text-embedding-3-small' }))
  expect(small.model).toBe('openai/text-embedding-3-small')
  const { vectors, tokens } = await small.embed(['one', 'two \ud800'], { signal })
  expect(vectors.map(({ length }) => length)).toEqual([64, 64])
  expect(tokens).toBe(2)
  await createEmbedder(choiceOf({ ...given, model: 'text-embedding-ada-002' })).embed(['x'], { signal })
  const [first, second] = double.requests
  expect(first!.body).toMatchObject({ model: 'text-embedding-3-small', dimensions: 512, input: ['one', 'two \ufffd'] })
  expect(first!.headers.authorization).toBe('Bearer sk-1')
  expect(second!.body).not.toHaveProperty('dimensions')
})

it('[M20 A3] Ollama and compatible servers are asked at their address, without a key where there is none', async () => {
  const ollama = choiceOf({ provider: 'ollama', model: 'nomic-embed-text', endpoint: double.ollamaUrl })
  const acme = choiceOf({ provider: 'openai-compatible', model: 'acme', endpoint: double.url, apiKey: 'k' })
  for (const choice of [ollama, acme])
    expect((await createEmbedder(choice).embed(['x'.repeat(9_000)], { signal })).vectors).toHaveLength(1)
  expect(double.requests.map(({ api, headers }) => [api, headers.authorization])).toEqual([
    ['embeddings', undefined],
    ['embeddings', 'Bearer k'],
  ])
  expect(String(double.requests[0]!.body.input)).toHaveLength(6_000)
})

it('[M20] what fails says which model and how, and nothing of what was asked', async () => {
  const embedder = createEmbedder(choiceOf({ provider: 'openai-compatible', model: 'acme', endpoint: double.url }))
  const failure = (texts = ['my secret']) => embedder.embed(texts, { signal }).catch((error: Error) => error.message)
  double.vectors({ error: { status: 500, message: 'my secret cannot be read' } })
  expect(await failure()).toBe('openai-compatible/acme answered 500')
  double.vectors({ garbage: JSON.stringify({ data: [{ embedding: [1] }, { embedding: [1, 2] }] }) })
  expect(await failure(['my', 'secret'])).toBe('openai-compatible/acme answered with vectors that fit no text')
  double.vectors({ garbage: JSON.stringify({ data: [{ embedding: [] }] }) })
  expect(await failure()).toBe('openai-compatible/acme answered with vectors that fit no text')
  expect(double.requests).toHaveLength(3)
})

it('[M20] who waits no more hangs up', async () => {
  double.vectors({ hang: true })
  const ending = new AbortController()
  const embedder = createEmbedder(choiceOf({ provider: 'openai-compatible', model: 'acme', endpoint: double.url }))
  const asked = embedder.embed(['x'], ending)
  await double.until(1)
  const reason = new Error('too late')
  ending.abort(reason)
  await expect(asked).rejects.toBe(reason)
  await double.requests[0]!.hungUp
})

it('[M20] a model of the AI SDK that the program has made itself', async () => {
  const instance = {
    specificationVersion: 'v4',
    provider: 'acme',
    modelId: 'own',
    maxEmbeddingsPerCall: 10,
    supportsParallelCalls: false,
    doEmbed: async ({ values }: { values: string[] }) => ({ embeddings: values.map(() => [1, 0]), warnings: [] }),
  }
  const embedder = createEmbedder(choiceOf({ provider: 'own', model: 'own', instance }))
  expect((await embedder.embed(['x'], { signal })).vectors).toEqual([Float32Array.of(1, 0)])
  const none = createEmbedder(choiceOf({ provider: 'own', model: 'own', instance: { doGenerate: 1 } }))
  await expect(none.embed(['x'], { signal })).rejects.toThrow('own is not an embedding model of the AI SDK')
})
