import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AgentDefinition } from '../domain/agent.ts'
import { choice } from './agent-model.ts'
import { spec } from './agent-schema.ts'
import { blockOf, camel } from './entries.ts'
import { loadSettings } from './load-settings.ts'

const page = readFileSync(fileURLToPath(new URL('../../docs/guides/agents.md', import.meta.url)), 'utf8')
const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  OPENAI_API_KEY: 'sk-test',
  ANTHROPIC_API_KEY: 'sk-ant-test',
  GOOGLE_GENERATIVE_AI_API_KEY: 'google-test',
  ACME_TOKEN: 'acme-token',
}

/** The cells of every row of a table, without their back quotes; keys in the form of the schema. */
const rows = (title: string) =>
  (page.split(`| ${title} |`)[1] ?? '')
    .split('\n\n')[0]!
    .split('\n')
    .filter((row) => row.startsWith('| `'))
    .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
    .map(([, key = '', value = '']) => ({ key: key.split('.').map(camel).join('.'), value }))
const yaml = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, content = '']) => content)

/** Blocks that have a short form are documented as one key. */
const WHOLE = ['guardrails.input.piiDetection', 'guardrails.input.maxLength', 'guardrails.output.piiDetection']
/** Other ways to write what has a row of its own, and what stands under `metadata`. */
const IN_WORDS = /^(identity|system|parameters|metadata)\b/

const keysOf = (schema: z.core.$ZodType, path = ''): string[] => {
  const block = blockOf(schema)
  if (!(block instanceof z.ZodObject) || WHOLE.includes(path) || IN_WORDS.test(path)) return [path]
  return Object.entries(block.shape).flatMap(([key, child]) => keysOf(child, path ? `${path}.${key}` : key))
}
const withRow = (keys: readonly string[]) => keys.filter((key) => !IN_WORDS.test(key)).sort()

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-docs-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const write = (name: string, content: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
const agentOf = async (given: object) => {
  const { agents } = await loadSettings({ env: ENV, folder, overrides: { agents: { shop: given } } })
  return agents.shop as AgentDefinition
}

describe('docs/guides/agents.md', () => {
  it('[Q10 A1] names every key of an agent and of a model, and no other', () => {
    expect(withRow(rows('Key').map(({ key }) => key))).toEqual(withRow(keysOf(spec)))
    expect(withRow(rows('Key of a model').map(({ key }) => key))).toEqual(withRow(Object.keys(choice.shape)))
    for (const key of ['identity', 'system', 'parameters', 'metadata']) expect(page).toContain(key)
  })

  it('[Q10 A1 A3 A6 M14] names the defaults that hold', async () => {
    const plain = rows('Key').filter(({ value }) => /^(\d+|react|sqlite|sliding_window|redact|true)$/.test(value))
    const tree: Record<string, unknown> = {}
    for (const { key, value } of plain) {
      const keys = key.split('.')
      const last = keys.pop()!
      const node = keys.reduce((at, each) => {
        at[each] ??= {}
        return at[each] as Record<string, unknown>
      }, tree)
      node[last] = value
    }
    const values = ['temperature', 'maxTokens', 'streaming'].map((key) => [
      key,
      rows('Key of a model').find((row) => row.key === key)?.value,
    ])
    const model = { model: 'gpt-4o', ...Object.fromEntries(values) }
    expect(await agentOf({ ...tree, model })).toEqual(await agentOf({ model: 'gpt-4o' }))
    expect(plain.length).toBeGreaterThan(10)
  })

  it('[Q10 A2 I1] every sample in YAML loads without a fault or warning', async () => {
    const names = yaml.map((sample, at) => {
      if (sample.startsWith('whatsapp:')) return undefined
      // Only the frame is left out of a piece.
      const whole = sample.startsWith('apiVersion:')
      const name = /name: ([\w-]+)/.exec(whole ? (sample.split('spec:')[0] ?? '') : '')?.[1] ?? `sample-${at}`
      const framed = `apiVersion: wabaton/v1\nkind: Agent\nspec:\n${sample.replaceAll(/^/gm, '  ')}`
      write(`config/agents/${name}.agent.yaml`, whole ? sample : framed)
      const workspace = /^workspace: (\S+)/m.exec(sample)?.[1]
      if (workspace) write(`${workspace}/facts.md`, 'Parcels take two days.')
      return name
    })
    const agents = names.filter((name) => name !== undefined)
    expect(agents.length).toBeGreaterThan(1)
    const load = async (overrides: object) => {
      const { settings, agents: read } = await loadSettings({ env: ENV, folder, overrides })
      expect(settings.warnings).toEqual([])
      expect(Object.keys(read)).toEqual(expect.arrayContaining(agents))
    }
    await load({ agent: agents[0] })
    for (const sample of yaml.filter((one) => one.startsWith('whatsapp:'))) {
      write('config.yaml', sample)
      await load(sample.includes('default_agent') ? {} : { agent: agents[0] })
    }
  })
})
