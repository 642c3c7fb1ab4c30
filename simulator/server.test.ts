import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { createSettableClock } from './clock.ts'
import { httpDelivery } from './delivery.ts'
import { seededRandom } from './seeded-random.ts'
import { serveSimulator } from './server.ts'
import { createSimulator } from './simulator.ts'
import { APP_SECRET, SUPPORT, TOKEN } from './test-stage.ts'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function serve({
  deliver = async () => 200,
}: {
  deliver?: (webhook: { body: Uint8Array; signature: string }) => Promise<number>
} = {}) {
  const clock = createSettableClock()
  const simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: APP_SECRET,
    accessToken: TOKEN,
    lines: [{ ...SUPPORT }],
    deliver,
  })
  const server = await serveSimulator(simulator, { port: 0, clock })
  closers.push(
    () => server.close(),
    () => simulator.stop(),
  )
  const maya = simulator.customer({ phone: '15550001111', name: 'Maya' }).on('Support')
  const graph = (prefix = '/sim/graph', body = 'Hello') =>
    fetch(`${server.url}${prefix}/v24.0/${SUPPORT.phoneNumberId}/messages`, {
      method: 'POST',
      headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
      body: JSON.stringify({ messaging_product: 'whatsapp', to: '+15550001111', type: 'text', text: { body } }),
      signal: AbortSignal.timeout(1_000),
    })
  const control = (name: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/sim/api/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  return { clock, simulator, server, maya, graph, control }
}

/** fetch writes its own Host header. */
function statusFor(url: string, host: string) {
  return new Promise<number | undefined>((resolve, reject) => {
    httpRequest(url, { headers: { host } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}

const causeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'an answer',
    (error: Error & { cause?: { code?: string } }) => error.cause?.code ?? error.name,
  )

it('[S1] listens on this machine only', async () => {
  const { simulator } = await serve()
  for (const host of ['0.0.0.0', '::', '192.168.1.5']) {
    await expect(serveSimulator(simulator, { port: 0, host })).rejects.toThrow(/127\.0\.0\.1/)
  }
})

it('[S1] answers to names of this machine only', async () => {
  const { server } = await serve()
  const own = new URL(server.url).port
  for (const host of [`127.0.0.1:${own}`, `localhost:${own}`, `[::1]:${own}`, 'localhost']) {
    expect([host, await statusFor(`${server.url}/sim/api/state`, host)]).toEqual([host, 200])
  }
  for (const host of ['evil.example', `evil.example:${own}`, '127.0.0.1.evil.example', 'localhost.evil.example']) {
    for (const path of ['/sim', '/sim/api/state', '/sim/api/events', '/v24.0/1']) {
      expect([host, path, await statusFor(server.url + path, host)]).toEqual([host, path, 421])
    }
  }
})

it('[S1] a page of another site cannot drive it', async () => {
  const { control, simulator } = await serve()
  const say = { customer: '15550001111', line: 'Support', text: 'Hi' }
  expect((await control('say', say, { 'content-type': 'text/plain' })).status).toBe(415)
  expect((await control('say', say, { origin: 'http://evil.example' })).status).toBe(403)
  expect(simulator.customers()[0]!.on('Support').said).toEqual([])
  expect((await control('say', say)).status).toBe(200)
})

it('[S3] speaks Graph at the root and under /sim/graph', async () => {
  const { graph, maya } = await serve()
  maya.says('Hi')
  for (const prefix of ['', '/sim/graph']) {
    const response = await graph(prefix)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({ messages: [{ id: expect.stringMatching(/^wamid\./) }] })
  }
  await maya.hears('Hello')
})

it('[S5] a reset is a reset on the socket, and one after accept still brings the message', async () => {
  const { graph, maya, simulator } = await serve()
  maya.says('Hi')
  for (const fault of ['reset', 'accepted-reset'] as const) {
    simulator.faults.next(fault)
    expect(['ECONNRESET', 'UND_ERR_SOCKET', 'EPIPE']).toContain(await causeOf(graph('/sim/graph', fault)))
  }
  expect((await maya.hears()).text).toBe('accepted-reset')
  maya.hearsNothing()
})

it('[S5] a hang never answers', async () => {
  const { graph, maya, simulator } = await serve()
  maya.says('Hi')
  simulator.faults.next('hang')
  expect(await causeOf(graph())).toBe('TimeoutError')
})

it('[S5] unavailable: connections are refused until it is back on the same port', async () => {
  const { graph, maya, simulator, server } = await serve()
  maya.says('Hi')
  simulator.setAvailable(false)
  await expect.poll(() => causeOf(graph())).toBe('ECONNREFUSED')
  simulator.setAvailable(true)
  await expect.poll(() => causeOf(graph())).toBe('an answer')
  expect(new URL(server.url).port).toBe(String(server.port))
})

it('[S5] passes faults with a body on as they are', async () => {
  const { graph, maya, simulator } = await serve()
  maya.says('Hi')
  simulator.faults.next('html-502')
  const response = await graph()
  expect([response.status, response.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])
  expect(await response.text()).toContain('<html')
})

it('[S3] is driven by JSON: customers, words, reading, network, faults, chaos', async () => {
  const { control, server, simulator, graph } = await serve()
  const ask = async (path: string) =>
    (await fetch(`${server.url}/sim/api/${path}`)).json() as Promise<{
      customers: { name: string }[]
      lines: unknown[]
      entries: unknown[]
    }>
  await control('customers', { phone: '+1 555 000 2222', name: 'Noah', username: 'noah' })
  const state = await ask('state')
  expect(state.customers.map(({ name }) => name)).toEqual(['Maya', 'Noah'])
  expect(state.lines).toEqual([
    { phoneNumberId: SUPPORT.phoneNumberId, displayPhoneNumber: SUPPORT.displayPhoneNumber, name: 'Support' },
  ])

  const { wamid } = (await (await control('say', { customer: '15550001111', line: 'Support', text: 'Hi' })).json()) as {
    wamid: string
  }
  await control('customer', { customer: '15550001111', reads: 'manual' })
  await graph()
  await simulator.customers()[0]!.on('Support').hears()
  await control('read', { customer: '15550001111', line: 'Support' })
  const { entries } = await ask(`thread?customer=15550001111&line=${SUPPORT.phoneNumberId}`)
  expect(entries).toMatchObject([
    { kind: 'said', wamid },
    { kind: 'bubble', text: 'Hello', status: 'read' },
  ])

  await control('faults', { fault: 131016, times: 1 })
  expect((await graph()).status).toBe(503)
  expect(await (await control('chaos', { webhookDuplicate: 0.5, strictPhones: true })).json()).toMatchObject({
    webhookDuplicate: 0.5,
  })
  expect(simulator.chaos.strictPhones).toBe(true)
  expect((await ask('log?after=1')).entries.length).toBeGreaterThan(2)
})

it.each([
  ['customers', {}, /"phone" is missing/],
  ['say', { customer: '999', line: 'Support', text: 'Hi' }, /No customer has the number "999"/],
  ['say', { customer: '15550001111', line: 'Nobody', text: 'Hi' }, /No line is called "Nobody"/],
  ['chaos', { webhookDupe: 1 }, /"webhookDupe" is no chaos setting/],
  ['chaos', { strictPhones: 'yes' }, /takes a boolean/],
  ['faults', { fault: 'meteor' }, /no fault/],
  ['clock', { shift: 'tomorrow' }, /milliseconds/],
])('[S3] says what is wrong with %s %j', async (name, body, reason) => {
  const { control } = await serve()
  const response = await control(name, body)
  expect(response.status).toBe(400)
  expect(((await response.json()) as { error: string }).error).toMatch(reason)
})

it('[S4] the clock moves: +25 h closes the window', async () => {
  const { control, graph, maya, clock } = await serve()
  maya.says('Hi')
  expect((await graph()).status).toBe(200)
  await control('clock', { shift: 25 * 3_600_000 })
  expect(clock.offset).toBe(25 * 3_600_000)
  const response = await graph()
  expect(await response.json()).toMatchObject({ error: { code: 131047 } })
})

it('[S3] streams what happens', async () => {
  const { server, maya } = await serve()
  const stop = new AbortController()
  closers.push(() => stop.abort())
  const response = await fetch(`${server.url}/sim/api/events`, { signal: stop.signal })
  expect(response.headers.get('content-type')).toBe('text/event-stream')
  maya.says('Hi')
  let text = ''
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk
    if (text.includes('ticks-changed')) break
  }
  const events = text
    .split('\n')
    .filter((row) => row.startsWith('data: '))
    .map((row) => JSON.parse(row.slice(6)))
  expect(events[0]).toMatchObject({ type: 'message-said', phone: '15550001111', message: { text: 'Hi' } })
})

it('[S3] serves its page with nothing from elsewhere', async () => {
  const { server } = await serve()
  for (const [path, type] of [
    ['/sim', 'text/html'],
    ['/sim/tokens.css', 'text/css'],
    ['/sim/phone.js', 'text/javascript'],
    ['/sim/thread.js', 'text/javascript'],
  ]) {
    const response = await fetch(server.url + path)
    expect([path, response.status]).toEqual([path, 200])
    expect(response.headers.get('content-type')).toContain(type)
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'")
    const text = await response.text()
    expect(text).not.toMatch(/(src|href)="https?:/)
    expect(text).not.toMatch(/<script(?![^>]*src=)|style="|onclick=/)
  }
  expect((await fetch(`${server.url}/sim/../server.ts`)).status).not.toBe(200)
  expect((await fetch(`${server.url}/sim/other.js`)).status).toBe(404)
})

it('[S3] delivers webhooks over HTTP, bytes and signature as they are', async () => {
  const received: { body: string; headers: Record<string, unknown> }[] = []
  const business = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    received.push({ body: Buffer.concat(chunks).toString('latin1'), headers: request.headers })
    response.writeHead(received.length === 1 ? 500 : 200).end('whatever')
  })
  await new Promise<void>((resolve) => business.listen(0, '127.0.0.1', resolve))
  const deliver = httpDelivery({ url: `http://127.0.0.1:${(business.address() as AddressInfo).port}/whatsapp/webhook` })
  closers.push(
    () => new Promise((resolve) => business.close(resolve)),
    () => deliver.close(),
  )
  const { maya, simulator } = await serve({ deliver })
  maya.says('Où ?')
  await expect.poll(() => maya.said[0]!.state).toBe('delivered')
  expect(received.map(({ body }) => body)).toEqual([simulator.log.webhooks()[0]!.body, received[0]!.body])
  expect(received[0]!.headers).toMatchObject({
    'content-type': 'application/json',
    'x-hub-signature-256': expect.stringMatching(/^sha256=[0-9a-f]{64}$/),
  })
})

it('[S3] delivers webhooks to an app in process', async () => {
  const seen: string[] = []
  const deliver = httpDelivery({
    url: 'http://app.test/whatsapp/webhook',
    async fetch(request) {
      seen.push(await request.text())
      return new Response('ok')
    },
  })
  const { maya } = await serve({ deliver })
  maya.says('Hi')
  await expect.poll(() => maya.said[0]!.state).toBe('delivered')
  expect(seen[0]).toContain('"body":"Hi"')
})
