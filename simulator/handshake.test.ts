import { expect, it } from 'vitest'
import { httpHandshake } from './handshake.ts'
import { seededRandom } from './seeded-random.ts'
import { createSimulator } from './simulator.ts'
import { APP_SECRET, SALES, START, SUPPORT, TOKEN } from './test-stage.ts'
import { createVirtualClock } from './virtual-clock.ts'

const APP = 'http://app.example/webhook'
type Server = (url: URL) => { status: number; body: string }

/** A server that does as it should, unless told otherwise. */
const honest: Server = ({ searchParams }) =>
  searchParams.get('hub.mode') === 'subscribe' && searchParams.get('hub.verify_token') === 'right'
    ? { status: 200, body: searchParams.get('hub.challenge')! }
    : { status: 403, body: 'no' }

function setUp(server: Server = honest) {
  const clock = createVirtualClock(START)
  const asked: URL[] = []
  const delivered: { url: string | undefined; body: string }[] = []
  const simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: APP_SECRET,
    accessToken: TOKEN,
    lines: [{ ...SUPPORT }, { ...SALES }],
    async deliver({ url, body }) {
      delivered.push({ url, body: Buffer.from(body).toString() })
      return 200
    },
    handshake: httpHandshake({
      url: APP,
      fetch: ({ url }) => {
        asked.push(new URL(url))
        const { status, body } = server(new URL(url))
        return new Response(body, { status })
      },
    }),
  })
  const call = async (method: string, path: string, body: object = {}) => {
    const headers = { authorization: `Bearer ${TOKEN}` }
    const answer = await simulator.graph({ method, path: `/v24.0/${path}`, headers, body: JSON.stringify(body) })
    return answer.kind === 'answer' ? JSON.parse(answer.body) : undefined
  }
  return { simulator, clock, asked, delivered, call }
}

it('[S3] asks the server for its challenge, and wants nothing but it', async () => {
  const { simulator, asked } = setUp()
  const { verified, challenge } = await simulator.verifyWebhook({ verifyToken: 'right' })
  expect(verified).toBe(true)
  expect(challenge).toMatch(/^0\d+$/)
  expect(asked[0]!.href).toBe(`${APP}?hub.mode=subscribe&hub.challenge=${challenge}&hub.verify_token=right`)
  expect((await simulator.verifyWebhook({ verifyToken: 'wrong' })).reason).toContain('403')
})

it.each<[what: string, server: Server]>([
  ['quotes it', (url) => ({ status: 200, body: `"${honest(url).body}"` })],
  ['reads it as a number', (url) => ({ status: 200, body: String(Number(honest(url).body)) })],
  ['ends it with a new line', (url) => ({ status: 200, body: `${honest(url).body}\n` })],
  ['creates it', (url) => ({ status: 201, body: honest(url).body })],
])('[S3] does not believe a server that %s', async (_, server) => {
  expect((await setUp(server).simulator.verifyWebhook({ verifyToken: 'right' })).verified).toBe(false)
})

it('[S3] messages of a number or an account go to an address of their own, once it has proved itself', async () => {
  const { call, asked, delivered, simulator, clock } = setUp()
  const says = async (line: string) => {
    simulator.customer({ phone: '15550001111' }).on(line).says('Hi')
    await clock.runUntilIdle()
    return delivered.at(-1)!.url
  }
  const override = (uri: string, verify_token = 'right') => ({ override_callback_uri: uri, verify_token })
  const ofNumber = (uri: string, token?: string) =>
    call('POST', SUPPORT.phoneNumberId, { webhook_configuration: override(uri, token) })
  expect(await says('Support')).toBeUndefined()
  expect((await ofNumber('http://other.example/a', 'wrong')).error).toMatchObject({ code: 100, error_subcode: 2200 })
  expect((await ofNumber(`http://other.example/${'x'.repeat(200)}`)).error.error_user_msg).toContain('200')
  expect(await ofNumber('http://other.example/number')).toEqual({ success: true })
  expect(asked.at(-1)!.pathname).toBe('/number')
  expect(await call('POST', `${SUPPORT.wabaId}/subscribed_apps`, override('http://other.example/account'))).toEqual({
    success: true,
  })
  expect(await says('Support')).toBe('http://other.example/number')
  expect(await says('Sales')).toBe('http://other.example/account')
  const told = await call('GET', `${SUPPORT.phoneNumberId}?fields=webhook_configuration`)
  expect(told.webhook_configuration).toMatchObject({
    phone_number: 'http://other.example/number',
    whatsapp_business_account: 'http://other.example/account',
  })
  const { data } = await call('GET', `${SUPPORT.wabaId}/subscribed_apps`)
  expect(data[0].override_callback_uri).toBe('http://other.example/account')
  await ofNumber('')
  expect(await says('Support')).toBe('http://other.example/account')
  await call('POST', `${SUPPORT.wabaId}/subscribed_apps`)
  expect(await says('Support')).toBeUndefined()
})
