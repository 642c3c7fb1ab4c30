import { describe, expect, it } from 'vitest'
import { PERSONA_TEXTS } from '../../../src/config/personas.ts'
import { promptOf, setTalk } from './talk.ts'

describe('who an agent is', () => {
  it('[A1 A32] name: it is called so where nothing else is written', async () => {
    const { says } = await setTalk({ name: 'test' })
    expect(await says('Hello')).toEqual(["I'm test, the AI assistant of Support.\n\nHello!"])
  })

  it('[A1 A32] display_name: it introduces itself by it, and /status names it', async () => {
    const { says } = await setTalk({ display_name: 'Ada' })
    expect(await says('Hello')).toEqual(["I'm Ada, the AI assistant of Support.\n\nHello!"])
    expect(await says('/status')).toEqual(['All is well: Ada is answering for Support.'])
  })

  it('[A1 A32] identity.display_name is the same', async () => {
    const { says } = await setTalk({ identity: { display_name: 'Ada' } })
    expect(await says('Hello')).toEqual(["I'm Ada, the AI assistant of Support.\n\nHello!"])
  })

  it('[A32] description: it deals with that and nothing else', async () => {
    const { says, asks } = await setTalk({ description: 'tea and cups' })
    await says('Hello')
    expect(asks[0]!.instructions).toContain('You help with this, and with nothing else: tea and cups')
  })

  it('[A32] identity.description is the same', async () => {
    const { says, asks } = await setTalk({ description: undefined, identity: { description: 'tea and cups' } })
    await says('Hello')
    expect(asks[0]!.instructions).toContain('You help with this, and with nothing else: tea and cups')
  })

  it('[A32] prompts.scope comes before the description', async () => {
    const { says, asks } = await setTalk({ description: 'a shop', prompts: { scope: 'only green tea' } })
    await says('Hello')
    expect(asks[0]!.instructions).toContain('You help with this, and with nothing else: only green tea')
    expect(asks[0]!.instructions).not.toContain('a shop')
  })

  it('[A24] handoff_description: other agents read when to pass a customer on to it', async () => {
    for (const written of [
      { handoff_description: 'Knows all about kettles.' },
      { identity: { handoff_description: 'Knows all about kettles.' } },
    ]) {
      const { says, asks } = await setTalk({ escalates_to: ['kettles'] }, undefined, {
        colleagues: { kettles: { written, script: () => 'Hi' } },
      })
      await says('Hello')
      const escalate = asks[0]!.options.tools?.find(({ name }) => name === 'escalate')
      expect(escalate).toMatchObject({ description: expect.stringContaining('kettles: Knows all about kettles.') })
    }
  })

  it('[A24] identity.handoff_description is written beside it, and the description stands in where both are missing', async () => {
    const { says, asks } = await setTalk({ escalates_to: ['kettles'] }, undefined, {
      colleagues: { kettles: { written: { description: 'Sells kettles.' }, script: () => 'Hi' } },
    })
    await says('Hello')
    const escalate = asks[0]!.options.tools?.find(({ name }) => name === 'escalate')
    expect(escalate).toMatchObject({ description: expect.stringContaining('kettles: Sells kettles.') })
  })

  it('[A1 O10] version, namespace and labels stand in the trace of each run', async () => {
    const written = { version: '2.1.0', namespace: 'channels', labels: { channel: 'whatsapp', tier: 'production' } }
    const { says, stage } = await setTalk(written)
    await says('Hello')
    const id = await stage.conversationOf('15550001111')
    const [run] = await stage.platform.store.runsOf({ business: 'acme', id })
    expect(run!.trace).toMatchObject({ agent: 'test', about: written })
  })

  it('[A2] api_version, kind, metadata and spec are the form of a file: the same agent comes of it', async () => {
    for (const apiVersion of ['wabaton/v1', 'astromesh/v1']) {
      const spec = { display_name: 'Ada', description: 'tea' }
      const { says } = await setTalk({ apiVersion, kind: 'Agent', metadata: { name: 'test' }, spec })
      expect(await says('Hello')).toEqual(["I'm Ada, the AI assistant of Support.\n\nHello!"])
    }
  })
})

describe('the manner of an agent', () => {
  it('[A8] persona: its prompt, its name and what it is for', async () => {
    const { prompt, displayName, description } = PERSONA_TEXTS.sales
    const { says, asks } = await setTalk({ persona: 'sales', description: undefined, system: 'We sell tea.' })
    expect(await says('Hello')).toEqual([`I'm ${displayName}, the AI assistant of Support.\n\nHello!`])
    const { instructions } = asks[0]!
    expect(instructions).toContain(prompt.replace('{{line}}', 'Support'))
    expect(instructions.indexOf('We sell tea.')).toBeGreaterThan(instructions.indexOf('You are in sales.'))
    expect(instructions).toContain(`with nothing else: ${description}`)
  })

  it('[A32] disclosure: said once in a conversation, before the first answer; off is never', async () => {
    const { says, stage } = await setTalk({ display_name: 'Ada' })
    expect(await says('Hello')).toEqual(["I'm Ada, the AI assistant of Support.\n\nHello!"])
    expect(await says('Hello again')).toEqual(['Hello!'])
    await stage.restart()
    expect(await says('And again')).toEqual(['Hello!'])
    const silent = await setTalk({ disclosure: false })
    expect(await silent.says('Hello')).toEqual(['Hello!'])
  })

  it('[A32 I12] disclosure is said in the language of the customer', async () => {
    const { says } = await setTalk({ display_name: 'Ada' }, () => '¡Hola!')
    expect(await says('Hola, ¿dónde está mi pedido? Lo espero desde el lunes')).toEqual([
      'Soy Ada, el asistente de IA de Support.\n\n¡Hola!',
    ])
  })

  it('[A32] what a teammate says takes nothing from it: the agent introduces itself all the same', async () => {
    const { says, stage, asks } = await setTalk({ display_name: 'Ada' })
    await says('/status')
    await stage.teammateSays('15550001111', 'Hi Maya, Tom here.')
    await stage.pass(2000)
    await stage.release('15550001111')
    expect((await says('Hello'))[0]).toMatch(/^I'm Ada, the AI assistant/)
    expect(promptOf(asks[0]!)).toContainEqual(
      expect.stringContaining('[A person of the business wrote:] Hi Maya, Tom here.'),
    )
  })
})
