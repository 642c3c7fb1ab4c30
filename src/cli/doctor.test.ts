import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../config/faults.ts'
import { loadSettings } from '../config/load-settings.ts'
import type { Settings } from '../config/settings.ts'
import { diagnose, doctor, type Probes, report } from './doctor.ts'

const NOW = Date.parse('2026-03-01T12:00:00Z')
const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAGsecret0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'feedbeef',
}
const folder = join(tmpdir(), 'no-such-folder')

const settingsWith = async (overrides: Record<string, unknown> = {}, env: Record<string, string> = ENV) =>
  (await loadSettings({ env, folder, overrides: { agent: 'demo', ...overrides } })).settings

const CONNECTED = { display_phone_number: '+1 555-0100', verified_name: 'Corner Shop', status: 'CONNECTED' }

function answering(
  body: unknown,
  { status = 200, date = new Date(NOW).toUTCString() } = {},
): Probes & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    now: () => NOW,
    store: async () => 'embedded, 3 conversations',
    fetch: async (url, { headers }) => {
      asked.push(`${url} ${headers.authorization}`)
      return new Response(typeof body === 'string' ? body : JSON.stringify(body), { status, headers: { date } })
    },
  }
}
const failing = (error: unknown): Probes => ({
  ...answering(CONNECTED),
  fetch: async () => {
    throw error
  },
})
const refusing = (code: number, subcode?: number) =>
  answering(
    { error: { code, error_subcode: subcode, message: 'Malformed access token EAAGsecret0123' } },
    { status: 400 },
  )

const printedBy = async (settings: Settings, probes: Probes) => {
  const lines: string[] = []
  const code = report(await diagnose({ settings, agents: {}, probes }), (line) => lines.push(line))
  return { code, text: lines.join('\n') }
}

describe('doctor', () => {
  it('[C13] says that all is well', async () => {
    const probes = answering(CONNECTED)
    expect(await printedBy(await settingsWith(), probes)).toEqual({
      code: 0,
      text: [
        '✓ configuration  lines: main; default agent: demo',
        '✓ store          embedded, 3 conversations',
        '✓ clock          agrees with that of Meta',
        '✓ Graph API      https://graph.facebook.com answers, version v24.0',
        '✓ line main      +1 555-0100, Corner Shop: connected, token accepted',
        '',
        'All is well.',
      ].join('\n'),
    })
    expect(probes.asked).toEqual([
      'https://graph.facebook.com/v24.0/106540352242922?fields=display_phone_number,verified_name,status Bearer EAAGsecret0123',
    ])
  })

  it.each([
    [190, 463, 'has expired', 'temporary token'],
    [190, undefined, 'is not valid', 'Generate token'],
    [0, undefined, 'is not valid', 'Generate token'],
    [100, 33, 'phone number id is wrong', 'API Setup'],
    [10, undefined, 'lacks a permission', 'whatsapp_business_messaging'],
    [200, undefined, 'lacks a permission', 'whatsapp_business_messaging'],
    [299, undefined, 'lacks a permission', 'whatsapp_business_messaging'],
    [368, undefined, 'Meta refuses', 'error codes'],
  ])('[Q6 C13] code %s/%s is told apart: %s', async (code, subcode, detail, cure) => {
    const findings = await diagnose({ agents: {}, settings: await settingsWith(), probes: refusing(code, subcode) })
    expect(findings.find(({ what }) => what === 'Graph API')?.state).toBe('ok')
    expect(findings.at(-1)).toMatchObject({
      what: 'line main',
      state: 'fail',
      detail: expect.stringContaining(detail),
      cure: expect.stringContaining(cure),
    })
  })

  it('[Q6] a passing refusal of Meta is no failure', async () => {
    expect((await diagnose({ agents: {}, settings: await settingsWith(), probes: refusing(4) })).at(-1)?.state).toBe(
      'warn',
    )
  })

  it('[O3 C13] no token is ever shown, also where Meta repeats it', async () => {
    const { text } = await printedBy(await settingsWith(), refusing(190))
    expect(text).not.toMatch(/EAAG|feedbeef|verify-me/)
  })

  it.each([
    [Object.assign(new TypeError('fetch failed'), { cause: { code: 'ENOTFOUND' } }), 'ENOTFOUND', 'DNS'],
    [Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'ECONNREFUSED', 'firewall'],
    [new DOMException('late', 'TimeoutError'), 'TimeoutError', 'No answer in time'],
    [Object.assign(new Error('x'), { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'SELF_SIGNED', 'NODE_EXTRA_CA_CERTS'],
  ])('[Q6 C13] unreachable Graph is told by its cause: %s', async (error, detail, cure) => {
    const findings = await diagnose({ agents: {}, settings: await settingsWith(), probes: failing(error) })
    expect(findings.map(({ what }) => what)).toEqual(['configuration', 'store', 'Graph API'])
    expect(findings.at(-1)).toMatchObject({
      state: 'fail',
      detail: expect.stringContaining(detail),
      cure: expect.stringContaining(cure),
    })
  })

  it.each([
    ['<html>Bad gateway</html>', 502, 'fail', 'without JSON'],
    [{}, 500, 'fail', 'HTTP 500'],
    [{ ...CONNECTED, status: 'PENDING' }, 200, 'fail', 'PENDING, not CONNECTED'],
    [{ ...CONNECTED, status: undefined }, 200, 'warn', 'names no status'],
  ])('[Q7 C13] the answer %j with HTTP %s is a %s', async (body, status, state, detail) => {
    const findings = await diagnose({ agents: {}, settings: await settingsWith(), probes: answering(body, { status }) })
    expect(findings.at(-1)).toMatchObject({ state, detail: expect.stringContaining(detail) })
  })

  it('[I4 C13] every line is asked with its own token', async () => {
    const probes = answering(CONNECTED)
    const lines = { '1111': { name: 'sales', accessToken: 'EAAGsales' }, '2222': { name: 'support' } }
    const { WHATSAPP_PHONE_NUMBER_ID: _, ...env } = ENV
    const findings = await diagnose({ agents: {}, settings: await settingsWith({ lines }, env), probes })
    expect(findings.slice(-2).map(({ what }) => what)).toEqual(['line sales', 'line support'])
    expect(probes.asked.map((each) => each.split(' ').at(-1))).toEqual(['EAAGsales', 'EAAGsecret0123'])
  })

  it.each([
    [61_000, 'behind'],
    [-61_000, 'ahead of'],
  ])('[C13] a clock that is wrong by %s ms is %s that of Meta', async (off, side) => {
    const probes = answering(CONNECTED, { date: new Date(NOW + off).toUTCString() })
    const findings = await diagnose({ agents: {}, settings: await settingsWith(), probes })
    expect(findings.find(({ what }) => what === 'clock')).toMatchObject({
      state: 'warn',
      detail: expect.stringContaining(side),
    })
  })

  it('[C13] a store that does not open fails with its reason and without its password', async () => {
    const url = 'postgres://u:hunter2@db/live'
    const settings = await settingsWith({}, { ...ENV, DATABASE_URL: url })
    const probes = { ...answering(CONNECTED), store: () => Promise.reject(new Error(`no route to ${url}`)) }
    const { code, text } = await printedBy(settings, probes)
    expect(code).toBe(1)
    expect(text).toMatch(/✗ store +cannot be opened: no route to DATABASE_URL/)
    expect(text).not.toContain('hunter2')
  })

  it('[C13 W3] warnings of the configuration are shown and do not fail', async () => {
    const { WHATSAPP_VERIFY_TOKEN: _, ...env } = ENV
    const { code, text } = await printedBy(await settingsWith({}, env), answering(CONNECTED))
    expect(code).toBe(0)
    expect(text).toMatch(/! configuration +WHATSAPP_VERIFY_TOKEN is not set/)
    expect(text).toContain('0 to mend, 1 to know about.')
  })

  it('[C3 C13] a configuration that does not load is shown fault by fault', async () => {
    const printed: string[] = []
    const code = await doctor(
      { folder },
      { env: {}, print: (line) => printed.push(line), probes: answering(CONNECTED) },
    )
    expect(code).toBe(1)
    expect(printed.filter((line) => line.startsWith('✗ configuration'))).toHaveLength(3)
    const error = new ConfigError([{ where: 'PORT', problem: 'is not a port.', cure: 'Write a port.' }])
    expect(await diagnose({ error, probes: answering(CONNECTED) })).toEqual([
      { what: 'configuration', state: 'fail', detail: 'PORT is not a port.', cure: 'Write a port.' },
    ])
  })
})
