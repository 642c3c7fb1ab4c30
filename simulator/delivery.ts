import { Agent, request } from 'node:http'
import type { Deliver, Webhook } from './webhook-sender.ts'

/** The sender gives up on its own clock; this only frees the socket of a server that never answers. */
const ANSWER_WITHIN_MS = 20_000

interface HttpDeliveryOptions {
  /** Where webhooks go: `http://127.0.0.1:8000/whatsapp/webhook`. */
  url: string
  /** For an app that is called in process. */
  fetch?: (request: Request) => Promise<Response> | Response
}

/** Webhooks over HTTP, on connections that stay open. */
export function httpDelivery({ url, fetch }: HttpDeliveryOptions): Deliver & { close(): void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 256 })
  const deliver: Deliver = (webhook) => {
    const to = webhook.url ?? url
    return fetch ? call(fetch, to, webhook) : post(agent, to, webhook)
  }
  return Object.assign(deliver, { close: () => agent.destroy() })
}

const half = (body: Uint8Array) => body.subarray(0, Math.ceil(body.byteLength / 2))

const headersOf = ({ body, signature }: Webhook) => ({
  'content-type': 'application/json',
  'content-length': String(body.byteLength),
  'user-agent': 'facebookexternalua',
  // A forger may leave the signature out.
  ...(signature !== '' && { 'x-hub-signature-256': signature }),
})

async function call(fetch: NonNullable<HttpDeliveryOptions['fetch']>, url: string, webhook: Webhook): Promise<number> {
  const body = webhook.cut ? breaking(half(webhook.body)) : new Uint8Array(webhook.body)
  const response = await fetch(
    new Request(url, { method: 'POST', headers: headersOf(webhook), body, ...(webhook.cut && { duplex: 'half' }) }),
  )
  await response.body?.cancel()
  return response.status
}

/** A body that ends in a broken connection. */
const breaking = (bytes: Uint8Array) =>
  new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new Uint8Array(bytes))
      controller.error(new Error('The connection was reset.'))
    },
  })

function post(agent: Agent, url: string, webhook: Webhook): Promise<number> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method: 'POST', agent, headers: headersOf(webhook), timeout: ANSWER_WITHIN_MS })
    sending.on('response', (response) => {
      // The connection is free for the next webhook only when the answer has been read.
      response.resume()
      response.on('error', reject)
      resolve(response.statusCode ?? 0)
    })
    sending.on('timeout', () => sending.destroy(new Error(`no answer from ${url} within ${ANSWER_WITHIN_MS} ms`)))
    sending.on('error', reject)
    if (!webhook.cut) return sending.end(webhook.body)
    sending.write(half(webhook.body), () => sending.destroy(new Error('The connection was cut on purpose.')))
  })
}
