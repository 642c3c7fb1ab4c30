import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { PHRASES } from '../../../src/domain/phrasebook.ts'
import { openaiAt, runsOf, setDouble, setLiveScene, WAYS } from './live-scene.ts'

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(500)])
const FOUND = 'ORD-22 was delivered on Tuesday. 📦'

const findOrder = {
  name: 'find_order',
  description: 'Looks an order up.',
  effect: 'read',
  parameters: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
  run: ({ order }: { order: string }) => ({ order, state: 'delivered' }),
}

describe.each(WAYS)('OpenAI, $api, streaming: $streaming', (way) => {
  it('[A3 A6] the customer reads the same answer, which a tool has found', async () => {
    const double = await setDouble(({ messages }) =>
      messages.at(-1)?.role === 'tool'
        ? FOUND
        : { text: 'One moment.', toolCalls: [{ name: 'find_order', arguments: { order: 'ORD-22' } }] },
    )
    const { stage, maya, heard } = await setLiveScene({ model: openaiAt(double, way), tools: [findOrder] })
    maya.says('Where is ORD-22?')
    expect(await heard(1)).toEqual([FOUND])
    expect(double.requests).toHaveLength(2)
    for (const request of double.requests)
      expect(request).toMatchObject({
        api: way.api,
        stream: way.streaming,
        model: 'gpt-4o-mini',
        question: 'Where is ORD-22?',
        temperature: 0.4,
        maxTokens: 1024,
        headers: { authorization: 'Bearer sk-of-the-test' },
      })
    expect(double.requests[1]!.messages.at(-1)!.toolResults).toMatchObject([
      { name: 'find_order', output: JSON.stringify({ order: 'ORD-22', state: 'delivered' }) },
    ])
    expect(await runsOf(stage)).toMatchObject([{ outcome: 'replied', inputTokens: 200, outputTokens: 40 }])
  })

  it('[A3] what was said before stands in the next question, in its order', async () => {
    const double = await setDouble((_, nth) => `Answer ${nth}`)
    const { maya, heard } = await setLiveScene({ model: openaiAt(double, way), prompts: 'You answer for the shop.' })
    maya.says('First')
    await heard(1)
    maya.says('Second')
    expect(await heard(2)).toEqual(['Answer 1', 'Answer 2'])
    expect(double.requests[1]!.messages.map(({ role, text }) => [role, text])).toEqual([
      ['user', 'First'],
      ['assistant', 'Answer 1'],
      ['user', 'Second'],
    ])
    expect(double.requests[1]!.instructions).toContain('You answer for the shop.')
  })
})

describe('models by name', () => {
  it.each([
    ['in a block', (url: string) => ({ provider: 'ollama', model: 'llama3.1:8b', endpoint: url })],
    ['by its name alone', (url: string) => ({ model: 'ollama/llama3.1:8b', endpoint: `${url}/` })],
  ])('[A3 O8] one of Ollama at its own address, %s, and it costs nothing', async (_, written) => {
    const double = await setDouble(() => 'Hello from the cellar.')
    const { stage, maya, heard } = await setLiveScene({ model: written(double.ollamaUrl) })
    maya.says('Hi')
    expect(await heard(1)).toEqual(['Hello from the cellar.'])
    expect(double.requests).toMatchObject([{ api: 'chat', model: 'llama3.1:8b', temperature: 0.4, maxTokens: 1024 }])
    expect(await runsOf(stage)).toMatchObject([{ cost: 0, trace: { models: [{ model: 'ollama/llama3.1:8b' }] } }])
  })

  it.each([
    { provider: 'openai', api: 'chat' },
    { provider: 'openai', api: 'responses' },
    { provider: 'openai-compatible' },
  ])('[A3] one that refuses a temperature is sent none: %o', async (written) => {
    const double = await setDouble(({ body }) =>
      'temperature' in body ? { error: { status: 400, message: 'Unsupported parameter' } } : 'Fine.',
    )
    const model = openaiAt(double, { model: 'gpt-5-mini', temperature: 1, ...written })
    const { maya, heard } = await setLiveScene({ model })
    maya.says('Hi')
    expect(await heard(1)).toEqual(['Fine.'])
    expect(double.requests).toMatchObject([{ model: 'gpt-5-mini', temperature: undefined, maxTokens: 1024 }])
  })

  it('[A3] one behind an address of the project’s own needs no key, and is not sent that of the real OpenAI', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'sk-of-the-real-openai')
    onTestFinished(() => void vi.unstubAllEnvs())
    const double = await setDouble(() => 'Nobody asked who I am.')
    const { maya, heard } = await setLiveScene({ model: openaiAt(double, { apiKey: undefined }) })
    maya.says('Hi')
    expect(await heard(1)).toEqual(['Nobody asked who I am.'])
    expect(JSON.stringify(double.requests)).not.toContain('sk-of-the-real-openai')
  })
})

describe('pictures', () => {
  const blind = { model: 'gpt-3.5-turbo' }

  it('[A5] go to the model that sees, and texts to the first one', async () => {
    const double = await setDouble(({ model }) => `${model} here`)
    const model = {
      primary: openaiAt(double, blind),
      fallback: openaiAt(double),
      routing: { strategy: 'capability_match' },
    }
    const { maya, heard } = await setLiveScene({ model })
    maya.says('Hi')
    await heard(1)
    maya.sends({ type: 'image', bytes: PNG, mime: 'image/png', caption: 'Is it broken?' })
    await heard(2)
    maya.says('Thanks')
    expect(await heard(3)).toEqual(['gpt-3.5-turbo here', 'gpt-4o-mini here', 'gpt-3.5-turbo here'])
    expect(double.requests[1]!.messages.at(-1)).toMatchObject({
      images: 1,
      text: expect.stringContaining('Is it broken?'),
    })
    expect(JSON.stringify(double.requests[1]!.body)).toContain(PNG.toString('base64'))
    expect(double.requests[2]!.messages.every(({ images }) => images === 0)).toBe(true)
  })

  it('[A5] where no model sees the customer is told so kindly, in their language, and no model is asked', async () => {
    const double = await setDouble(() => 'Buenos días, ¿en qué puedo ayudarle?')
    const { maya, heard } = await setLiveScene({ model: openaiAt(double, blind) })
    maya.says('Hola, buenos días, necesito ayuda con mi pedido')
    await heard(1)
    maya.sends({ type: 'image', bytes: PNG, mime: 'image/png' })
    expect((await heard(2)).at(-1)).toBe(PHRASES.cannotSee.es)
    expect(double.requests).toHaveLength(1)
  })

  it('[A5] with a question beside it that model answers the question, told that there is a picture', async () => {
    const double = await setDouble(() => 'I cannot look at it, but 40 cm is 15.7 inches.')
    const { stage, maya, heard } = await setLiveScene({ model: openaiAt(double, blind) })
    maya.sends({ type: 'image', bytes: PNG, mime: 'image/png', caption: 'How many inches are 40 cm?' })
    expect(await heard(1)).toEqual(['I cannot look at it, but 40 cm is 15.7 inches.'])
    const { question } = double.requests[0]!
    expect(question).toContain('How many inches are 40 cm?')
    expect(question).toContain(`[Attached image: image/png, ${PNG.length} bytes]`)
    expect(await runsOf(stage)).toMatchObject([{ outcome: 'replied' }])
  })

  it('[A5 A4] when the one that sees is down the blind one answers, told in words', async () => {
    const double = await setDouble(({ model }) => (model === 'gpt-4o-mini' ? { error: { status: 503 } } : 'Got it.'))
    const model = {
      primary: openaiAt(double, blind),
      fallback: openaiAt(double),
      routing: { strategy: 'capability_match' },
    }
    const { maya, heard } = await setLiveScene({ model })
    maya.sends({ type: 'image', bytes: PNG, mime: 'image/png', caption: 'Look' })
    expect(await heard(1)).toEqual(['Got it.'])
    expect(double.requests.map((request) => request.messages.at(-1)!.images)).toEqual([1, 0])
  })
})
