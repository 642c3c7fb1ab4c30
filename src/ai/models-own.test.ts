import type { LanguageModelV4, LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { generateText } from 'ai'
import { describe, expect, test } from 'vitest'
import { ask, choiceOf, createManualClock, createModelTrace, planOf } from '../../test/doubles/models.ts'
import { createModels } from './models.ts'

describe('[A3] models that no provider brings', () => {
  test('a model that a program has made is asked as it is, and priced by its own name', async () => {
    const asked: LanguageModelV4CallOptions[] = []
    const instance = modelThat(async (options) => {
      asked.push(options)
      return { text: 'I am your own.', input: 1_000_000, output: 0 }
    })
    const { text, calls } = await ask(choiceOf({ provider: 'own', model: '', instance }))
    expect(text).toBe('I am your own.')
    expect(calls).toMatchObject([{ model: 'openai/gpt-4o', cost: 2.5 }])
    expect(asked).toMatchObject([{ temperature: 0.4, maxOutputTokens: 1024 }])
  })

  test('[O8] an answer that tells no tokens has a cost that nobody knows', async () => {
    const instance = modelThat(async () => ({ text: 'Hi', input: undefined, output: undefined }))
    expect((await ask(choiceOf({ provider: 'own', model: '', instance }))).calls).toMatchObject([
      { inputTokens: 0, outputTokens: 0, cost: undefined },
    ])
  })

  test('a name in place of a model is refused: it would be looked up at a gateway', async () => {
    const named = ask(choiceOf({ provider: 'own', model: '', instance: 'openai/gpt-4o' }))
    await expect(named).rejects.toThrow('own is not a model of the AI SDK (a name alone is none)')
  })

  test('the demo model, which costs nothing', async () => {
    const demo = () => modelThat(async () => ({ text: 'I am a demo.', input: 5, output: 5 }))
    const { text, calls } = await ask(choiceOf({ provider: 'demo', model: 'demo' }), { demo })
    expect(text).toBe('I am a demo.')
    expect(calls).toMatchObject([{ model: 'demo', inputTokens: 5, cost: 0 }])
    await expect(ask(choiceOf({ provider: 'demo', model: 'demo' }))).rejects.toThrow('demo is not part of this program')
  })
})

test('[A4] a model of a program that does not listen to signals is left behind when its time is over', async () => {
  const clock = createManualClock()
  const trace = createModelTrace()
  const deaf = modelThat(() => new Promise(() => {}))
  const quick = modelThat(async () => ({ text: 'Here.', input: 1, output: 1 }))
  const plan = planOf(choiceOf({ provider: 'own', model: '', instance: deaf }), {
    fallback: choiceOf({ provider: 'own', model: '', instance: quick }),
  })
  const { model } = createModels(clock).forRun(plan, { hasImages: false, trace, deadline: clock.now() + 10_000 })
  const asked = generateText({ model, prompt: 'Hi', maxRetries: 0 })
  await expect.poll(() => clock.pending()).toEqual([5_000])
  clock.pass(5_000)
  expect((await asked).text).toBe('Here.')
})

interface Told {
  readonly text: string
  readonly input: number | undefined
  readonly output: number | undefined
}

function modelThat(answers: (options: LanguageModelV4CallOptions) => Promise<Told>): LanguageModelV4 {
  return {
    specificationVersion: 'v4',
    provider: 'openai.chat',
    modelId: 'gpt-4o',
    supportedUrls: {},
    async doGenerate(options) {
      const { text, input, output } = await answers(options)
      return {
        content: [{ type: 'text', text }],
        finishReason: { unified: 'stop', raw: 'stop' },
        usage: {
          inputTokens: { total: input, noCache: undefined, cacheRead: undefined, cacheWrite: undefined },
          outputTokens: { total: output, text: undefined, reasoning: undefined },
        },
        warnings: [],
      }
    },
    async doStream() {
      throw new Error('not asked for')
    },
  }
}
