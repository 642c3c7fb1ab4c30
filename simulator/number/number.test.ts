import { expect, it } from 'vitest'
import { SALES, SUPPORT, setStage } from '../test-stage.ts'

const DAY = 24 * 60 * 60 * 1000
const LINE = `/v24.0/${SUPPORT.phoneNumberId}`
const x = (length: number) => 'x'.repeat(length)

function open() {
  const stage = setStage()
  const post = (edge: string, body: object, line = LINE) =>
    stage.call('POST', `${line}/${edge}`, { messaging_product: 'whatsapp', ...body })
  const get = async (edge: string) => (await stage.call('GET', `${LINE}${edge}`)).json
  return { ...stage, post, get }
}

it('[S3] the profile keeps what is set, forgets what is emptied, and tells the fields that are asked for', async () => {
  const { post, get } = open()
  const profile = {
    about: x(139),
    address: x(256),
    description: x(512),
    email: 'hello@acme.example',
    websites: ['https://acme.example', 'https://shop.acme.example'],
    vertical: 'RETAIL',
  }
  expect((await post('whatsapp_business_profile', profile)).json).toEqual({ success: true })
  expect((await get('/whatsapp_business_profile')).data).toEqual([{ ...profile, messaging_product: 'whatsapp' }])
  await post('whatsapp_business_profile', { address: '', profile_picture_handle: '4::a' })
  const { data } = await get('/whatsapp_business_profile?fields=address,vertical,profile_picture_url')
  expect(data).toEqual([
    { vertical: 'RETAIL', profile_picture_url: expect.stringMatching(/^https:/), messaging_product: 'whatsapp' },
  ])
})

it.each<[change: object, words: RegExp]>([
  [{ about: x(140) }, /about.*139/],
  [{ about: '' }, /about.*empty/],
  [{ address: x(257) }, /address.*256/],
  [{ description: x(513) }, /description.*512/],
  [{ email: 'acme' }, /email/],
  [{ websites: ['https://a.example', 'https://b.example', 'https://c.example'] }, /websites.*2/],
  [{ websites: ['acme.example'] }, /websites.*http/],
  [{ vertical: 'SPACE' }, /vertical/],
  [{ messaging_product: 'x' }, /messaging_product/],
])('[S3] refuses a profile with %j', async (change, words) => {
  const { status, json } = await open().post('whatsapp_business_profile', change)
  expect([status, json.error.code]).toEqual([400, 100])
  expect(`${json.error.message} ${json.error.error_user_msg}`).toMatch(words)
})

it('[S3] a number is verified, registered with its pin, and sends nothing while it is not', async () => {
  const { call, send, maya, get, clock } = open()
  maya.says('Hi')
  await clock.advance(0)
  const post = (edge: string, body: object) => call('POST', `${LINE}${edge}`, body)
  const register = async (pin: unknown) =>
    (await post('/register', { messaging_product: 'whatsapp', pin })).json.error?.code ?? 200
  expect((await post('/deregister', {})).json).toEqual({ success: true })
  expect(await get('?fields=status')).toEqual({ status: 'DISCONNECTED', id: SUPPORT.phoneNumberId })
  expect((await send()).json.error.code).toBe(133010)
  expect((await post('/request_code', { code_method: 'PIGEON', language: 'en' })).json.error.code).toBe(100)
  await post('/request_code', { code_method: 'SMS', language: 'en' })
  expect((await get('?fields=code_verification_status')).code_verification_status).toBe('NOT_VERIFIED')
  expect(await register('123456')).toBe(133006)
  expect((await post('/verify_code', { code: '000000' })).json.error.code).toBe(100)
  expect((await post('/verify_code', { code: '123-456' })).json).toEqual({ success: true })
  expect(await register('12345')).toBe(100)
  expect(await register('111111')).toBe(200)
  expect((await send()).status).toBe(200)
  expect(await register('222222')).toBe(133005)
  expect((await post('', { pin: '222222' })).json).toEqual({ success: true })
  expect(await register('222222')).toBe(200)
})

it('[S3] ten registrations in 72 hours', async () => {
  const { post, clock } = open()
  for (let index = 0; index < 10; index++) expect((await post('register', { pin: '111111' })).status).toBe(200)
  expect((await post('register', { pin: '111111' })).json.error.code).toBe(133016)
  await clock.advance(3 * DAY)
  expect((await post('register', { pin: '111111' })).status).toBe(200)
})

it('[S3] a changed pin is told by the webhook for security', async () => {
  const { call, clock, received } = open()
  await call('POST', LINE, { pin: '123456' })
  await clock.runUntilIdle()
  const [change] = JSON.parse(received.at(-1)!.body).entry[0].changes
  expect(change).toMatchObject({ field: 'security', value: { event: 'PIN_CHANGED' } })
})

it('[S3] a blocked customer is not heard and cannot be written to, on this line only', async () => {
  const { call, post, send, maya, clock, items, simulator, get } = open()
  const noah = simulator.customer({ phone: '15550002222', bsuid: 'US.77' }).on('Support')
  maya.says('Hi')
  noah.says('Hi')
  await clock.advance(0)
  const block_users = [{ user: '+1 555 000 1111' }, { user_id: 'US.77' }]
  const { status, json } = await post('block_users', { block_users })
  expect([status, json.block_users.added_users]).toEqual([
    200,
    [
      { input: '+1 555 000 1111', wa_id: '15550001111', user_id: maya.customer.bsuid },
      { input: 'US.77', wa_id: '15550002222', user_id: 'US.77' },
    ],
  ])
  expect((await get('/block_users')).data).toHaveLength(2)
  maya.says('Hello?')
  simulator.customer({ phone: '15550001111' }).on('Sales').says('Hello there?')
  await clock.advance(0)
  expect(items('messages').map(({ text }) => text.body)).toEqual(['Hi', 'Hi', 'Hello there?'])
  expect((await send()).json.error.code).toBe(131026)
  expect((await send({}, SALES)).status).toBe(200)
  const freed = await call('DELETE', `${LINE}/block_users`, { messaging_product: 'whatsapp', block_users })
  expect(freed.json.block_users.removed_users).toHaveLength(2)
  maya.says('Again')
  await clock.advance(0)
  expect(items('messages').at(-1)!.text.body).toBe('Again')
})

it('[S3] only who wrote within 24 hours can be blocked; the others are named', async () => {
  const { post, maya, clock, simulator } = open()
  maya.says('Hi')
  await clock.advance(DAY)
  const noah = simulator.customer({ phone: '15550002222', bsuid: 'US.77', parentBsuid: 'US.ENT.5' }).on('Support')
  noah.says('Hi')
  await clock.advance(0)
  const users = [{ user: '+15550001111' }, { user_id: 'US.77' }, { user_id: 'US.ENT.5' }, { user: '+15557770000' }]
  const { status, json } = await post('block_users', { block_users: users })
  expect([status, json.error.code]).toEqual([400, 139100])
  expect(json.block_users.added_users.map(({ input }: { input: string }) => input)).toEqual(['US.77'])
  expect(json.block_users.failed_users.map(({ input }: { input: string }) => input)).toEqual([
    '+15550001111',
    'US.ENT.5',
    '+15557770000',
  ])
})

it('[S3] ice breakers and commands within their limits', async () => {
  const { post, get } = open()
  const command = (index: number, more: object = {}) => ({
    command_name: `order${index}`,
    command_description: x(256),
    ...more,
  })
  const automation = { prompts: [x(80), 'b', 'c', 'd'], commands: Array.from({ length: 30 }, (_, at) => command(at)) }
  expect((await post('conversational_automation', automation)).json).toEqual({ success: true })
  const told = (await get('?fields=conversational_automation')).conversational_automation
  expect(told).toEqual({ ...automation, id: SUPPORT.phoneNumberId })
  for (const wrong of [
    { prompts: ['a', 'b', 'c', 'd', 'e'] },
    { prompts: [x(81)] },
    { prompts: ['Hi 👋'] },
    { commands: Array.from({ length: 31 }, (_, at) => command(at)) },
    { commands: [command(0, { command_name: x(33) })] },
    { commands: [command(0, { command_description: x(257) })] },
    { commands: [command(0), command(0)] },
  ]) {
    expect((await post('conversational_automation', wrong)).json.error?.code).toBe(100)
  }
})

it('[S3] settings are kept, and the identity check shows in webhooks', async () => {
  const { post, get, maya, clock, received } = open()
  await post('settings', { calling: { status: 'ENABLED' } })
  await post('settings', { user_identity_change: { enable_identity_key_check: true } })
  expect(await get('/settings')).toEqual({
    calling: { status: 'ENABLED' },
    user_identity_change: { enable_identity_key_check: true },
  })
  expect((await post('settings', {})).json.error.code).toBe(100)
  maya.says('Hi')
  await clock.advance(0)
  expect(received.at(-1)!.body).toContain('identity_key_hash')
})

it('[S3] usernames of the business', async () => {
  const { post, get, call } = open()
  const set = async (username: string, more: object = {}, line = LINE) => {
    const { json } = await post('username', { username, ...more }, line)
    return json.error?.code ?? json.status
  }
  for (const wrong of ['ab', x(36), 'has space', '12.34']) expect(await set(wrong)).toBe(147002)
  expect(await set('Acme.Shop')).toBe('approved')
  expect(await get('/username')).toEqual({ username: 'acme.shop', status: 'approved' })
  const sales = `/v24.0/${SALES.phoneNumberId}`
  expect(await set('acme.shop', {}, sales)).toBe(147004)
  expect(await set('acme.shop', { transfer_action: 'force_transfer' }, sales)).toBe('approved')
  expect(await get('/username')).toEqual({})
  expect((await call('DELETE', `${sales}/username`)).json).toEqual({ success: true })
})

it('[S3] the key of Flows is a PEM', async () => {
  const { post, get } = open()
  expect((await post('whatsapp_business_encryption', { business_public_key: 'x' })).json.error.code).toBe(100)
  const key = '-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n'
  await post('whatsapp_business_encryption', { business_public_key: key })
  expect((await get('/whatsapp_business_encryption')).data[0].business_public_key).toBe(key)
})
