import { describe, expect, it } from 'vitest'
import type { ConfigError } from './faults.ts'
import { resolveSettings } from './load-settings.ts'

const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}
const read = (memory: unknown, env = {}) =>
  resolveSettings({ env: { ...ENV, ...env }, folder: '/shop', overrides: { agent: 'demo', memory }, files: [] })
    .settings
const faultsOf = (memory: unknown) => {
  try {
    return read(memory).memory
  } catch (error) {
    return (error as ConfigError).faults.map(({ where, problem }) => `${where} ${problem}`)
  }
}

describe('settings of the memory', () => {
  it('[C2 A29] files are found from the folder of the configuration, in a list or in one text', () => {
    expect(read({ knowledge: ['./docs', '/srv/faq.md'] }).memory.knowledge).toEqual(['/shop/docs', '/srv/faq.md'])
    expect(read({ knowledge: 'docs, faq.md' }).memory.knowledge).toEqual(['/shop/docs', '/shop/faq.md'])
  })

  it.each(['off', false, 'false'])('[C2] facts: %s draws none', (facts) => {
    expect(read({ facts }).memory.facts).toMatchObject({ draw: false, model: undefined })
  })

  it('[C2] a model, its pause and the budgets are read in both spellings', () => {
    const facts = { model: { provider: 'openai', model: 'gpt-4o-mini' }, quiet: '30s', most_turns: 6 }
    const found = read({ facts, context: { tokens: '2000' }, cache_mb: 8 }, { OPENAI_API_KEY: 'sk-1' }).memory
    expect(found.facts).toMatchObject({ draw: true, quietMs: 30_000, mostTurns: 6, model: { model: 'gpt-4o-mini' } })
    expect(found).toMatchObject({ context: { tokens: 2_000, facts: 5, preferences: 3 }, cacheMb: 8 })
  })

  it('[C2 M20] a model for embeddings in a word, in a block, or none', () => {
    const key = { OPENAI_API_KEY: 'sk-1', GOOGLE_GENERATIVE_AI_API_KEY: 'g-1' }
    const chosen = (embeddings: unknown) => read({ embeddings }, key).memory.embeddings
    const small = { provider: 'openai', model: 'text-embedding-3-small', apiKey: 'sk-1' }
    expect(chosen('openai/text-embedding-3-small')).toMatchObject(small)
    expect(chosen({ model: 'text-embedding-3-small' })).toMatchObject(small)
    expect(chosen('gemini-embedding-001')).toMatchObject({ provider: 'google', apiKey: 'g-1' })
    const ollama = { model: 'ollama/nomic-embed-text', endpoint: 'http://ollama:11434' }
    expect(chosen(ollama)).toMatchObject({ ...ollama, provider: 'ollama', model: 'nomic-embed-text' })
    const acme = { model: 'acme', endpoint: 'https://models.acme.com/v1', api_key: 'k' }
    expect(chosen(acme)).toMatchObject({ provider: 'openai-compatible', model: 'acme', apiKey: 'k' })
    for (const none of ['off', false, undefined, 'demo']) expect(chosen(none)).toBeUndefined()
    const made = { specificationVersion: 'v4', modelId: 'own', doEmbed: async () => ({}) }
    expect(chosen(made)).toMatchObject({ provider: 'own', instance: made })
  })

  it('[C3 M20] a model for embeddings that cannot be is named, with what to write', () => {
    const faults = (embeddings: unknown) => {
      try {
        return read({ embeddings }).memory.embeddings
      } catch (error) {
        return (error as ConfigError).faults.map(({ where, problem, cure }) => `${where} ${problem} ${cure}`)
      }
    }
    expect(faults('openai/text-embedding-3-small')).toEqual([
      'options: memory.embeddings is a model of openai, and OPENAI_API_KEY is not set. Set OPENAI_API_KEY in the environment or in .env.',
    ])
    const example = 'Write for example: embeddings: openai/text-embedding-3-small'
    expect(faults({ model: 'claude-haiku-4-5', apiKey: 'k' })).toEqual([
      `options: memory.embeddings is a model of anthropic, who has none for embeddings. ${example}`,
    ])
    for (const wrong of ['on', true])
      expect(faults(wrong)).toEqual([`options: memory.embeddings names no model. ${example}, or off.`])
    expect(faults({ modle: 'x' })).toEqual(expect.arrayContaining([expect.stringContaining('modle')]))
  })

  it('[C3] what cannot be is named', () => {
    expect(faultsOf({ context: { tokens: 2_001 }, facts: { qiet: '1s' }, embedings: 'on' })).toEqual([
      'options: memory.facts.qiet is not a setting of Wabaton.',
      'options: memory.embedings is not a setting of Wabaton.',
      'options: memory.context.tokens is not a number of tokens.',
    ])
    expect(faultsOf({ facts: 'perhaps' })).toEqual(['options: memory.facts must be true or false.'])
    expect(faultsOf({ facts: { model: 'gpt-4o-mini' } })).toEqual([
      'options: memory.facts.model is a model of openai, and OPENAI_API_KEY is not set.',
    ])
  })
})
