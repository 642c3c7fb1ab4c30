import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { ConfigError, createWabaton, type Wabaton, type WabatonOptions } from '../../src/index.ts'
import { setLibrary } from '../library-scene.ts'
import { SALES, SUPPORT, WABA } from '../settings.ts'
import { setStage } from '../stage.ts'

const HOUR = 60 * 60_000
let scene: Awaited<ReturnType<typeof setLibrary>>
let wabaton: Wabaton

beforeEach(async () => {
  scene = await setLibrary([SUPPORT, SALES])
})
afterEach(() => scene.close(() => wabaton.stop()))

/** A program with both lines, to which Maya has written on each. */
async function setUp(more: WabatonOptions = {}) {
  const { phoneNumberId: _, ...rest } = scene.options()
  const lines = Object.fromEntries([SUPPORT, SALES].map(({ phoneNumberId, name }) => [phoneNumberId, { name }]))
  const options: WabatonOptions = { ...rest, lines, ...more }
  wabaton = createWabaton(options)
  scene.deliverTo({ url: 'http://localhost/whatsapp/webhook', fetch: wabaton.fetch })
  for (const line of ['support', 'sales']) {
    scene.phone(line).says('Hello')
    await scene.phone(line).hears('You said: Hello')
  }
  return options
}

describe('sendMessage', () => {
  it('[C9 I3] leaves from the line that is named, in the customer’s thread', async () => {
    await setUp()
    expect(await wabaton.sendMessage('+1 555 000 1111', 'Your parcel has left.', { line: 'sales' })).toMatchObject({
      kind: 'queued',
    })
    expect((await scene.phone('sales').hears('Your parcel')).text).toBe('Your parcel has left.')
    scene.phone('support').hearsNothing()
  })

  it('[C9] wants a line where there are several, and one that is there', async () => {
    await setUp()
    await expect(wabaton.sendMessage('15550001111', 'Hi')).rejects.toThrow(
      'Name the line to send from: support, sales.',
    )
    await expect(wabaton.sendMessage('15550001111', 'Hi', { line: 'shop' })).rejects.toThrow('no line named shop')
  })

  it('[C9 D3] quotes the message of replyTo', async () => {
    await setUp()
    const replyTo = scene.phone().said[0]!.wamid
    await wabaton.sendMessage('15550001111', 'About that', { line: 'support', replyTo })
    expect(await scene.phone().hears('About that')).toMatchObject({ quoted: replyTo })
  })

  it('[C9 D4 I16] sends whatever WhatsApp can show, to a customer by any name', async () => {
    await setUp()
    const id = await wabaton.findCustomer('15550001111')
    const buttons = { kind: 'buttons', body: 'Which?', buttons: [{ id: 'a', title: 'This' }] } as const
    await wabaton.sendMessage(id!, buttons, { line: 'support' })
    expect(await scene.phone().hears('Which?')).toMatchObject({ type: 'interactive' })
  })

  it('[C9] refuses whoever has never written, and what WhatsApp would refuse, with the reason', async () => {
    await setUp()
    expect(await wabaton.sendMessage('+1 555 999 9999', 'Hi', { line: 'support' })).toEqual({
      kind: 'refused',
      because: 'unknown-customer',
      reason: expect.stringContaining('has written'),
    })
    const button = (id: string) => ({ id, title: id })
    const many = { kind: 'buttons', body: 'Which?', buttons: ['a', 'b', 'c', 'd'].map(button) } as const
    expect(await wabaton.sendMessage('15550001111', many, { line: 'support' })).toMatchObject({
      kind: 'refused',
      because: 'not-sendable',
    })
  })

  it('[C9 D14] a text more than 24 hours after the customer’s last message is not sent: window_closed', async () => {
    wabaton = createWabaton(scene.options())
    const stage = await setStage()
    onTestFinished(stage.stop)
    const maya = stage.phone('15550001111')
    maya.says('Hello')
    await stage.pass(24 * HOUR - 5_000)
    const say = (text: string) =>
      stage.platform.say({ to: '15550001111', content: { kind: 'text', text }, line: 'support' })
    await say('In time')
    await stage.pass(10_000)
    await say('Too late')
    await stage.pass(60_000)
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['You said: Hello', 'In time'])
    expect(await stage.deliveries()).toMatchObject([
      {},
      {},
      { text: 'Too late', state: 'failed', error_reason: 'window_closed', attempts: 0 },
    ])
  })
})

describe('reconfigure', () => {
  it('[C11] goes over to other agents, lines and texts', async () => {
    const options = await setUp()
    expect(await wabaton.reconfigure({ ...options, agent: () => 'Somebody new', texts: { reset: 'Gone.' } })).toEqual(
      [],
    )
    scene.phone().says('Hello again')
    await scene.phone().hears('Somebody new')
    scene.phone().says('/reset')
    await scene.phone().hears('Gone.')
  })

  it('[C11] names what needs a restart, and leaves that as it is', async () => {
    const options = await setUp()
    const late = await wabaton.reconfigure({
      ...options,
      agent: () => 'Somebody new',
      business: 'other',
      server: { port: 9999 },
      media: { retention: 'none' },
      webhook: { prefix: '/wa' },
    })
    expect(late).toEqual(['business', 'server', 'media', 'webhook.prefix'])
    scene.phone().says('Hello again')
    await scene.phone().hears('Somebody new')
    expect(await wabaton.findCustomer('15550001111')).toBeDefined()
  })

  it('[C11 C3] with something wrong in it changes nothing, and says all of it', async () => {
    const options = await setUp()
    const broken = { ...options, agent: () => 'Somebody new', accesToken: 'x', texts: { rest: 'y' } } as WabatonOptions
    const error = await wabaton.reconfigure(broken).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ConfigError)
    expect((error as ConfigError).faults).toHaveLength(2)
    scene.phone().says('Hello again')
    await scene.phone().hears('You said: Hello again')
  })

  it('[C11] before the start everything may still change', async () => {
    const { phoneNumberId: _, ...rest } = scene.options()
    const lines = { [SUPPORT.phoneNumberId]: { name: 'support' } }
    wabaton = createWabaton({ ...rest, lines })
    expect(await wabaton.reconfigure({ ...rest, lines, business: 'other', agent: () => 'Early' })).toEqual([])
    scene.deliverTo({ url: 'http://localhost/whatsapp/webhook', fetch: wabaton.fetch })
    scene.phone().says('Hello')
    await scene.phone().hears('Early')
    expect(await wabaton.findCustomer('15550001111')).toBeDefined()
  })
})

describe('templates', () => {
  it('[C9 D23] are created, listed, edited and removed by a program; what is at fault never leaves it', async () => {
    await setUp({ accountId: WABA })
    const { templates } = wabaton
    const form = { name: 'parcel_left', language: 'en', category: 'UTILITY' }
    expect(await templates.create({ ...form, components: [] })).toEqual({
      kind: 'faulty',
      faults: [{ at: 'body', what: 'noBody' }],
    })
    const done = await templates.create({ ...form, components: [{ type: 'BODY', text: 'Your parcel has left.' }] })
    expect(done).toMatchObject({ kind: 'done', template: { name: 'parcel_left' } })
    const status = async () => (await templates.list()).map((one) => one.status)
    await expect.poll(status).toEqual(['APPROVED'])
    const which = { name: 'parcel_left', language: 'en' }
    const components = [{ type: 'BODY', text: 'It has left.' }]
    expect(await templates.edit(which, { components })).toMatchObject({ kind: 'done' })
    expect(await templates.remove(which)).toMatchObject({ kind: 'done' })
    expect(await templates.list()).toEqual([])
    expect(await templates.remove(which)).toMatchObject({ kind: 'unknown' })
    expect(await templates.sync(WABA)).toEqual({ kind: 'synced', count: 0 })
  })
})
