import { describe, expect, it } from 'vitest'
import { PHRASES } from '../../../src/domain/phrasebook.ts'
import type { Turn } from '../../../src/domain/turn.ts'
import type { SettingsChange } from '../../settings.ts'
import { setTalk } from './talk.ts'

const SPANISH = 'Hola, ¿dónde está mi pedido? Lo espero desde el lunes'
const setUp = (settings: SettingsChange = {}) =>
  setTalk({ display_name: 'Ada', disclosure: false, guardrails: { off_topic_limit: 'off' } }, ({ said }) => said, {
    settings,
  })

describe('customer commands', () => {
  it('[A15] /help, /start and /status are answered before the agent, and without a model', async () => {
    const { says, asks } = await setUp()
    expect(await says('/help')).toEqual([
      'Just write what you need and I will do my best. You can also use: /help, /start, /status, /reset',
    ])
    expect(await says('/start')).toEqual(['Hello, and welcome to Support. How can I help you?'])
    expect(await says('/status')).toEqual(['All is well: Ada is answering for Support.'])
    expect(asks).toEqual([])
  })

  it('[A15] in any letter case, with spaces, and with words after it; a word inside a sentence is none', async () => {
    const { says, asks } = await setUp()
    expect(await says('  /START now ')).toEqual(['Hello, and welcome to Support. How can I help you?'])
    for (const text of ['What does /help do?', '/helpme']) expect(await says(text)).toEqual([text])
    expect(asks).toHaveLength(2)
  })

  it('[A15 I12] in the language of the customer', async () => {
    const { says } = await setUp()
    await says(SPANISH)
    expect(await says('/start')).toEqual([PHRASES.start.es.replace('{line}', 'Support')])
  })

  it('[A15] own ones by the configuration, with a text or one for each language, and the ready ones with other words', async () => {
    const { says, asks } = await setUp({
      commands: {
        '/price': { en: 'Tea is $4.', es: 'El té cuesta 4 $.' },
        '/help': 'Ask {agent} about tea: {commands}',
      },
    })
    expect(await says('/Price')).toEqual(['Tea is $4.'])
    expect(await says('/help')).toEqual(['Ask Ada about tea: /price, /help, /start, /status, /reset'])
    await says(SPANISH)
    expect(await says('/price')).toEqual(['El té cuesta 4 $.'])
    expect(asks).toHaveLength(1)
  })

  it('[A15] a ready one that is taken away is a message like others', async () => {
    const { says, asks } = await setUp({ commands: { '/help': false } })
    expect(await says('/help')).toEqual(['/help'])
    expect(await says('/status')).toEqual(['All is well: Ada is answering for Support.'])
    expect(asks).toHaveLength(1)
  })

  it('[A15] texts of the configuration take the place of the ready ones', async () => {
    const { says } = await setUp({ texts: { start: 'Tea time at {line}!' } })
    expect(await says('/start')).toEqual(['Tea time at Support!'])
  })

  it('[A15] own ones by code: the function gets the turn, and whatever it returns is the reply', async () => {
    const turns: Turn[] = []
    const { says, asks, maya } = await setUp({
      commands: {
        '/order': async (turn) => {
          turns.push(turn)
          return { kind: 'buttons', body: `Which, ${turn.customer.name}?`, buttons: [{ id: 'a', title: 'ORD-1' }] }
        },
        '/quiet': () => null,
      },
    })
    await says('/order ORD-22')
    expect(turns[0]).toMatchObject({ text: '/order ORD-22', line: { name: 'support' } })
    expect(maya.bubbles).toMatchObject([
      { type: 'interactive', text: expect.stringContaining('Which, Customer 1111?') },
    ])
    expect(await says('/quiet')).toEqual([])
    expect(asks).toEqual([])
  })

  it('[A15 A22] one that throws is tried again and then becomes a handoff, and nobody reads its error', async () => {
    const { says, handoffs, stage } = await setUp({
      commands: { '/order': () => Promise.reject(new Error('db at 10.0.0.1')) },
    })
    const said = await says('/order')
    await stage.pass(60_000)
    expect(JSON.stringify([said, stage.phone('15550001111').bubbles])).not.toContain('10.0.0.1')
    expect(await handoffs()).toMatchObject([{ reason: 'agent_failed' }])
  })

  it('[A15 A20] what came in the same burst is answered as well, by the agent, and a command once', async () => {
    const { maya, asks, stage } = await setUp({ turn: { settle: 1_000 }, commands: { '/price': 'Tea is $4.' } })
    for (const text of ['/price', 'Where is ORD-22?', '/status', '/price']) maya.says(text)
    await stage.pass(10_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual([
      'Where is ORD-22?',
      'Tea is $4.',
      'All is well: Ada is answering for Support.',
    ])
    expect(asks.map(({ said }) => said)).toEqual(['Where is ORD-22?'])
  })

  it('[A15] the model reads later what was asked and answered', async () => {
    const { says, asks } = await setUp({ commands: { '/price': 'Tea is $4.' } })
    await says('/price')
    await says('Two please')
    expect(JSON.stringify(asks[0]!.options.prompt)).toContain('Tea is $4.')
  })
})
