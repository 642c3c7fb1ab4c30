import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Recorded {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: Record<string, unknown>
}

/** Answers each request with the same body and keeps what came. */
export async function startRecorder(answer: string, contentType = 'application/json') {
  const requests: Recorded[] = []
  const server = createServer(async (incoming, outgoing) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const { url = '', headers } = incoming
    requests.push({ path: url, headers, body: JSON.parse(Buffer.concat(chunks).toString()) })
    outgoing.writeHead(200, { 'content-type': contentType }).end(answer)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    close: () => new Promise((done) => server.close(done).closeAllConnections()),
  }
}
