import { expect, it } from 'vitest'
import { setStage } from './test-stage.ts'

async function open(options: Parameters<typeof setStage>[0] = {}) {
  const stage = setStage(options)
  stage.maya.says('Hi')
  await stage.clock.advance(0)
  return { ...stage, told: () => stage.items('statuses').map(({ status }) => status) }
}

it('[S3] tells sent, delivered and read, each with what Meta puts there', async () => {
  const { send, clock, items, maya, received } = await open()
  const { json } = await send({ biz_opaque_callback_data: 'attempt-1' })
  await clock.runUntilIdle()
  const common = {
    id: json.messages[0].id,
    recipient_id: '15550001111',
    recipient_user_id: maya.customer.bsuid,
    biz_opaque_callback_data: 'attempt-1',
    timestamp: expect.stringMatching(/^\d{10}$/),
  }
  const pricing = { billable: false, pricing_model: 'PMP', type: 'free_customer_service', category: 'service' }
  expect(items('statuses')).toEqual([
    { ...common, status: 'sent', pricing },
    { ...common, status: 'delivered', pricing },
    { ...common, status: 'read' },
  ])
  expect(JSON.parse(received.at(-1)!.body).entry[0].changes[0].value.contacts[0].wa_id).toBe('15550001111')
  expect(maya.bubbles).toEqual([
    expect.objectContaining({ wamid: json.messages[0].id, text: 'Hello', opaque: 'attempt-1', status: 'read' }),
  ])
})

it('[S3] leaves out the number when a customer with a username was written to by user id', async () => {
  const { clock, simulator, send, items, received } = setStage()
  simulator.customer({ phone: '4915112345678', username: 'lena.k', bsuid: 'DE.42' }).on('Support').says('Hi')
  await send({ to: undefined, recipient: 'DE.42' })
  await clock.runUntilIdle()
  expect(items('statuses')).toHaveLength(3)
  for (const status of items('statuses')) {
    expect(status).not.toHaveProperty('recipient_id')
    expect(status.recipient_user_id).toBe('DE.42')
  }
  const told =
    JSON.stringify(received) + items('statuses').map(({ id }) => Buffer.from(id.slice(6), 'base64').toString('latin1'))
  expect(told).not.toContain('4915112345678')
})

it('[S3] a failed status by phone names no user id and brings no contacts', async () => {
  const { clock, simulator, send, items, received } = await open()
  simulator.faults.next({ failed: 131042 })
  expect((await send()).status).toBe(200)
  await clock.runUntilIdle()
  expect(items('statuses')).toHaveLength(1)
  expect(items('statuses')[0]).toMatchObject({
    status: 'failed',
    recipient_id: '15550001111',
    errors: [{ code: 131042 }],
  })
  expect(items('statuses')[0]).not.toHaveProperty('recipient_user_id')
  expect(JSON.parse(received.at(-1)!.body).entry[0].changes[0].value).not.toHaveProperty('contacts')
})

it('[S3] a phone that is off shows one tick until it is on again, and gets all in order', async () => {
  const { send, clock, maya, told } = await open()
  maya.goesOffline()
  await send({ text: { body: 'one' } })
  await send({ text: { body: 'two' } })
  await clock.runUntilIdle()
  expect(told()).toEqual(['sent', 'sent'])
  maya.hearsNothing()
  maya.comesOnline()
  expect(maya.bubbles.map(({ text }) => text)).toEqual(['one', 'two'])
  await clock.runUntilIdle()
  expect(told().filter((status) => status === 'delivered')).toHaveLength(2)
})

it('[S3] what is said without network leaves when it is back', async () => {
  const { clock, maya, items } = await open()
  maya.goesOffline()
  maya.says('in the tunnel')
  await clock.advance(60_000)
  expect(items('messages')).toHaveLength(1)
  maya.comesOnline()
  await clock.advance(0)
  expect(items('messages')[1]!.text.body).toBe('in the tunnel')
  expect(Number(items('messages')[1]!.timestamp)).toBe(Math.floor(clock.now() / 1000))
})

it('[S4] a message waits 30 days for a phone', async () => {
  const { send, clock, maya } = await open()
  maya.goesOffline()
  await send()
  await clock.advance(30 * 24 * 60 * 60 * 1000)
  maya.comesOnline()
  await clock.runUntilIdle()
  maya.hearsNothing()
})

it('[S3] reads when told to, and never tells with receipts off', async () => {
  const { send, clock, maya, told } = await open()
  maya.customer.reads = 'manual'
  await send()
  await clock.runUntilIdle()
  expect(told()).toEqual(['sent', 'delivered'])
  maya.reads()
  await clock.runUntilIdle()
  expect(told()).toEqual(['sent', 'delivered', 'read'])
  maya.customer.reads = 'never'
  await send()
  await clock.runUntilIdle()
  maya.reads()
  await clock.runUntilIdle()
  expect(told().slice(3)).toEqual(['sent', 'delivered'])
})

it('[S5] skips delivered; the price then stands on read', async () => {
  const { send, clock, simulator, items } = await open()
  simulator.chaos.statusSkipDelivered = 1
  await send()
  await clock.runUntilIdle()
  expect(items('statuses').map(({ status, pricing }) => [status, pricing !== undefined])).toEqual([
    ['sent', true],
    ['read', true],
  ])
})

it('[S5] tells each status twice, none at all, or without the reference', async () => {
  const { send, clock, simulator, told, items, maya } = await open()
  simulator.chaos.statusDuplicate = 1
  await send()
  await clock.runUntilIdle()
  expect(told()).toEqual(['sent', 'sent', 'delivered', 'delivered', 'read', 'read'])
  Object.assign(simulator.chaos, { statusDuplicate: 0, statusNever: 1 })
  await send()
  await clock.runUntilIdle()
  expect(told()).toHaveLength(6)
  expect(maya.bubbles).toHaveLength(2)
  Object.assign(simulator.chaos, { statusNever: 0, echoOpaqueData: false })
  await send({ biz_opaque_callback_data: 'attempt-1' })
  await clock.runUntilIdle()
  expect(items('statuses').at(-1)).not.toHaveProperty('biz_opaque_callback_data')
})

it('[S5] reorders statuses', async () => {
  const { send, clock, simulator, told } = await open({ seed: 5 })
  simulator.chaos.statusReorder = 1
  for (let index = 0; index < 5; index++) await send()
  await clock.runUntilIdle()
  expect(told()).toHaveLength(15)
  expect(told().slice(0, 5)).not.toEqual(Array(5).fill('sent'))
})

it('[S5] sent reaches the business before the answer to the request does', async () => {
  const { send, clock, simulator, told } = await open()
  simulator.chaos.statusBeforeAnswer = 1
  let toldAtAnswer: string[] = []
  const sending = send().then(() => {
    toldAtAnswer = told()
  })
  await clock.advance(0)
  await sending
  expect(toldAtAnswer).toEqual(['sent'])
  await clock.runUntilIdle()
  expect(told()).toEqual(['sent', 'delivered', 'read'])
})

it('[S5] holds the answer no longer than a second for a business that does not take the status', async () => {
  let answering = true
  const { send, clock, simulator } = await open({ answer: () => (answering ? 200 : new Promise<number>(() => {})) })
  answering = false
  simulator.chaos.statusBeforeAnswer = 1
  let answered = false
  void send().then(() => {
    answered = true
  })
  await clock.advance(999)
  expect(answered).toBe(false)
  await clock.advance(1)
  expect(answered).toBe(true)
})

it('[S5] fails late: sent, then failed, and nothing on the phone', async () => {
  const { send, clock, simulator, told, maya } = await open()
  simulator.chaos.statusFailedLate = 1
  await send()
  await clock.runUntilIdle()
  expect(told()).toEqual(['sent', 'failed'])
  maya.hearsNothing()
})

it('[S3] prices by date: free before October 2026, then after the first thousand of a number and month', async () => {
  const { send, clock, items, maya, received } = setStage({ start: Date.UTC(2026, 8, 30, 23) })
  const next = async () => {
    maya.says('Hi')
    await send()
    await clock.advance(6_000)
    const statuses = items('statuses')
    received.length = 0
    return statuses.find(({ status }) => status === 'sent')!.pricing
  }
  for (let index = 0; index < 3; index++)
    expect(await next()).toMatchObject({ billable: false, type: 'free_customer_service' })
  await clock.advance(3_600_000)
  for (let index = 0; index < 1_000; index++) expect(await next()).toMatchObject({ billable: false })
  expect(await next()).toEqual({ billable: true, pricing_model: 'PMP', type: 'regular', category: 'service' })
  await clock.advance(31 * 24 * 3_600_000)
  expect(await next()).toMatchObject({ billable: false })
})

it('[S3] a conversation stands on sent where old webhooks are wanted', async () => {
  const { send, clock, simulator, items } = await open()
  simulator.chaos.statusConversation = true
  await send()
  await clock.runUntilIdle()
  expect(items('statuses').map(({ conversation }) => conversation)).toEqual([
    { id: expect.any(String), expiration_timestamp: expect.stringMatching(/^\d{10}$/), origin: { type: 'service' } },
    undefined,
    undefined,
  ])
})

it('[S5] a bubble may be overtaken by a later one', async () => {
  const { send, clock, simulator, maya } = await open({ seed: 3 })
  simulator.chaos.bubbleReorder = 0.5
  const sent = ['1', '2', '3', '4', '5', '6']
  for (const body of sent) await send({ text: { body } })
  await clock.runUntilIdle()
  const shown = maya.bubbles.map(({ text }) => text)
  expect(shown).not.toEqual(sent)
  expect(shown.toSorted()).toEqual(sent)
})
