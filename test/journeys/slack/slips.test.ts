import { afterEach, describe, expect, it } from 'vitest'
import { CHANNEL, MINUTE, SECOND, type SlackScene, type SlackSceneOptions, setSlackScene } from './scene.ts'

let scene: SlackScene
afterEach(() => scene.stop())

/** Maya waits, and Dana has her case. */
async function danaHas(options: SlackSceneOptions = {}): Promise<SlackScene> {
  scene = await setSlackScene(options)
  await scene.asks()
  await scene.presses(scene.dana, 'wabaton_take')
  expect(await scene.owner()).toBe('Dana')
  return scene
}

describe('[H17] a slip in Slack', () => {
  it('by somebody who has not the case asks them, and sends nothing', async () => {
    const { omar, received, told } = await danaHas()
    const before = received()
    await scene.says(omar, 'She is lying, refuse it')
    expect(received()).toEqual(before)
    expect(told(omar)).toContain('*Dana* has this thread')

    await scene.answers(omar, 'wabaton_keep')
    expect(received()).toEqual(before)
    const thread = await scene.stage.platform.desk.thread(await scene.stage.conversationOf('15550001111'))
    expect(thread?.notes).toMatchObject([{ text: 'She is lying, refuse it', by: { name: 'Omar' } }])
    await scene.answers(omar, 'wabaton_send')
    expect(received()).toEqual(before)
  })

  it('of whoever means it takes the case over, and sends it once', async () => {
    const { omar, received } = await danaHas()
    await scene.says(omar, 'I know this one, Maya')
    await scene.answers(omar, 'wabaton_send')
    expect(received().filter((text) => text === 'I know this one, Maya')).toHaveLength(1)
    expect(await scene.owner()).toBe('Omar')
    await scene.answers(omar, 'wabaton_send')
    expect(received().filter((text) => text === 'I know this one, Maya')).toHaveLength(1)
  })

  it('with // or note: is a note, with its files', async () => {
    const { dana, received, double, stage } = await danaHas()
    const before = received()
    const ts = await scene.says(dana, '// check the courier')
    dana.uploads(
      CHANNEL,
      { name: 'courier.pdf', bytes: Buffer.from('%PDF-1.4 courier') },
      { thread: scene.card().ts, text: 'note: from them' },
    )
    await stage.pass(5 * SECOND)
    expect(received()).toEqual(before)
    const thread = await stage.platform.desk.thread(await stage.conversationOf('15550001111'))
    expect(thread?.notes.map(({ text, files }) => [text, files.map(({ name }) => name)])).toEqual([
      ['check the courier', []],
      ['from them', ['courier.pdf']],
    ])
    expect(scene.reactions(ts)).toEqual(['memo'])
    expect(double.messages(CHANNEL)).toHaveLength(1)
  })

  it('inside the hold is changed or gone before it leaves', async () => {
    const { dana, received, stage } = await danaHas()
    const first = await scene.says(dana, 'We refund $500', SECOND)
    dana.edits(CHANNEL, first, 'We refund $50')
    await stage.pass(10 * SECOND)
    expect(received()).toContain('We refund $50')
    expect(received()).not.toContain('We refund $500')

    const second = await scene.says(dana, 'You are impossible', SECOND)
    dana.deletes(CHANNEL, second)
    await stage.pass(10 * SECOND)
    expect(received()).not.toContain('You are impossible')
    expect(scene.thread().filter(({ text }) => text.includes('Not delivered'))).toEqual([])
  })

  it('after the hold offers a correction, which goes once', async () => {
    const { dana, received, stage, told } = await danaHas()
    const ts = await scene.says(dana, 'It comes on Monday', 10 * SECOND)
    dana.edits(CHANNEL, ts, 'It comes on Tuesday')
    await stage.pass(10 * SECOND)
    expect(received()).toContain('It comes on Monday')
    expect(received()).not.toContain('It comes on Tuesday')
    expect(told(dana)).toContain('WhatsApp already has the first text')
    await scene.answers(dana, 'wabaton_correct')
    await scene.answers(dana, 'wabaton_correct')
    expect(received().filter((text) => text === 'It comes on Tuesday')).toHaveLength(1)

    dana.deletes(CHANNEL, ts)
    await stage.pass(10 * SECOND)
    expect(told(dana)).toContain('cannot be taken back')
  })

  it('is no edit where only the preview of a link came', async () => {
    const { dana, double, told, stage } = await danaHas()
    const ts = await scene.says(dana, 'See https://acme.test', 10 * SECOND)
    const words = told(dana)
    double.unfurls(CHANNEL, ts, 'Acme')
    dana.sendsToChannel(CHANNEL, ts)
    await stage.pass(10 * SECOND)
    expect(told(dana)).toBe(words)
    expect(scene.received().filter((text) => text.includes('acme.test'))).toHaveLength(1)
  })

  it('to the whole channel, outside of any thread or in the thread of nobody is nothing for a customer', async () => {
    const { dana, omar, received, told, stage } = await danaHas()
    const before = received()
    const lunch = omar.says(CHANNEL, 'Lunch?')
    dana.says(CHANNEL, 'Yes', { thread: lunch })
    dana.says(CHANNEL, 'Look at this one', { thread: scene.card().ts, broadcast: true })
    await stage.pass(10 * SECOND)
    expect(received()).toEqual(before)
    expect(told(dana)).toContain('went to the whole channel')
  })

  it('that arrives late is judged by who had the case as it was written', async () => {
    const { dana, omar, double, received, stage, told } = await danaHas()
    double.faults.rates.lateMs = 30 * SECOND
    double.faults.nextEvent('late')
    omar.says(CHANNEL, 'Do not tell her about the recall', { thread: scene.card().ts })
    const id = await stage.conversationOf('15550001111')
    const [teammate] = (await stage.platform.store.teammates('acme')).filter(({ name }) => name === 'Dana')
    await stage.platform.desk.putBack(id, { by: { id: teammate!.id, name: 'Dana' } })
    const before = received()
    await stage.pass(2 * MINUTE)
    expect(received()).toEqual(before)
    expect(told(omar)).toContain('while somebody else had this case')
    expect(await scene.owner()).toBe('waiting')
    expect(dana.ephemerals.at(-1)?.text).not.toContain('somebody else')
  })

  it('as somebody answers on the phone sends no second answer unasked', async () => {
    const { dana, maya, received, told, stage } = await danaHas({ coexistence: true })
    stage.simulator.businessApp('support').types(maya.customer, 'It comes on Monday')
    await scene.says(dana, 'It comes on Tuesday')
    expect(received()).toContain('It comes on Monday')
    expect(received()).not.toContain('It comes on Tuesday')
    expect(told(dana)).toContain('Somebody else has answered meanwhile')
    expect(await scene.owner()).toBe('Dana')
    await scene.answers(dana, 'wabaton_send')
    expect(received().filter((text) => text === 'It comes on Tuesday')).toHaveLength(1)
    await scene.says(dana, 'Or on Wednesday')
    expect(received()).toContain('Or on Wednesday')
  })

  it('twice, late or in another order is one message', async () => {
    const { dana, double, received, stage } = await danaHas()
    double.faults.rates.lateMs = 2 * SECOND
    for (const [index, fault] of (['duplicate', 'late', 'reorder', 'lost-ack', 'lost'] as const).entries()) {
      double.faults.nextEvent(fault)
      dana.says(CHANNEL, `Part ${index}`, { thread: scene.card().ts })
      await stage.pass(SECOND)
    }
    double.sockets.refresh()
    await stage.pass(2 * MINUTE)
    for (const index of [0, 1, 2, 3, 4]) expect(received().filter((text) => text === `Part ${index}`)).toHaveLength(1)
  })

  it('of somebody whom nobody knows, or who may only look, does nothing', async () => {
    scene = await setSlackScene()
    const { guest, vera, received, told } = scene
    await scene.asks()
    const before = received()
    for (const person of [guest, vera]) {
      await scene.says(person, 'I answer this')
      await scene.presses(person, 'wabaton_take')
      await scene.says(person, '// and a note')
    }
    expect(received()).toEqual(before)
    expect(await scene.owner()).toBe('waiting')
    expect(told(guest)).toContain(`wabaton teammate link`)
    expect(told(guest)).toContain(guest.id)
    expect(told(vera)).toContain('your role or your lines')
    expect((await scene.stage.platform.desk.thread(await scene.stage.conversationOf('15550001111')))?.notes).toEqual([])
  })
})

describe('[H16] somebody whose address in Slack is another one', () => {
  it('is known once an admin has said who they are, and by the rights that they have here', async () => {
    scene = await setSlackScene()
    const { guest, stage, received } = scene
    await scene.asks()
    const { store } = stage.platform
    const dana = (await store.teammates('acme')).find(({ name }) => name === 'Dana')!
    const by = {
      kind: 'system',
      id: 'command line',
      name: 'command line',
      source: 'command line',
      ip: undefined,
    } as const
    await store.linkSlack({ business: 'acme', user: guest.id, teammate: dana.id, by, now: stage.clock.now() })
    await scene.says(guest, 'Hello from Dana')
    expect(received()).toContain('Hello from Dana')
    expect(await scene.owner()).toBe('Dana')
    const actor = { role: 'owner', lines: 'all' } as const
    await store.removeTeammate({ business: 'acme', actor, by, id: dana.id, now: stage.clock.now() })
    await scene.says(guest, 'I am gone')
    expect(received()).not.toContain('I am gone')
    expect((await store.audit({ business: 'acme', most: 10 })).map(({ action }) => action)).toContain('teammate.linked')
  })
})

describe('[H17] the other relays', () => {
  it('any-member sends what any teammate writes, who has the case with it', async () => {
    const { omar, guest, received } = await danaHas({ slack: { relay: 'any-member' } })
    await scene.says(omar, 'I help as well')
    await scene.says(guest, 'So do I')
    expect(received()).toContain('I help as well')
    expect(received()).not.toContain('So do I')
    expect(await scene.owner()).toBe('Omar')
  })

  it('alerts-only sends nothing, whoever has the case', async () => {
    const { dana, received } = await danaHas({ slack: { relay: 'alerts-only' } })
    const before = received()
    await scene.says(dana, 'Hello Maya')
    await scene.says(dana, '// only a note')
    expect(received()).toEqual(before)
    expect(
      (await scene.stage.platform.desk.thread(await scene.stage.conversationOf('15550001111')))?.notes,
    ).toHaveLength(1)
  })
})
