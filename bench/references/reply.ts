// The reply of the references: the same words back, over kept-alive connections.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Webhook } from './webhook.ts'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const graph = new URL(process.env.WHATSAPP_GRAPH_URL ?? 'http://127.0.0.1:9')

export function reply({ line, messages }: Webhook) {
  for (const { from, text } of messages) {
    const body = JSON.stringify({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: `+${from}`,
      type: 'text',
      text: { body: text.body },
      biz_opaque_callback_data: randomUUID(),
    })
    const headers = {
      authorization: 'Bearer bench-access-token',
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    }
    const { hostname: host, port } = graph
    const post = request({ agent, host, port, method: 'POST', path: `/v24.0/${line}/messages`, headers })
    post.on('response', (response) => response.resume())
    post.end(body)
  }
}
