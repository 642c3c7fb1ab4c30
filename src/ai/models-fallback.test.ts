import { generateText, jsonSchema, tool } from 'ai'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { choiceOf, createManualClock, createModelTrace, planOf } from '../../test/doubles/models.ts'
import { type Answer, type OpenAIDouble, startOpenAI } from '../../test/doubles/openai.ts'
import type { ModelChoice } from '../domain/agent.ts'
import { createModels, ModelFailed } from './models.ts'

const MINUTE = 60_000

let double: OpenAIDouble
beforeEach(async () => {
  double = await startOpenAI()
})
afterEach(() => double.close())

const named = (model: string, given: Partial<ModelChoice> = {}) =>
  choiceOf({ provider: 'openai', model, endpoint: double.url, apiKey: 'sk-of-the-test', ...given })

function setUp({
  primary = {},
  fallback = {},
  hasImages = false,
  routing = 'primary' as 'primary' | 'capability_match',
}: {
  primary?: Partial<ModelChoice>
  /** Null: there is none. */
  fallback?: Partial<ModelChoice> | null
  hasImages?: boolean
  routing?: 'primary' | 'capability_match'
} = {}) {
  const clock = createManualClock()
  const trace = createModelTrace()
  const run = new AbortController()
  const plan = planOf(named('gpt-4o', primary), {
    routing,
    fallback: fallback ? named('gpt-4o-mini', fallback) : undefined,
  })
  const { model, sees } = createModels({ now: clock.now, after: clock.after }).forRun(plan, {
    hasImages,
    trace,
    deadline: clock.now() + MINUTE,
    signal: run.signal,
  })
  const ask = () => generateText({ model, prompt: 'my card is 4111 1111 1111 1111', maxRetries: 0 })
  return { ask, model, sees, trace, clock, run }
}

/** The first model does this, the other one answers. */
function firstDoes(answer: Answer) {
  double.answer(({ model }) => (model === 'gpt-4o' ? answer : 'The other one here.'))
}

const WAYS = [
  { api: 'chat', streaming: false },
  { api: 'chat', streaming: true },
  { api: 'responses', streaming: false },
  { api: 'responses', streaming: true },
] as const

const WRONGS: readonly { wrong: string; answer: Answer; error: RegExp; onlyStreaming?: true }[] = [
  { wrong: '500', answer: { error: { status: 500 } }, error: /^openai\/gpt-4o answered 500$/ },
  {
    wrong: 'a rate limit',
    answer: { error: { status: 429, code: 'rate_limit_exceeded', retryAfter: 20 } },
    error: /^openai\/gpt-4o answered 429 \(rate_limit_exceeded\)$/,
  },
  { wrong: 'a wrong key', answer: { error: { status: 401, code: 'invalid_api_key' } }, error: /answered 401/ },
  {
    wrong: 'a reset in the middle',
    answer: { cut: 'I was about to say something long' },
    error: /gpt-4o (could not|broke|answ)/,
  },
  {
    wrong: 'an end in the middle',
    answer: { cut: 'I was about to say something long', quietly: true },
    error: /gpt-4o (broke off in the middle|answered what cannot be read)$/,
  },
  {
    wrong: 'an error in the middle',
    answer: { error: { status: 503, after: 'I was about to say something long', code: 'server_error' } },
    error: /gpt-4o answered 50[03]$/,
  },
  {
    wrong: 'garbage',
    answer: { garbage: true },
    error: /gpt-4o (broke off in the middle|answered what cannot be read)$/,
  },
  {
    wrong: 'JSON that is no answer',
    answer: { garbage: '{"ok":true}' },
    error: /gpt-4o (broke off|answered what cannot|answered 500)/,
  },
  { wrong: 'an empty answer', answer: { empty: true }, error: /^openai\/gpt-4o gave an empty answer$/ },
  { wrong: 'blanks', answer: ' \n ', error: /^openai\/gpt-4o gave an empty answer$/ },
]

describe.each(WAYS)('$api, streaming: $streaming', (way) => {
  test.each(WRONGS)('[A4] after $wrong the other model answers the same call', async ({ answer, error }) => {
    firstDoes(answer)
    const { ask, trace, clock } = setUp({ primary: way, fallback: way })
    const { text } = await ask()
    expect(text).toBe('The other one here.')
    expect(double.requests.map(({ model }) => model)).toEqual(['gpt-4o', 'gpt-4o-mini'])
    expect(trace.calls).toMatchObject([
      { model: 'openai/gpt-4o', error: expect.stringMatching(error) },
      { model: 'openai/gpt-4o-mini', inputTokens: 100, outputTokens: 20, cost: expect.any(Number) },
    ])
    expect(trace.calls[1]).not.toHaveProperty('error')
    expect(clock.pending()).toEqual([])
  })

  test('[A4] a first model that hangs gets half of the time, and its request is ended', async () => {
    firstDoes({ hang: true })
    const { ask, trace, clock } = setUp({ primary: way, fallback: way })
    const asked = ask()
    await double.until(1)
    expect(clock.pending()).toEqual([MINUTE / 2])
    clock.pass(MINUTE / 2)
    expect((await asked).text).toBe('The other one here.')
    await double.requests[0]?.hungUp
    expect(trace.calls).toMatchObject([
      { model: 'openai/gpt-4o', ms: MINUTE / 2, error: 'openai/gpt-4o took longer than 30000 ms' },
      { model: 'openai/gpt-4o-mini' },
    ])
  })

  test('[A28] when the run is ended no other model is asked, and the request is ended', async () => {
    firstDoes({ hang: true })
    const { ask, trace, run, clock } = setUp({ primary: way, fallback: way })
    const asked = ask()
    await double.until(1)
    run.abort(new Error('a newer message came'))
    await expect(asked).rejects.toThrow('a newer message came')
    await double.requests[0]?.hungUp
    expect(double.requests).toHaveLength(1)
    expect(trace.calls).toMatchObject([{ model: 'openai/gpt-4o', error: 'stopped' }])
    expect(clock.pending()).toEqual([])
  })
})

test('[A4] both down: one error that says who failed and how, and nothing of what was asked or answered', async () => {
  double.answer(({ model, headers }) => {
    const quoting = `you asked "my card is 4111 1111 1111 1111" with ${headers.authorization}`
    return { error: { status: model === 'gpt-4o' ? 503 : 401, message: quoting, code: quoting } }
  })
  const { ask, trace } = setUp()
  const error = await ask().catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(ModelFailed)
  expect(error).toMatchObject({
    message: 'openai/gpt-4o answered 503; openai/gpt-4o-mini answered 401',
    retryable: true,
  })
  expect(error).not.toHaveProperty('cause')
  const told = `${JSON.stringify(error)} ${error instanceof Error && error.stack} ${JSON.stringify(trace)}`
  expect(told).not.toMatch(/4111|sk-of-the-test|you asked/)
})

test('[A4] nothing listens any more: the other one is asked, and its failure tells the same', async () => {
  const gone = await startOpenAI()
  await gone.close()
  const { ask } = setUp({ primary: { endpoint: gone.url }, fallback: { endpoint: gone.url } })
  await expect(ask()).rejects.toMatchObject({
    message:
      'openai/gpt-4o could not be reached (ECONNREFUSED); openai/gpt-4o-mini could not be reached (ECONNREFUSED)',
    retryable: true,
  })
})

test.each([
  [{ status: 500 }, true],
  [{ status: 429 }, true],
  [{ status: 429, code: 'insufficient_quota' }, false],
  [{ status: 404, code: 'model_not_found' }, false],
  [{ status: 400 }, false],
])('%o may work later: %s', async (error, retryable) => {
  double.answer(() => ({ error }))
  const { ask } = setUp({ fallback: null })
  await expect(ask()).rejects.toMatchObject({ name: 'ModelFailed', retryable, model: 'openai/gpt-4o' })
  expect(double.requests).toHaveLength(1)
})

test('[A6] without a fallback the only model has all of the time', async () => {
  double.answer(() => ({ hang: true }))
  const { ask, clock } = setUp({ fallback: null })
  const asked = ask()
  await double.until(1)
  expect(clock.pending()).toEqual([MINUTE])
  clock.pass(MINUTE)
  await expect(asked).rejects.toThrow('openai/gpt-4o took longer than 60000 ms')
})

test('[A4] the model that took over goes on with the run, and is not shown what only the first one understands', async () => {
  const done = tool({ inputSchema: jsonSchema<object>({ type: 'object' }), execute: () => 'done' })
  double.answer(({ model }, nth) => {
    if (nth === 1) return { reasoning: 'secret of the first', toolCalls: [{ name: 'act', arguments: {} }] }
    if (model === 'gpt-5') return { error: { status: 500 } }
    return nth < 5 ? { toolCalls: [{ name: 'act', arguments: {} }] } : 'Done.'
  })
  const { model } = setUp({ primary: { model: 'gpt-5' } })
  const { text } = await generateText({
    model,
    prompt: 'Hi',
    tools: { act: done },
    stopWhen: ({ steps }) => steps.length === 6,
    maxRetries: 0,
  })
  expect(text).toBe('Done.')
  expect(double.requests.map((request) => request.model)).toEqual([
    'gpt-5',
    'gpt-5',
    'gpt-4o-mini',
    'gpt-4o-mini',
    'gpt-4o-mini',
  ])
  expect(JSON.stringify(double.requests[1]?.body)).toContain('sealed-answer-1')
  expect(JSON.stringify(double.requests[2]?.body)).not.toMatch(/sealed-answer-1|secret of the first/)
  expect(double.requests[4]?.messages.flatMap(({ toolResults }) => toolResults)).toHaveLength(3)
})

describe('[A5] routing', () => {
  const blind = { model: 'gpt-3.5-turbo' }
  test('capability_match sends turns with images to the model that sees', async () => {
    const { ask, sees } = setUp({ primary: blind, hasImages: true, routing: 'capability_match' })
    await ask()
    expect(sees).toBe(true)
    expect(double.requests.map(({ model }) => model)).toEqual(['gpt-4o-mini'])
  })

  test('and text to the primary one', async () => {
    const { ask, sees } = setUp({ primary: blind, routing: 'capability_match' })
    await ask()
    expect(sees).toBe(false)
    expect(double.requests.map(({ model }) => model)).toEqual(['gpt-3.5-turbo'])
  })

  test('when the one that sees fails the other answers, told in words that there is an image', async () => {
    double.answer(({ model }) => (model === 'gpt-4o-mini' ? { error: { status: 500 } } : 'I cannot see it.'))
    const { model } = setUp({ primary: blind, hasImages: true, routing: 'capability_match' })
    const image = { type: 'file' as const, mediaType: 'image/png', data: new Uint8Array(8) }
    const { text } = await generateText({ model, messages: [{ role: 'user', content: [image] }], maxRetries: 0 })
    expect(text).toBe('I cannot see it.')
    expect(double.requests.map(({ messages }) => messages[0]?.images)).toEqual([1, 0])
    expect(double.requests[1]?.question).toBe('[Attached image: image/png, 8 bytes]')
  })

  test('no model sees, or the routing is `primary`: the primary one is asked', async () => {
    const neither = setUp({ primary: blind, fallback: blind, hasImages: true, routing: 'capability_match' })
    expect(neither.sees).toBe(false)
    const { ask, sees } = setUp({ primary: blind, hasImages: true })
    await ask()
    expect(sees).toBe(false)
    expect(double.requests.map(({ model }) => model)).toEqual(['gpt-3.5-turbo'])
  })

  test('the setting `vision` is believed before the name', () => {
    expect(setUp({ primary: { model: 'acme', vision: true } }).sees).toBe(true)
    expect(setUp({ primary: { vision: false } }).sees).toBe(false)
  })
})
