import { describe, expect, it } from 'vitest'
import { PHRASES } from '../../../src/domain/phrasebook.ts'
import { SUPPORT } from '../../settings.ts'
import { MAYA, promptOf, setTalk } from './talk.ts'

const plain = { disclosure: false, guardrails: { off_topic_limit: 'off' } }
const echo = ({ said }: { said: string }) => `You said: ${said}`

describe('the reset command', () => {
  it('[A13] clears what the model sees, trimmed and in any letter case, also after a restart and a crash', async () => {
    const { says, asks, stage } = await setTalk(plain, echo)
    await says('My name is Maya')
    expect(await says('  /RESET ')).toEqual(['We begin anew.'])
    await says('What is my name?')
    await stage.restart()
    await says('And now?')
    await stage.crash()
    await says('Nor now?')
    expect(asks.map((ask) => promptOf(ask).some((one) => one.includes('My name')))).toEqual([true, false, false, false])
    expect(promptOf(asks[1]!)).toEqual(['assistant: We begin anew.', 'user: What is my name?'])
  })

  it('[A13] what the agent has noted for the long term stays, here and on the other lines', async () => {
    const { says, asks, stage } = await setTalk(plain, ({ said, results }) => {
      if (results.length > 0) return 'Done.'
      if (said.startsWith('I like'))
        return { calls: [{ tool: 'memory_store', input: { text: 'Maya likes green tea.' } }] }
      return said.startsWith('What') ? { calls: [{ tool: 'memory_search', input: { query: 'green tea' } }] } : 'Hello!'
    })
    await says('I like green tea')
    await says('/reset')
    await stage.restart()
    await says('What do I like?')
    expect(asks.at(-1)!.results).toMatchObject([
      { output: expect.arrayContaining([expect.objectContaining({ text: 'Maya likes green tea.', line: 'support' })]) },
    ])
    stage.phone(MAYA, 'sales').says('A green tea please')
    await stage.pass(10_000)
    expect(asks.at(-1)!.instructions).toContain('Maya likes green tea.')
  })

  it('[A13 I12] the reply says so, in the language of the customer', async () => {
    const { says } = await setTalk(plain, () => '¡Hola!', { settings: { texts: { reset: PHRASES.reset } } })
    await says('Hola, ¿dónde está mi pedido? Lo espero desde el lunes')
    expect(await says('/reset')).toEqual([PHRASES.reset.es])
    expect(PHRASES.reset.en).toContain('for the long term stays')
    expect(PHRASES.reset.es).toContain('a largo plazo se conserva')
  })

  it('[A13] may have another name or none: then it is a message like others', async () => {
    const named = await setTalk(plain, echo, { settings: { turn: { resetCommand: '/neu' } } })
    expect([await named.says('/reset'), await named.says('/neu')]).toEqual([['You said: /reset'], ['We begin anew.']])
    const none = await setTalk(plain, echo, { settings: { turn: { resetCommand: null } } })
    expect(await none.says('/reset')).toEqual(['You said: /reset'])
  })

  it('[A13 A20] written while the agent thinks, it ends the turn: what it would have said is not said', async () => {
    const { maya, stage } = await setTalk(plain, echo, { thinkMs: () => 4_000 })
    maya.says('My name is Maya')
    await stage.pass(1_500)
    maya.says('/reset')
    await stage.pass(20_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['We begin anew.'])
  })
})

describe('mode task', () => {
  it('[A12] each message is answered alone and in its order; the model sees nothing of before, but what the business remembers stays', async () => {
    const { maya, asks, stage } = await setTalk(plain, echo, {
      settings: { lines: [{ ...SUPPORT, mode: 'task' }] },
      thinkMs: () => 1_000,
    })
    for (const text of ['one', 'two', '/reset']) maya.says(text)
    await stage.pass(20_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['You said: one', 'You said: two', 'You said: /reset'])
    expect(asks.map(promptOf)).toEqual([['user: one'], ['user: two'], ['user: /reset']])
  })

  it('[A12] mode is set for each line: the other one shares a context', async () => {
    const { says, asks, stage } = await setTalk(plain, echo, {
      settings: { lines: [SUPPORT, { ...SUPPORT, phoneNumberId: '106540352242923', name: 'sales', mode: 'task' }] },
    })
    const sales = stage.phone(MAYA, 'sales')
    for (const text of ['one', 'two']) {
      await says(text)
      sales.says(`sales ${text}`)
      await stage.pass(10_000)
    }
    expect(asks.map((ask) => promptOf(ask).length)).toEqual([1, 1, 3, 1])
  })
})

describe('reactions', () => {
  it('[W14] alone start no turn; the next prompt shows them on the message they speak of', async () => {
    const { says, maya, asks, stage } = await setTalk(plain, echo)
    await says('Hello')
    maya.reacts('👍')
    await stage.pass(30_000)
    expect([asks.length, maya.bubbles.length]).toEqual([1, 1])
    await says('Thanks')
    expect(promptOf(asks[1]!)[1]).toMatch(/^assistant: You said: Hello .*👍/)
  })

  it('[W14] taken back they are gone', async () => {
    const { says, maya, asks, stage } = await setTalk(plain, echo)
    await says('Hello')
    maya.reacts('👍')
    await stage.pass(2_000)
    maya.reacts()
    await stage.pass(2_000)
    await says('Thanks')
    expect(JSON.stringify(asks[1]!.options.prompt)).not.toContain('👍')
  })
})

describe('what is shown while a model thinks', () => {
  it('[D7] the message is read and typing is shown until the answer, however long its tools and models take', async () => {
    const slow = { name: 'look_up', description: 'Looks.', effect: 'read', run: () => 'found' }
    const { maya, stage } = await setTalk(
      { ...plain, tools: [slow], orchestration: { timeout_seconds: 100 } },
      ({ results }) => (results.length > 0 ? 'Done.' : { calls: [{ tool: 'look_up', input: {} }] }),
      { thinkMs: () => 14_000, settings: { turn: { timeoutMs: 100_000 } } },
    )
    maya.says('Hello')
    await stage.pass(3_000)
    expect([maya.said[0]?.state, maya.typing]).toEqual(['read', true])
    await stage.pass(24_000)
    expect([maya.typing, maya.bubbles.length]).toEqual([true, 0])
    await stage.pass(6_000)
    expect([maya.typing, maya.bubbles.map(({ text }) => text)]).toEqual([false, ['Done.']])
  })

  it('[D7] each can be switched off', async () => {
    const options = { thinkMs: () => 5_000, settings: { turn: { typing: false } } }
    const { maya, stage } = await setTalk(plain, echo, options)
    maya.says('Hello')
    await stage.pass(3_000)
    expect([maya.said[0]?.state, maya.typing]).toEqual(['read', false])
    const silent = await setTalk(plain, echo, { settings: { turn: { typing: false, readReceipts: false } } })
    silent.maya.says('Hello')
    await silent.stage.pass(10_000)
    expect([silent.maya.said[0]?.state, silent.maya.bubbles.length]).toEqual(['delivered', 1])
  })
})
