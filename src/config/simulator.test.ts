import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ConfigError } from './faults.ts'
import { loadSettings } from './load-settings.ts'

const PRETEND = {
  accessToken: 'pretend-token',
  appSecret: 'pretend-secret',
  verifyToken: 'pretend',
  lines: { '900000000000001': { name: 'main', displayName: 'Playground' } },
}

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-config-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const load = (env: Record<string, string>) => loadSettings({ env, folder, overrides: PRETEND, simulator: true })
const refused = (env: Record<string, string>) =>
  load(env).then(
    () => expect.fail('started'),
    (error: ConfigError) => error,
  )
const writeChannels = (content: string) => {
  mkdirSync(join(folder, 'config'))
  writeFileSync(join(folder, 'config', 'channels.yaml'), `channels: {whatsapp: ${content}}`)
}

it('[S1] runs in an empty folder without credentials, for this computer only, on data of its own', async () => {
  const { settings } = await load({})
  expect(settings).toMatchObject({
    defaultAgent: 'demo',
    lines: [{ phoneNumberId: '900000000000001', accessToken: 'pretend-token', agent: 'demo' }],
    server: { host: '127.0.0.1', port: 8000 },
    store: { kind: 'embedded', folder: join(folder, '.wabaton', 'simulator') },
    warnings: [],
  })
})

it("[S1] answers with the project's own agent", async () => {
  writeFileSync(join(folder, 'wabaton.config.ts'), `export default { agents: { shop: () => 'Hi' } }`)
  expect((await load({})).settings.defaultAgent).toBe('shop')
})

it('[S1] pretend lines take the place of the real ones, and no signature goes unchecked unasked', async () => {
  writeChannels('{lines: {"111111111": {name: sales}}}')
  expect((await load({})).settings.lines.map(({ phoneNumberId }) => phoneNumberId)).toEqual(['900000000000001'])
  const { appSecret: _, ...overrides } = PRETEND
  const { settings } = await loadSettings({ env: {}, folder, overrides, simulator: true })
  expect(settings.webhook.allowUnsigned).toBe(false)
})

it.each(['WHATSAPP_ACCESS_TOKEN', 'WABA_APP_SECRET', 'AK_WHATSAPP__ACCESS_TOKEN'])(
  '[S1] %s in the environment is refused, by name and not by value',
  async (name) => {
    const { faults, message } = await refused({ [name]: 'EAAGreal' })
    expect(faults).toMatchObject([{ where: name, problem: expect.stringContaining('real credentials') }])
    expect(message).not.toContain('EAAGreal')
  },
)

it('[S1] real credentials in a file are refused, those of lines as well', async () => {
  writeChannels('{app_secret: feed, lines: {"111111111": {name: sales, access_token: EAAG}}}')
  const { faults } = await refused({})
  expect(faults).toHaveLength(1)
  expect(faults[0]?.where).toContain('channels.whatsapp.app_secret')
  expect(faults[0]?.where).toContain('channels.whatsapp.lines.111111111.access_token')
})

it('[S1] a slot for a credential that is not filled keeps nobody from trying', async () => {
  writeChannels(`{default_agent: demo, access_token: "\${WHATSAPP_ACCESS_TOKEN}"}`)
  expect(
    (await load({ WHATSAPP_VERIFY_TOKEN: 'x', WHATSAPP_PHONE_NUMBER_ID: '106540352242922' })).settings.lines,
  ).toHaveLength(1)
  expect((await refused({ WHATSAPP_ACCESS_TOKEN: 'EAAGreal' })).message).toContain('WHATSAPP_ACCESS_TOKEN')
})

it('[S1] does not run in production', async () => {
  expect((await refused({ NODE_ENV: 'production' })).faults).toMatchObject([{ where: 'NODE_ENV' }])
})

it.each(['0.0.0.0', '192.168.1.7', 'example.org', '127.0.0.1.example.org'])('[S1] HOST=%s is refused', async (HOST) => {
  expect((await refused({ HOST })).faults).toMatchObject([{ where: 'HOST' }])
})

it.each(['localhost', '::1', '127.0.0.2'])('[S1] HOST=%s is this computer', async (HOST) => {
  expect((await load({ HOST })).settings.server.host).toBe(HOST)
})

it("[S1] never touches the server's data", async () => {
  const { store, warnings } = (await load({ DATABASE_URL: 'postgres://u:hunter2@db/live', WABATON_DATA: 'data' }))
    .settings
  expect(store).toEqual({ kind: 'embedded', folder: join(folder, 'data', 'simulator') })
  expect(warnings).toEqual([expect.stringContaining('DATABASE_URL is not used')])
})
