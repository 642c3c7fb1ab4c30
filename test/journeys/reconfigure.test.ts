import { createHmac } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { AgentDefinition } from '../../src/domain/agent.ts'
import type { Agent } from '../../src/domain/turn.ts'
import { sleep } from '../../src/flows/world.ts'
import type { Transport } from '../../src/whatsapp/transport.ts'
import { agentOf } from '../agents.ts'
import { scriptedModel } from '../doubles/scripted-model.ts'
import { transportTo } from '../graph-transport.ts'
import { ACCESS_TOKEN, APP_SECRET, LATE, SALES, type SettingsChange, SUPPORT, testSettings } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

const MAYA = '15550001111'

async function setUp(options: StageOptions = {}) {
  const stage = await setStage(options)
  onTestFinished(stage.stop)
  const says = async (text: string, line = 'support') => {
    const { bubbles } = stage.phone(MAYA, line)
    stage.phone(MAYA, line).says(text)
    await stage.pass(10_000)
    return stage
      .phone(MAYA, line)
      .bubbles.slice(bubbles.length)
      .map((bubble) => bubble.text)
  }
  return { stage, says }
}

/** The settings of the stage with a change, as an edited configuration would bring them. */
const change = (
  stage: Stage,
  settings: SettingsChange,
  agents: Readonly<Record<string, Agent | AgentDefinition>> = {},
) =>
  stage.platform.reconfigure({
    settings: testSettings(settings),
    agents: new Map(Object.entries({ test: echo, ...agents })),
  })

const REFUSED = JSON.stringify({ error: { code: 190, message: 'Invalid OAuth access token' } })

const echo: Agent = ({ text }) => `You said: ${text}`
const withPrompt = (system: string) => {
  const model = scriptedModel(({ instructions }) => instructions.split('\n', 1)[0]!)
  return agentOf({ model, system, disclosure: false })
}

describe('a running platform goes over to other settings', () => {
  it('[C11] the prompt of an agent', async () => {
    const { stage, says } = await setUp({ agent: withPrompt('We sell tea.') })
    expect(await says('Hello')).toEqual(['We sell tea.'])
    await change(stage, {}, { test: withPrompt('We sell coffee.') })
    expect(await says('Hello')).toEqual(['We sell coffee.'])
  })

  it('[C11] the agent of a line, and its name for people', async () => {
    const { stage, says } = await setUp()
    const lines = [SUPPORT, { ...SALES, agent: 'other', displayName: 'Shop' }]
    await change(stage, { lines }, { other: ({ line }) => `The other one, on ${line.displayName}` })
    expect(await says('Hello', 'sales')).toEqual(['The other one, on Shop'])
    expect(await says('Hello')).toEqual(['You said: Hello'])
  })

  it('[C11 W17] a new line: what has waited for it is answered, once', async () => {
    const { stage, says } = await setUp()
    expect(await says('Is anybody there?', 'late')).toEqual([])
    await change(stage, { lines: [SUPPORT, SALES, LATE] })
    await stage.pass(10_000)
    expect(stage.phone(MAYA, 'late').bubbles.map(({ text }) => text)).toEqual(['You said: Is anybody there?'])
    expect(await says('Thanks', 'late')).toEqual(['You said: Thanks'])
    await change(stage, { lines: [SUPPORT, SALES, LATE] })
    await stage.pass(10_000)
    expect(stage.phone(MAYA, 'late').bubbles).toHaveLength(2)
  })

  it('[C11 I4 D9] an access token: with the old one the line is paused, with the new one what has waited leaves at once', async () => {
    let valid = ACCESS_TOKEN
    let toMeta: Transport | undefined
    // Meta, which takes one token only.
    const transport: Transport = (request) =>
      request.token === valid
        ? toMeta!({ ...request, token: ACCESS_TOKEN })
        : Promise.resolve({ kind: 'answer', status: 401, body: REFUSED, retryAfter: undefined })
    const { stage, says } = await setUp({ ports: { transport } })
    toMeta = transportTo(stage.simulator, stage.clock)
    expect(await says('Hello')).toEqual(['You said: Hello'])
    valid = 'fresh-token'
    expect(await says('Hello again')).toEqual([])
    const { pausedLines } = await stage.platform.store.figures(stage.clock.now())
    expect(pausedLines).toMatchObject([{ line: 'support', code: 190 }])
    await change(stage, { lines: [{ ...SUPPORT, accessToken: 'fresh-token' }, SALES] })
    await stage.pass(3_000)
    expect(stage.phone(MAYA).bubbles.map(({ text }) => text)).toEqual(['You said: Hello', 'You said: Hello again'])
    expect(await says('Thanks')).toEqual(['You said: Thanks'])
  })

  it('[C11 W4] an app secret: the old signature is refused, and the new one taken', async () => {
    const { stage } = await setUp()
    const body = Buffer.from('{"object":"whatsapp_business_account","entry":[]}')
    const ask = async (secret: string) => {
      const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
      return (await stage.platform.door.accept({ body, signature })).status
    }
    expect([await ask(APP_SECRET), await ask('fresh-secret')]).toEqual([200, 403])
    const lines = [SUPPORT, SALES].map((line) => ({ ...line, appSecret: 'fresh-secret' }))
    await change(stage, { lines })
    expect([await ask(APP_SECRET), await ask('fresh-secret')]).toEqual([403, 200])
  })

  it('[C11 W8] a turn that is under way ends as it began, and the next one is another', async () => {
    const slow: Agent = async ({ text }) => {
      await sleep(stage.clock, 8_000)
      return `The old one: ${text}`
    }
    const { stage, says } = await setUp({ agent: slow })
    stage.phone(MAYA).says('Hello')
    await stage.pass(2_000)
    await change(stage, {}, { test: () => 'The new one' })
    await stage.pass(10_000)
    expect(stage.phone(MAYA).bubbles.map(({ text }) => text)).toEqual(['The old one: Hello'])
    expect(await says('And now?')).toEqual(['The new one'])
  })

  it('[C11 W8] a turn that is under way with a model and its tools as well', async () => {
    const tool = { name: 'look_up', description: 'Looks.', effect: 'read', run: () => 'found' }
    const model = scriptedModel(
      ({ results }) => (results.length > 0 ? 'The old one' : { calls: [{ tool: 'look_up', input: {} }] }),
      {
        clock: () => stage.clock,
        thinkMs: () => 4_000,
      },
    )
    const { stage, says } = await setUp({ agent: agentOf({ model, tools: [tool], disclosure: false }) })
    stage.phone(MAYA).says('Hello')
    await stage.pass(2_000)
    await change(stage, {}, { test: withPrompt('The new one') })
    await stage.pass(10_000)
    expect(stage.phone(MAYA).bubbles.map(({ text }) => text)).toEqual(['The old one'])
    expect(await says('And now?')).toEqual(['The new one'])
  })

  it('[C11] texts, commands and the mode of a line', async () => {
    const { stage, says } = await setUp()
    await change(stage, {
      texts: { reset: 'All forgotten.' },
      commands: { '/price': 'Tea is $4.' },
      turn: { resetCommand: '/neu' },
      lines: [SUPPORT, { ...SALES, mode: 'task' }],
    })
    expect(await says('/neu')).toEqual(['All forgotten.'])
    expect(await says('/price')).toEqual(['Tea is $4.'])
    expect(await says('/neu', 'sales')).toEqual(['You said: /neu'])
  })

  it('[C11 O9] a line that is gone: what waits there is not lost, and answered once it is back', async () => {
    const { stage, says } = await setUp()
    await change(stage, { lines: [SUPPORT] })
    expect(await says('Hello?', 'sales')).toEqual([])
    await change(stage, {})
    await stage.pass(60_000)
    expect(stage.phone(MAYA, 'sales').bubbles.map(({ text }) => text)).toEqual(['You said: Hello?'])
  })

  it('[C11] all of it stays after a restart with the same settings', async () => {
    const { stage, says } = await setUp()
    await change(stage, { texts: { reset: 'All forgotten.' } })
    await stage.restart({ texts: { reset: 'All forgotten.' } })
    expect(await says('/reset')).toEqual(['All forgotten.'])
  })
})
