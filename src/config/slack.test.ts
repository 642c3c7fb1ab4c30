import { describe, expect, it } from 'vitest'
import type { ConfigError } from './faults.ts'
import { resolveSettings } from './load-settings.ts'

const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}
const load = (slack: object, env: Record<string, string> = {}, more: object = {}) =>
  resolveSettings({ env: { ...ENV, ...env }, folder: '/', files: [], overrides: { agent: 'demo', slack, ...more } })
    .settings
const faultsOf = (...given: Parameters<typeof load>) => {
  try {
    load(...given)
    return []
  } catch (error) {
    return (error as ConfigError).faults.map(({ where, problem, cure }) => `${where} ${problem} ${cure}`)
  }
}
const TOKENS = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' }

describe('[H16] Slack in the configuration', () => {
  it('is a desk with its tokens alone', () => {
    expect(load({}, TOKENS).slack).toEqual({
      botToken: 'xoxb-1',
      way: { kind: 'sockets', appToken: 'xapp-1' },
      channel: '#wa-support',
      channels: {},
      relay: 'claimer',
      holdMs: 3_000,
      group: undefined,
      apiUrl: 'https://slack.com/api',
    })
    expect(load({}).slack).toBeUndefined()
  })

  it('is reached over HTTP with a signing secret, and by sockets where both are there', () => {
    const env = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 's3cr3t' }
    expect(load({}, env).slack?.way).toEqual({ kind: 'http', secret: 's3cr3t' })
    expect(load({}, { ...env, ...TOKENS }).slack?.way).toMatchObject({ kind: 'sockets' })
  })

  it('has a channel for each line, the relay and the hold', () => {
    const lines = {
      '106540352242922': { name: 'sales', slackChannel: '#wa-sales' },
      '106540352242923': { name: 'support' },
    }
    const { WHATSAPP_PHONE_NUMBER_ID: _, ...env } = ENV
    const { slack } = resolveSettings({
      env: { ...env, ...TOKENS },
      folder: '/',
      files: [],
      overrides: {
        agent: 'demo',
        lines,
        slack: { channel: 'C024BE91L', relay: 'any-member', holdSeconds: 5, group: 'S0614TZR7' },
      },
    }).settings
    expect(slack).toMatchObject({
      channel: 'C024BE91L',
      channels: { sales: '#wa-sales' },
      relay: 'any-member',
      holdMs: 5_000,
      group: 'S0614TZR7',
    })
  })

  it('tells every fault at once, each with its cure', () => {
    const wrong = {
      botToken: 'xapp-1',
      appToken: 'xoxb-1',
      channel: '#No Name',
      relay: 'all',
      holdSeconds: 60,
      group: 'leads',
    }
    const faults = faultsOf(wrong)
    expect(faults).toHaveLength(6)
    expect(faults.join('\n')).toContain('Bot User OAuth Token')
    expect(faults.join('\n')).not.toContain('xapp-1')
  })

  it('misses what Slack needs to tell us anything, and a token without which the rest means nothing', () => {
    expect(faultsOf({}, { SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual([expect.stringContaining('SLACK_APP_TOKEN')])
    expect(faultsOf({}, { SLACK_APP_TOKEN: 'xapp-1' })).toEqual([expect.stringContaining('SLACK_BOT_TOKEN')])
    expect(faultsOf({}, TOKENS, { desks: [{ name: 'slack', onChange: () => {} }] })).toEqual([
      expect.stringContaining('desk named slack'),
    ])
  })

  it('never reaches the real Slack from the simulator', () => {
    const given = { env: { ...TOKENS }, folder: '/', files: [], simulator: true }
    const lines = { '106540352242922': { name: 'demo', accessToken: 'x', appSecret: 'y', verifyToken: 'z' } }
    expect(resolveSettings({ ...given, overrides: { agent: 'demo', lines } }).settings.slack).toBeUndefined()
  })
})
