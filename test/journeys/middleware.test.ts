import { describe, expect, it, onTestFinished } from 'vitest'
import type { OnMessage } from '../../src/config/settings.ts'
import type { Run, Turn } from '../../src/domain/turn.ts'
import { SALES, SUPPORT } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'
import { calling, setTalk } from './agents/talk.ts'

const MAYA = '15550001111'
const texts = (stage: Stage, line?: string) => stage.phone(MAYA, line).bubbles.map(({ text }) => text)

async function setUp(onMessage: OnMessage, options: StageOptions = {}) {
  const stage = await setStage({ ...options, settings: { ...options.settings, onMessage } })
  onTestFinished(stage.stop)
  const says = async (text: string, line?: string) => {
    stage.phone(MAYA, line).says(text)
    await stage.pass(10_000)
    return texts(stage, line)
  }
  return { stage, says }
}

describe('onMessage', () => {
  it('[C9] inspects every turn, on every line, before every agent', async () => {
    const turns: Turn[] = []
    const { says } = await setUp((turn, next) => {
      turns.push(turn)
      return next()
    })
    expect(await says('Hello')).toEqual(['You said: Hello'])
    expect(await says('Hi', 'sales')).toEqual(['You said: Hi'])
    expect(turns).toMatchObject([
      { text: 'Hello', line: { name: 'support' }, customer: { phone: `+${MAYA}`, name: 'Customer 1111' } },
      { text: 'Hi', line: { name: 'sales' } },
    ])
  })

  it('[C9 A15] answers by itself, before the commands and without the agent', async () => {
    let asked = 0
    const own: OnMessage = (turn, next) => (turn.text.startsWith('/help') ? 'Ring 555 0100.' : next())
    const { says } = await setUp(own, { agent: () => `asked ${++asked}` })
    expect(await says('/help me')).toEqual(['Ring 555 0100.'])
    expect(asked).toBe(0)
    expect(await says('/status')).toContain('All is well: test is answering for Support.')
    expect(await says('Hello')).toContain('asked 1')
  })

  it('[C9] may stay silent, and answer with anything WhatsApp can show', async () => {
    const own: OnMessage = (turn, next) => {
      if (turn.text === 'quiet') return null
      if (turn.text === 'where') return { kind: 'location', latitude: 52.5, longitude: 13.4, name: 'Our shop' }
      return next()
    }
    const { stage, says } = await setUp(own)
    expect(await says('quiet')).toEqual([])
    await says('where')
    expect(stage.phone(MAYA).bubbles).toMatchObject([{ type: 'location' }])
  })

  it('[C9] changes what comes back', async () => {
    const { says } = await setUp(async (_, next) => `${await next()} Bye.`)
    expect(await says('Hello')).toEqual(['You said: Hello Bye.'])
  })

  it('[C9 H5] of an agent that is data it gets a run, and what shall happen along with it still does', async () => {
    const onMessage: OnMessage = async (_, next) => {
      const run = (await next()) as Run
      return { ...run, parts: [...run.parts, { kind: 'text', text: 'Case 4711.' }] }
    }
    const handing = calling('hand_off_to_human', { reason: 'customer_asked', summary: 'Wants a person.' })
    const { says, handoffs } = await setTalk({ disclosure: false }, handing, { settings: { onMessage } })
    expect(await says('This is beyond you')).toEqual(['Case 4711.', 'Of course — connecting you with a teammate now.'])
    expect(await handoffs()).toMatchObject([{ summary: 'Wants a person.' }])
  })

  it('[C9 A22 O6] one that fails is tried again and then becomes a handoff; nobody reads its error', async () => {
    const { stage, says } = await setUp(() => Promise.reject(new Error('crm at 10.0.0.1 is down')))
    await says('Hello')
    await stage.pass(60_000)
    expect(texts(stage)).toEqual(['Sorry, a teammate will answer you.'])
    expect(await stage.platform.store.handoffs()).toMatchObject([{ reason: 'agent_failed' }])
  })

  it('[C9 A28] a newer message ends it as it ends an agent: what it answers then reaches nobody', async () => {
    let stage: Stage | undefined
    const onMessage: OnMessage = async (turn, next) => {
      await new Promise<void>((go) => void stage!.clock.after(3_000, go))
      return turn.signal.aborted ? 'too late' : next()
    }
    const set = await setUp(onMessage)
    stage = set.stage
    stage.phone(MAYA).says('one')
    await stage.pass(1_500)
    stage.phone(MAYA).says('two')
    await stage.pass(20_000)
    expect(texts(stage)).toEqual(['You said: one\ntwo'])
  })
})

describe('agents of both kinds', () => {
  it('[C10] any function stands beside an agent that is data, and each answers on its line', async () => {
    const { stage, says } = await setTalk({ disclosure: false }, () => 'From data.', {
      agents: { own: ({ text, customer }) => ({ text: `From code: ${text}, ${customer.name}` }) },
      settings: { lines: [SUPPORT, { ...SALES, agent: 'own' }] },
    })
    expect(await says('Hello')).toEqual(['From data.'])
    stage.phone(MAYA, 'sales').says('Hello')
    await stage.pass(10_000)
    expect(texts(stage, 'sales')).toEqual(['From code: Hello, Customer 1111'])
  })

  it('[C10 A9] a function gets the memory, the files and the calls of its own customer and of nobody else', async () => {
    const { stage, says } = await setUp((_, next) => next(), {
      agent: async ({ bound, text }) => {
        if (text.startsWith('I like')) await bound.memory.store(text)
        return (await bound.memory.search('like tea')).map((one) => one.text).join(', ') || 'nothing'
      },
    })
    await says('I like tea')
    stage.phone('15550002222').says('What do I like?')
    await stage.pass(10_000)
    expect(stage.phone('15550002222').bubbles.map(({ text }) => text)).toEqual(['nothing'])
    expect((await says('What do I like?')).at(-1)).toContain('I like tea')
  })
})
