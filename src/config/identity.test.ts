import { describe, expect, it } from 'vitest'
import { ConfigError } from './faults.ts'
import { resolveSettings } from './load-settings.ts'

const FOUR = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}
const load = (overrides: object, env: Record<string, string> = {}) =>
  resolveSettings({ env: { ...FOUR, ...env }, folder: '/', overrides: { agent: 'demo', ...overrides }, files: [] })
    .settings
const faultsOf = (overrides: object, env?: Record<string, string>) => {
  try {
    load(overrides, env)
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  throw new Error('it was accepted')
}

describe('the list of those who may write', () => {
  it('[I14] absent or null is everybody', () => {
    for (const overrides of [{}, { allowedNumbers: null }, { allowed_numbers: undefined }])
      expect(load(overrides).allowedNumbers).toBeUndefined()
  })

  it('[I14 I16] takes phones in any international form, numbers as well, and scoped ids', () => {
    const given = ['905551234567', '+1 (415) 555-1234', 14155559999, 'US.13491208655302741918']
    const read = ['905551234567', '14155551234', '14155559999', 'US.13491208655302741918']
    expect(load({ allowedNumbers: given }).allowedNumbers).toEqual(read)
    expect(load({ allowed_numbers: '905551234567, +1 415 555 1234' }).allowedNumbers).toEqual(read.slice(0, 2))
  })

  it('[I14] an empty list, and what is neither phone nor id, stop the start', () => {
    expect(faultsOf({ allowedNumbers: [] })).toMatchObject([{ problem: 'is empty: nobody could write.' }])
    expect(faultsOf({ allowedNumbers: ['905551234567', 'Maya'] })).toMatchObject([
      { problem: 'has something else than a phone or a scoped id in place 2.' },
    ])
  })

  it('[I15] the refusal has a sentence, another one, or none', () => {
    expect(load({}).texts.notAllowed).toMatchObject({ en: 'This operation not allowed' })
    expect(load({ texts: { notAllowed: 'Not you.' } }).texts.notAllowed).toBe('Not you.')
    expect(load({ texts: { not_allowed: null } }).texts.notAllowed).toBeNull()
  })
})

describe('identity.hash', () => {
  it('[I8] is off, sha256, or hmac with a secret', () => {
    expect(load({}).identity).toEqual({ hash: 'off', secret: undefined })
    expect(load({ identity: { hash: 'sha256' } }).identity.hash).toBe('sha256')
    const env = { WABATON_HASH_SECRET: 'a-long-random-text' }
    expect(load({ identity: { hash: 'hmac' } }, env).identity).toEqual({ hash: 'hmac', secret: 'a-long-random-text' })
    expect(faultsOf({ identity: { hash: 'md5' } })).toHaveLength(1)
    expect(faultsOf({ identity: { hash: 'hmac' } })).toMatchObject([
      { where: 'identity.hash', cure: expect.stringContaining('WABATON_HASH_SECRET') },
    ])
  })
})
