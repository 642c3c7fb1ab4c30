import { expect, it } from 'vitest'
import { setStage } from './test-stage.ts'

async function open(details: object = {}) {
  const stage = setStage()
  const lena = stage.simulator
    .customer({ phone: '4915112345678', name: 'Lena', bsuid: 'DE.42', ...details })
    .on('Support')
  lena.says('Hi')
  await stage.clock.advance(0)
  const values = () =>
    stage.received
      .flatMap(({ body }) => JSON.parse(body).entry)
      .flatMap(({ changes }: { changes: { value: { statuses?: object[] } }[] }) => changes.map(({ value }) => value))
      .filter(({ statuses }) => statuses)
  const toId = (more: object = {}) => stage.send({ to: undefined, recipient: 'DE.42', ...more })
  const toPhone = (more: object = {}) => stage.send({ to: '+4915112345678', ...more })
  return { ...stage, lena, values, toId, toPhone, statuses: () => stage.items('statuses') }
}

const names = (statuses: { status: string }[]) => statuses.map(({ status }) => status)
const keysOf = (value: object) => Object.keys(value)

it('[S3] to a user id: the recipient’s number only where it may be known', async () => {
  const { toId, statuses, values, clock, received } = await open({ username: 'lena.k', parentBsuid: 'DE.ENT.7' })
  await toId({ biz_opaque_callback_data: 'outbox:1' })
  await clock.runUntilIdle()
  expect(names(statuses())).toEqual(['sent', 'delivered', 'read'])
  expect(statuses()[1]).toEqual({
    id: expect.stringMatching(/^wamid\./),
    status: 'delivered',
    timestamp: expect.stringMatching(/^\d{10}$/),
    recipient_user_id: 'DE.42',
    recipient_parent_user_id: 'DE.ENT.7',
    biz_opaque_callback_data: 'outbox:1',
    pricing: { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' },
  })
  expect(statuses()[2]).not.toHaveProperty('pricing')
  expect(values()[0]).toMatchObject({
    contacts: [{ profile: { name: 'Lena', username: 'lena.k' }, user_id: 'DE.42', parent_user_id: 'DE.ENT.7' }],
  })
  for (const { body } of received) expect(body).not.toContain('4915112345678')
})

it('[S3] to a number: failed names no user id and brings no contacts', async () => {
  const { toPhone, statuses, values, clock, simulator } = await open({ username: 'lena.k' })
  simulator.faults.next({ failed: 131026 })
  await toPhone()
  await clock.runUntilIdle()
  const failed = statuses().find(({ status }) => status === 'failed')!
  expect(failed).toMatchObject({ recipient_id: '4915112345678', errors: [{ code: 131026 }] })
  expect(failed).not.toHaveProperty('recipient_user_id')
  expect(keysOf(values().at(-1)!)).toEqual(['messaging_product', 'metadata', 'statuses'])
})

it('[S3] a voice message is played, once and after it was read; other messages are not', async () => {
  const { toPhone, statuses, clock, lena, simulator } = await open()
  const { id } = simulator.media.fromBusiness({ bytes: Buffer.from('OggS'), mime: 'audio/ogg' })
  await toPhone({ type: 'audio', audio: { id, voice: true } })
  await toPhone()
  await clock.advance(1_000)
  const [voice, text] = lena.bubbles
  lena.customer.reads = 'manual'
  lena.plays()
  lena.plays(voice!.wamid)
  await clock.runUntilIdle()
  expect(names(statuses().filter((status) => status.id === voice!.wamid))).toEqual([
    'sent',
    'delivered',
    'read',
    'played',
  ])
  expect(() => lena.plays(text!.wamid)).toThrow(/no such voice message/)
})

it('[S3] any status on demand, also those that only old webhooks know', async () => {
  const { toPhone, statuses, clock, lena, simulator } = await open()
  await toPhone()
  await clock.advance(2_000)
  const { wamid } = lena.bubbles[0]!
  simulator.tellStatus(wamid, 'failed', { errors: [{ code: 131000, title: 'Something went wrong' }] })
  simulator.tellStatus(wamid, 'deleted')
  simulator.tellStatus(wamid, 'warning')
  await clock.runUntilIdle()
  expect(names(statuses())).toEqual(['sent', 'delivered', 'read', 'failed', 'deleted', 'warning'])
  expect(statuses()[3]).toMatchObject({ id: wamid, errors: [{ code: 131000 }] })
  expect(() => simulator.tellStatus('wamid.other', 'sent')).toThrow(/No message that was accepted/)
})

it('[S5] failed beside delivered, as from a second device', async () => {
  const { toPhone, statuses, clock, lena, simulator } = await open()
  simulator.chaos.statusFailedToo = 1
  await toPhone()
  await clock.runUntilIdle()
  expect(names(statuses())).toEqual(['sent', 'delivered', 'read', 'failed'])
  expect(lena.bubbles).toHaveLength(1)
})

it('[S3] a reaction is only sent', async () => {
  const { toPhone, statuses, clock, lena } = await open()
  await toPhone({ type: 'reaction', reaction: { message_id: lena.said[0]!.wamid, emoji: '👍' } })
  await clock.runUntilIdle()
  expect(names(statuses())).toEqual(['sent'])
})

it('[S3] the old forms: no user ids and no contacts, prices by conversation', async () => {
  const { toId, statuses, values, clock, simulator } = await open({ username: 'lena.k' })
  simulator.chaos.oldForms = true
  await toId()
  await clock.runUntilIdle()
  const [sent, delivered] = statuses()
  const conversation = { id: expect.any(String), origin: { type: 'service' } }
  const old = { id: expect.any(String), timestamp: expect.any(String), recipient_id: '4915112345678' }
  const pricing = { billable: false, pricing_model: 'CBP', category: 'service' }
  expect(sent).toEqual({
    ...old,
    status: 'sent',
    conversation: { ...conversation, expiration_timestamp: expect.stringMatching(/^\d{10}$/) },
    pricing,
  })
  expect(delivered).toEqual({ ...old, status: 'delivered', conversation, pricing })
  for (const value of values()) expect(value).not.toHaveProperty('contacts')
})
