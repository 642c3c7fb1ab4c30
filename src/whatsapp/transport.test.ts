import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createTransport } from './transport.ts'

const closing: (() => Promise<unknown> | undefined)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function listening(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  closing.push(() => new Promise((done) => server.close(done)))
  return new Promise((ready) => {
    server.listen(0, '127.0.0.1', () => ready(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
  })
}

function transport() {
  const { send, close } = createTransport()
  closing.push(close)
  return (url: string) =>
    send({ method: 'POST', url: `${url}/v24.0/1/messages?x=1`, token: 'the-token', body: '{"a":1}' })
}

describe('a request to the Graph API, over real sockets', () => {
  it('[D1] carries bearer, path and body, on a connection that is kept', async () => {
    const seen: unknown[] = []
    const sockets = new Set()
    const send = transport()
    const url = await listening(
      createServer(async (request, response) => {
        sockets.add(request.socket)
        const body = (await request.toArray()).join('')
        seen.push([request.method, request.url, request.headers.authorization, request.headers['content-type'], body])
        response.setHeader('retry-after', '5').end('ok')
      }),
    )
    expect(await send(url)).toEqual({ kind: 'answer', status: 200, body: 'ok', retryAfter: '5' })
    for (let again = 0; again < 20; again++) await send(url)
    expect(seen[0]).toEqual(['POST', '/v24.0/1/messages?x=1', 'Bearer the-token', 'application/json', '{"a":1}'])
    expect(sockets.size).toBeLessThan(3)
  })

  it('[D9] a refused connection and an unknown host have never left', async () => {
    const send = transport()
    expect(await send('http://127.0.0.1:1')).toMatchObject({ kind: 'never-left' })
    expect(await send('http://nowhere.invalid')).toMatchObject({ kind: 'never-left' })
  })

  it('[D21] a connection that breaks after the request was written is lost, before or in the answer', async () => {
    const send = transport()
    const breaks = await listening(createServer((request) => request.on('data', () => request.socket.destroy())))
    expect(await send(breaks)).toMatchObject({ kind: 'lost' })
    const half = await listening(
      createTcpServer((socket) => {
        socket.on('error', () => {})
        socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"mess'))
      }),
    )
    expect(await send(half)).toMatchObject({ kind: 'lost' })
  })
})
