import { generateText, jsonSchema, tool } from 'ai'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { choiceOf, createManualClock, createModelTrace, planOf } from '../../test/doubles/models.ts'
import { type OpenAIDouble, startOpenAI } from '../../test/doubles/openai.ts'
import type { ModelChoice } from '../domain/agent.ts'
import { createModels } from './models.ts'

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let double: OpenAIDouble
beforeEach(async () => {
  double = await startOpenAI()
})
afterEach(() => double.close())

function setUp(given: Partial<ModelChoice> = {}, hasImages = false) {
  const clock = createManualClock()
  const trace = createModelTrace()
  const primary = choiceOf({
    provider: 'openai',
    model: 'gpt-4o-mini',
    endpoint: double.url,
    apiKey: 'key-of-the-test',
    ...given,
  })
  const models = createModels({ now: clock.now, after: clock.after })
  const { model, sees } = models.forRun(planOf(primary), { hasImages, trace, deadline: clock.now() + 30_000 })
  return { model, sees, trace, clock }
}

const orderTool = tool({
  description: 'Looks an order up',
  inputSchema: jsonSchema<{ order: string }>({
    type: 'object',
    properties: { order: { type: 'string' } },
    required: ['order'],
  }),
  execute: ({ order }) => `${order} was delivered`,
})

const WAYS = [
  { api: 'chat', streaming: false },
  { api: 'chat', streaming: true },
  { api: 'responses', streaming: false },
  { api: 'responses', streaming: true },
] as const

describe.each(WAYS)('OpenAI, $api, streaming: $streaming', (way) => {
  test('[A3 O8] asks with instructions, temperature and most tokens, and records tokens and cost', async () => {
    double.answer(() => ({ text: 'Good morning, señora! 🌞', usage: { input: 2_000_000, output: 1_000_000 } }))
    const { model, trace, clock } = setUp(way)
    const { text, usage } = await generateText({ model, instructions: 'Be kind.', prompt: 'Hi', maxRetries: 0 })

    expect(text).toBe('Good morning, señora! 🌞')
    expect(usage).toMatchObject({ inputTokens: 2_000_000, outputTokens: 1_000_000 })
    expect(double.requests).toMatchObject([
      {
        api: way.api,
        stream: way.streaming,
        model: 'gpt-4o-mini',
        instructions: 'Be kind.',
        question: 'Hi',
        temperature: 0.4,
        maxTokens: 1024,
        headers: { authorization: 'Bearer key-of-the-test' },
      },
    ])
    expect(trace.calls).toEqual([
      {
        model: 'openai/gpt-4o-mini',
        startedAt: clock.now(),
        ms: 0,
        inputTokens: 2_000_000,
        outputTokens: 1_000_000,
        cost: 0.9,
      },
    ])
    expect(clock.pending()).toEqual([])
  })

  test('[A3] uses tools, with words and calls in one answer, and reads their results', async () => {
    double.answer(({ messages }) =>
      messages.at(-1)?.role === 'tool'
        ? `As I see it: ${messages.at(-1)?.toolResults[0]?.output}`
        : { text: 'One moment.', toolCalls: [{ name: 'find_order', arguments: { order: 'ORD-22' } }] },
    )
    const { model, trace } = setUp(way)
    const { text, steps } = await generateText({
      model,
      prompt: 'Where is ORD-22?',
      tools: { find_order: orderTool },
      stopWhen: ({ steps: done }) => done.length === 3,
      maxRetries: 0,
    })

    expect(steps[0]?.text).toBe('One moment.')
    expect(text).toBe('As I see it: ORD-22 was delivered')
    expect(double.requests[0]?.tools).toMatchObject([{ name: 'find_order', description: 'Looks an order up' }])
    const [, second] = double.requests
    expect(second?.messages.flatMap(({ toolCalls }) => toolCalls)).toMatchObject([
      { name: 'find_order', arguments: '{"order":"ORD-22"}' },
    ])
    expect(second?.messages.at(-1)?.toolResults).toMatchObject([{ name: 'find_order', output: 'ORD-22 was delivered' }])
    expect(trace.calls).toHaveLength(2)
  })

  test('[A3] malformed arguments of a tool are an invalid call and not an end', async () => {
    double.answer(() => ({ toolCalls: [{ name: 'find_order', arguments: '{"order": ' }] }))
    const { model } = setUp(way)
    const { toolCalls } = await generateText({ model, prompt: 'Hi', tools: { find_order: orderTool }, maxRetries: 0 })
    expect(toolCalls).toMatchObject([{ toolName: 'find_order', invalid: true }])
  })

  test('[A5 A18] images go to a model that sees', async () => {
    const { model, sees } = setUp(way, true)
    expect(sees).toBe(true)
    await generateText({ model, messages: [imageMessage()], maxRetries: 0 })
    expect(double.requests[0]?.messages).toMatchObject([{ role: 'user', text: 'What is this?', images: 1 }])
    expect(JSON.stringify(double.requests[0]?.body)).toContain(`data:image/png;base64,${PNG.toString('base64')}`)
  })

  test('[A5 A18] a model that does not see is told of an image in words', async () => {
    const { model, sees } = setUp({ ...way, model: 'gpt-3.5-turbo' }, true)
    expect(sees).toBe(false)
    await generateText({ model, messages: [imageMessage()], maxRetries: 0 })
    expect(double.requests[0]?.messages).toMatchObject([
      { images: 0, text: `What is this?\n[Attached image: image/png, ${PNG.byteLength} bytes]` },
    ])
  })

  test.each(['o4-mini', 'gpt-5-mini'])('[A3] %s refuses a temperature and is sent none', async (name) => {
    const { model } = setUp({ ...way, model: name })
    await generateText({ model, prompt: 'Hi', maxRetries: 0 })
    expect(double.requests[0]).toMatchObject({ model: name, maxTokens: 1024, temperature: undefined })
    expect(double.requests[0]?.body).not.toHaveProperty('temperature')
  })

  test('[O8] the cost of a model without a price is not known', async () => {
    const { model, trace } = setUp({ ...way, model: 'acme-large' })
    await generateText({ model, prompt: 'Hi', maxRetries: 0 })
    expect(trace.calls).toMatchObject([{ inputTokens: 100, outputTokens: 20, cost: undefined }])
  })
})

describe('OpenAI, responses', () => {
  test.each([false, true])('[D5] a picture that it makes is a file, streaming: %s', async (streaming) => {
    double.answer(() => ({ text: 'Here it is.', image: PNG }))
    const { model } = setUp({ streaming })
    const { text, files, toolCalls } = await generateText({ model, prompt: 'A red dot, please', maxRetries: 0 })
    expect(text).toBe('Here it is.')
    expect(files.map(({ mediaType, uint8Array }) => [mediaType, Buffer.from(uint8Array).equals(PNG)])).toEqual([
      ['image/png', true],
    ])
    expect(toolCalls).toEqual([])
  })

  test.each([false, true])('[A22] reasoning is not text, streaming: %s', async (streaming) => {
    double.answer(() => ({ reasoning: 'The customer is angry.', text: 'I am sorry.' }))
    const { model } = setUp({ streaming, model: 'gpt-5-mini' })
    const { text, reasoningText } = await generateText({ model, prompt: 'Hi', maxRetries: 0 })
    expect(text).toBe('I am sorry.')
    expect(reasoningText).toBe('The customer is angry.')
  })

  test('is the default, and keeps nothing of a conversation at the provider', async () => {
    const { model } = setUp()
    await generateText({ model, prompt: 'Hi', maxRetries: 0 })
    expect(double.requests[0]).toMatchObject({ api: 'responses', body: { store: false } })
  })

  test('nothing to add is an answer once a tool has run, and none before', async () => {
    double.answer((_request, nth) =>
      nth === 1 ? { toolCalls: [{ name: 'find_order', arguments: { order: 'ORD-1' } }] } : { empty: true },
    )
    const { model } = setUp()
    const asked = { model, prompt: 'Hi', maxRetries: 0 }
    const stopWhen = ({ steps }: { steps: readonly unknown[] }) => steps.length === 3
    const { text } = await generateText({ ...asked, tools: { find_order: orderTool }, stopWhen })
    expect(text).toBe('')
    await expect(generateText(asked)).rejects.toThrow('openai/gpt-4o-mini gave an empty answer')
  })
})

function imageMessage() {
  return {
    role: 'user' as const,
    content: [
      { type: 'text' as const, text: 'What is this?' },
      { type: 'file' as const, data: new Uint8Array(PNG), mediaType: 'image/png' },
    ],
  }
}
