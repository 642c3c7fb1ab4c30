import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
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
