import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { loadSettings } from '../../../src/config/load-settings.ts'
import type { AgentDefinition } from '../../../src/domain/agent.ts'
import { SALES, SUPPORT } from '../../settings.ts'
import { setStage } from '../../stage.ts'
import { setDouble } from './live-scene.ts'
import { calling, MAYA, setTalk } from './talk.ts'

/** What stands in the prompt of a persona, however it is customised. */
async function promptOf(persona: string, more: object = {}) {
  const { says, asks } = await setTalk({ persona, description: undefined, ...more })
  await says('Hello')
  return asks[0]!.instructions
}

describe('personas', () => {
  it('[A7] all are warm, short and honest, use what they know, and tell nothing that is not theirs to tell', async () => {
    for (const persona of ['support', 'sales', 'vip']) {
      const prompt = await promptOf(persona)
      expect(prompt).toContain('one or two short paragraphs, warm and direct, in simple words')
      expect(prompt).toContain('Never ask for something they have already told')
      expect(prompt).toContain('say what you see in it')
      expect(prompt).toContain('say so and offer what you can do instead')
      expect(prompt).toContain('Promise only what your tools can do')
      expect(prompt).toContain('Never tell anybody personal data of others')
      expect(prompt).toContain('Call hand_off_to_human when the customer asks for a person')
    }
  })

  it('[A8] sales: recent trouble first, nothing oversold, and no link before a clear yes', async () => {
    const prompt = await promptOf('sales', { system: 'We sell tea.' })
    expect(prompt).toContain('Look first whether the customer has had trouble lately')
    expect(prompt).toContain('recommend the one thing that fits, also where it is the smaller one')
    expect(prompt).toContain('ask whether they want it, and wait for a clear yes')
    expect(prompt).toContain('We sell tea.')
  })

  it('[A8] support: calms down before it solves, keeps the customer, and helps to begin after a purchase', async () => {
    const prompt = await promptOf('support')
    expect(prompt).toContain('calm things down before you solve them')
    expect(prompt).toContain('never send a customer elsewhere with a problem that you can take on')
    expect(prompt).toContain('When somebody has just bought something, help them to begin')
  })

  it('[A8] vip: by name, with the whole history, and everything taken off their hands', async () => {
    const prompt = await promptOf('vip')
    expect(prompt).toContain('greet them by their name')
    expect(prompt).toContain('Use the whole history')
    expect(prompt).toContain('Take every matter off their hands')
  })

  it('[A8 I2] sales has the trouble before it of which support was told', async () => {
    const { says, stage, asks } = await setTalk({ persona: 'sales', description: undefined })
    await says('My kettle arrived broken')
    stage.phone(MAYA, 'sales').says('Which kettle is the best?')
    await stage.pass(10_000)
    const { instructions } = asks.at(-1)!
    expect(instructions).toContain('My kettle arrived broken')
    expect(instructions.indexOf('Look first whether')).toBeLessThan(instructions.indexOf('My kettle arrived broken'))
  })
})

describe('ready-made agents', () => {
  /** As a project has them that names `support` and `sales` for its lines and writes no file. */
  async function ready(endpoint: string) {
    const folder = mkdtempSync(join(tmpdir(), 'wabaton-ready-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const env = {
      WHATSAPP_VERIFY_TOKEN: 'v',
      WHATSAPP_ACCESS_TOKEN: 'a',
      WHATSAPP_APP_SECRET: 's',
      OPENAI_API_KEY: 'sk-of-the-test',
      OPENAI_BASE_URL: endpoint,
    }
    const lines = {
      '106540352242922': { name: 'support', agent: 'support' },
      '106540352242923': { name: 'sales', agent: 'sales' },
    }
    return (await loadSettings({ env, folder, overrides: { lines } })).agents as Record<string, AgentDefinition>
  }

  it('[A33 A8 I2] support and sales answer without a file, each on its line, with the model whose key is set', async () => {
    const double = await setDouble(({ instructions }) =>
      instructions.includes('You are in sales') ? 'Sales.' : 'Support.',
    )
    const agents = await ready(double.url)
    const lines = [SUPPORT, SALES].map((line) => ({ ...line, agent: line.name }))
    const stage = await setStage({ live: true, agents, settings: { lines } })
    onTestFinished(stage.stop)
    for (const { name } of lines) {
      stage.phone(MAYA, name).says('Hello')
      await expect.poll(() => stage.phone(MAYA, name).bubbles.length).toBe(1)
    }
    const said = lines.map(({ name }) => stage.phone(MAYA, name).bubbles[0]!.text)
    expect(said).toEqual([
      "I'm Support, the AI assistant of Support.\n\nSupport.",
      "I'm Sales, the AI assistant of Sales.\n\nSales.",
    ])
    expect(double.requests.map(({ model }) => model)).toEqual(['gpt-4o-mini', 'gpt-4o-mini'])
  })

  it('[A33] support hands over to a person by itself, with its summary', async () => {
    const handing = calling('hand_off_to_human', { reason: 'out_of_scope', summary: 'Wants a person.' })
    const { says, handoffs } = await setTalk({ persona: 'support' }, handing)
    expect(await says('That is beyond you, I fear')).toEqual(['Of course — connecting you with a teammate now.'])
    expect(await handoffs()).toMatchObject([{ reason: 'out_of_scope', summary: 'Wants a person.' }])
  })

  it('[A33 A32] sales declines what is off its topic, and people are asked when that goes on', async () => {
    const declining = calling('decline_off_topic', {}, 'I can only help with our products.')
    const { says, handoffs } = await setTalk({ persona: 'sales', disclosure: false }, declining)
    for (let count = 1; count <= 2; count++)
      expect(await says(`Homework ${count}`)).toEqual(['I can only help with our products.'])
    await says('Homework 3')
    expect(await handoffs()).toMatchObject([{ reason: 'out_of_scope' }])
  })
})
