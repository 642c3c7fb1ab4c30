import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface Asked {
  readonly method: string
  /** Path and query as they stood on the wire. */
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** A server of this machine for the time of a test; it remembers what it was asked. */
export async function serveHttp(
  answer: (asked: Asked, response: ServerResponse) => void | Promise<void> = answerNothing,
): Promise<{ url: string; host: string; asked: Asked[]; stop(): Promise<void> }> {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = request
    const one = { method, url, headers, body: Buffer.concat(chunks).toString() }
    asked.push(one)
    await answer(one, response)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  const stop = () =>
    new Promise<void>((done) => {
      server.close(() => done())
      server.closeAllConnections()
    })
  onTestFinished(stop)
  return { url: `http://127.0.0.1:${port}`, host: `127.0.0.1:${port}`, asked, stop }
}

const answerNothing = (_: Asked, response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
