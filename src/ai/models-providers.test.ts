import { afterEach, describe, expect, test } from 'vitest'
import { ask, choiceOf, createManualClock } from '../../test/doubles/models.ts'
import { startOpenAI } from '../../test/doubles/openai.ts'
import { startRecorder } from '../../test/doubles/recorder.ts'
import { createModels } from './models.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function double() {
  const started = await startOpenAI()
  closing.push(started.close)
  return started
}

async function recorder(answer: string, contentType?: string) {
  const started = await startRecorder(answer, contentType)
  closing.push(started.close)
  return started
}

const sse = (events: readonly { type: string }[]) =>
  events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('')

describe('[A3] providers', () => {
  test('Anthropic', async () => {
    const { url, requests } = await recorder(
      JSON.stringify({
        type: 'message',
        id: 'msg_1',
        model: 'claude-haiku-4-5',
        role: 'assistant',
        content: [{ type: 'text', text: 'Hello from Claude' }],
        stop_reason: 'end_turn',
        stop_sequence: null,
        usage: { input_tokens: 10, output_tokens: 5 },
      }),
    )
    const choice = choiceOf({
      provider: 'anthropic',
      model: 'claude-haiku-4-5',
      endpoint: `${url}/v1`,
      apiKey: 'key-a',
    })
    expect(await ask(choice)).toMatchObject({
      text: 'Hello from Claude',
      calls: [{ model: 'anthropic/claude-haiku-4-5', inputTokens: 10, outputTokens: 5, cost: 35 / 1_000_000 }],
    })
    expect(requests).toMatchObject([
      {
        path: '/v1/messages',
        headers: { 'x-api-key': 'key-a' },
        body: {
          model: 'claude-haiku-4-5',
          max_tokens: 1024,
          temperature: 0.4,
          system: [{ type: 'text', text: 'Be kind.' }],
          messages: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
        },
      },
    ])
  })

  test('Anthropic, streaming, and a model that refuses a temperature', async () => {
    const { url, requests } = await recorder(
      sse([
        {
          type: 'message_start',
          message: {
            id: 'msg_1',
            type: 'message',
            role: 'assistant',
            model: 'claude-sonnet-5',
            content: [],
            stop_reason: null,
            stop_sequence: null,
            usage: { input_tokens: 10, output_tokens: 1 },
          },
        },
        { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hello ' } },
        { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'there' } },
        { type: 'content_block_stop', index: 0 },
        { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null }, usage: { output_tokens: 5 } },
        { type: 'message_stop' },
      ] as { type: string }[]),
      'text/event-stream',
    )
    const choice = choiceOf({
      provider: 'anthropic',
      model: 'claude-sonnet-5',
      endpoint: `${url}/v1`,
      apiKey: 'key-a',
      streaming: true,
    })
    expect(await ask(choice)).toMatchObject({ text: 'Hello there', calls: [{ inputTokens: 10, outputTokens: 5 }] })
    expect(requests[0]?.body).toMatchObject({ stream: true, max_tokens: 1024 })
    expect(requests[0]?.body).not.toHaveProperty('temperature')
  })

  test.each([false, true])('Google, streaming: %s', async (streaming) => {
    const answer = JSON.stringify({
      candidates: [
        { content: { role: 'model', parts: [{ text: 'Hello from Gemini' }] }, finishReason: 'STOP', index: 0 },
      ],
      usageMetadata: { promptTokenCount: 7, candidatesTokenCount: 3, totalTokenCount: 10 },
    })
    const { url, requests } = await recorder(
      streaming ? `data: ${answer}\n\n` : answer,
      streaming ? 'text/event-stream' : 'application/json',
    )
    const choice = choiceOf({
      provider: 'google',
      model: 'gemini-2.5-flash-lite',
      endpoint: `${url}/v1beta`,
      apiKey: 'key-g',
      streaming,
    })
    expect(await ask(choice)).toMatchObject({
      text: 'Hello from Gemini',
      calls: [{ model: 'google/gemini-2.5-flash-lite', inputTokens: 7, outputTokens: 3 }],
    })
    expect(requests).toMatchObject([
      {
        path: `/v1beta/models/gemini-2.5-flash-lite:${streaming ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
        headers: { 'x-goog-api-key': 'key-g' },
        body: {
          generationConfig: { maxOutputTokens: 1024, temperature: 0.4 },
          systemInstruction: { parts: [{ text: 'Be kind.' }] },
          contents: [{ role: 'user', parts: [{ text: 'Hi' }] }],
        },
      },
    ])
  })

  test.each([
    ['as its documentation names it', '', false],
    ['with a slash', '/', true],
    ['with its path', '/v1', false],
  ])('Ollama needs no key and costs nothing, its endpoint %s', async (_how, path, streaming) => {
    const server = await double()
    const choice = choiceOf({
      provider: 'ollama',
      model: 'llava:7b',
      endpoint: `${server.ollamaUrl}${path}`,
      streaming,
    })
    expect(await ask(choice)).toMatchObject({
      text: 'Hello!',
      calls: [{ model: 'ollama/llava:7b', inputTokens: 100, outputTokens: 20, cost: 0 }],
    })
    expect(server.requests).toMatchObject([
      {
        api: 'chat',
        model: 'llava:7b',
        stream: streaming,
        instructions: 'Be kind.',
        temperature: 0.4,
        maxTokens: 1024,
      },
    ])
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization')
  })

  test('any compatible endpoint, with a key where it asks for one', async () => {
    const server = await double()
    const choice = choiceOf({
      provider: 'openai-compatible',
      model: 'meta/llama-3.3',
      endpoint: server.url,
      apiKey: 'key-c',
    })
    expect((await ask(choice)).text).toBe('Hello!')
    expect(server.requests).toMatchObject([
      { api: 'chat', model: 'meta/llama-3.3', headers: { authorization: 'Bearer key-c' } },
    ])
    await expect(ask({ ...choice, endpoint: undefined })).rejects.toThrow(
      'openai-compatible/meta/llama-3.3 has no endpoint',
    )
  })

  test('a compatible endpoint is sent no temperature either for a model that refuses it', async () => {
    const server = await double()
    const at = { provider: 'openai-compatible', endpoint: server.url }
    await ask(choiceOf({ ...at, model: 'openai/gpt-5-mini' }))
    await ask(choiceOf({ ...at, model: 'openai/gpt-4o-mini' }))
    expect(server.requests.map(({ temperature }) => temperature)).toEqual([undefined, 0.4])
  })

  test('OpenAI with the variables of its own SDK, and the fetch that is given', async () => {
    const server = await double()
    const { OPENAI_API_KEY, OPENAI_BASE_URL } = process.env
    const fetched: string[] = []
    const counting: typeof fetch = (input, init) => {
      fetched.push(String(input))
      return fetch(input, init)
    }
    try {
      process.env.OPENAI_API_KEY = 'key-of-the-environment'
      process.env.OPENAI_BASE_URL = server.url
      await ask(choiceOf({ provider: 'openai', model: 'gpt-4o-mini' }), { fetch: counting })
      delete process.env.OPENAI_API_KEY
      const without = ask(choiceOf({ provider: 'openai', model: 'gpt-4o-mini' }))
      await expect(without).rejects.toMatchObject({
        message: 'openai/gpt-4o-mini has no API key',
        retryable: false,
      })
    } finally {
      restore({ OPENAI_API_KEY, OPENAI_BASE_URL })
    }
    expect(server.requests).toMatchObject([{ headers: { authorization: 'Bearer key-of-the-environment' } }])
    expect(fetched).toEqual([`${server.url}/responses`])
  })

  test('a provider that nobody knows is a failure with its name', async () => {
    const unknown = ask(choiceOf({ provider: 'octopus', model: 'ink-1' }))
    await expect(unknown).rejects.toMatchObject({
      message: 'octopus/ink-1 is of a provider that is not known here',
      retryable: false,
    })
  })
})

test('a model is built once for a choice', async () => {
  const { now, after } = createManualClock()
  const models = createModels({ now, after })
  const choice = choiceOf({ provider: 'openai', model: 'gpt-4o', apiKey: 'key' })
  expect(await models.build(choice)).toBe(await models.build(choice))
  expect(await models.build({ ...choice })).not.toBe(await models.build(choice))
})

function restore(before: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(before)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
}
