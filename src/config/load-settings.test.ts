import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError } from './faults.ts'
import { type LoadSettings, loadSettings } from './load-settings.ts'

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

const write = (name: string, content: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
const load = (more: Partial<LoadSettings> = {}) => loadSettings({ env: FOUR, folder, ...more })
const refused = (more: Partial<LoadSettings> = {}) =>
  load(more).then(
    () => expect.fail('started'),
    (error: unknown) => (error instanceof ConfigError ? error : expect.fail(String(error))),
  )

describe('sources', () => {
  it('[C5] options are stronger than the environment, and the environment than files', async () => {
    write(
      'config.yaml',
      'whatsapp: {agent: demo, api_version: v21.0, server: {port: 1, host: 10.0.0.1}, log_level: warn}',
    )
    const env = { ...FOUR, PORT: '2', WHATSAPP_VERSION: 'v22.0' }
    const { settings } = await load({ env, overrides: { server: { port: 3 } } })
    expect(settings.server).toEqual({ host: '10.0.0.1', port: 3 })
    expect(settings.graph.version).toBe('v22.0')
    expect(settings.logLevel).toBe('warn')
  })

  it('[C2] config/channels.yaml: all its documented keys take effect', async () => {
    write(
      'config/channels.yaml',
      `channels:
  whatsapp:
    verify_token: v
    access_token: EAAG9
    phone_number_id: 10654035224292299
    app_secret: 12345e99
    default_agent: demo
    rate_limit:
      window_seconds: 5
      max_messages: 7
      scope: line
`,
    )
    const { settings } = await load({ env: {} })
    expect(settings).toMatchObject({
      defaultAgent: 'demo',
      rateLimit: { windowSeconds: 5, maxMessages: 7, scope: 'line' },
    })
    // Read as numbers, the id would lose its last digit and the secret become a power of ten.
    expect(settings.lines).toMatchObject([
      {
        phoneNumberId: '10654035224292299',
        accessToken: 'EAAG9',
        appSecret: '12345e99',
        verifyToken: 'v',
        agent: 'demo',
      },
    ])
  })

  it('[C2] config.yaml: agent and api_version take effect', async () => {
    write('config.yaml', 'whatsapp:\n  agent: demo\n  api_version: "22.0"\n')
    const { settings } = await load()
    expect(settings).toMatchObject({ defaultAgent: 'demo', graph: { version: 'v22.0' } })
  })

  it.each(['wabaton.config.ts', 'wabaton.config.js', 'wabaton.config.mjs'])('[C2] %s is loaded', async (name) => {
    write(name, `export default { agent: () => 'Hello', rate_limit: { maxMessages: 4 }, turn: { settle: '2s' } }`)
    const { settings, agents } = await load()
    expect(settings).toMatchObject({ rateLimit: { maxMessages: 4 }, turn: { settle: 2000 } })
    expect((agents[settings.defaultAgent] as () => string)()).toBe('Hello')
  })

  it('[C2] wabaton.config.ts may hold types, and may be a function of the environment', async () => {
    write(
      'wabaton.config.ts',
      `type Env = Record<string, string>\nexport default ({ env }: { env: Env }) => ({ agent: 'demo', name: env.SHOP })`,
    )
    const { settings } = await load({ env: { ...FOUR, SHOP: 'Corner Shop' } })
    expect(settings.lines[0]).toMatchObject({ name: 'main', displayName: 'Corner Shop' })
  })

  it('[C11] a file that was edited is read anew', async () => {
    write('wabaton.config.ts', `export default { agent: 'demo', name: 'Before' }`)
    utimesSync(join(folder, 'wabaton.config.ts'), 1, 1)
    await load()
    write('wabaton.config.ts', `export default { agent: 'demo', name: 'After' }`)
    expect((await load()).settings.lines[0]?.displayName).toBe('After')
  })

  it('[C2] files combine; where they contradict, both are named', async () => {
    write('config/channels.yaml', 'channels: {whatsapp: {default_agent: demo, rate_limit: {max_messages: 5}}}')
    write('config.yaml', 'whatsapp: {agent: demo, rate_limit: {window_seconds: 6}}')
    expect((await load()).settings.rateLimit).toMatchObject({ windowSeconds: 6, maxMessages: 5 })
    write('config.yaml', 'whatsapp: {agent: demo, rate_limit: {max_messages: 6}}')
    const { faults } = await refused()
    expect(faults).toHaveLength(1)
    expect(faults[0]?.where).toContain('config/channels.yaml: channels.whatsapp.rate_limit.max_messages')
    expect(faults[0]?.where).toContain('config.yaml: whatsapp.rate_limit.max_messages')
  })

  it('[C2] a named file is read alone, and must exist', async () => {
    write('config.yaml', 'whatsapp: {agent: nobody}')
    write('other.yaml', 'whatsapp: {agent: demo}')
    expect((await load({ file: 'other.yaml' })).settings.defaultAgent).toBe('demo')
    expect((await refused({ file: 'gone.yaml' })).message).toContain('gone.yaml does not exist')
  })
})

describe('keys', () => {
  it('[C2 C5] camelCase and snake_case both work, at every level', async () => {
    const camel = { defaultAgent: 'demo', rateLimit: { maxMessages: 9 }, webhook: { routes: { webhook: false } } }
    const snake = { default_agent: 'demo', rate_limit: { max_messages: '9' }, webhook: { routes: { webhook: 'off' } } }
    const [one, other] = [await load({ overrides: camel }), await load({ overrides: snake })]
    expect(one.settings).toEqual(other.settings)
    expect(one.settings.rateLimit.maxMessages).toBe(9)
  })

  it('[C2] one key in both spellings may agree and may not differ', async () => {
    await load({ overrides: { agent: 'demo', rateLimit: { maxMessages: 9, max_messages: '9' } } as object })
    const { message } = await refused({
      overrides: { agent: 'demo', rateLimit: { maxMessages: 9, max_messages: 8 } } as object,
    })
    expect(message).toContain('rateLimit.maxMessages and options: rateLimit.max_messages')
  })

  it.each([
    ['defualt_agent', 'default_agent'],
    ['acces_token', 'access_token'],
    ['ratelimits', 'rate_limit'],
    ['port', 'server.port'],
    ['max_messages', 'rate_limit.max_messages'],
  ])('[C2] the unknown key %s is refused: did you mean %s?', async (written, meant) => {
    write('config.yaml', `whatsapp: {agent: demo, ${written}: x}`)
    const { faults } = await refused()
    expect(faults).toEqual([
      { where: `config.yaml: whatsapp.${written}`, problem: expect.any(String), cure: `Did you mean ${meant}?` },
    ])
  })

  it.each(['whatsapp: {agent: demo, storage: redis}'])(
    '[C2] a documented key without its feature is not accepted in silence: %s',
    async (content) => {
      write('config.yaml', content)
      const { faults } = await refused()
      expect(faults).toMatchObject([{ problem: 'is not supported by this version.' }])
    },
  )

  it('[C5 A13] the reset command is /reset, another one, or off with null; the mode of a line is one of two', async () => {
    const commandOf = async (overrides: object) =>
      (await load({ overrides: { agent: 'demo', ...overrides } })).settings.turn.resetCommand
    expect(await commandOf({})).toBe('/reset')
    expect(await commandOf({ reset_command: '/new' })).toBe('/new')
    expect(await commandOf({ resetCommand: null })).toBeNull()
    expect((await load({ overrides: { agent: 'demo', mode: 'task' } })).settings.lines[0]?.mode).toBe('task')
    await expect(load({ overrides: { agent: 'demo', mode: 'batch' } })).rejects.toThrow(/mode[\s\S]*chat/)
  })

  it('[C5] null is the same as leaving a key out', async () => {
    const overrides = { agent: 'demo', storage: null, allowedNumbers: null, heartbeatRecipient: null, appSecret: null }
    expect((await load({ overrides })).settings.lines[0]?.appSecret).toBe('a1b2c3d4')
  })

  it('[C5] null in YAML is nothing, and not a secret of four letters', async () => {
    write('config.yaml', 'whatsapp: {agent: demo, app_secret: null, access_token: ~, name: "null"}')
    expect((await load()).settings.lines[0]).toMatchObject({ appSecret: 'a1b2c3d4', displayName: 'null' })
    const { message } = await refused({ env: { ...FOUR, WHATSAPP_APP_SECRET: '' } })
    expect(message).toContain('WHATSAPP_APP_SECRET is not set')
  })

  it('[C2] a file that cannot be read is a fault', async () => {
    mkdirSync(join(folder, 'config.yaml'))
    expect((await refused({ overrides: { agent: 'demo' } })).message).toContain('config.yaml cannot be read (EISDIR)')
  })

  it('[C2] settings outside the block of a YAML file, and a value where a block belongs, are refused', async () => {
    write('config.yaml', 'agent: demo\nwhatsapp: {agent: demo, server: 8000}')
    const { faults } = await refused()
    expect(faults.map(({ where }) => where)).toEqual(['config.yaml: agent', 'config.yaml: whatsapp.server'])
  })
})
