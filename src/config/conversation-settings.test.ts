import { describe, expect, it } from 'vitest'
import { PHRASES } from '../domain/phrasebook.ts'
import { TEXT_NAMES } from '../domain/texts.ts'
import type { ConfigError } from './faults.ts'
import { resolveSettings } from './load-settings.ts'

const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}
const load = (overrides: object, env: Record<string, string> = {}) =>
  resolveSettings({ env: { ...ENV, ...env }, folder: '', files: [], overrides: { agent: 'demo', ...overrides } })
    .settings
const faultsOf = (overrides: object, env: Record<string, string> = {}) => {
  try {
    load(overrides, env)
  } catch (error) {
    return (error as ConfigError).faults
  }
  return []
}

describe('sentences', () => {
  it('[C2 A17] each has a default in all languages, and takes a text or one a language', () => {
    for (const name of TEXT_NAMES) {
      expect(load({}).texts[name]).toEqual(PHRASES[name])
      expect(load({ texts: { [name]: 'Ours.' } }).texts[name]).toBe('Ours.')
      const some = load({ texts: { [name]: { en: 'Ours.', es: 'Lo nuestro.' } } }).texts[name]
      expect(some).toEqual({ ...(PHRASES[name] as object), en: 'Ours.', es: 'Lo nuestro.' })
      expect(load({ texts: { [name]: { de: 'Unser.' } } }).texts[name]).toMatchObject({ de: 'Unser.' })
    }
  })

  it('[C3] a language that does not exist is refused', () => {
    expect(faultsOf({ texts: { reset: { sp: 'Hola' } } })).toMatchObject([
      { where: 'options: texts.reset', problem: expect.stringContaining('sp') },
    ])
    expect(faultsOf({ texts: { reset: ['a'] } })).toMatchObject([{ problem: 'must be a sentence.' }])
    expect(faultsOf({ texts: { rest: 'a' } })).toMatchObject([{ cure: 'Did you mean reset?' }])
  })
})

describe('files', () => {
  it('[A17 A19 C2] size by any of its names, time and retention', () => {
    expect(load({}).media).toEqual({ maxFileSize: 10_485_760, ttlMs: 604_800_000, retention: 'keep' })
    for (const given of [{ media: { max_file_size: 5 } }, { maxFileSize: 5 }, { api: { max_file_size: '5' } }])
      expect(load(given).media.maxFileSize).toBe(5)
    expect(load({ media: { ttl: 3600, retention: 'none' } }).media).toMatchObject({
      ttlMs: 3_600_000,
      retention: 'none',
    })
    expect(load({ media: { ttl: '2d' } }).media.ttlMs).toBe(2 * 86_400_000)
    expect(faultsOf({ media: { retention: 'never' } })).toMatchObject([{ cure: 'Write one of: keep, none.' }])
  })
})

describe('what is said along with answers', () => {
  it('[D6] an acknowledgement is a sentence, an emoji, or off', () => {
    expect(load({}).acknowledgement).toBeUndefined()
    expect(
      load({ agent_acknowledgement: 'Processing your request...', acknowledgementAfterSeconds: 3 }).acknowledgement,
    ).toEqual({
      say: { kind: 'text', text: 'Processing your request...' },
      afterMs: 3000,
    })
    for (const emoji of ['👀', '👍🏽', '❤', '❤️'])
      expect(load({ agentAcknowledgement: emoji }).acknowledgement).toEqual({
        say: { kind: 'reaction', emoji },
        afterMs: 0,
      })
    expect(load({ agentAcknowledgement: { en: 'Wait', es: 'Espere' } }).acknowledgement?.say).toEqual({
      kind: 'text',
      text: { en: 'Wait', es: 'Espere' },
    })
    expect(faultsOf({ agentAcknowledgement: { es: 'Espere' } })).toMatchObject([
      { problem: 'has no English sentence.' },
    ])
  })

  it('[A15 C9] commands by word, and middleware', () => {
    const answer = () => 'x'
    const { commands, onMessage } = load({ commands: { '/Price': 'It is 49.', '/hours': answer }, onMessage: answer })
    expect([commands, onMessage]).toEqual([{ '/price': 'It is 49.', '/hours': answer }, answer])
    expect(load({ commands: { '/help': false, '/start': 'false' } }).commands).toEqual({
      '/help': false,
      '/start': false,
    })
    expect(faultsOf({ commands: { price: 'x' } })).toMatchObject([{ where: 'options: commands.price' }])
    expect(faultsOf({ commands: { '/reset': 'x' } })).toMatchObject([{ problem: 'is the reset command.' }])
    expect(faultsOf({ onMessage: 'x' })).toMatchObject([{ problem: 'is no function.' }])
  })
})

describe('reach', () => {
  it('[A11] targets are one place each, and a recipient comes from the environment', () => {
    const targets = {
      staff: { slack: 'https://hooks.slack.com/services/T/B/X' },
      office: { email: 'office@acme.com' },
      crm: { webhook: 'https://crm.acme.com/in?team=1', secret: 'long-secret' },
    }
    const smtp = { url: 'smtps://u:p@mail.acme.com', from: 'Acme <help@acme.com>' }
    const settings = load({ targets, smtp }, { WHATSAPP_RECIPIENT_WAID: '1 (415) 555-2671' })
    expect(settings).toMatchObject({ targets: { ...targets, default: { whatsapp: '+14155552671' } }, smtp })
    expect(faultsOf({ targets: { crm: { webhook: 'https://a.b/', slack: 'https://a.b/' } } })).toMatchObject([
      { where: 'options: targets.crm', problem: 'is not one place.' },
    ])
    expect(faultsOf({ targets: { x: { whatsapp: 'Maya' } } })).toMatchObject([{ where: 'options: targets.x.whatsapp' }])
    expect(faultsOf({ targets: { x: { slak: 'y' } } })).toMatchObject([{ cure: 'Did you mean slack?' }])
  })

  it('[A11] e-mail needs a server and a sender', () => {
    const targets = { office: { email: 'office@acme.com' } }
    expect(faultsOf({ targets })).toMatchObject([
      { where: 'options: targets.office.email', cure: expect.stringContaining('SMTP_URL') },
    ])
    const env = { SMTP_URL: 'smtp://127.0.0.1:2525', SMTP_FROM: 'help@acme.com' }
    expect(load({ targets }, env).smtp).toEqual({ url: env.SMTP_URL, from: env.SMTP_FROM })
    expect(faultsOf({}, { SMTP_URL: env.SMTP_URL })).toMatchObject([{ where: 'SMTP_URL' }])
    expect(faultsOf({ smtp: { url: 'https://x', from: 'nobody' } })).toHaveLength(2)
  })

  it('[A10] hosts of tools', () => {
    const tools = {
      allowed_hosts: 'api.acme.com, *.acme.com:8443',
      privateHosts: ['Localhost:3000', '10.0.0.7', '[::1]:9'],
    }
    expect(load({ tools }).tools).toEqual({
      allowedHosts: ['api.acme.com', '*.acme.com:8443'],
      privateHosts: ['localhost:3000', '10.0.0.7', '[::1]:9'],
    })
    expect(faultsOf({ tools: { allowedHosts: ['https://api.acme.com/x'] } })).toHaveLength(1)
  })

  it('[O8] prices of models, whose names hold dots', () => {
    const prices = { 'gpt-4.1': { input: '2', output: 8 }, 'llama3.1:8b': { input: 0, output: 0.5 } }
    expect(load({ prices }).prices).toEqual({
      'gpt-4.1': { input: 2, output: 8 },
      'llama3.1:8b': { input: 0, output: 0.5 },
    })
    expect(faultsOf({ prices: { x: { input: 1, ouput: 2 } } })).toMatchObject([{ cure: 'Did you mean output?' }])
    expect(faultsOf({ prices: { x: { input: 1 } } })).toMatchObject([{ problem: 'has no usable price for x.' }])
  })

  it('[O10 D28 C10] traces, the breaker of loops, and ports', () => {
    expect(load({})).toMatchObject({
      runs: { keepForMs: 90 * 86_400_000 },
      loopLimit: 5,
      telemetry: { endpoint: undefined },
      guard: undefined,
      transcriber: undefined,
    })
    const port = () => 'x'
    const settings = load(
      { runs: { keepFor: '7d' }, loop: { limit: 0 }, guard: port, transcriber: port },
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' },
    )
    expect(settings).toMatchObject({
      runs: { keepForMs: 7 * 86_400_000 },
      loopLimit: 0,
      guard: port,
      transcriber: port,
    })
    expect(settings.telemetry.endpoint).toBe('http://127.0.0.1:4318')
  })
})
