import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import type { Line } from '../domain/line.ts'
import { createMedia } from './media.ts'
import { createTransport } from './transport.ts'

const PNG = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(2000)])
const line = { phoneNumberId: '106540352242922', name: 'support' } as Line

const closing: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

type Answer = (response: ServerResponse, request: IncomingMessage) => void

async function serve(answer: Answer) {
  const asked: { path: string; token: string | undefined }[] = []
  const sockets = new Set<Socket>()
  const server = createServer((request, response) => {
    asked.push({ path: request.url!, token: request.headers.authorization })
    answer(response, request)
  })
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  closing.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((done) => server.close(done))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

/** A Graph that describes one file, and gives it as the test would have it. */
async function graphThat(give: Answer, described: object = {}) {
  const graph = await serve((response, request) => {
    if (request.url!.startsWith('/file')) return give(response, request)
    const sha256 = createHash('sha256').update(PNG).digest('hex')
    const url = `${graph.url}/file`
    const told = { id: '1', url, mime_type: 'image/jpeg', sha256, file_size: PNG.length, ...described }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(told))
  })
  const { send, download, close } = createTransport()
  closing.unshift(close)
  const media = createMedia({
    transport: send,
    download,
    graph: { url: graph.url, version: 'v24.0' },
    tokenOf: () => 'token',
  })
  return { ...graph, fetch: (most = 10_000) => media.download(line, { id: '1' }, { most }) }
}

describe('a file, fetched over the network', () => {
  it('[A17] is asked for by its id, then by its address, both with the token; its bytes tell its type', async () => {
    const { fetch, asked } = await graphThat((response) => response.end(PNG))
    expect(await fetch()).toMatchObject({ kind: 'file', mime: 'image/png' })
    expect(asked).toEqual([
      { path: `/v24.0/1?phone_number_id=${line.phoneNumberId}`, token: 'Bearer token' },
      { path: '/file', token: 'Bearer token' },
    ])
  })

  it('[A17] may come in chunks that do not say how much there is', async () => {
    const { fetch } = await graphThat((response) => {
      response.write(PNG.subarray(0, 500))
      response.end(PNG.subarray(500))
    })
    expect(await fetch()).toMatchObject({ kind: 'file', bytes: { byteLength: PNG.length } })
  })

  it('[A17] that is larger than was told is broken off, and not taken in', async () => {
    let closed = false
    const { fetch } = await graphThat(
      (response) => {
        const write = () => {
          while (!closed && response.write(Buffer.alloc(10_000)));
        }
        response.on('drain', write).on('close', () => {
          closed = true
        })
        write()
      },
      { file_size: 10 },
    )
    expect(await fetch(100_000)).toMatchObject({ kind: 'failed', because: 'too-large' })
    await expect.poll(() => closed).toBe(true)
  })

  it('[A17] that is told to be too large is not even asked for', async () => {
    const { fetch, asked } = await graphThat((response) => response.end(PNG), { file_size: 20_000 })
    expect(await fetch()).toMatchObject({ because: 'too-large' })
    expect(asked).toHaveLength(1)
  })

  it('[A17] half of which arrives is no file', async () => {
    const { fetch } = await graphThat((response) => {
      response.setHeader('content-length', PNG.length)
      response.write(PNG.subarray(0, 500), () => response.destroy())
    })
    expect(await fetch()).toMatchObject({ because: 'unreachable' })
    const short = await graphThat((response) => response.end(PNG.subarray(0, 500)))
    expect(await short.fetch()).toMatchObject({ because: 'damaged' })
  })

  it('[A17] is fetched from WhatsApp only: a stranger is not asked, whoever names the address', async () => {
    const stranger = await serve((response) => response.end(PNG))
    const redirecting = await graphThat((response) => {
      response.writeHead(302, { location: `${stranger.url}/file` }).end()
    })
    expect(await redirecting.fetch()).toMatchObject({ because: 'refused' })
    const misled = await graphThat((response) => response.end(PNG), { url: `${stranger.url}/file` })
    expect(await misled.fetch()).toMatchObject({ because: 'refused' })
    expect(stranger.asked).toEqual([])
  })

  it('[A17] may be passed on within the same place', async () => {
    const { fetch, asked } = await graphThat((response, request) => {
      if (request.url === '/file') response.writeHead(307, { location: '/file/there' }).end()
      else response.end(PNG)
    })
    expect(await fetch()).toMatchObject({ kind: 'file' })
    expect(asked.at(-1)).toEqual({ path: '/file/there', token: 'Bearer token' })
  })

  it.each([
    [404, 'expired'],
    [401, 'refused'],
    [503, 'unreachable'],
  ])('[A17] answered with HTTP %i is %s', async (status, because) => {
    const { fetch } = await graphThat((response) => response.writeHead(status).end('<html>No</html>'))
    expect(await fetch()).toMatchObject({ kind: 'failed', because })
  })
})
