import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { AgentDefinition } from '../domain/agent.ts'
import { choice } from './agent-model.ts'
import { spec } from './agent-schema.ts'
import { blockOf } from './entries.ts'
import { loadSettings } from './load-settings.ts'

const page = readFileSync(fileURLToPath(new URL('../../docs/guides/agents.md', import.meta.url)), 'utf8')
const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_PHONE_NUMBER_ID: '106540352242922',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  OPENAI_API_KEY: 'sk-test',
  ACME_TOKEN: 'acme-token',
}

/** The cells of every row of a table, without their back quotes. */
const rows = (title: string) =>
  (page.split(`| ${title} |`)[1] ?? '')
    .split('\n\n')[0]!
    .split('\n')
    .filter((row) => row.startsWith('| `'))
    .map((row) => row.split('|').map((cell) => cell.trim().replaceAll('`', '')))
const samples = [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].map(([, kind = '', content = '']) => ({ kind, content }))

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
  it('[Q10 A1] names every key of an agent and of a model, and no other', () => {
    expect(
      rows('Key')
        .map(([, key]) => key)
        .sort(),
    ).toEqual(keysOf(spec).sort())
    expect(
      rows('Key of a model')
        .map(([, key]) => key)
        .sort(),
    ).toEqual(Object.keys(choice.shape).sort())
  })

  it('[Q10 A1 A3 A6 M14] names the defaults that hold', async () => {
    const plain = rows('Key').filter(([, , value]) => /^(\d+|react|sqlite|sliding_window|redact|true)$/.test(value!))
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
      (key) => rows('Key of a model').find(([, one]) => one === key)?.[2],
    )
    const model = { model: 'gpt-4o', temperature, maxTokens, streaming }
    expect(await agentOf({ ...tree, model })).toEqual(await agentOf({ model: 'gpt-4o' }))
    expect(plain.length).toBeGreaterThan(10)
  })

  it.each(samples.map((sample, at) => ({ ...sample, at })))(
    '[Q10 A2 I1] sample $at ($kind) loads without a fault',
    async ({ kind, content }) => {
      const name =
        kind === 'ts'
          ? 'wabaton.config.ts'
          : content.startsWith('apiVersion')
            ? 'config/agents/whatsapp-assistant.agent.yaml'
            : 'config.yaml'
      write(name, content)
      const { settings, agents } = await loadSettings({ env: ENV, folder })
      expect(settings.warnings.filter((one) => !one.startsWith('No agent'))).toEqual([])
      expect(Object.keys(agents).length).toBeGreaterThan(0)
    },
  )
})
