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

  it.each([
    'whatsapp: {agent: demo, agent_acknowledgement: Moment}',
    'whatsapp: {agent: demo, allowed_numbers: ["14155551234"]}',
    'whatsapp: {agent: demo, resetCommand: /new}',
    'whatsapp: {agent: demo}\napi: {max_file_size: 5}',
  ])('[C2] a documented key without its feature is not accepted in silence: %s', async (content) => {
    write('config.yaml', content)
    const { faults } = await refused()
    expect(faults).toMatchObject([{ problem: 'is not supported by this version.' }])
  })

  it('[C5] null is the same as leaving a key out', async () => {
    const overrides = { agent: 'demo', storage: null, allowedNumbers: null, heartbeatRecipient: null, appSecret: null }
    expect((await load({ overrides })).settings.lines[0]?.appSecret).toBe('a1b2c3d4')
  })

  it('[C2] settings outside the block of a YAML file, and a value where a block belongs, are refused', async () => {
    write('config.yaml', 'agent: demo\nwhatsapp: {agent: demo, server: 8000}')
    const { faults } = await refused()
    expect(faults.map(({ where }) => where)).toEqual(['config.yaml: agent', 'config.yaml: whatsapp.server'])
  })
})

describe('faults', () => {
  it('[C3] all are reported at once, numbered, each with its cure', async () => {
    write('config/channels.yaml', 'channels: {whatsapp: {acess_token: x, default_agent: nobody, server: {port: http}}}')
    const error = await refused({ env: { LOG_LEVEL: 'loud', WABA_APP_SECRET: 'aa', WHATSAPP_APP_SECRET: 'bb' } })
    expect(error.faults.map(({ where }) => where)).toEqual([
      'config/channels.yaml: channels.whatsapp.acess_token',
      'WHATSAPP_APP_SECRET and WABA_APP_SECRET',
      'LOG_LEVEL',
      'config/channels.yaml: channels.whatsapp.server.port',
      'config/channels.yaml: channels.whatsapp.default_agent',
      'WHATSAPP_ACCESS_TOKEN',
      'WHATSAPP_PHONE_NUMBER_ID',
    ])
    expect(error.message).toMatch(/^Wabaton cannot start: 7 things need attention\.\n\n1\. /)
    expect(error.message.match(/\n {3}Cure: \w/g)).toHaveLength(7)
  })

  it('[C1 C3] the missing credentials say where in Meta they are found', async () => {
    const { message } = await refused({ env: {}, overrides: { agent: 'demo' } })
    expect(message).toMatch(/WHATSAPP_ACCESS_TOKEN is not set[\s\S]*System users > Generate token/)
    expect(message).toMatch(/WHATSAPP_PHONE_NUMBER_ID is not set[\s\S]*WhatsApp > API Setup/)
    expect(message).toMatch(/WHATSAPP_APP_SECRET is not set[\s\S]*App Settings > Basic > App secret/)
  })

  it('[C3 O3] no message holds the value of a secret', async () => {
    const secrets = [
      'SECRETtoken1',
      'SECRETtoken2',
      'SECRETapp1',
      'SECRETapp2',
      'SECRETverify',
      'SECRETpass',
      'SECRETyaml',
    ]
    write('wabaton.config.ts', `throw new Error('SECRETtoken1 ' + ${JSON.stringify('SECRETyaml')})`)
    write('config.yaml', 'whatsapp:\n  access_token: *SECRETyaml\n')
    write(
      'config/channels.yaml',
      'channels: {whatsapp: {verify_token: SECRETverify, agent: demo, app_secret: SECRETapp1, prot: SECRETpass, store: {url: "mysql://u:SECRETpass@h/d"}}}',
    )
    const error = await refused({
      env: {
        WHATSAPP_ACCESS_TOKEN: 'SECRETtoken1',
        WABA_ACCESS_TOKEN: 'SECRETtoken2',
        AK_WHATSAPP__APP_SECRET: 'SECRETapp2 with a space',
        PORT: 'SECRETpass',
        LOG_LEVEL: 'SECRETapp1',
      },
    })
    expect(error.faults.length).toBeGreaterThan(5)
    const told = [error.message, ...error.warnings].join('\n')
    for (const secret of secrets) expect(told).not.toContain(secret)
  })

  it.each([
    ['a tab', 'whatsapp:\n\tagent: demo\n'],
    ['a key twice', 'whatsapp:\n  agent: demo\n  agent: other\n'],
    ['an open bracket', 'whatsapp: {agent: demo\n'],
  ])('[C3] YAML with %s is one fault with its line', async (_, content) => {
    write('config.yaml', content)
    const { faults } = await refused({ overrides: { agent: 'demo' } })
    expect(faults).toMatchObject([{ where: 'config.yaml', problem: expect.stringMatching(/YAML at line \d+/) }])
  })

  it('[C3] a key that stands twice in a YAML file is called that', async () => {
    write('config.yaml', 'whatsapp:\n  agent: demo\n  agent: demo\n')
    expect((await refused()).message).toContain('line 3, column 3: a key stands there a second time')
  })

  it('[C3] a configuration module that does not run is a fault, not a crash', async () => {
    write('wabaton.config.ts', 'export default { agent: ')
    expect((await refused({ overrides: { agent: 'demo' } })).faults).toMatchObject([{ where: 'wabaton.config.ts' }])
    write('wabaton.config.ts', 'export const settings = {}')
    expect((await refused({ overrides: { agent: 'demo' } })).message).toContain('exports no settings')
  })
})

describe('references and secrets', () => {
  it('[C3] a reference in a file is resolved', async () => {
    write('config.yaml', `whatsapp: {agent: demo, access_token: "\${MY_TOKEN}", name: "\${SHOP} on \${STREET}"}`)
    const { WHATSAPP_ACCESS_TOKEN: _, ...env } = FOUR
    const { settings } = await load({ env: { ...env, MY_TOKEN: 'EAAGmine', SHOP: 'Shop', STREET: 'Oak St' } })
    expect(settings.lines[0]).toMatchObject({ accessToken: 'EAAGmine', displayName: 'Shop on Oak St' })
    expect(settings.warnings).toEqual([])
  })

  it('[C3] a missing variable stops the start by name, and is told once', async () => {
    write('config.yaml', `whatsapp: {agent: demo, access_token: "\${MY_TOKEN}", app_secret: "\${A:-b}"}`)
    const { WHATSAPP_ACCESS_TOKEN: _, ...env } = FOUR
    const { faults } = await refused({ env: { ...env, WHATSAPP_APP_SECRET: '', MY_TOKEN: '' } })
    expect(faults).toHaveLength(2)
    expect(faults[0]).toMatchObject({
      where: 'config.yaml: whatsapp.access_token',
      problem: expect.stringContaining('MY_TOKEN'),
    })
  })

  it('[C3] a secret written into a file draws a warning that names the key and the variable', async () => {
    write(
      'config/channels.yaml',
      'channels: {whatsapp: {default_agent: demo, app_secret: literal, lines: {"111111111": {name: sales, access_token: EAAGsales}}}}',
    )
    const { WHATSAPP_PHONE_NUMBER_ID: _, ...env } = FOUR
    const { warnings } = (await load({ env })).settings
    expect(warnings).toHaveLength(2)
    expect(warnings[0]).toMatch(/channels\.whatsapp\.app_secret .* WHATSAPP_APP_SECRET/)
    expect(warnings[1]).toMatch(/lines\.111111111\.access_token .* SALES_ACCESS_TOKEN/)
    expect(warnings.join()).not.toMatch(/literal|EAAGsales/)
  })

  it('[C3] a secret that a TypeScript file took from a variable draws none', async () => {
    write('wabaton.config.ts', `export default ({ env }) => ({ agent: 'demo', accessToken: env.TOKEN })`)
    expect((await load({ env: { ...FOUR, TOKEN: 'EAAG77' } })).settings.warnings).toEqual([])
  })
})
