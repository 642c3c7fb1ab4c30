import { describe, expect, it } from 'vitest'
import { PHRASES } from '../../../src/domain/phrasebook.ts'
import type { Answer } from '../../doubles/openai.ts'
import { heard, hurryUntil, MAYA, openaiAt, runsOf, setDouble, setLiveScene, WAYS } from './live-scene.ts'

/** Words of a provider that no customer may ever read. */
const SECRETS = 'org-4711 upstream exploded at /srv/gpu/worker.py:12, key sk-live-1'

const [CHAT, CHAT_STREAMED, RESPONSES, RESPONSES_STREAMED] = WAYS

/** Every fault in every way is tested beside the models; here each takes one of the ways to the phone. */
const WRONGS: readonly { wrong: string; way: (typeof WAYS)[number]; answer: Answer; because: RegExp }[] = [
  {
    wrong: '500',
    way: RESPONSES,
    answer: { error: { status: 500, message: SECRETS } },
    because: /^openai\/gpt-4o answered 500$/,
  },
  {
    wrong: 'a rate limit',
    way: CHAT,
    answer: { error: { status: 429, code: 'rate_limit_exceeded', retryAfter: 3600 } },
    because: /answered 429 \(rate_limit_exceeded\)$/,
  },
  {
    wrong: 'a cut in the stream',
    way: RESPONSES_STREAMED,
    answer: { cut: `half of ${SECRETS}` },
    because: /^openai\/gpt-4o /,
  },
  {
    wrong: 'an error in the stream',
    way: CHAT_STREAMED,
    answer: { error: { status: 503, after: 'Your refund of', message: SECRETS } },
    because: /answered 50[03]$/,
  },
  {
    wrong: 'a page of a proxy',
    way: CHAT,
    answer: { garbage: `<html>${SECRETS}</html>` },
    because: /^openai\/gpt-4o /,
  },
]

const withFallback = (double: { url: string }, change: object = {}) => ({
  primary: openaiAt(double, { model: 'gpt-4o', ...change }),
  fallback: openaiAt(double, change),
})

describe('the first model', () => {
  it.each(WRONGS)('[A4 A22] fails with $wrong: the other answers the same turn', async ({ way, answer, because }) => {
    const double = await setDouble(({ model }) => (model === 'gpt-4o' ? answer : 'Good morning from the other one.'))
    const { stage, maya, heard } = await setLiveScene({ model: withFallback(double, way) })
    maya.says('Good morning')
    expect(await heard(1)).toEqual(['Good morning from the other one.'])
    expect(double.requests.map(({ model, question }) => [model, question])).toEqual([
      ['gpt-4o', 'Good morning'],
      ['gpt-4o-mini', 'Good morning'],
    ])
    const [run, ...others] = await runsOf(stage)
    expect(others).toEqual([])
    expect(run).toMatchObject({
      outcome: 'replied',
      trace: { models: [{ error: expect.stringMatching(because) }, { model: 'openai/gpt-4o-mini' }] },
    })
    expect(JSON.stringify(run)).not.toMatch(/org-4711|sk-live-1/)
    expect(await stage.platform.store.handoffs()).toEqual([])
  })

  it('[A4] is not there at all: the other one answers', async () => {
    const double = await setDouble(() => 'Here.')
    const gone = await setDouble()
    await gone.close()
    const model = { primary: openaiAt(gone, { model: 'gpt-4o' }), fallback: openaiAt(double) }
    const { stage, maya, heard } = await setLiveScene({ model })
    maya.says('Hi')
    expect(await heard(1)).toEqual(['Here.'])
    expect(await runsOf(stage)).toMatchObject([
      { trace: { models: [{ error: 'openai/gpt-4o could not be reached (ECONNREFUSED)' }, { inputTokens: 100 }] } },
    ])
  })

  it('[A4] hangs: its request is ended after half of the time, and the other one answers', async () => {
    const double = await setDouble(({ model }) => (model === 'gpt-4o' ? { hang: true } : 'Still here.'))
    const { stage, maya, heard } = await setLiveScene({ model: withFallback(double) })
    maya.says('Hi')
    await double.until(1)
    await stage.pass(14_000)
    expect(double.requests).toHaveLength(1)
    await stage.pass(2_000)
    await double.requests[0]!.hungUp
    expect(await heard(1)).toEqual(['Still here.'])
    expect(await stage.platform.store.handoffs()).toEqual([])
  })

  it('[A4 A6] fails after a tool has run: the other one goes on, and the tool does not run again', async () => {
    let runs = 0
    const note = { name: 'book', description: 'Books.', effect: 'reversible', run: () => ++runs }
    const double = await setDouble(({ model, messages }) => {
      if (messages.at(-1)?.role !== 'tool') return { toolCalls: [{ name: 'book', arguments: {} }] }
      return model === 'gpt-4o' ? { error: { status: 500 } } : 'It is booked.'
    })
    const { maya, heard } = await setLiveScene({ model: withFallback(double), tools: [note] })
    maya.says('Book a table')
    expect(await heard(1)).toEqual(['It is booked.'])
    expect(runs).toBe(1)
  })
})

describe('nobody answers', () => {
  const settings = { texts: { agentFailed: PHRASES.agentFailed }, turn: { timeoutMs: 1_800_000 } }
  /** Where time is hurried on no deadline shall come between. */
  const orchestration = { timeoutSeconds: 1_800 }

  it.each([
    ['en', 'Where is my order? It should have come yesterday'],
    ['es', 'Hola, ¿dónde está mi pedido? Tenía que llegar ayer'],
    ['de', 'Guten Tag, wo ist meine Bestellung? Sie sollte gestern kommen'],
    ['ar', 'أين طلبي؟ كان يجب أن يصل أمس'],
  ] as const)(
    '[A6 A22] one honest sentence in their language (%s) and people, nothing of the fault',
    async (language, text) => {
      const double = await setDouble(({ model }) =>
        model === 'gpt-4o' ? { error: { status: 500, message: SECRETS } } : { cut: SECRETS },
      )
      const { stage, maya } = await setLiveScene({ model: withFallback(double), orchestration }, settings)
      maya.says(text)
      await hurryUntil(stage, () => maya.bubbles.length > 0)
      expect(await heard(stage, 1)).toEqual([PHRASES.agentFailed[language]])
      const handoffs = await stage.platform.store.handoffs()
      expect(handoffs).toMatchObject([{ reason: 'agent_failed', conversation: await stage.conversationOf(MAYA) }])
      expect(JSON.stringify(handoffs)).not.toMatch(/org-4711|sk-live-1|worker\.py/)
      // Three tries of both, and no more: people have it now.
      expect((await runsOf(stage)).map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed'])
      maya.says('Hello?')
      let passes = 0
      await hurryUntil(stage, () => ++passes > 5)
      expect(maya.bubbles).toHaveLength(1)
      expect(double.requests).toHaveLength(6)
    },
  )

  it('[A6 Q6] because the key is wrong: people are told at once, for trying again would not help', async () => {
    const double = await setDouble(() => ({ error: { status: 401, code: 'invalid_api_key', message: SECRETS } }))
    const { stage, maya } = await setLiveScene({ model: withFallback(double) }, settings)
    maya.says('When?')
    expect(await heard(stage, 1)).toEqual([PHRASES.agentFailed.en])
    expect((await runsOf(stage)).map(({ outcome }) => outcome)).toEqual(['failed'])
    expect(double.requests).toHaveLength(2)
    expect(await stage.platform.store.handoffs()).toMatchObject([
      { reason: 'agent_failed', summary: expect.stringContaining('answered 401 (invalid_api_key)') },
    ])
  })

  it('[A4 A6] at first: when one is there again at the second try the customer gets the answer, and no apology', async () => {
    const double = await setDouble((_, nth) =>
      nth <= 2 ? { error: { status: 503 } } : 'Sorry for the wait: tomorrow.',
    )
    const { stage, maya } = await setLiveScene({ model: withFallback(double), orchestration }, settings)
    maya.says('When?')
    await double.until(2)
    await hurryUntil(stage, () => maya.bubbles.length > 0)
    expect(await heard(stage, 1)).toEqual(['Sorry for the wait: tomorrow.'])
    expect(await stage.platform.store.handoffs()).toEqual([])
    expect((await runsOf(stage)).map(({ outcome }) => outcome)).toEqual(['failed', 'replied'])
  })
})
