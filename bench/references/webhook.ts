// What every reference does first, as plainly as it can be done: read the body, check the signature, parse.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer, type ServerResponse } from 'node:http'

export interface Webhook {
  readonly body: string
  /** `phone_number_id` of the line. */
  readonly line: string
  readonly messages: readonly { readonly id: string; readonly from: string; readonly text: { readonly body: string } }[]
  readonly statuses: readonly { readonly id: string; readonly status: string }[]
}

const { PORT = '', BENCH_APP_SECRET = '' } = process.env

export function serveWebhooks(take: (webhook: Webhook, response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const bytes = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
      const given = Buffer.from(String(request.headers['x-hub-signature-256']))
      const wanted = Buffer.from(`sha256=${createHmac('sha256', BENCH_APP_SECRET).update(bytes).digest('hex')}`)
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return void response.writeHead(403).end()
      const body = bytes.toString()
      const { metadata, messages = [], statuses = [] } = JSON.parse(body).entry[0].changes[0].value
      take({ body, line: metadata.phone_number_id, messages, statuses }, response)
    })
  })
  server.keepAliveTimeout = 75_000
  server.listen(Number(PORT), '127.0.0.1')
  process.once('SIGTERM', () => process.exit(0))
}

export const acknowledge = (response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}')
