import { describe, expect, it } from 'vitest'
import { calling, MAYA, promptOf, type Script, setTalk } from './talk.ts'

const CALL = {
  agent: 'expert',
  summary: 'Maya wants a refund for ORD-22, two tries failed.',
  tell_customer: 'I am bringing in our specialist.',
}
const NOTE = 'A colleague has passed this customer on to you and writes:\n<data>\nMaya wants a refund'
const passing: Script = () => ({ calls: [{ tool: 'escalate', input: CALL }], text: 'I will pass you on.' })
const plain = { disclosure: false, guardrails: { off_topic_limit: 'off' } }

/** Tier one passes on whoever speaks of a refund; tier two answers with its own count. */
const setTiers = (tierTwo: Script = (_, nth) => `Tier two, ${nth}`) =>
  setTalk(
    { ...plain, escalates_to: ['expert'], system: 'Tier one.' },
    (ask, nth) => (ask.said.includes('refund') ? passing(ask, nth) : 'Tier one here.'),
    { colleagues: { expert: { written: { ...plain, system: 'Tier two.' }, script: tierTwo } } },
  )

describe('[A24] escalates_to: one agent passes a customer on to another', () => {
  it('[A24 A2] escalates_to names who it may be: without it there is no such tool', async () => {
    const { says, asks } = await setTalk(plain)
    await says('Hello')
    expect(asks[0]!.options.tools?.map(({ name }) => name)).not.toContain('escalate')
  })

  it('[A24] the customer is told, and the specialist answers in the same turn, with the note in its prompt', async () => {
    const { says, asks, stage } = await setTiers()
    expect(await says('I want a refund')).toEqual(['I am bringing in our specialist.', 'Tier two, 2'])
    expect(asks[1]!.instructions).toMatch(/^Tier two\./)
    expect(asks[1]!.instructions).toContain(NOTE)
    expect(promptOf(asks[1]!)).toEqual(['user: I want a refund'])
    const id = await stage.conversationOf(MAYA)
    const runs = await stage.platform.store.runsOf({ business: 'acme', id })
    expect(runs).toMatchObject([{ agent: 'expert', trace: { notes: ['passed on to expert'] } }])
  })

  it('[A24 H6] people read who said what, where it was passed on and with which words, and who answers now', async () => {
    const { says, stage } = await setTiers()
    await says('I want a refund')
    await says('Thank you')
    await stage.restart()
    const { desk } = stage.platform
    const id = await stage.conversationOf(MAYA)
    const { messages } = (await desk.thread(id))!
    const said = messages.filter(({ author }) => author === 'agent').map(({ agent, passedOn }) => ({ agent, passedOn }))
    expect(said).toEqual([
      { agent: 'test', passedOn: { agent: 'expert', note: CALL.summary } },
      { agent: 'expert', passedOn: undefined },
      { agent: 'expert', passedOn: undefined },
    ])
    expect(messages.filter(({ author }) => author === 'customer').map(({ agent }) => agent)).toEqual([
      undefined,
      undefined,
    ])
    expect(await desk.conversation(id)).toMatchObject({ agent: 'expert', owner: 'agent' })
    const { events } = await stage.platform.store.eventsBefore({ business: 'acme', most: 100 })
    expect(events.flatMap((event) => (event.kind === 'conversation' ? event.state : []))).toEqual(['passed-on'])
  })

  it('[A24] the specialist keeps the conversation, with the note, also after a restart', async () => {
    const { says, asks, stage } = await setTiers()
    await says('I want a refund')
    expect(await says('Thank you')).toEqual(['Tier two, 3'])
    await stage.restart()
    expect(await says('And when?')).toEqual(['Tier two, 4'])
    await stage.crash()
    expect(await says('Still there?')).toEqual(['Tier two, 5'])
    for (const ask of asks.slice(1)) expect(ask.instructions).toContain(NOTE)
    expect(promptOf(asks[2]!)).toEqual([
      'user: I want a refund',
      'assistant: I am bringing in our specialist.\nTier two, 2',
      'user: Thank you',
    ])
  })

  it('[A13 A24] the reset command gives the customer back', async () => {
    const { says, asks, stage } = await setTiers()
    await says('I want a refund')
    expect(await says('/reset')).toEqual(['We begin anew.'])
    expect(await says('Hello')).toEqual(['Tier one here.'])
    expect(asks.at(-1)!.instructions).not.toContain('passed this customer on')
    await stage.restart()
    expect(await says('Hello')).toEqual(['Tier one here.'])
  })

  it('[A24] only for this customer, and on this line', async () => {
    const { says, stage } = await setTiers()
    await says('I want a refund')
    const [other, sales] = [stage.phone('15550002222'), stage.phone(MAYA, 'sales')]
    other.says('Hello')
    sales.says('Hello')
    await stage.pass(10_000)
    for (const phone of [other, sales]) expect(phone.bubbles.map(({ text }) => text)).toEqual(['Tier one here.'])
  })

  it('[A24 A6] a specialist that fails is no reason for silence: people take over', async () => {
    const { says, handoffs } = await setTiers(() => {
      throw new Error('down')
    })
    const said = await says('I want a refund')
    expect(said.at(-1)).toMatch(/teammate will answer/)
    expect(await handoffs()).toMatchObject([{ reason: 'agent_failed' }])
  })

  it('[A24 H3] a specialist may hand over to a person at once', async () => {
    const handing = calling('hand_off_to_human', { reason: 'sensitive', summary: 'A refund in dispute.' })
    const { says, handoffs } = await setTiers(handing)
    expect(await says('I want a refund')).toEqual([
      'I am bringing in our specialist.',
      'Of course — connecting you with a teammate now.',
    ])
    expect(await handoffs()).toMatchObject([{ reason: 'sensitive', summary: 'A refund in dispute.' }])
  })

  it('[A24] an agent that is not on the list cannot be named', async () => {
    const { says, asks } = await setTalk(
      { ...plain, escalates_to: ['expert'] },
      ({ results }) =>
        results[0] ? 'I help you myself.' : { calls: [{ tool: 'escalate', input: { ...CALL, agent: 'boss' } }] },
      {
        colleagues: {
          expert: { written: plain, script: () => 'Expert' },
          boss: { written: plain, script: () => 'Boss' },
        },
      },
    )
    expect(await says('Hello')).toEqual(['I help you myself.'])
    expect(asks).toHaveLength(2)
  })

  it('[A24] two that pass a customer on to each other come to an end', async () => {
    const back: Script = () => ({ calls: [{ tool: 'escalate', input: { ...CALL, agent: 'test' } }] })
    const { says, asks, stage } = await setTalk({ ...plain, escalates_to: ['expert'] }, passing, {
      colleagues: { expert: { written: { ...plain, escalates_to: ['test'] }, script: back } },
    })
    const said = await says('I want a refund')
    expect(said.length).toBeGreaterThan(0)
    expect(asks.length).toBeLessThan(6)
    const { messages } = (await stage.platform.desk.thread(await stage.conversationOf(MAYA)))!
    expect(messages.flatMap(({ agent, passedOn }) => (passedOn ? `${agent} > ${passedOn.agent}` : []))).toEqual([
      'test > expert',
      'expert > test',
      'test > expert',
    ])
  })
})
