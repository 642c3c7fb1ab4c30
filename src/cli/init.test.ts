import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readEnvFile } from '../config/environment.ts'
import { loadSettings } from '../config/load-settings.ts'
import { init } from './init.ts'

let folder: string
let printed: string[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-init-'))
  printed = []
})
afterEach(() => rmSync(folder, { recursive: true }))

const run = (where = folder) => init({ folder: where }, { print: (line) => printed.push(line) })
const content = (name: string) => readFileSync(join(folder, name), 'utf8')
const edit = (name: string, change: (before: string) => string) =>
  writeFileSync(join(folder, name), change(content(name)))
const fillSlots = () =>
  edit('.env', (before) =>
    before
      .replace('ACCESS_TOKEN=', 'ACCESS_TOKEN=EAAG0123')
      .replace('NUMBER_ID=', 'NUMBER_ID=106540352242922')
      .replace('APP_SECRET=', 'APP_SECRET=a1b2c3d4'),
  )
const load = () => loadSettings({ env: readEnvFile(folder), folder })

it('[C12] what it writes starts without a fault or warning once the slots are filled', async () => {
  expect(await run()).toBe(0)
  fillSlots()
  const { settings } = await load()
  expect(settings.warnings).toEqual([])
  expect(settings).toMatchObject({ defaultAgent: 'demo', lines: [{ accessToken: 'EAAG0123', appSecret: 'a1b2c3d4' }] })
  expect(settings.lines[0]?.verifyToken).toMatch(/^[\w-]{43}$/)
})

it('[C12] before that, just the three empty slots are missing', async () => {
  await run()
  await expect(load()).rejects.toMatchObject({
    faults: [
      { where: 'WHATSAPP_ACCESS_TOKEN' },
      { where: 'WHATSAPP_PHONE_NUMBER_ID' },
      { where: 'WHATSAPP_APP_SECRET' },
    ],
  })
})

it('[I1 C12] its commented lines work when they are uncommented', async () => {
  await run()
  fillSlots()
  edit('config/channels.yaml', (before) =>
    before.replaceAll(/^ {4}# ( *("?lines|"?\d|name|displayName|agent|accessToken).*)$/gm, '    $1'),
  )
  writeFileSync(join(folder, '.env'), `${content('.env')}\nSALES_ACCESS_TOKEN=EAAGsales\n`)
  edit('config/channels.yaml', (before) => before.replace(/^ {4}name: My shop\n/m, ''))
  expect((await load()).settings.lines).toMatchObject([
    { name: 'sales', displayName: 'Sales', accessToken: 'EAAGsales' },
  ])
})

it('[C12] every verify token is random, and .env is for its owner alone', async () => {
  await run()
  expect(statSync(join(folder, '.env')).mode & 0o777).toBe(0o600)
  const other = join(folder, 'other')
  await run(other)
  expect(readEnvFile(other).WHATSAPP_VERIFY_TOKEN).not.toBe(readEnvFile(folder).WHATSAPP_VERIFY_TOKEN)
  expect(printed.join('\n')).not.toContain(readEnvFile(folder).WHATSAPP_VERIFY_TOKEN)
})

it.each(['.env', 'wabaton.config.ts', 'config.yaml'])('[C12] where %s exists nothing is written', async (name) => {
  writeFileSync(join(folder, name), 'mine')
  expect(await run()).toBe(1)
  expect(readdirSync(folder)).toEqual([name])
  expect(content(name)).toBe('mine')
  expect(printed[0]).toContain(name)
})

it('[C12] .gitignore keeps what it has and gains what it lacks', async () => {
  writeFileSync(join(folder, '.gitignore'), 'node_modules\n/.env')
  await run()
  expect(content('.gitignore')).toBe('node_modules\n/.env\n.wabaton/\n')
  const other = join(folder, 'other')
  mkdirSync(other)
  writeFileSync(join(other, '.gitignore'), '.wabaton\n.env\n')
  await run(other)
  expect(content('other/.gitignore')).toBe('.wabaton\n.env\n')
})

it('[C12] without a .gitignore one is made', async () => {
  await run()
  expect(content('.gitignore')).toBe('.env\n.wabaton/\n')
  expect(printed.join('\n')).toMatch(/wabaton doctor[\s\S]*wabaton serve[\s\S]*callback URL/)
})
