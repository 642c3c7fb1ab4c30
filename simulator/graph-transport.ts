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
    body: await readBody(request),
  })
  switch (answer.kind) {
    case 'answer':
      response.writeHead(answer.status, { ...answer.headers, 'content-length': Buffer.byteLength(answer.body) })
      response.end(answer.body)
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

/** As large as Meta's own webhooks may be; nothing the simulator is asked is larger. */
const LARGEST_BODY = 3 * 1024 * 1024

export class BodyTooLarge extends Error {
  constructor() {
    super(`a body may hold ${LARGEST_BODY} bytes`)
  }
}

export function readBody(request: IncomingMessage): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    request.on('data', (chunk: Buffer) => {
      size += chunk.length
      if (size > LARGEST_BODY) return reject(new BodyTooLarge())
      chunks.push(chunk)
    })
    request.on('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)))
    request.on('error', reject)
  })
}
