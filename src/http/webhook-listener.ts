import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Listener } from './server.ts'
import { type Answer, LARGEST_BODY, TOO_LARGE, type WebhookDoor } from './webhook.ts'
import type { WebhookRoute } from './webhook-routes.ts'

/**
 * Takes Meta's webhooks straight from `node:http`, and leaves everything else to the routes of the app. Building a web
 * `Request` with its streams would cost more than storing the message does.
 */
export function webhookListener({
  door,
  route,
  otherwise,
}: {
  door: WebhookDoor
  route: (path: string) => WebhookRoute | undefined
  otherwise: Listener
}): Listener {
  return (request, response) => {
    const found = request.method === 'POST' ? route(pathOf(request)) : undefined
    if (found?.kind !== 'webhook') return otherwise(request, response)
    readBody(request, async (body) => {
      if (!body) {
        // The rest of it is not read: the connection ends with the answer.
        response.shouldKeepAlive = false
        return answer(response, TOO_LARGE)
      }
      const { headers, socket } = request
      const given = await door.accept({
        body,
        signature: text(headers['x-hub-signature-256']),
        agent: found.agent,
        peer: socket.remoteAddress,
        forwardedFor: text(headers['x-forwarded-for']),
      })
      answer(response, given)
    })
  }
}

function pathOf({ url = '/' }: IncomingMessage): string {
  const end = url.indexOf('?')
  return end < 0 ? url : url.slice(0, end)
}

/** Hands over the body once, or nothing when it is larger than Meta's can be: it is counted while it is read. */
function readBody(request: IncomingMessage, done: (body: Uint8Array | undefined) => unknown) {
  const chunks: Buffer[] = []
  let length = 0
  request.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length <= LARGEST_BODY) return void chunks.push(chunk)
    request.removeAllListeners('data').removeAllListeners('end').pause()
    done(undefined)
  })
  request.on('end', () => done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
}

function answer(response: ServerResponse, { status, body, type }: Answer) {
  response.writeHead(status, { 'content-type': `${type}; charset=utf-8`, 'content-length': Buffer.byteLength(body) })
  response.end(body)
}

const text = (header: string | string[] | undefined) => (Array.isArray(header) ? header[0] : header)
