import { describe, expect, it } from 'vitest'
import type { AgentDefinition } from '../domain/agent.ts'
import { DEFAULT_PROMPT, PERSONA_TEXTS } from './personas.ts'
import { inProject } from './test-project.ts'

const project = inProject()
const { write, remove, writeAgent, load, refused } = project

const fromFile = async (spec: string) => {
  writeAgent('shop', spec)
  return (await load()).agents.shop as AgentDefinition
}
const fromCode = async (agent: object) =>
  (await load({ overrides: { agents: { shop: agent } } })).agents.shop as AgentDefinition

describe('defaults', () => {
  const ready = (tool: string) => ({ kind: 'ready', tool, name: tool, settings: {} })

  it('[A1 A2 A3 A6 A16 A32 M14] an agent of which only the model is known has every documented default', async () => {
    const agent = await fromFile('model: gpt-4o-mini\n')
    expect(agent).toEqual({
      name: 'shop',
      version: '1.0.0',
      namespace: 'default',
      labels: {},
      displayName: 'shop',
      description: '',
      handoffDescription: '',
      model: {
        primary: {
          provider: 'openai',
          model: 'gpt-4o-mini',
          endpoint: undefined,
          apiKey: 'sk-test',
          api: undefined,
          streaming: false,
          temperature: 0.4,
          maxTokens: 1024,
          vision: undefined,
          instance: undefined,
        },
        fallback: undefined,
        routing: 'primary',
        transcription: undefined,
      },
      prompts: { system: DEFAULT_PROMPT, variables: {}, scope: undefined },
      orchestration: { pattern: 'react', maxIterations: 5, timeoutMs: 30_000 },
      memory: { maxTurns: 30, ttlMs: 86_400_000, ownLineOnly: false },
      guardrails: { input: { pii: true, maxChars: 2000 }, output: { pii: true }, allow: [], offTopicLimit: 3 },
      disclosure: true,
      tools: [
        'hand_off_to_human',
        'send_buttons',
        'send_list',
        'send_link',
        'request_location',
        'send_reaction',
        'analyze_attachment',
        'memory_search',
        'memory_store',
      ].map(ready),
      colleagues: [],
      workspace: undefined,
    })
  })

  it('[A1 A2] the same agent in TypeScript, in either spelling and either form, and in YAML', async () => {
    const yaml = await fromFile(
      'model: gpt-4o\ndisplay_name: Shop\nhandoff_description: Orders\nescalates_to: [support]',
    )
    remove('config')
    const snake = { model: 'gpt-4o', display_name: 'Shop', handoff_description: 'Orders', escalates_to: ['support'] }
    const camel = {
      model: 'gpt-4o',
      identity: { displayName: 'Shop', handoffDescription: 'Orders' },
      escalatesTo: 'support',
    }
    expect(await fromCode(snake)).toEqual(yaml)
    expect(await fromCode({ ...camel, name: 'shop' })).toEqual(yaml)
    const manifest = { apiVersion: 'astromesh/v1', kind: 'Agent', metadata: { name: 'shop' }, spec: camel }
    expect(await fromCode(manifest)).toEqual(yaml)
  })
})

describe('settings of an agent', () => {
  it('[A1] metadata, identity and orchestration arrive', async () => {
    const labels = '{channel: whatsapp, tier: production}'
    writeAgent(
      'shop',
      'identity: {display_name: The shop, description: Sells tea, handoff_description: For tea}\norchestration: {pattern: react, max_iterations: 3, timeout_seconds: 12}\ndisclosure: false',
      `{name: shop, version: "2.1", namespace: channels, labels: ${labels}}`,
    )
    expect((await load()).agents.shop).toMatchObject({
      version: '2.1',
      namespace: 'channels',
      labels: { channel: 'whatsapp', tier: 'production' },
      displayName: 'The shop',
      description: 'Sells tea',
      handoffDescription: 'For tea',
      orchestration: { maxIterations: 3, timeoutMs: 12_000 },
      disclosure: false,
    })
  })

  it('[M14] the window of recent turns, in its long and its short form', async () => {
    const long = 'memory: {conversational: {backend: sqlite, strategy: sliding_window, max_turns: 7, ttl: 3600}}'
    expect((await fromFile(long)).memory).toMatchObject({ maxTurns: 7, ttlMs: 3_600_000 })
    const short = await fromFile('memory: {max_turns: 9, ttl: 2h, lines: own}')
    expect(short.memory).toEqual({ maxTurns: 9, ttlMs: 7_200_000, ownLineOnly: true })
  })

  it('[A16] guardrails as a list are all there is; as a block they change what they name', async () => {
    const list =
      'guardrails:\n  input:\n    - {type: pii_detection, action: redact}\n    - {type: max_length, max_chars: 500}\n  output:\n    - type: pii_detection'
    expect((await fromFile(list)).guardrails).toMatchObject({
      input: { pii: true, maxChars: 500 },
      output: { pii: true },
    })
    const one = (await fromFile('guardrails: {input: [{type: max_length, max_chars: 10}], output: []}')).guardrails
    expect(one).toMatchObject({ input: { pii: false, maxChars: 10 }, output: { pii: false } })
    const block = 'guardrails: {input: {max_length: off}, output: {pii_detection: off}, allow: [help@acme.com]}'
    expect((await fromFile(block)).guardrails).toEqual({
      input: { pii: true, maxChars: undefined },
      output: { pii: false },
      allow: ['help@acme.com'],
      offTopicLimit: 3,
    })
  })

  it('[A32] it stays with what prompts.scope says, or its description; off is off', async () => {
    const scoped = await fromFile('description: Sells tea\nprompts: {scope: tea and cups}')
    expect(scoped.prompts.scope).toBe('tea and cups')
    const described = await fromFile('description: Sells tea\nguardrails: {off_topic_limit: 5}')
    expect([described.prompts.scope, described.guardrails.offTopicLimit]).toEqual(['Sells tea', 5])
    expect(described.tools.map(({ name }) => name)).toContain('decline_off_topic')
    const off = await fromFile('description: Sells tea\nguardrails: {off_topic_limit: off}')
    expect([off.prompts.scope, off.guardrails.offTopicLimit]).toEqual([undefined, undefined])
    expect(off.tools.map(({ name }) => name)).not.toContain('decline_off_topic')
  })

  it('[A7 A8] a given prompt takes the place of the default one, and follows that of a persona', async () => {
    expect((await fromFile('prompts: {system: Be brief.}')).prompts.system).toBe('Be brief.')
    expect((await fromFile('prompts: Be brief.')).prompts.system).toBe('Be brief.')
    remove('config')
    expect((await fromCode({ system: 'Be brief.' })).prompts.system).toBe('Be brief.')
    for (const persona of ['support', 'sales', 'vip'] as const) {
      const { prompt, displayName, description } = PERSONA_TEXTS[persona]
      const agent = await fromFile(`persona: ${persona}\nprompts: Be brief.`)
      expect(agent).toMatchObject({ displayName, description, prompts: { system: `${prompt}\n\nBe brief.` } })
      expect((await fromFile(`persona: ${persona}`)).prompts.system).toBe(prompt)
    }
  })

  it('[A1] variables of the prompt are known ones or its own', async () => {
    const prompts =
      'prompts: {system: "{{customer_name}} on {{ line }}, {{date}}, {{agent}} of {{shop}}", variables: {shop: Acme}}'
    expect((await fromFile(prompts)).prompts.variables).toEqual({ shop: 'Acme' })
    writeAgent('shop', 'prompts: "Hello {{custmer_name}} from {{city}}"')
    expect((await refused()).faults).toEqual([
      {
        where: 'config/agents/shop.agent.yaml: spec.prompts.system',
        problem: 'holds {{custmer_name}}, which nothing fills in.',
        cure: 'Did you mean {{customer_name}}?',
      },
      expect.objectContaining({ problem: 'holds {{city}}, which nothing fills in.' }),
    ])
  })

  it('[A14] a workspace gives its texts by name, and its greeting apart', async () => {
    write('workspace/shop/2-prices.txt', 'Tea is 4.\n')
    write('workspace/shop/1-hours.md', 'Open from 9 to 5.')
    write('workspace/shop/GREETING.md', 'Welcome back!\n')
    write('workspace/shop/logo.png', 'not text')
    const { settings, agents, workspaces } = await load({
      overrides: { agent: { workspace: 'workspace/shop', model: 'gpt-4o' } },
    })
    expect((agents[settings.defaultAgent] as AgentDefinition).workspace).toEqual({
      texts: ['Open from 9 to 5.', 'Tea is 4.'],
      greeting: 'Welcome back!',
    })
    expect(workspaces).toEqual([project.at('workspace/shop')])
    writeAgent('shop', 'workspace: workspace/shopp')
    expect((await refused()).faults).toMatchObject([
      { where: 'config/agents/shop.agent.yaml: spec.workspace', problem: expect.stringContaining('workspace/shopp') },
    ])
  })
})
