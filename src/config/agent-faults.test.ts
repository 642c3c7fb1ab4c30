import { describe, expect, it } from 'vitest'
import type { AgentDefinition } from '../domain/agent.ts'
import { ENV, inProject } from './test-project.ts'

const { write, writeAgent, load, refused } = inProject()

describe('faults of an agent', () => {
  it('[A2 C3] all are told at once, with the file, the nearest name and the cure', async () => {
    writeAgent(
      'shop',
      `displayname: Shop
modle: gpt-4o
orchestration: {pattern: plan, max_iteration: 3}
memory: {conversational: {backend: redis}}
guardrails: {input: [{type: pii_detecton}, {type: max_length, max_char: 3}]}
tools: [send_buton]
disclosure: maybe`,
    )
    const { faults } = await refused()
    const at = (path: string) => `config/agents/shop.agent.yaml: spec.${path}`
    expect(Object.fromEntries(faults.map(({ where, cure }) => [where, cure]))).toEqual({
      [at('displayname')]: 'Did you mean display_name?',
      [at('modle')]: 'Did you mean model?',
      [at('orchestration.pattern')]: 'Write one of: react.',
      [at('orchestration.max_iteration')]: 'Did you mean max_iterations?',
      [at('memory.conversational.backend')]: 'Write one of: sqlite.',
      [at('guardrails.input.pii_detecton')]: 'Did you mean pii_detection?',
      [at('guardrails.input.max_length.max_char')]: 'Did you mean max_chars?',
      [at('disclosure')]: 'Write true or false, or leave it out.',
      [at('tools[0]')]: 'Did you mean send_buttons?',
    })
  })

  it('[A2] a file of another kind or version, with another name, or that is no YAML', async () => {
    write('config/agents/a.agent.yaml', 'apiVersion: wabaton/v2\nkind: Agnt\nspec: {model: gpt-4o}')
    write(
      'config/agents/b.agent.yaml',
      'apiVersion: wabaton/v1\nkind: Agent\nmetadata: {name: c}\nspec: {model: gpt-4o}',
    )
    write('config/agents/d.agent.yaml', 'kind: [')
    write('config/agents/e.agent.yaml', '')
    const { faults } = await refused({ overrides: { agent: 'b' } })
    expect(faults).toMatchObject([
      { where: 'config/agents/d.agent.yaml', problem: expect.stringContaining('YAML') },
      { where: 'config/agents/a.agent.yaml: apiVersion', cure: 'Write: apiVersion: wabaton/v1' },
      { where: 'config/agents/a.agent.yaml: kind', cure: 'Write: kind: Agent' },
      { where: 'config/agents/b.agent.yaml: metadata.name', problem: 'is c, and the agent is known as b.' },
      { where: 'config/agents/e.agent.yaml' },
    ])
  })

  it('[A1] the same twice is refused, wherever it stands', async () => {
    const twice = {
      model: 'gpt-4o',
      displayName: 'A',
      display_name: 'B',
      system: 'x',
      prompts: 'y',
      description: 'c',
      identity: { description: 'd' },
    }
    const { faults } = await refused({ overrides: { agents: { shop: twice } } as object })
    expect(faults.map(({ where }) => where)).toEqual(['options: agents.shop.display_name'])
    const { displayName: _, ...less } = twice
    const rest = (await refused({ overrides: { agents: { shop: less } } as object })).faults
    expect(rest.map(({ where }) => where)).toEqual([
      'options: agents.shop.identity.description',
      'options: agents.shop.system',
    ])
  })

  it('[C3] a variable in the file of an agent is filled in, named where it is missing, and a secret in it is warned of', async () => {
    const tool = (value: string) =>
      `tools: [{type: http, name: look, description: Looks., url: "https://api.acme.com/x", headers: {Authorization: "${value}", Accept: json}}]`
    writeAgent('shop', tool(`Bearer \${SHOP_TOKEN}`))
    const { settings, agents } = await load({ env: { ...ENV, SHOP_TOKEN: 'SECRETshop' } })
    expect((agents.shop as AgentDefinition).tools[0]).toMatchObject({ headers: { Authorization: 'Bearer SECRETshop' } })
    expect(settings.warnings).toEqual([])
    expect((await refused()).faults).toMatchObject([
      {
        where: 'config/agents/shop.agent.yaml: spec.tools[0].headers.Authorization',
        problem: 'needs the variable SHOP_TOKEN, which is not set.',
      },
    ])
    writeAgent('shop', tool('Bearer SECRETliteral'))
    const { warnings } = (await load()).settings
    expect(warnings).toEqual([
      expect.stringContaining('spec.tools[0].headers.Authorization holds a secret in the file'),
    ])
    expect(warnings.join()).not.toContain('SECRETliteral')
  })
})
