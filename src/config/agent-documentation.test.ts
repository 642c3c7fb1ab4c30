import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AgentDefinition } from '../domain/agent.ts'
import { READY_TOOLS } from '../domain/ready-tools.ts'
import { readHttp, readMcp } from './agent-far-tools.ts'
import { choice } from './agent-model.ts'
import { spec } from './agent-schema.ts'
import { DEFAULT_TOOLS, own } from './agent-tools.ts'
import { blockOf } from './entries.ts'
import type { Fault } from './faults.ts'
import { loadSettings } from './load-settings.ts'

const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  OPENAI_API_KEY: 'sk-test',
  ANTHROPIC_API_KEY: 'sk-ant-test',
  ACME_API_KEY: 'acme-key',
  SLACK_WEBHOOK: 'https://hooks.slack.example/services/T0/B0/x',
  ERP_SECRET: 'erp-secret',
  SMTP_URL: 'smtps://wabaton:password@mail.acme.example',
  SMTP_FROM: 'Acme <help@acme.example>',
}

const read = (guide: string) =>
  readFileSync(fileURLToPath(new URL(`../../docs/guides/${guide}.md`, import.meta.url)), 'utf8')

/** The cells of every row of a table, without their back quotes. */
const rows = (page: string, title: string) =>
  (page.split(`| ${title} |`)[1] ?? '')
    .split('\n\n')[0]!
    .split('\n')
    .filter((row) => row.startsWith('| `'))
    .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))

/** Blocks that have a short form are documented as one key. */
const WHOLE = [
  'identity',
  'guardrails.input.piiDetection',
  'guardrails.input.maxLength',
  'guardrails.output.piiDetection',
]
const keysOf = (schema: z.core.$ZodType, path = ''): string[] => {
  const block = blockOf(schema)
  if (!(block instanceof z.ZodObject) || WHOLE.includes(path)) return [path]
  return Object.entries(block.shape).flatMap(([key, child]) => keysOf(child, path ? `${path}.${key}` : key))
}

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
  const page = read('agents')

  it('[Q10 A1] names every key of an agent and of a model, and no other', () => {
    expect(
      rows(page, 'Key')
        .map(([, key]) => key)
        .sort(),
    ).toEqual(keysOf(spec).sort())
    expect(
      rows(page, 'Key of a model')
        .map(([, key]) => key)
        .sort(),
    ).toEqual(Object.keys(choice.shape).sort())
  })

  it('[Q10 A1 A3 A6 M14] names the defaults that hold', async () => {
    const plain = rows(page, 'Key').filter(([, , value]) =>
      /^(\d+|react|sqlite|sliding_window|redact|true)$/.test(value!),
    )
    const tree: Record<string, unknown> = {}
    for (const [, key, value] of plain) {
      const keys = key!.split('.')
      const last = keys.pop()!
      const node = keys.reduce((at, each) => {
        at[each] ??= {}
        return at[each] as Record<string, unknown>
      }, tree)
      node[last] = value
    }
    const [temperature, maxTokens, streaming] = ['temperature', 'maxTokens', 'streaming'].map(
      (key) => rows(page, 'Key of a model').find(([, one]) => one === key)?.[2],
    )
    const model = { model: 'gpt-4o', temperature, maxTokens, streaming }
    expect(await agentOf({ ...tree, model })).toEqual(await agentOf({ model: 'gpt-4o' }))
    expect(plain.length).toBeGreaterThan(10)
  })
})

describe('docs/guides/tools.md', () => {
  const page = read('tools')

  it('[Q10 A10 A11] names every ready tool, and which of them an agent has that lists none', () => {
    const tools = rows(page, 'Tool')
    expect(tools.map(([, name]) => name)).toEqual(Object.keys(READY_TOOLS))
    const usual = tools.filter(([, , given]) => given === 'yes' || given === 'always').map(([, name]) => name)
    expect(usual.sort()).toEqual([...DEFAULT_TOOLS].sort())
  })

  it('[Q10 A10] names every key of own tools, of tools over HTTP and of MCP servers', () => {
    const sections = page.split('\n## ').map((section) => ({
      title: section.split('\n')[0]!,
      keys: rows(section, 'Key').flatMap((row) => row[1]!.split(', ')),
    }))
    const keys = (title: string) => sections.find((one) => one.title === title)!.keys
    const knownTo = (readTool: typeof readHttp | typeof readMcp) => {
      const faults: Fault[] = []
      readTool({ unheard_of: 1 }, (path) => path, faults)
      const { cure } = faults.find(({ where }) => where === 'unheard_of')!
      return /Known here: (.+)\./.exec(cure)![1]!.split(', ')
    }
    const told = (names: readonly string[]) => names.filter((one) => one !== 'type').sort()
    expect(keys('A tool in TypeScript').sort()).toEqual(told(Object.keys(own.shape)))
    expect(keys('A request over HTTP').sort()).toEqual(told(knownTo(readHttp)))
    expect(keys('MCP servers').sort()).toEqual(told(knownTo(readMcp)))
  })
})

/** A file of an agent, a configuration, or the inside of an agent: whatever it is, it loads. */
const GUIDES = ['../../README', 'quick-start', 'agents', 'tools', 'guardrails', 'media', 'commands', 'traces']
const samples = GUIDES.flatMap((guide) =>
  [...read(guide).matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, content = ''], at) => ({ guide, at, content })),
)

describe('samples of agents', () => {
  it.each(samples)('[Q10 A2 I1] sample $at of $guide loads without a fault or warning', async ({ guide, content }) => {
    write('workspace/shop/01-delivery.md', 'Parcels take two days.')
    const overrides: Record<string, unknown> = {}
    for (const { content: other } of samples.filter((one) => one.guide === guide)) {
      const [, name] = /^metadata:\s*(?:\{ |\n {2})name: ([\w-]+)/m.exec(other) ?? []
      if (other.startsWith('apiVersion') && name) write(`config/agents/${name}.agent.yaml`, other)
    }
    if (/^(whatsapp|channels):/.test(content)) write('config.yaml', content)
    else if (!content.startsWith('apiVersion'))
      write(
        'config/agents/inside.agent.yaml',
        `apiVersion: wabaton/v1\nkind: Agent\nspec:\n${content.replaceAll(/^(?=.)/gm, '  ')}`,
      )
    if (!/^\s+(default_agent|agent): |^\s+lines:/m.test(content)) overrides.defaultAgent = 'demo'
    const { settings } = await loadSettings({ env: ENV, folder, overrides })
    expect(settings.warnings).toEqual([])
  })
})
