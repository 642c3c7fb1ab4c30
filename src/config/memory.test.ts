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
