import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Simulator } from './simulator.ts'

/** Carries one Graph request over HTTP and turns faults of the network into faults of the socket. */
export async function carryGraph(
  simulator: Simulator,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const answer = await simulator.graph({
    method: request.method ?? 'GET',
    path,
    headers: request.headers as Record<string, string>,
    body: await readBody(request, LARGEST_UPLOAD),
  })
  switch (answer.kind) {
    case 'answer':
      response.writeHead(answer.status, {
        ...answer.headers,
        'content-length': (answer.bytes ?? Buffer.from(answer.body)).byteLength,
      })
      response.end(answer.bytes ?? answer.body)
      return
    // By now the connection stands: a single refusal can only look like a reset. `setAvailable(false)` closes the port.
    case 'refused':
    case 'reset':
      request.socket.resetAndDestroy()
      return
    case 'hang':
      return
  }
}

const MB = 1024 * 1024
/** As large as Meta's own webhooks may be; of all requests only files are larger. */
const LARGEST_BODY = 3 * MB
/** The largest document, and the form around it; a little more, so that Graph itself can refuse it. */
const LARGEST_UPLOAD = 110 * MB

export class BodyTooLarge extends Error {
  constructor(limit: number) {
    super(`a body may hold ${limit} bytes`)
  }
}

export function readBody(request: IncomingMessage, limit = LARGEST_BODY): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > limit) return reject(new BodyTooLarge(limit))
      chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    request.on('error', reject)
  })
}
