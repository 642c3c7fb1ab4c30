import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { AgentDefinition } from '../domain/agent.ts'
import { ConfigError } from './faults.ts'
import { type LoadSettings, loadSettings } from './load-settings.ts'
import { PERSONA_TEXTS } from './personas.ts'

const ENV = {
  WHATSAPP_VERIFY_TOKEN: 'verify-me',
  WHATSAPP_ACCESS_TOKEN: 'EAAG0123',
  WHATSAPP_APP_SECRET: 'a1b2c3d4',
  OPENAI_API_KEY: 'sk-test',
}
const [SALES, SUPPORT, VIP] = ['106540352242922', '106540352242933', '106540352242944']
const ONE = { ...ENV, WHATSAPP_PHONE_NUMBER_ID: SALES }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'wabaton-agents-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const write = (name: string, content: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), content)
}
const writeAgent = (name: string, spec = '{model: gpt-4o}') =>
  write(`config/agents/${name}.agent.yaml`, `apiVersion: wabaton/v1\nkind: Agent\nspec: ${spec}\n`)
const load = (overrides: object = {}, { env = ENV, ...more }: Partial<LoadSettings> = {}) =>
  loadSettings({ env, folder, overrides, ...more })
const refused = (overrides: object = {}, more: Partial<LoadSettings> = {}) =>
  load(overrides, more).then(
    () => expect.fail('started'),
    (error: unknown) => (error instanceof ConfigError ? error : expect.fail(String(error))),
  )
const definition = (found: unknown) => found as AgentDefinition

describe('agents of lines', () => {
  it('[I1 I2] three lines, each with a model, a prompt and tools of its own', async () => {
    const { settings, agents } = await load({
      lines: {
        [SALES]: { name: 'sales', displayName: 'Sales', model: 'gpt-4o', system: 'You sell.', tools: ['send_list'] },
        [SUPPORT]: { name: 'support', displayName: 'Support', model: 'gpt-4o-mini', system: 'You help.' },
        [VIP]: { name: 'vip', displayName: 'VIP', agent: { model: 'gpt-4o', persona: 'vip' } },
      },
    })
    expect(settings.lines.map(({ name, agent }) => [name, agent])).toEqual([
      ['sales', 'sales'],
      ['support', 'support'],
      ['vip', 'vip'],
    ])
    const shown = Object.entries(agents).map(([name, agent]) => {
      const { model, prompts, displayName, tools } = definition(agent)
      return [name, displayName, model.primary.model, prompts.system, tools.length]
    })
    expect(shown).toEqual([
      ['sales', 'Sales', 'gpt-4o', 'You sell.', 2],
      ['support', 'Support', 'gpt-4o-mini', 'You help.', 9],
      ['vip', 'Personal service', 'gpt-4o', PERSONA_TEXTS.vip.prompt, expect.any(Number)],
    ])
  })

  it('[I1] the same in YAML, with any number of further lines', async () => {
    write(
      'config.yaml',
      `whatsapp:
  default_agent: demo
  lines:
    "${SALES}":
      name: sales
      model: {primary: gpt-4o, fallback: gpt-4o-mini}
      system: You sell.
      tools:
        - send_list
        - {type: http, name: stock, description: Looks., url: "https://api.acme.com/\${SHOP}", parameters: {type: object, properties: {count: {type: integer, minimum: 1}}, required: [count], additionalProperties: false}}
    "${SUPPORT}": {name: support, agent: support}
    "${VIP}": {name: vip}
`,
    )
    const { settings, agents } = await load({}, { env: { ...ENV, SHOP: 'tea' } })
    expect(settings.lines.map(({ agent }) => agent)).toEqual(['sales', 'support', 'demo'])
    expect(definition(agents.sales).model.fallback?.model).toBe('gpt-4o-mini')
    // In a JSON schema numbers and truths stay what they are.
    expect(definition(agents.sales).tools[1]).toMatchObject({
      url: 'https://api.acme.com/tea',
      parameters: { properties: { count: { minimum: 1 } }, additionalProperties: false },
    })
  })

  it('[I1 C3] an agent beside a model, a faulty one, and names that are taken', async () => {
    const { faults } = await refused({
      agents: { shop: { model: 'gpt-4o' } },
      lines: {
        [SALES]: { name: 'sales', agent: 'shop', model: 'gpt-4o' },
        [SUPPORT]: { name: 'support', model: { primry: 'x', fallback: 'gpt-4o' }, tools: ['send_txt'] },
        [VIP]: { name: 'shop', system: 'Hello' },
      },
    })
    expect(faults.map(({ where }) => where)).toEqual([
      `options: lines.${SALES}.model`,
      `options: agents.shop and options: lines.${VIP}`,
      `options: lines.${SUPPORT}.model.primry`,
      `options: lines.${SUPPORT}.model`,
      `options: lines.${SUPPORT}.tools[0]`,
    ])
  })
})

describe('agents by name', () => {
  it('[A1 A2] whatsapp-assistant answers where nothing names another one', async () => {
    expect((await load({}, { env: ONE })).settings.defaultAgent).toBe('demo')
    writeAgent('other')
    expect((await load({}, { env: ONE })).settings.defaultAgent).toBe('other')
    writeAgent('third')
    expect((await refused({}, { env: ONE })).message).toContain('default_agent is not set, and there are 2 agents')
    writeAgent('whatsapp-assistant')
    const { settings, agents } = await load({}, { env: ONE })
    expect([settings.defaultAgent, Object.keys(agents)]).toEqual([
      'whatsapp-assistant',
      ['other', 'third', 'whatsapp-assistant'],
    ])
    expect((await load({ agent: 'third' }, { env: ONE })).settings.lines[0]?.agent).toBe('third')
  })

  it('[A2] a missing agent stops the start and names the file that was looked for', async () => {
    write('config.yaml', 'whatsapp: {agent: general}')
    const { faults } = await refused({}, { env: ONE })
    expect(faults).toMatchObject([
      { where: 'config.yaml: whatsapp.agent', problem: expect.stringContaining('config/agents/general.agent.yaml') },
    ])
    writeAgent('general')
    expect((await load({}, { env: ONE })).settings.defaultAgent).toBe('general')
  })

  it('[A8 A33] support and sales are there without a file, and a file of that name comes first', async () => {
    const { settings, agents } = await load({ agent: 'support' }, { env: ONE })
    expect(settings.lines[0]?.agent).toBe('support')
    expect(Object.keys(agents)).toEqual(['support'])
    expect(definition(agents.support)).toMatchObject({
      name: 'support',
      displayName: 'Support',
      model: { primary: { model: 'gpt-4o-mini', apiKey: 'sk-test' } },
      prompts: { system: PERSONA_TEXTS.support.prompt },
    })
    writeAgent('sales', '{model: gpt-4o, prompts: Mine.}')
    expect(definition((await load({ agent: 'sales' }, { env: ONE })).agents.sales).prompts.system).toBe('Mine.')
  })

  it('[A8 Q3] without a key a ready-made agent is told what it needs, and in the simulator the demo plays it', async () => {
    const { OPENAI_API_KEY: _, ...env } = ONE
    const { faults } = await refused({ agent: 'support' }, { env: env })
    expect(faults).toMatchObject([{ where: 'agent support', cure: expect.stringContaining('OPENAI_API_KEY') }])
    const { agents, settings } = await load({ agent: 'support' }, { env: {}, simulator: true })
    expect(definition(agents.support).model.primary.provider).toBe('demo')
    expect(settings.warnings).toContainEqual(expect.stringContaining('the scripted demo answers'))
  })

  it('[A24] colleagues exist, are not the agent itself, and may be ready-made', async () => {
    writeAgent('tier1', '{model: gpt-4o-mini, escalates_to: [tier2, sales]}')
    writeAgent('tier2')
    const { agents } = await load({ agent: 'tier1' }, { env: ONE })
    expect(definition(agents.tier1).colleagues).toEqual(['tier2', 'sales'])
    expect(definition(agents.tier1).tools.map(({ name }) => name)).toContain('escalate')
    expect(Object.keys(agents).sort()).toEqual(['sales', 'tier1', 'tier2'])
    writeAgent('tier1', '{model: gpt-4o-mini, escalates_to: [tier1, tier3]}')
    expect((await refused({ agent: 'tier1' }, { env: ONE })).faults).toMatchObject([
      { problem: 'names the agent itself.' },
      { problem: expect.stringContaining('config/agents/tier3.agent.yaml'), cure: expect.stringContaining('tier2') },
    ])
  })

  it('[A2] one name is one agent, and the built-in one keeps its own', async () => {
    writeAgent('shop')
    writeAgent('demo')
    const { faults } = await refused({ agents: { shop: () => 'Hi' }, agent: 'shop' }, { env: ONE })
    expect(faults.map(({ where }) => where)).toEqual([
      'config/agents/demo.agent.yaml',
      'options: agents.shop and config/agents/shop.agent.yaml',
    ])
  })

  it('[C5 C10] an agent that is given alone may be a definition, under its own name', async () => {
    const named = await load({ agent: { name: 'shop', model: 'gpt-4o' } }, { env: ONE })
    expect([named.settings.defaultAgent, Object.keys(named.agents)]).toEqual(['shop', ['shop']])
    const unnamed = await load({ agent: { model: 'gpt-4o' } }, { env: ONE })
    expect(unnamed.settings.defaultAgent).toBe('whatsapp-assistant')
  })

  it('[C1 A3] the key of a provider is there for the demo, which says who answers', async () => {
    const { settings } = await load({}, { env: ONE })
    expect(settings.realModel).toMatchObject({ provider: 'openai', model: 'gpt-4o-mini', apiKey: 'sk-test' })
    expect(settings.warnings).toEqual([expect.stringContaining("the demo's persona answers customers")])
  })

  it('[A6] a turn that an agent may take longer for than the platform draws a warning', async () => {
    writeAgent('slow', '{model: gpt-4o, orchestration: {timeout_seconds: 120}}')
    expect((await load({}, { env: ONE })).settings.warnings).toEqual([
      expect.stringContaining('turn.timeout ends it after 90 s'),
    ])
  })

  it('[A2] a file with another ending is not read, and that is said', async () => {
    write('config/agents/shop.yaml', 'kind: Agent')
    expect((await load({ agent: 'demo' }, { env: ONE })).settings.warnings).toEqual([
      'config/agents/shop.yaml is not read: the file of an agent is called <name>.agent.yaml.',
    ])
  })
})
