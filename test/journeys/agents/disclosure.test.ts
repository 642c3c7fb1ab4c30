import { describe, expect, it } from 'vitest'
import { PHRASES } from '../../../src/domain/phrasebook.ts'
import { MAYA, setTalk } from './talk.ts'

const AI = /AI assistant/
const timesIn = (said: readonly string[], pattern: RegExp) => said.filter((text) => pattern.test(text)).length

describe('that an AI answers', () => {
  it('[A32] is said in the first reply of a conversation and never again: not after a restart, a reset or a day', async () => {
    const { says, stage, maya } = await setTalk({ display_name: 'Ada' }, () => 'It is on its way.')
    expect(await says('Hello')).toEqual(["I'm Ada, the AI assistant of Support.\n\nIt is on its way."])
    await says('Where is it?')
    await stage.restart()
    await says('Still there?')
    await says('/reset')
    await says('Hello again')
    await stage.pass(3 * 24 * 60 * 60_000)
    await says('Good morning')
    expect(
      timesIn(
        maya.bubbles.map(({ text }) => text),
        AI,
      ),
    ).toBe(1)
  })

  it('[A32] is said once on each line and to each customer', async () => {
    const { says, stage, maya } = await setTalk({})
    await says('Hello')
    const others = [stage.phone(MAYA, 'sales'), stage.phone('15550002222')]
    for (const phone of others) phone.says('Hello')
    await stage.pass(10_000)
    for (const phone of [maya, ...others])
      expect(
        timesIn(
          phone.bubbles.map(({ text }) => text),
          AI,
        ),
      ).toBe(1)
  })

  it('[A32 I12] is said in the language that the customer writes', async () => {
    const HELLO = {
      es: 'Hola, ¿dónde está mi pedido? Lo espero desde ayer.',
      pt: 'Olá, onde está o meu pedido? Ainda não chegou.',
      de: 'Guten Tag, wo ist meine Bestellung? Sie ist noch nicht da.',
      fr: 'Bonjour, où est ma commande ? Je ne l’ai pas reçue.',
      hi: 'नमस्ते, मेरा ऑर्डर कहाँ है?',
      ar: 'مرحبا، أين طلبي؟ لم يصل بعد.',
    }
    const { stage } = await setTalk({ display_name: 'Ada' })
    for (const [index, [language, hello]] of Object.entries(HELLO).entries()) {
      const phone = stage.phone(`155500030${index}0`)
      phone.says(hello)
      await stage.pass(10_000)
      const sentence = PHRASES.disclosure[language as keyof typeof HELLO]
      const filled = sentence.replace('{agent}', 'Ada').replace('{line}', 'Support')
      expect(phone.bubbles.map(({ text }) => text)).toEqual([`${filled}\n\nHello!`])
    }
  })

  it('[A32 A15] waits for the first words of an AI: commands, fixed sentences and teammates are none', async () => {
    const { says, stage, maya } = await setTalk({})
    await says('/help')
    maya.sends({ type: 'unsupported' })
    await stage.pass(10_000)
    await stage.teammateSays(MAYA, 'Tom here, one moment.')
    await stage.pass(10_000)
    await stage.release(MAYA)
    expect(
      timesIn(
        maya.bubbles.map(({ text }) => text),
        AI,
      ),
    ).toBe(0)
    expect(timesIn(await says('Hello'), AI)).toBe(1)
  })

  it('[A32 A28] is said by the reply that arrives, where the first one was broken off or never left', async () => {
    const { maya, stage } = await setTalk({}, () => 'Here it is.', { thinkMs: () => 1000 })
    maya.says('Hello')
    await stage.pass(500)
    maya.says('Are you there?')
    await stage.pass(500)
    await stage.crash()
    await stage.pass(60_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual([expect.stringMatching(/AI assistant.*\n\nHere it is\.$/)])
  })

  it('[A32 A24] is said once where one agent passes the customer on to another', async () => {
    const { says } = await setTalk(
      { escalates_to: ['specialist'] },
      () => ({
        calls: [
          {
            tool: 'escalate',
            input: { agent: 'specialist', summary: 'An export fails.', tell_customer: 'One moment.' },
          },
        ],
      }),
      { colleagues: { specialist: { written: {}, script: () => 'The export works again.' } } },
    )
    const said = [...(await says('My export fails')), ...(await says('Thank you'))]
    expect(said).toHaveLength(3)
    expect(timesIn(said, AI)).toBe(1)
    expect(said[0]).toMatch(AI)
  })

  it('[A32] is not said where the setting is off', async () => {
    const { says } = await setTalk({ disclosure: false })
    expect(await says('Hello')).toEqual(['Hello!'])
  })
})
