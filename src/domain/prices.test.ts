import { expect, test } from 'vitest'
import { DEFAULT_MODELS } from './models.ts'
import { costOf, priceOf } from './prices.ts'

test('[O8] the price of a model is found by its longest known name', () => {
  expect(priceOf('gpt-4o')).toEqual({ input: 2.5, output: 10 })
  expect(priceOf('openai/gpt-4o-mini')).toEqual({ input: 0.15, output: 0.6 })
  expect(priceOf('gpt-4o-mini-2024-07-18')).toEqual({ input: 0.15, output: 0.6 })
  expect(priceOf('claude-sonnet-4-5-20250929')).toEqual({ input: 3, output: 15 })
  expect(priceOf('gemini-3-pro-preview')).toEqual({ input: 2, output: 12 })
  for (const { provider, model } of DEFAULT_MODELS) expect(priceOf(`${provider}/${model}`), model).toBeDefined()
})

test('[O8] another model of the same family has no price that is not its own', () => {
  for (const name of [
    'gpt-4o-audio-preview',
    'gpt-5.6-sol',
    'gpt-5-pro',
    'claude-opus-5',
    'claude-opus-4-6',
    'o1-pro',
  ]) {
    expect(priceOf(name), name).toBeUndefined()
  }
  expect(priceOf('acme-large')).toBeUndefined()
  expect(priceOf('openai-compatible/gpt-4o')).toBeUndefined()
})

test('[O8] what runs on our own machine costs nothing', () => {
  expect(priceOf('ollama/llava:7b')).toEqual({ input: 0, output: 0 })
  expect(priceOf('demo')).toEqual({ input: 0, output: 0 })
})

test('[O8] prices of the configuration come first, for the model that they name', () => {
  const prices = { 'gpt-4o': { input: 1, output: 2 }, 'acme-large': { input: 3, output: 4 } }
  expect(priceOf('openai/gpt-4o', prices)).toEqual({ input: 1, output: 2 })
  expect(priceOf('openai/gpt-4o-2024-08-06', prices)).toEqual({ input: 1, output: 2 })
  expect(priceOf('openai/gpt-4o-mini', prices)).toEqual({ input: 0.15, output: 0.6 })
  expect(priceOf('openai-compatible/acme-large:q4', prices)).toEqual({ input: 3, output: 4 })
  expect(priceOf('ollama/llama3.1:8b', { 'ollama/llama3.1': { input: 5, output: 6 } })).toEqual({ input: 5, output: 6 })
  expect(priceOf('openai/gpt-4o-mini', { 'openai/gpt-4o-mini': { input: 7, output: 8 } })).toEqual({
    input: 7,
    output: 8,
  })
  expect(priceOf('openai/gpt-4ooo', prices)).toBeUndefined()
})

test('[O8] a cost is the sum of both kinds of tokens, and unknown without a price', () => {
  expect(costOf({ inputTokens: 1_000_000, outputTokens: 500_000 }, { input: 0.15, output: 0.6 })).toBeCloseTo(0.45)
  expect(costOf({ inputTokens: 10, outputTokens: 10 }, undefined)).toBeUndefined()
})
