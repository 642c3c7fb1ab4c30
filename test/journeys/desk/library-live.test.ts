import { afterEach, describe, expect, it } from 'vitest'
import { type ConfigError, createWabaton, type Desk, type Wabaton } from '../../../src/index.ts'
import { setLibrary } from '../../library-scene.ts'

let scene: Awaited<ReturnType<typeof setLibrary>>
let wabaton: Wabaton
afterEach(() => scene.close(() => wabaton.stop()))

const DANA = { id: 'dana', name: 'Dana' }

describe('a desk in a program', () => {
  it('[H15 C9] is told of a handoff, answers in its own words, and gives the conversation back', async () => {
    scene = await setLibrary()
    const released = Promise.withResolvers<string>()
    const desk: Desk = {
      name: 'my-desk',
      async onHandoff({ conversation }) {
        await wabaton.desk.claim(conversation, { by: DANA })
        await wabaton.desk.note(conversation, { by: DANA, text: 'Taken by the machine.' })
        await wabaton.desk.reply(conversation, { by: DANA, message: 'Dana here.' })
      },
      async onMessage({ conversation, author, text }) {
        if (author !== 'customer' || text !== 'Thanks') return
        const done = await wabaton.desk.release(conversation, { by: DANA, outcome: 'Answered.' })
        released.resolve(done.kind)
      },
    }
    wabaton = createWabaton({ ...scene.options(), desks: [desk] })
    scene.deliverTo({ url: 'http://localhost/whatsapp/webhook', fetch: wabaton.fetch })
    const maya = scene.phone()
    maya.says('I want to talk to a human')
    await maya.hears('Dana here.')
    maya.says('Thanks')
    expect(await released.promise).toBe('passed')
    const [conversation] = await wabaton.desk.conversations()
    expect(conversation).toMatchObject({ owner: 'agent', customer: { phone: '+15550001111' } })
    const thread = await wabaton.desk.thread(conversation!.id)
    expect(thread!.notes).toMatchObject([{ text: 'Taken by the machine.', by: DANA }])
    maya.says('Bye')
    await maya.hears('Bye')
  })

  it('[H15 C2] has a name of its own, and hears something', async () => {
    scene = await setLibrary()
    const faultOf = (desks: unknown) => {
      try {
        createWabaton({ ...scene.options(), desks: desks as Desk[] })
      } catch (error) {
        return (error as ConfigError).faults.map(({ problem }) => problem)
      }
      return []
    }
    const hears = () => {}
    expect(
      faultOf([
        { name: 'one', onHandoff: hears },
        { name: 'two', onMessage: hears },
      ]),
    ).toEqual([])
    expect(
      faultOf([
        { name: 'one', onHandoff: hears },
        { name: 'one', onMessage: hears },
      ]),
    ).toEqual(['has two desks of one name.'])
    expect(faultOf([{ name: 'one' }])).toEqual(['has a desk that hears nothing.'])
    expect(faultOf([{ name: 'one', onHandoff: 'loudly' }])).toEqual(['has a desk that hears nothing.'])
    expect(faultOf([{ onHandoff: hears }])).toEqual(['has a desk without a usable name.'])
    expect(faultOf('slack')).toEqual(['is no list of desks.'])
    wabaton = createWabaton(scene.options())
  })
})
