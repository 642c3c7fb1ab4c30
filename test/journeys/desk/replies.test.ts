import { afterEach, describe, expect, it } from 'vitest'
import { sleep } from '../../../src/flows/world.ts'
import type { Stage } from '../../stage.ts'
import { callsPeople, DANA, MAYA, OMAR, read, setDesk } from './desk-scene.ts'

let stage: Stage
const setUp = async (options: Parameters<typeof setDesk>[0] = {}) => {
  const desk = await setDesk(options)
  stage = desk.stage
  return desk
}
afterEach(() => stage.stop())

const DAY = 24 * 60 * 60_000
const ID = '0197a000-0000-7000-8000-000000000001'
/** What was asked of Meta to bring to customers. */
const sends = () =>
  stage.simulator.log.graphCalls().flatMap(({ path, body }) => {
    const sent = path.endsWith('/messages') ? JSON.parse(body) : {}
    return 'to' in sent ? [sent] : []
  })

describe('the desk: replies', () => {
  it('[H9] a reply takes the conversation with no handoff open, and the running turn of a slow model is dropped', async () => {
    const { about, shown, ask } = await setUp({
      agent: async ({ text }) => {
        await sleep(stage.clock, 20_000)
        return `You said: ${text}`
      },
    })
    const maya = stage.phone(MAYA)
    maya.says('Hello')
    await stage.pass(5000)
    const replied = await about('replies', { as: DANA, text: 'Hi, Dana here.' })
    expect(replied).toMatchObject({
      status: 201,
      body: { messages: [expect.any(String)], leavesAt: stage.clock.now(), state: { owner: 'teammate', epoch: 1 } },
    })
    await stage.pass(60_000)
    expect(read(maya)).toEqual(['Hi, Dana here.'])
    expect(await shown()).toMatchObject({ owner: 'teammate', teammate: DANA, reason: 'teammate_took' })
    const { body } = await ask('GET', '/handoffs')
    expect(body.handoffs).toMatchObject([{ reason: 'teammate_took', teammate: DANA, answeredAt: expect.any(Number) }])
  })

  it('[H9 H5] while people are waited for, whoever writes has it; another teammate must say that they take it over', async () => {
    const { about } = await setUp({ agent: callsPeople })
    const maya = stage.phone(MAYA)
    maya.says('Who is there?')
    await stage.pass(5000)
    expect((await about('replies', { as: DANA, text: 'One' })).status).toBe(201)
    const refused = await about('replies', { as: OMAR, text: 'Two' })
    expect(refused).toMatchObject({
      status: 409,
      body: { error: 'Dana has it. To take it over, say so: "over": true.', text: 'Two', state: { teammate: DANA } },
    })
    expect((await about('replies', { as: OMAR, text: 'Three', over: true })).status).toBe(201)
    await stage.pass(5000)
    expect(read(maya)).toEqual([expect.stringContaining('teammate'), 'One', 'Three'])
  })

  it('[H23] who has not seen what was said last gets their text back, with what it was', async () => {
    const { about, written, shown } = await setUp()
    const maya = await written()
    const { position: seen } = await shown()
    await about('replies', { as: DANA, text: 'From Dana', seen })
    const content = { kind: 'text', text: 'From Dana again' }
    expect(await about('replies', { as: DANA, content, seen })).toMatchObject({
      status: 409,
      body: { error: 'Dana has answered since you looked.', content, newer: [{ text: 'From Dana', writer: DANA }] },
    })
    // What the customer has written meanwhile is no reason to wait.
    maya.says('Oh')
    await stage.pass(1000)
    const { position } = await shown()
    expect((await about('replies', { as: DANA, text: 'Yes?', seen: position - 1 })).status).toBe(201)
  })

  it('[H10] the same id again says nothing again, and answers the same', async () => {
    const { about, written, thread } = await setUp()
    const maya = await written()
    const reply = { as: DANA, text: 'Once', id: ID.toUpperCase() }
    const both = await Promise.all([about('replies', reply), about('replies', reply)])
    const last = await about('replies', reply)
    for (const { status, body } of [...both, last])
      expect({ status, ...body }).toMatchObject({ status: 201, messages: [ID] })
    await stage.pass(5000)
    expect(read(maya).slice(1)).toEqual(['Once'])
    const { messages } = await thread()
    expect(await about('replies', { text: 'Other', id: messages[1].id })).toMatchObject({
      status: 409,
      body: { text: 'Other' },
    })
  })

  it('[H10 D7] outside the window nothing leaves but a template: told at once, the text kept', async () => {
    const { about, written, shown } = await setUp()
    await written()
    expect(await shown()).toMatchObject({ window: { open: true, closesAt: expect.any(Number) } })
    await stage.pass(DAY)
    expect(await shown()).toMatchObject({ window: { open: false } })
    expect(await about('replies', { as: DANA, text: 'Late' })).toMatchObject({
      status: 422,
      body: { because: 'window-closed', text: 'Late', error: expect.stringContaining('template') },
    })
    expect(await shown()).toMatchObject({ owner: 'agent' })
    const template = { kind: 'template', name: 'hello_again', language: 'en' }
    expect((await about('replies', { as: DANA, content: template })).status).toBe(201)
  })

  it('[H10 D2] sends all that WhatsApp shows, quotes, reacts, and refuses what WhatsApp would', async () => {
    const { about, thread, written } = await setUp()
    const maya = await written()
    const { messages } = await thread()
    const link = 'https://acme.example/map.png'
    for (const body of [
      { text: 'This one?', replyTo: messages[0].id },
      { content: { kind: 'image', media: { link }, caption: 'The map' } },
      { content: { kind: 'buttons', body: 'Well?', buttons: [{ id: 'y', title: 'Yes' }] } },
      { content: { kind: 'reaction', to: messages[0].id, emoji: '👍' } },
    ])
      expect([body, await about('replies', { as: DANA, ...body })]).toMatchObject([body, { status: 201 }])
    await stage.pass(10_000)
    expect(sends().slice(1)).toMatchObject([
      { text: { body: 'This one?' }, context: { message_id: messages[0].wamid } },
      { image: { link, caption: 'The map' } },
      { interactive: { body: { text: 'Well?' } } },
      { reaction: { message_id: messages[0].wamid, emoji: '👍' } },
    ])
    expect(maya.bubbles).toHaveLength(4)
    const refusals = [
      [{ text: 'Hm', replyTo: ID }, 422],
      [{ content: { kind: 'reaction', to: ID, emoji: '👍' } }, 422],
      [{ content: { kind: 'buttons', body: 'Well?', buttons: [] } }, 422],
      [{ text: '   ' }, 422],
      [{ text: '' }, 400],
      [{}, 400],
      [{ text: 'Hm', content: { kind: 'text', text: 'Hm' } }, 400],
      [{ content: { kind: 'hologram' } }, 400],
      [{ text: 'Hm', hold: 11 }, 400],
      [{ text: 'Hm', id: 'mine' }, 400],
      [{ text: 'Hm', whom: MAYA }, 400],
    ] as const
    for (const [body, status] of refusals)
      expect([body, await about('replies', body)]).toMatchObject([body, { status }])
    expect((await thread()).messages).toHaveLength(5)
  })

  it('[H10] a long text leaves in parts, in order', async () => {
    const { about, written } = await setUp()
    const maya = await written()
    const replied = await about('replies', { as: DANA, text: 'All of it. '.repeat(600) })
    expect(replied.body.messages).toHaveLength(2)
    await stage.pass(10_000)
    expect(read(maya).slice(1).join(' ')).toBe('All of it. '.repeat(600).trim())
  })

  it('[H23] held back it can be taken back by who wrote it: the text comes back, and nothing leaves', async () => {
    const { about, written, thread } = await setUp()
    const maya = await written()
    const { body } = await about('replies', { as: DANA, text: 'Oops', hold: 10 })
    const [message] = body.messages
    expect(body.leavesAt).toBe(stage.clock.now() + 10_000)
    await about('replies', { as: DANA, text: 'Behind it' })
    await stage.pass(5000)
    expect((await thread()).messages.at(-2)).toMatchObject({ delivery: { state: 'held', leavesAt: body.leavesAt } })
    expect(await about(`messages/${message}/undo`, { as: OMAR })).toMatchObject({ status: 409 })
    expect(await about(`messages/${message}/undo`, { as: DANA })).toMatchObject({
      status: 200,
      body: { text: 'Oops', messages: [message], contents: [{ kind: 'text', text: 'Oops' }] },
    })
    expect(await about(`messages/${message}/undo`, { as: DANA })).toMatchObject({ status: 409 })
    await stage.pass(1000)
    expect(read(maya).slice(1)).toEqual(['Behind it'])
    await stage.pass(60_000)
    expect(read(maya).slice(1)).toEqual(['Behind it'])
  })

  it('[H23] drafts of an agent and templates wait 3 s, plain words do not; what has left stays', async () => {
    const { about, written } = await setUp()
    const maya = await written()
    const now = stage.clock.now()
    const template = { kind: 'template', name: 'hello_again', language: 'en' }
    const leaves = async (body: object) => (await about('replies', { as: DANA, ...body })).body.leavesAt - now
    expect(await leaves({ text: 'Drafted', drafted: true })).toBe(3000)
    expect(await leaves({ content: template })).toBe(3000)
    expect(await leaves({ text: 'At once', drafted: true, hold: 0 })).toBe(0)
    expect(await leaves({ text: 'Typed' })).toBe(0)
    await stage.pass(10_000)
    // The template is not one that Meta has approved.
    expect(read(maya).slice(1)).toEqual(['Drafted', 'At once', 'Typed'])
    const { body } = await about('replies', { as: DANA, text: 'Gone' })
    await stage.pass(2000)
    expect(await about(`messages/${body.messages[0]}/undo`, { as: DANA })).toMatchObject({ status: 409 })
  })

  it('[H10] what failed is shown with Meta’s reason, and sent anew once: another request, under a name of its own', async () => {
    const { about, written, thread } = await setUp()
    const maya = await written()
    stage.simulator.faults.next(131026, { to: MAYA })
    const { body } = await about('replies', { as: DANA, text: 'Try me', hold: 1 })
    const [message] = body.messages
    expect(await about(`messages/${message}/retry`, { as: DANA })).toMatchObject({ status: 409 })
    await stage.pass(5000)
    expect((await thread()).messages.at(-1)).toMatchObject({ delivery: { state: 'failed', error: { code: 131026 } } })
    const retry = { as: DANA, id: ID }
    const [first, again, other] = await Promise.all([
      about(`messages/${message}/retry`, retry),
      about(`messages/${message}/retry`, retry),
      about(`messages/${message}/retry`, { as: DANA }),
    ])
    expect([first, again, other].map(({ status }) => status)).toEqual([201, 201, 409])
    await stage.pass(5000)
    expect(read(maya).slice(1)).toEqual(['Try me'])
    const tried = sends().filter(({ text }) => text.body === 'Try me')
    const attempts = tried.map((one) => one.biz_opaque_callback_data)
    expect(attempts).toHaveLength(2)
    expect(new Set(attempts).size).toBe(2)
    expect((await thread()).messages.slice(-2)).toMatchObject([
      { id: message, delivery: { state: 'failed', again: ID } },
      { id: ID, writer: DANA, delivery: { state: 'read' } },
    ])
    expect(await about(`messages/${ID}/retry`, { as: DANA })).toMatchObject({ status: 409 })
    expect(await about('messages/nothing/retry', { as: DANA })).toMatchObject({ status: 409 })
  })

  it('[H10 H9] a failed reply of the agent is sent anew by a teammate, who has the conversation with it', async () => {
    const { about, shown, thread } = await setUp()
    const maya = stage.phone(MAYA)
    stage.simulator.faults.next(131026, { to: MAYA })
    maya.says('Hello')
    await stage.pass(5000)
    expect(await shown()).toMatchObject({ owner: 'waiting', reason: 'agent_failed' })
    const failed = (await thread()).messages.find((one: { author: string }) => one.author === 'agent')
    expect((await about(`messages/${failed.id}/retry`, { as: DANA })).status).toBe(201)
    await stage.pass(5000)
    expect(read(maya)).toContain('You said: Hello')
    expect(await shown()).toMatchObject({ owner: 'teammate', teammate: DANA })
  })

  it('[H9] a program speaks without taking over', async () => {
    const { written, shown } = await setUp()
    const maya = await written()
    await stage.platform.say({ to: MAYA, content: { kind: 'text', text: 'Your parcel has left.' }, line: 'support' })
    await stage.pass(5000)
    expect(read(maya).at(-1)).toBe('Your parcel has left.')
    expect(await shown()).toMatchObject({ owner: 'agent', epoch: 0 })
  })
})
