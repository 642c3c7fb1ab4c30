import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { PATHS } from './entries.ts'
import { VARIABLES } from './environment.ts'
import type { ConfigError } from './faults.ts'
import { line } from './line-schema.ts'
import { loadSettings } from './load-settings.ts'

const page = readFileSync(fileURLToPath(new URL('../../docs/guides/configuration.md', import.meta.url)), 'utf8')
const FOUR = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  SALES_ACCESS_TOKEN: 'EAAGsales',
}

/** The cells of every table row below a heading, without their back quotes. */
const rows = (heading: string) =>
  (page.split(`\n${heading}\n`)[1] ?? '')
    .split(/\n##/)[0]!
    .split('\n')
    .filter((row) => row.startsWith('| `'))
    .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
const samples = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, kind = '', content = '']) => ({ kind, content }))

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-docs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const write = (name: string, content: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}

describe('docs/guides/configuration.md', () => {
  it('[Q10 C2] names every key there is, and no other', () => {
    expect(
      rows('## Every key')
        .map(([, key]) => key)
        .sort(),
    ).toEqual([...PATHS].sort())
    expect(
      rows('### Lines')
        .map(([, key]) => key)
        .sort(),
    ).toEqual(Object.keys(line.shape).sort())
  })

  it('[Q10 C1] names every variable with all its names', () => {
    const named = rows('## Every variable').map(([, variable, path, others]) => [
      path,
      [variable, ...others!.split(', ').filter(Boolean)],
    ])
    expect(Object.fromEntries(named)).toEqual(VARIABLES)
  })

  it('[Q10 C2] names the defaults that hold', async () => {
    const plain = rows('## Every key').filter(
      ([, , value]) => !/^(none|required|the only agent.*|a sentence)$/.test(value!),
    )
    const tree: Record<string, unknown> = { agent: 'demo' }
    for (const [, key, value] of plain) {
      const keys = key!.split('.')
      const last = keys.pop()!
      const node = keys.reduce((at, each) => {
        at[each] ??= {}
        return at[each] as Record<string, unknown>
      }, tree)
      node[last] = value
    }
    const written = await loadSettings({ env: FOUR, folder, overrides: tree })
    expect(written.settings).toEqual((await loadSettings({ env: FOUR, folder, overrides: { agent: 'demo' } })).settings)
    expect(plain.length).toBeGreaterThan(20)
  })

  it.each(samples.filter(({ kind }) => kind !== 'text').map((sample, at) => ({ ...sample, at })))(
    '[Q10 C2] sample $at ($kind) loads without a fault or warning',
    async ({ kind, content }) => {
      const name =
        kind === 'ts' ? 'wabaton.config.ts' : content.startsWith('channels') ? 'config/channels.yaml' : 'config.yaml'
      write(name, content)
      const { settings } = await loadSettings({ env: FOUR, folder })
      expect(settings.warnings).toEqual([])
      expect(settings.lines.map(({ phoneNumberId }) => phoneNumberId)).toContain('106540352242922')
    },
  )

  it('[Q10 C3] shows the faults as they look', async () => {
    write('config/channels.yaml', 'channels: {whatsapp: {defualt_agent: demo}}')
    const shown = await loadSettings({
      env: { ...FOUR, WABA_ACCESS_TOKEN: 'EAAGother' },
      folder,
      overrides: { agent: 'demo' },
    }).catch((error: ConfigError) => error.message)
    expect(samples.find(({ kind }) => kind === 'text')?.content.trimEnd()).toBe(shown)
  })
})
