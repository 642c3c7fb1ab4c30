import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readEnvFile, VARIABLES, withEnvFile } from './environment.ts'
import type { ConfigError } from './faults.ts'
import { loadSettings } from './load-settings.ts'
import type { Settings } from './settings.ts'

const FOUR = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const load = async (env: Record<string, string | undefined>) =>
  (await loadSettings({ env, folder, overrides: { agent: 'demo' } })).settings
const refused = (env: Record<string, string | undefined>) =>
  load(env).then(
    () => expect.fail('started'),
    (error: ConfigError) => error,
  )

/** Where each credential and version arrives, and two values that differ. */
const ARRIVES: Record<string, { at: (settings: Settings) => unknown; values: [string, string] }> = {
  verifyToken: { at: ({ lines }) => lines[0]?.verifyToken, values: ['one-token', 'another-token'] },
  accessToken: { at: ({ lines }) => lines[0]?.accessToken, values: ['EAAGone', 'EAAGother'] },
  phoneNumberId: { at: ({ lines }) => lines[0]?.phoneNumberId, values: ['111111111', '222222222'] },
  appSecret: { at: ({ lines }) => lines[0]?.appSecret, values: ['beef01', 'beef02'] },
  'graph.version': { at: ({ graph }) => graph.version, values: ['v22.0', 'v23.0'] },
}
const aliases = Object.entries(ARRIVES).flatMap(([path, { at, values }]) =>
  VARIABLES[path]!.map((name, place, names) => ({ path, name, other: names[(place + 1) % names.length]!, at, values })),
)
const without = (path: string) => {
  const names = VARIABLES[path]!
  return Object.fromEntries(Object.entries(FOUR).filter(([name]) => !names.includes(name)))
}

describe('variables and their aliases', () => {
  it.each(aliases)('[C1 D1] $name is read', async ({ path, name, at, values }) => {
    expect(at(await load({ ...without(path), [name]: values[0] }))).toBe(values[0])
  })

  it.each(aliases)('[C1] $name and $other with different values are refused, naming both', async (each) => {
    const { path, name, other, values } = each
    const error = await refused({ ...without(path), [name]: values[0], [other]: values[1] })
    expect(error.faults).toHaveLength(1)
    expect(error.message).toContain(name)
    expect(error.message).toContain(other)
    for (const value of values) expect(error.message).not.toContain(value)
  })

  it.each(aliases)('[C1] $name and $other may agree', async ({ path, name, other, at, values }) => {
    expect(at(await load({ ...without(path), [name]: values[0], [other]: values[0] }))).toBe(values[0])
  })

  it('[C1] the documented names are all there', () => {
    expect(VARIABLES.verifyToken).toContain('WABA_WEBHOOK_VERIFY_TOKEN')
    for (const [path, name] of [
      ['verifyToken', 'VERIFY_TOKEN'],
      ['accessToken', 'ACCESS_TOKEN'],
      ['phoneNumberId', 'PHONE_NUMBER_ID'],
      ['appSecret', 'APP_SECRET'],
    ] as const) {
      expect(VARIABLES[path]).toContain(`WHATSAPP_${name}`)
      expect(VARIABLES[path]).toContain(`AK_WHATSAPP__${name}`)
      if (path !== 'verifyToken') expect(VARIABLES[path]).toContain(`WABA_${name}`)
    }
  })

  it('[C1] an empty variable counts as not set', async () => {
    const { lines } = await load({ ...FOUR, WABA_ACCESS_TOKEN: '', WABA_APP_SECRET: '  ' })
    expect(lines[0]).toMatchObject({ accessToken: 'EAAG0123', appSecret: 'a1b2c3d4' })
    expect((await refused({ ...FOUR, WHATSAPP_ACCESS_TOKEN: '' })).message).toContain(
      'WHATSAPP_ACCESS_TOKEN is not set',
    )
  })

  it.each(['SYNAP_API_KEY', 'SYNAP_SERVER_URL'])('[C1] %s is not needed, and start-up says so', async (name) => {
    const { warnings } = await load({ ...FOUR, [name]: 'something' })
    expect(warnings).toEqual([expect.stringContaining(`${name} is not needed`)])
    expect(warnings.join()).not.toContain('something')
  })

  it('[C3] a misspelt variable draws a warning, a stranger none', async () => {
    const { warnings } = await load({ ...FOUR, WABATON_SETLE_MS: '0', WHATSAPP_CLIENT_SECRETS_URL: 'x', PATH: '/bin' })
    expect(warnings).toEqual([expect.stringContaining('Did you mean WABATON_SETTLE_MS?')])
  })
})

describe('values', () => {
  it.each([
    ['v21.0', 'v21.0'],
    ['v22.0', 'v22.0'],
    ['22.0', 'v22.0'],
    ['25', 'v25.0'],
    ['V24.0', 'v24.0'],
    [undefined, 'v24.0'],
  ])('[D1] version %s is %s', async (written, version) => {
    expect((await load({ ...FOUR, WHATSAPP_VERSION: written })).graph.version).toBe(version)
  })

  it('[D1] 22.0 and v22.0 under two names are the same version', async () => {
    const env = { ...FOUR, WHATSAPP_VERSION: '22.0', WHATSAPP_API_VERSION: 'v22.0' }
    expect((await load(env)).graph.version).toBe('v22.0')
  })

  it.each([
    ['WHATSAPP_API_VERSION', 'v20.0'],
    ['WHATSAPP_API_VERSION', 'latest'],
    ['WHATSAPP_GRAPH_URL', 'localhost:9000'],
    ['DATABASE_URL', 'mysql://user:hunter2@host/db'],
    ['DATABASE_URL', 'not a url'],
    ['WABATON_SETTLE_MS', '-1'],
    ['WABATON_SETTLE_MS', 'soon'],
    ['PORT', '65536'],
    ['PORT', 'http'],
    ['HOST', 'http://x y'],
    ['LOG_LEVEL', 'verbose'],
    ['WABATON_ALLOW_UNSIGNED', 'maybe'],
    ['WHATSAPP_PHONE_NUMBER_ID', '+49 151 12345678'],
    ['WHATSAPP_ACCESS_TOKEN', 'Bearer EAAG0123'],
  ])('[C3] %s=%s is refused with its cure and without its value', async (name, value) => {
    const { faults, message } = await refused({ ...FOUR, [name]: value })
    expect(faults).toEqual([{ where: name, problem: expect.any(String), cure: expect.stringMatching(/\w{3}/) }])
    expect(message).not.toContain(value)
  })

  it('[C4 A20 O3] the other variables take effect', async () => {
    const settings = await load({
      ...FOUR,
      WHATSAPP_GRAPH_URL: 'http://127.0.0.1:9000/',
      DATABASE_URL: 'postgres://wabaton:p%40ss@db:5432/wabaton',
      WABATON_SETTLE_MS: '0',
      PORT: '9001',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'DEBUG',
    })
    expect(settings).toMatchObject({
      graph: { url: 'http://127.0.0.1:9000' },
      store: { kind: 'postgres', url: 'postgres://wabaton:p%40ss@db:5432/wabaton' },
      turn: { settle: 0 },
      server: { host: '127.0.0.1', port: 9001 },
      logLevel: 'debug',
    })
    expect(settings.warnings).toEqual([expect.stringContaining('http://127.0.0.1:9000 and not to Meta')])
    expect((await load({ ...FOUR, WABATON_SETTLE_MS: 'rhythm' })).turn.settle).toBe('rhythm')
    expect((await load({ ...FOUR, WABATON_DATA: 'data' })).store).toEqual({
      kind: 'embedded',
      folder: join(folder, 'data'),
    })
  })

  it('[C2] the stronger source says where the data is; of two equal ones the database, with a warning', async () => {
    const url = 'postgres://db/wabaton'
    const both = await load({ ...FOUR, DATABASE_URL: url, WABATON_DATA: 'data' })
    expect(both.store).toEqual({ kind: 'postgres', url })
    expect(both.warnings).toEqual([expect.stringContaining('WABATON_DATA is not used: DATABASE_URL')])
    const overrides = { agent: 'demo', store: { folder: 'data' } }
    const { settings } = await loadSettings({ env: { ...FOUR, DATABASE_URL: url }, folder, overrides })
    expect(settings.store).toEqual({ kind: 'embedded', folder: join(folder, 'data') })
    expect(settings.warnings).toEqual([expect.stringContaining('DATABASE_URL is not used')])
  })

  it('[C4 D10 D11 A20] the defaults are the documented ones', async () => {
    expect(await load(FOUR)).toMatchObject({
      business: 'default',
      server: { host: '0.0.0.0', port: 8000 },
      graph: { url: 'https://graph.facebook.com', version: 'v24.0' },
      rateLimit: { windowSeconds: 60, maxMessages: 30, scope: 'customer' },
      lines: [{ throughput: 80 }],
      turn: { settle: 'rhythm', attempts: 3 },
      watchdogLimitMs: 300_000,
      store: { kind: 'embedded', folder: join(folder, '.wabaton', 'data') },
      webhook: { prefix: '/whatsapp', routes: { whatsapp: true, webhook: true, channels: true, agents: true } },
      warnings: [],
    })
  })
})

describe('the .env file', () => {
  it('[C3] is read, its empty slots are left out, and no file is no fault', () => {
    expect(readEnvFile(folder)).toEqual({})
    writeFileSync(join(folder, '.env'), '# a comment\nWHATSAPP_ACCESS_TOKEN="EAAG 1"\nWHATSAPP_APP_SECRET=\n')
    expect(readEnvFile(folder)).toEqual({ WHATSAPP_ACCESS_TOKEN: 'EAAG 1' })
  })
  it('[C3] may begin with a byte order mark, and one that cannot be read is a fault', () => {
    writeFileSync(join(folder, '.env'), '\uFEFFPORT=1\n')
    expect(readEnvFile(folder)).toEqual({ PORT: '1' })
    rmSync(join(folder, '.env'))
    mkdirSync(join(folder, '.env'))
    expect(() => readEnvFile(folder)).toThrow('.env cannot be read (EISDIR)')
  })

  it('[C3] stands below the real environment, where an empty variable hides nothing', () => {
    writeFileSync(join(folder, '.env'), 'PORT=1\nHOST=localhost\n')
    expect(withEnvFile(folder, { PORT: '2', HOST: '' })).toEqual({ PORT: '2', HOST: 'localhost' })
  })
})
