import { expect, it } from 'vitest'
import { SALES, START, SUPPORT, setStage } from './test-stage.ts'

const DAY = 24 * 60 * 60 * 1000
const MESSAGES = `/v24.0/${SUPPORT.phoneNumberId}/messages`

/** A stage on which Maya has just written. */
async function open() {
  const stage = setStage()
  stage.maya.says('Hi')
  await stage.clock.advance(0)
  return stage
}

it('[S3] accepts a text and answers as Meta does', async () => {
  const { send } = await open()
  const { status, json } = await send({ to: '+1 (555) 000-1111' })
  expect(status).toBe(200)
  expect(json).toEqual({
    messaging_product: 'whatsapp',
    contacts: [{ input: '+1 (555) 000-1111', wa_id: '15550001111' }],
    messages: [{ id: expect.stringMatching(/^wamid\./) }],
  })
  expect((await send()).json.messages[0].id).not.toBe(json.messages[0].id)
})

it('[S3] refuses with the error body of Meta', async () => {
  const { call } = setStage()
  const { status, headers, json } = await call('POST', MESSAGES, {
    messaging_product: 'whatsapp',
    to: '+15550001111',
    type: 'text',
    text: { body: ' ' },
  })
  expect(status).toBe(400)
  expect(headers['content-type']).toContain('application/json')
  expect(json).toEqual({
    error: {
      message: '(#131009) Parameter value is not valid',
      type: 'OAuthException',
      code: 131009,
      error_data: { messaging_product: 'whatsapp', details: 'Text body must not be empty.' },
      fbtrace_id: expect.stringMatching(/^A[\w-]{22}$/),
    },
  })
})

it('[S3] wants the right bearer token, of the line where it has its own', async () => {
  const { call, simulator } = setStage()
  for (const token of ['', 'another']) {
    const { status, json } = await call('POST', MESSAGES, { messaging_product: 'whatsapp' }, token)
    expect([status, json.error.code]).toEqual([401, 190])
  }
  simulator.lines()[1]!.accessToken = 'sales-token'
  const path = `/v24.0/${SALES.phoneNumberId}?fields=status`
  expect((await call('GET', path)).status).toBe(401)
  expect((await call('GET', path, undefined, 'sales-token')).status).toBe(200)
})

it('[S3] knows its numbers and versions only', async () => {
  const { call } = setStage()
  const unknown = await call('POST', '/v24.0/999/messages', { messaging_product: 'whatsapp' })
  expect([unknown.status, unknown.json.error.code, unknown.json.error.error_subcode]).toEqual([400, 100, 33])
  const unversioned = await call('POST', `/${SUPPORT.phoneNumberId}/messages`, {})
  expect([unversioned.status, unversioned.json.error.code]).toEqual([400, 2500])
})

it.each([
  ['no messaging_product', { messaging_product: undefined }, 100],
  ['no recipient', { to: undefined }, 100],
  ['a recipient type that is not supported', { recipient_type: 'business_scoped_user_id' }, 100],
  ['no text', { text: undefined }, 100],
  ['no body', { text: {} }, 100],
  ['a body that is no text', { text: { body: 7 } }, 100],
  ['a blank body', { text: { body: ' \n ' } }, 131009],
  ['4097 characters', { text: { body: 'x'.repeat(4097) } }, 100],
  ['513 characters of opaque data', { biz_opaque_callback_data: 'x'.repeat(513) }, 100],
  ['a quote without an id', { context: {} }, 100],
  ['a phone without digits', { to: 'Maya' }, 131009],
  ['a recipient that is no user id', { to: undefined, recipient: '15550001111' }, 131009],
  ['a message to itself', { to: '+15550783881' }, 131021],
  ['a type nobody knows', { type: 'hologram' }, 131051],
])('[S3] refuses %s', async (_, change, code) => {
  const { send, maya, clock } = await open()
  const { status, json } = await send(change)
  expect([status, json.error.code]).toEqual([400, code])
  await clock.runUntilIdle()
  maya.hearsNothing()
})

it('[S3] accepts what is just within the limits', async () => {
  const { send } = await open()
  for (const body of ['x'.repeat(4096), '😀'.repeat(4096)]) expect((await send({ text: { body } })).status).toBe(200)
  expect((await send({ biz_opaque_callback_data: 'x'.repeat(512) })).status).toBe(200)
})

it('[S3] reaches a customer by user id, and `to` wins over it', async () => {
  const { send, maya, clock, simulator } = await open()
  const other = simulator.customer({ phone: '15550002222', bsuid: 'US.77' }).on('Support')
  other.says('Hi')
  const byId = await send({ to: undefined, recipient: 'US.77' })
  expect(byId.json.contacts).toEqual([{ input: 'US.77', user_id: 'US.77' }])
  await send({ recipient: 'US.77', text: { body: 'To Maya' } })
  await clock.runUntilIdle()
  expect(maya.bubbles.map(({ text }) => text)).toEqual(['To Maya'])
  expect(other.bubbles.map(({ text }) => text)).toEqual(['Hello'])
})

it('[S3] accepts a user id in `to`, and loses the message', async () => {
  const { send, maya, clock, items } = await open()
  const { status, json } = await send({ to: maya.customer.bsuid })
  expect(status).toBe(200)
  expect(json.messages[0].id).toMatch(/^wamid\./)
  await clock.runUntilIdle()
  maya.hearsNothing()
  expect(items('statuses')).toEqual([])
})

it('[S5] strict phones: without a plus the country of the line is put in front', async () => {
  const { send, simulator } = await open()
  simulator.chaos.strictPhones = true
  expect((await send({ to: '15550001111' })).json.error.code).toBe(131026)
  expect((await send({ to: '5550001111' })).json.contacts).toEqual([{ input: '5550001111', wa_id: '15550001111' }])
  expect((await send({ to: '+15550001111' })).status).toBe(200)
})

it('[S4] the window is open at 23:59:59.999 and closed at 24:00:00.000', async () => {
  const { send, clock } = await open()
  await clock.advance(DAY - 1)
  expect((await send()).status).toBe(200)
  await clock.advance(1)
  const { status, json } = await send()
  expect([status, json.error.code]).toEqual([400, 131047])
})

it('[S3] the window belongs to the line the customer wrote to', async () => {
  const { send } = await open()
  expect((await send({}, SALES)).json.error.code).toBe(131047)
})

it('[S5] a closed window told late: a 200, then a failed status', async () => {
  const { send, clock, simulator, items, maya } = setStage()
  simulator.chaos.windowErrorsLate = true
  const { status, json } = await send({ biz_opaque_callback_data: 'attempt-1' })
  expect(status).toBe(200)
  await clock.runUntilIdle()
  expect(items('statuses')).toEqual([
    expect.objectContaining({ id: json.messages[0].id, status: 'failed', biz_opaque_callback_data: 'attempt-1' }),
  ])
  expect(items('statuses')[0]!.errors).toEqual([
    expect.objectContaining({ code: 131047, title: 'Re-engagement message' }),
  ])
  maya.hearsNothing()
})

it('[S3] 131026 for a number that is not on WhatsApp, and for who has blocked the line', async () => {
  const { send, maya } = await open()
  expect((await send({ to: '+15559999999' })).json.error.code).toBe(131026)
  maya.blocks()
  expect((await send()).json.error.code).toBe(131026)
  maya.unblocks()
  expect((await send()).status).toBe(200)
  maya.customer.onWhatsApp = false
  expect((await send()).json.error.code).toBe(131026)
})

it('[S5] an unreachable customer told late: a 200, then a failed status', async () => {
  const { send, simulator, clock, items, maya } = await open()
  simulator.chaos.undeliverableLate = true
  expect((await send({ to: '+15559999999' })).status).toBe(200)
  maya.blocks()
  expect((await send()).status).toBe(200)
  await clock.runUntilIdle()
  expect(items('statuses')).toEqual([
    expect.objectContaining({
      status: 'failed',
      recipient_id: '15559999999',
      errors: [expect.objectContaining({ code: 131026 })],
    }),
    expect.objectContaining({ status: 'failed', recipient_id: '15550001111' }),
  ])
  maya.hearsNothing()
  expect(simulator.customers()).toHaveLength(1)
  expect((await send({ to: undefined, recipient: 'US.404' })).json.error.code).toBe(131026)
})

it('[S3] one customer: 45 messages at once, then one every six seconds', async () => {
  const { send, clock } = await open()
  for (let index = 0; index < 45; index++) expect((await send()).status).toBe(200)
  const { status, json } = await send()
  expect([status, json.error.code, json.error.is_transient]).toEqual([429, 131056, true])
  await clock.advance(5_999)
  expect((await send()).json.error.code).toBe(131056)
  await clock.advance(1)
  expect((await send()).status).toBe(200)
  expect((await send()).json.error.code).toBe(131056)
})

it('[S3] one line: 80 messages a second', async () => {
  const { send, clock, simulator } = setStage()
  for (let index = 0; index < 81; index++)
    simulator
      .customer({ phone: `1555100${1000 + index}` })
      .on('Support')
      .says('Hi')
  await clock.advance(0)
  for (let index = 0; index < 80; index++) expect((await send({ to: `+1555100${1000 + index}` })).status).toBe(200)
  const { status, json } = await send({ to: '+15551001080' })
  expect([status, json.error.code]).toEqual([429, 130429])
  await clock.advance(13)
  expect((await send({ to: '+15551001080' })).status).toBe(200)
})

it('[S3] read marks what was said up to there, and typing shows for 25 seconds', async () => {
  const { call, maya, clock } = setStage()
  maya.says('one')
  const second = maya.says('two')
  maya.says('three')
  await clock.advance(0)
  const read = { messaging_product: 'whatsapp', status: 'read', message_id: second }
  expect((await call('POST', MESSAGES, read)).json).toEqual({ success: true })
  expect(maya.said.map(({ state }) => state)).toEqual(['read', 'read', 'delivered'])
  expect(maya.typing).toBe(false)
  await call('POST', MESSAGES, { ...read, typing_indicator: { type: 'text' } })
  await clock.advance(24_999)
  expect(maya.typing).toBe(true)
  await clock.advance(1)
  expect(maya.typing).toBe(false)
})

it('[S3] typing ends with the reply', async () => {
  const { call, send, maya, clock } = setStage()
  const wamid = maya.says('Hi')
  await call('POST', MESSAGES, {
    messaging_product: 'whatsapp',
    status: 'read',
    message_id: wamid,
    typing_indicator: { type: 'text' },
  })
  await send()
  expect(maya.typing).toBe(true)
  await clock.advance(200)
  expect([maya.typing, maya.bubbles.length]).toEqual([false, 1])
})

it.each([
  ['a message nobody sent', { message_id: 'wamid.unknown' }, 131009],
  ['no message', {}, 100],
  ['typing that is not text', { message_id: 'hers', typing_indicator: 'on' }, 100],
  ['another status', { status: 'delivered', message_id: 'hers' }, 100],
])('[S3] refuses read with %s', async (_, change, code) => {
  const { call, maya } = await open()
  const body = { messaging_product: 'whatsapp', status: 'read', ...change }
  const hers = 'message_id' in change && change.message_id === 'hers' ? { message_id: maya.said[0]!.wamid } : {}
  const { status, json } = await call('POST', MESSAGES, { ...body, ...hers })
  expect([status, json.error.code]).toEqual([400, code])
})

it('[S3] tells of numbers, the account and the token', async () => {
  const { call } = setStage()
  const fields = 'display_phone_number,verified_name,quality_rating,status,throughput'
  expect((await call('GET', `/v24.0/${SUPPORT.phoneNumberId}?fields=${fields}`)).json).toEqual({
    display_phone_number: SUPPORT.displayPhoneNumber,
    verified_name: 'Support',
    quality_rating: 'GREEN',
    status: 'CONNECTED',
    throughput: { level: 'STANDARD' },
    id: SUPPORT.phoneNumberId,
  })
  const { data } = (await call('GET', `/v24.0/${SUPPORT.wabaId}/phone_numbers`)).json
  expect(data.map(({ id }: { id: string }) => id)).toEqual([SUPPORT.phoneNumberId, SALES.phoneNumberId])
  const apps = (await call('GET', `/v24.0/${SUPPORT.wabaId}/subscribed_apps`)).json
  expect(apps.data[0].whatsapp_business_api_data).toMatchObject({ id: expect.any(String), name: expect.any(String) })
  expect((await call('GET', '/v24.0/debug_token?input_token=the-token')).json.data.is_valid).toBe(true)
  expect((await call('GET', '/v24.0/debug_token?input_token=other')).json.data.is_valid).toBe(false)
})

it('[S3] keeps a log of calls and answers', async () => {
  const { send, simulator } = await open()
  await send()
  expect(simulator.log.graphCalls()).toEqual([
    expect.objectContaining({
      method: 'POST',
      path: MESSAGES,
      at: START,
      answer: expect.objectContaining({ status: 200 }),
    }),
  ])
})
