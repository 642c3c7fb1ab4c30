import { createHmac } from 'node:crypto'
import { request } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type Listening, listen, listenerFor } from '../../src/http/server.ts'
import { LARGEST_BODY } from '../../src/http/webhook.ts'
import { APP_SECRET, SUPPORT, testSettings, VERIFY_TOKEN } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

let stage: Stage
let listening: Listening
afterEach(async () => {
  await listening.close()
  await stage.stop()
})

/** The server that `wabaton serve` runs: webhooks come over a socket and take the short way. */
async function setUp(options: StageOptions = {}) {
  stage = await setStage(options)
  listening = await listen({ host: '127.0.0.1', port: 0, listener: stage.platform.listener })
}

const hello = (wamid: string) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [
      {
        id: '1',
        changes: [
          {
            field: 'messages',
            value: {
              metadata: { phone_number_id: SUPPORT.phoneNumberId },
              messages: [
                { from: '15550001111', id: wamid, timestamp: '1795262400', type: 'text', text: { body: 'Hé' } },
              ],
            },
          },
        ],
      },
    ],
  })
const sign = (body: string) => `sha256=${createHmac('sha256', APP_SECRET).update(body).digest('hex')}`

interface Sent {
  readonly path?: string
  readonly headers?: Record<string, string>
  /** How the body is cut on its way. */
  readonly chunks?: readonly string[]
}

/** The status, and the body as it came; 0 where the connection ended without an answer. */
function post(body: string, { path = '/whatsapp/webhook', headers = {}, chunks = [body] }: Sent = {}) {
  return new Promise<[number, string]>((resolve) => {
    const asking = request(`${listening.url}${path}`, {
      method: 'POST',
      headers: { 'x-hub-signature-256': sign(body), ...headers },
    })
    asking.on('response', async (response) => {
      const parts: Buffer[] = []
      for await (const part of response) parts.push(part)
      resolve([response.statusCode ?? 0, Buffer.concat(parts).toString()])
    })
    asking.on('error', () => resolve([0, '']))
    for (const chunk of chunks) asking.write(chunk)
    asking.end()
  })
}

/** Stored, and by when: no time passes here but for what is asked of the clock. */
const received = async () => {
  await stage.pass(1000)
  return Object.keys((await stage.platform.store.figures(stage.clock.now())).lastInboundAt).length
}

describe('a webhook over the wire', () => {
  it('[C6] is taken in one piece or in many where another server hands it on', async () => {
    await setUp()
    await listening.close()
    listening = await listen({ host: '127.0.0.1', port: 0, listener: listenerFor(stage.platform.fetch) })
    const body = hello('mounted')
    expect((await post(body, { chunks: [body.slice(0, 7), body.slice(7)] }))[0]).toBe(200)
    const megabyte = 'x'.repeat(1024 * 1024)
    const chunks = Array.from({ length: LARGEST_BODY / megabyte.length + 1 }, () => megabyte)
    expect([413, 0]).toContain((await post('', { chunks }))[0])
    expect(await received()).toBe(1)
  })

  it('[W1 W6] is taken on every path, in one piece or in many, and answered as everywhere', async () => {
    await setUp()
    const paths = ['/whatsapp/webhook?a=b', '/webhook/whatsapp', '/v1/agents/test/channels/whatsapp/webhook']
    for (const [index, path] of paths.entries())
      expect(await post(hello(`w${index}`), { path })).toEqual([200, '{"ok":true,"status":"processing"}'])
    const body = hello('cut')
    expect((await post(body, { chunks: [body.slice(0, 7), body.slice(7, 90), body.slice(90)] }))[0]).toBe(200)
    expect(await post('not json')).toEqual([200, '{"ok":true,"status":"invalid_payload"}'])
    expect((await post(hello('x'), { path: '/v1/agents/nobody/channels/whatsapp/webhook' }))[0]).toBe(404)
    expect((await post(hello('x'), { path: '/elsewhere' }))[0]).toBe(404)
  })

  it('[W4] is refused when it is forged, and does nothing', async () => {
    await setUp()
    for (const signature of ['', 'sha256=00', `sha256=${'0'.repeat(64)}`, sign('other')])
      expect((await post(hello('x'), { headers: { 'x-hub-signature-256': signature } }))[0]).toBe(403)
    expect(await received()).toBe(0)
  })

  it('[W6] is refused when it is larger than anything Meta sends, while it is read', async () => {
    await setUp()
    const megabyte = 'x'.repeat(1024 * 1024)
    const chunks = Array.from({ length: LARGEST_BODY / megabyte.length + 1 }, () => megabyte)
    // The connection ends with the answer: what was still being written may see it break first.
    expect([413, 0]).toContain((await post('', { chunks }))[0])
    expect((await post(hello('after')))[0]).toBe(200)
    expect(await received()).toBe(1)
  })

  it('[W20] is refused from outside the allowed ranges, whatever its header says', async () => {
    const { webhook } = testSettings()
    await setUp({ settings: { webhook: { ...webhook, allowedCidrs: ['31.13.24.0/21'] } } })
    expect((await post(hello('x')))[0]).toBe(403)
    expect((await post(hello('x'), { headers: { 'x-forwarded-for': '31.13.24.5' } }))[0]).toBe(403)
    expect(await received()).toBe(0)
  })

  it('[W20] is taken from whoever is connected, if they are inside the ranges', async () => {
    const { webhook } = testSettings()
    await setUp({ settings: { webhook: { ...webhook, allowedCidrs: ['127.0.0.0/8'] } } })
    expect((await post(hello('x')))[0]).toBe(200)
  })

  it('[W20] is taken from a proxy that is trusted, for a caller inside them', async () => {
    const { webhook } = testSettings()
    const proxied = { ...webhook, allowedCidrs: ['31.13.24.0/21'], trustedProxies: ['127.0.0.1'] }
    await setUp({ settings: { webhook: proxied } })
    expect((await post(hello('x'), { headers: { 'x-forwarded-for': '31.13.24.5' } }))[0]).toBe(200)
    expect((await post(hello('y'), { headers: { 'x-forwarded-for': '31.13.24.5, 203.0.113.9' } }))[0]).toBe(403)
  })

  it('[W2] leaves Meta’s question and health to the other routes', async () => {
    await setUp()
    const query = `hub.mode=subscribe&hub.challenge=0042&hub.verify_token=${VERIFY_TOKEN}`
    expect(await (await fetch(`${listening.url}/whatsapp/webhook?${query}`)).text()).toBe('0042')
    expect((await fetch(`${listening.url}/health`)).status).toBe(200)
  })
})
