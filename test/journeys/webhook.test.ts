import { createHmac } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { LineSettings } from '../../src/config/settings.ts'
import { Terminal } from '../../src/domain/failure.ts'
import type { Store } from '../../src/flows/store.ts'
import type { Transport } from '../../src/whatsapp/transport.ts'
import { ACCESS_TOKEN, APP_SECRET, LATE, SALES, SUPPORT, testSettings, VERIFY_TOKEN } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

const PATHS = [
  '/whatsapp/webhook',
  '/webhook/whatsapp',
  '/v1/channels/whatsapp/webhook',
  '/v1/agents/test/channels/whatsapp/webhook',
]

let stage: Stage
/** These webhooks do not come from the simulator, which would know nobody who has written: what is sent is only noted. */
let sends: { from: string; token: string; to: string; text: string }[] = []

const note: Transport = async ({ url, token, body }) => {
  const { to, text } = JSON.parse(String(body))
  if (text) sends.push({ from: url.split('/').at(-2)!, token, to, text: text.body })
  const answer = { messaging_product: 'whatsapp', messages: [{ id: `wamid.out.${sends.length}` }] }
  return { kind: 'answer', status: 200, body: JSON.stringify(answer), retryAfter: undefined }
}

const setUp = async (options: StageOptions = {}) => {
  await stage?.stop()
  sends = []
  stage = await setStage({ ...options, ports: { transport: note, ...options.ports } })
}
beforeEach(() => setUp())
afterEach(() => stage.stop())

const hello = (change: object = {}) => ({
  from: '15550001111',
  id: 'wamid.1',
  timestamp: '1795262400',
  type: 'text',
  text: { body: 'Hello' },
  ...change,
})
const webhook = (messages: unknown[], { number = SUPPORT.phoneNumberId, field = 'messages' } = {}) => ({
  object: 'whatsapp_business_account',
  entry: [
    {
      id: '1',
      changes: [{ field, value: { messaging_product: 'whatsapp', metadata: { phone_number_id: number }, messages } }],
    },
  ],
})

function post(
  body: unknown,
  { path = PATHS[0]!, secret = APP_SECRET, header = undefined as string | null | undefined } = {},
) {
  const raw = typeof body === 'string' ? body : JSON.stringify(body)
  const signature = header === undefined ? `sha256=${createHmac('sha256', secret).update(raw).digest('hex')}` : header
  return stage.platform.fetch(
    new Request(`http://localhost${path}`, {
      method: 'POST',
      body: raw,
      headers: signature ? { 'x-hub-signature-256': signature } : {},
    }),
  )
}
const get = (path: string, query: Record<string, string>) =>
  stage.platform.fetch(new Request(`http://localhost${path}?${new URLSearchParams(query)}`))
const challenge = {
  'hub.mode': 'subscribe',
  'hub.challenge': '0012345678901234567890',
  'hub.verify_token': VERIFY_TOKEN,
}
const status = async (response: Promise<Response>) => ((await (await response).json()) as { status?: string }).status
const health = async () =>
  (await (await stage.platform.fetch(new Request('http://localhost/health'))).json()) as Record<string, never>
const heard = (phone = '15550001111', line: LineSettings = SUPPORT) =>
  sends.filter(({ from, to }) => from === line.phoneNumberId && to === `+${phone}`).map(({ text }) => text)

describe('Meta verifies the address', () => {
  it('[W1 W2] on every documented path, with the challenge as it came', async () => {
    for (const path of PATHS) {
      const response = await get(path, challenge)
      expect([response.status, await response.text()]).toEqual([200, challenge['hub.challenge']])
      expect(response.headers.get('content-type')).toContain('text/plain')
    }
  })

  it('[W2] a wrong or missing token is refused, and so is another mode', async () => {
    for (const wrong of [{ 'hub.verify_token': 'other' }, { 'hub.verify_token': '' }, { 'hub.mode': 'unsubscribe' }])
      expect((await get(PATHS[0]!, { ...challenge, ...wrong })).status).toBe(403)
  })

  it('[W3] with no token configured it says which variable to set, and an empty one matches nothing', async () => {
    await setUp({ settings: { lines: [{ ...SUPPORT, verifyToken: undefined }] } })
    const response = await get(PATHS[0]!, { ...challenge, 'hub.verify_token': '' })
    expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('WHATSAPP_VERIFY_TOKEN')])
  })

  it('[W1] paths can be switched off, the prefix changed, an agent can have credentials of its own', async () => {
    const { webhook: settings } = testSettings()
    await setUp({
      settings: {
        webhook: {
          ...settings,
          prefix: '/wa',
          routes: { whatsapp: true, webhook: false, channels: false, agents: true },
          agents: { test: { verifyToken: 'own-token', appSecret: 'own-secret' } },
        },
      },
    })
    expect((await get('/wa/webhook', challenge)).status).toBe(200)
    expect((await get('/wa/health', {})).status).toBe(200)
    for (const path of PATHS.slice(0, 3)) expect((await get(path, challenge)).status).toBe(404)
    expect((await get(PATHS[3]!, challenge)).status).toBe(403)
    expect((await get(PATHS[3]!, { ...challenge, 'hub.verify_token': 'own-token' })).status).toBe(200)
    expect((await post(webhook([hello()]), { path: PATHS[3]!, secret: APP_SECRET })).status).toBe(403)
    expect(await status(post(webhook([hello()]), { path: PATHS[3]!, secret: 'own-secret' }))).toBe('processing')
    expect((await get('/v1/agents/nobody/channels/whatsapp/webhook', challenge)).status).toBe(404)
  })

  it('[W1] an agent’s own path binds that agent', async () => {
    await setUp({ agents: { bound: () => 'I am the bound one' } })
    await post(webhook([hello()]), { path: '/v1/agents/bound/channels/whatsapp/webhook' })
    await stage.pass(2000)
    expect(heard()).toEqual(['I am the bound one'])
  })
})

describe('a webhook arrives', () => {
  it('[W4] unsigned, badly signed or changed on the way it is refused with 403 and has no effect', async () => {
    const good = JSON.stringify(webhook([hello()]))
    for (const header of [null, 'sha256=', 'sha256=ü', `sha256=${'0'.repeat(64)}`, 'sha1=aa'])
      expect((await post(good, { header: header === 'sha256=ü' ? 'sha256=\u00fc' : header })).status).toBe(403)
    expect((await post(good, { secret: 'other' })).status).toBe(403)
    expect((await post('not json', { secret: 'other' })).status).toBe(403)
    await stage.pass(2000)
    expect(heard()).toEqual([])
    expect(await health()).toMatchObject({ refusedSignatures: 7, queue: { depth: 0 } })
  })

  it('[W6] says what became of it', async () => {
    const answer = await post(webhook([hello()]))
    expect([answer.status, await answer.json()]).toEqual([200, { ok: true, status: 'processing' }])
    expect(await status(post(webhook([], { field: 'account_update' })))).toBe('ignored')
    for (const unusable of ['not json', '[]', '{"object":"page"}', ''])
      expect(await status(post(unusable))).toBe('invalid_payload')
  })

  it('[W6 W7] the 200 does not wait for the agent', async () => {
    await setUp({ agent: () => new Promise(() => {}) })
    expect(await status(post(webhook([hello()])))).toBe('processing')
  })

  it('[W9 W11] every message of a batch is answered once, however often it comes', async () => {
    const people = Array.from({ length: 1000 }, (_, index) =>
      hello({ from: `1556${String(index).padStart(7, '0')}`, id: `wamid.b${index}` }),
    )
    const [first, second] = await Promise.all([post(webhook(people)), post(webhook(people))])
    expect([first.status, second.status]).toEqual([200, 200])
    await post(webhook(people))
    await stage.pass(120_000)
    for (const { from } of people) expect(heard(from)).toEqual(['You said: Hello'])
  })

  it('[W10] an item that cannot be read costs its neighbours nothing', async () => {
    const response = post(
      webhook([null, { id: 'x' }, hello({ text: undefined }), hello({ id: 'wamid.2', text: { body: 'Still here' } })]),
    )
    expect(await status(response)).toBe('processing')
    await stage.pass(2000)
    expect(heard()).toEqual([expect.stringContaining('Still here')])
  })

  it('[W16 I3 I4] is answered from the number it was sent to, with that number’s own token and secret', async () => {
    await setUp({ settings: { lines: [SUPPORT, { ...SALES, appSecret: 'sales-secret', accessToken: 'sales-token' }] } })
    await post(webhook([hello()]), { secret: APP_SECRET })
    await post(webhook([hello({ id: 'wamid.2' })], { number: SALES.phoneNumberId }), { secret: 'sales-secret' })
    await stage.pass(2000)
    expect([heard(), heard('15550001111', SALES)]).toEqual([['You said: Hello'], ['You said: Hello']])
    expect(sends.map(({ token }) => token).sort()).toEqual(['sales-token', ACCESS_TOKEN])
  })

  it('[I4 W4] one business cannot write in another’s name on the same server', async () => {
    await setUp({ settings: { lines: [SUPPORT, { ...SALES, appSecret: 'sales-secret' }] } })
    expect(await status(post(webhook([hello()]), { secret: 'sales-secret' }))).toBe('ignored')
    await stage.pass(2000)
    expect(heard()).toEqual([])
  })

  it('[W17] for a number without a line it is kept, told, never answered by another line, and received once the line is there', async () => {
    const mixed = webhook([hello()])
    mixed.entry.push(...webhook([hello({ id: 'wamid.9' })], { number: LATE.phoneNumberId }).entry)
    expect(await status(post(mixed))).toBe('processing')
    await stage.pass(2000)
    expect(heard()).toEqual(['You said: Hello'])
    expect(await health()).toMatchObject({ waitingForTheirLine: { events: 1, phoneNumberIds: [LATE.phoneNumberId] } })
    expect(() => stage.platform.lines.byPhoneNumberId(LATE.phoneNumberId)).toThrow(
      `Unknown WABA phone_number_id: ${LATE.phoneNumberId}`,
    )

    await stage.restart({ lines: [SUPPORT, SALES, LATE] })
    await stage.pass(2000)
    expect(heard('15550001111', LATE)).toEqual(['You said: Hello'])
    expect(await health()).toMatchObject({ waitingForTheirLine: { events: 0 } })
  })

  it('[W4 W6] a body larger than anything Meta sends is refused while it is read', async () => {
    expect((await post('x'.repeat(4 * 1024 * 1024 + 1))).status).toBe(413)
    const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(1024 * 1024)) })
    const request = new Request(`http://localhost${PATHS[0]}`, {
      method: 'POST',
      body: endless,
      duplex: 'half',
    } as RequestInit)
    expect((await stage.platform.fetch(request)).status).toBe(413)
  })

  it('[W17 Q2] Meta’s own test event is ignored', async () => {
    expect(await status(post(webhook([hello()], { number: '123456123' })))).toBe('ignored')
    expect(await health()).toMatchObject({ waitingForTheirLine: { events: 0 } })
  })

  let refusal: Error | undefined
  const refusing = async (error: Error) => {
    refusal = error
    const wrapStore = (store: Store): Store => ({
      ...store,
      receive: (one) => (refusal ? Promise.reject(refusal) : store.receive(one)),
    })
    await setUp({ ports: { wrapStore } })
  }

  it('[W6 W8] when the store stumbles the answer is 503, so that Meta sends it again, and nothing is put aside', async () => {
    await refusing(new Error('the connection broke'))
    expect((await post(webhook([hello()]))).status).toBe(503)
    refusal = undefined
    expect(await status(post(webhook([hello()])))).toBe('processing')
  })

  it('[W10] a message that the store will never take is put aside, and the answer is 200', async () => {
    await refusing(new Terminal('too large for an index'))
    expect((await post(webhook([hello()]))).status).toBe(200)
  })

  it('[W5] without an app secret nothing is accepted, unless that was allowed in so many words', async () => {
    const open = { ...SUPPORT, appSecret: undefined }
    await setUp({ settings: { lines: [open] } })
    expect((await post(webhook([hello()]), { header: null })).status).toBe(403)
    const { webhook: settings } = testSettings()
    await setUp({ settings: { lines: [open], webhook: { ...settings, allowUnsigned: true } } })
    expect(await status(post(webhook([hello()]), { header: null }))).toBe('processing')
    await setUp({ settings: { lines: [open, SALES], webhook: { ...settings, allowUnsigned: true } } })
    expect(await status(post(webhook([hello()], { number: SALES.phoneNumberId }), { header: null }))).toBe('ignored')
  })

  it('[O1] health tells how each line is, and no secret', async () => {
    await post(webhook([hello()]))
    await stage.pass(2000)
    const report = await health()
    expect(report).toMatchObject({
      ok: true,
      interfaces: {
        whatsapp: [
          { line: 'support', configured: true, token: 'valid', lastInbound: expect.any(String) },
          { line: 'sales', token: 'unknown', lastInbound: null },
        ],
      },
      queue: { depth: 0 },
    })
    for (const secret of [APP_SECRET, ACCESS_TOKEN, VERIFY_TOKEN, '15550001111', 'Hello'])
      expect(JSON.stringify(report)).not.toContain(secret)
  })
})
