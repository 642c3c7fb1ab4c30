import { createHash } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { createSimulator, createVirtualClock, seededRandom } from '../../simulator/index.ts'
import { downloadFrom, transportTo } from '../../test/graph-transport.ts'
import { typeOfBytes } from '../domain/file-type.ts'
import type { Line } from '../domain/line.ts'
import { createMedia } from './media.ts'
import { mediaKindOf } from './media-types.ts'
import { createTransport, type Download } from './transport.ts'

const TOKEN = 'test-access-token'
const line = { phoneNumberId: '106540352242922', name: 'support' } as Line
const GRAPH = { url: 'http://graph.invalid', version: 'v24.0' }
const bytesOf = (head: string, size = 64) => Buffer.concat([Buffer.from(head, 'latin1'), Buffer.alloc(size)])
const PNG = bytesOf('\x89PNG\r\n\x1a\n')
const MINUTE = 60_000

const closing: (() => Promise<unknown> | unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function withSimulator(change: { download?: (own: Download) => Download } = {}) {
  const clock = createVirtualClock(Date.UTC(2026, 10, 21))
  const simulator = createSimulator({
    clock,
    random: seededRandom(1),
    appSecret: 'secret',
    accessToken: TOKEN,
    lines: [
      {
        phoneNumberId: line.phoneNumberId,
        wabaId: '1',
        displayPhoneNumber: '+1 555 078 3881',
        name: 'support',
        throughput: 80,
      },
    ],
    deliver: async () => 200,
    graphUrl: GRAPH.url,
  })
  closing.push(() => simulator.stop())
  const own = downloadFrom(simulator, clock)
  const media = createMedia({
    transport: transportTo(simulator, clock),
    download: change.download?.(own) ?? own,
    graph: GRAPH,
    tokenOf: () => TOKEN,
  })
  return { media, simulator, clock }
}

describe('files on the servers of WhatsApp', () => {
  it('[D4 D5] are uploaded with their true type, described, fetched and deleted', async () => {
    const { media } = withSimulator()
    const uploaded = await media.upload(line, { bytes: PNG, mime: 'image/jpeg', filename: 'ca"t\n.jpg' })
    if (uploaded.kind === 'failed') throw new Error(uploaded.reason)
    expect(uploaded.mime).toBe('image/png')
    const described = await media.query(line, uploaded.id)
    expect(described).toMatchObject({ kind: 'described', id: uploaded.id, mime: 'image/png', size: PNG.length })
    const file = await media.download(line, { id: uploaded.id })
    expect(file).toMatchObject({ kind: 'file', mime: 'image/png' })
    expect('bytes' in file && Buffer.compare(file.bytes, PNG)).toBe(0)
    expect(await media.delete(line, uploaded.id)).toEqual({ kind: 'deleted' })
    expect(await media.query(line, uploaded.id)).toMatchObject({ kind: 'failed', because: 'not-found' })
    expect(await media.download(line, { id: uploaded.id })).toMatchObject({ kind: 'failed', because: 'not-found' })
  })

  it('[D4] what WhatsApp does not take is not sent at all', async () => {
    const { media, simulator } = withSimulator()
    const cases = [
      [{ bytes: bytesOf('GIF89a') }, 'wrong-type'],
      [{ bytes: Buffer.from('nobody knows') }, 'wrong-type'],
      [{ bytes: Buffer.alloc(0), mime: 'text/plain' }, 'wrong-type'],
      [{ bytes: bytesOf('\x89PNG\r\n\x1a\n', 5 * 1024 * 1024) }, 'too-large'],
    ] as const
    for (const [file, because] of cases)
      expect(await media.upload(line, file)).toMatchObject({ kind: 'failed', because })
    expect(simulator.log.entries().filter(({ kind }) => kind === 'graph')).toEqual([])
  })

  it('[D4] plain text and office files go by their word', async () => {
    const { media } = withSimulator()
    for (const mime of ['text/plain', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'])
      expect(await media.upload(line, { bytes: Buffer.from('Hello'), mime })).toMatchObject({ kind: 'uploaded', mime })
  })

  it('[D4] an address that a webhook told is used as long as it works; then a new one is asked for, once', async () => {
    const { media, simulator, clock } = withSimulator()
    const sent = simulator.media.fromPhone({ bytes: PNG, mime: 'image/png', line: line.phoneNumberId })
    const reference = { id: sent.id, url: sent.url, sha256: sent.sha256 }
    const requests = () => simulator.log.entries().filter(({ kind }) => kind === 'graph').length
    expect(await media.download(line, reference)).toMatchObject({ kind: 'file' })
    expect(requests()).toBe(1)
    await clock.advance(6 * MINUTE)
    expect(await media.download(line, reference)).toMatchObject({ kind: 'file' })
    expect(requests()).toBe(4)
    await clock.advance(8 * 24 * 60 * MINUTE)
    expect(await media.download(line, reference)).toMatchObject({ kind: 'failed', because: 'not-found' })
  })

  it('[D4] the hash is compared, in base64 and in hex', async () => {
    const { media, simulator } = withSimulator({
      download: (own) => async (request) => {
        const answer = await own(request)
        return answer.kind === 'answer' ? { ...answer, bytes: answer.bytes.slice(1) } : answer
      },
    })
    const { id } = simulator.media.fromPhone({ bytes: PNG, mime: 'image/png', line: line.phoneNumberId })
    expect(await media.download(line, { id })).toMatchObject({ kind: 'failed', because: 'damaged' })
    const honest = withSimulator()
    for (const encoding of ['hex', 'base64'] as const) {
      const sent = honest.simulator.media.fromPhone({ bytes: PNG, mime: 'image/png', line: line.phoneNumberId })
      const sha256 = createHash('sha256').update(PNG).digest(encoding)
      expect(await honest.media.download(line, { ...sent, sha256 })).toMatchObject({ kind: 'file' })
      const wrong = createHash('sha256').update('another').digest(encoding)
      expect(await honest.media.download(line, { ...sent, sha256: wrong })).toMatchObject({ because: 'damaged' })
    }
  })

  it('[D4] a file above what is allowed is not taken in', async () => {
    const { media, simulator } = withSimulator()
    const sent = simulator.media.fromPhone({ bytes: PNG, mime: 'image/png', line: line.phoneNumberId })
    for (const file of [sent, { id: sent.id }])
      expect(await media.download(line, file, { most: 50 })).toMatchObject({ kind: 'failed', because: 'too-large' })
  })

  it('[D4] says whether trying again may help', async () => {
    const { media, simulator } = withSimulator()
    simulator.setAvailable(false)
    expect(await media.upload(line, { bytes: PNG })).toMatchObject({ because: 'unreachable' })
    simulator.setAvailable(true)
    const stranger = createMedia({ ...withoutToken(simulator) })
    expect(await stranger.upload(line, { bytes: PNG })).toMatchObject({ because: 'refused' })
  })

  it('[D4] the token goes to WhatsApp only, and never along with a redirection', async () => {
    const asked: [string, string | undefined][] = []
    const answers: Record<string, string | undefined> = {
      'https://lookaside.fbsbx.com/a': 'https://cdn.fbcdn.net/b',
      'https://lookaside.fbsbx.com/evil': 'https://evil.example/fbsbx.com',
      'https://lookaside.fbsbx.com/round': '/round',
    }
    const { media, simulator } = withSimulator({
      download:
        () =>
        async ({ url, token }) => {
          asked.push([url, token])
          const location = answers[url]
          return { kind: 'answer', status: location ? 302 : 200, bytes: PNG, contentType: 'image/png', location }
        },
    })
    const { id } = simulator.media.fromPhone({ bytes: PNG, mime: 'image/png' })
    expect(await media.download(line, { id, url: 'https://lookaside.fbsbx.com/a' })).toMatchObject({ kind: 'file' })
    expect(asked).toEqual([
      ['https://lookaside.fbsbx.com/a', TOKEN],
      ['https://cdn.fbcdn.net/b', undefined],
    ])
    const elsewhere = [
      'https://evil.example/a',
      'https://fbsbx.com.evil.example/a',
      'https://evilfbsbx.com/a',
      'http://lookaside.fbsbx.com/a',
      'https://lookaside.fbsbx.com:8443/a',
      'https://me@lookaside.fbsbx.com/a',
      'file:///etc/passwd',
      'nonsense',
    ]
    asked.length = 0
    for (const url of elsewhere) expect(await media.download(line, { id, url })).toMatchObject({ because: 'refused' })
    expect(asked).toEqual([])
    expect(await media.download(line, { id, url: 'https://lookaside.fbsbx.com/evil' })).toMatchObject({
      because: 'refused',
    })
    expect(await media.download(line, { id, url: 'https://lookaside.fbsbx.com/round' })).toMatchObject({
      because: 'refused',
    })
    expect(asked.some(([url]) => url.includes('evil.example'))).toBe(false)
  })
})

function withoutToken(simulator: Parameters<typeof transportTo>[0]) {
  const clock = createVirtualClock(0)
  return {
    transport: transportTo(simulator, clock),
    download: downloadFrom(simulator, clock),
    graph: GRAPH,
    tokenOf: () => 'wrong',
  }
}

describe('a download, over real sockets', () => {
  async function serve(answer: RequestListener): Promise<string> {
    const server = createServer(answer)
    closing.push(() => new Promise((done) => server.close(done)))
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`
  }
  function downloading(): Download {
    const { download, close } = createTransport()
    closing.unshift(close)
    return download
  }

  it('[D4] brings the bytes, with our token and a plain name', async () => {
    const seen: unknown[] = []
    const url = await serve((request, response) => {
      seen.push(request.headers.authorization, request.headers['user-agent'])
      response.setHeader('content-type', 'image/png').end(PNG)
    })
    const answer = await downloading()({ url, token: TOKEN, most: 1000 })
    expect(answer).toMatchObject({ kind: 'answer', status: 200, contentType: 'image/png' })
    expect('bytes' in answer && Buffer.compare(answer.bytes, PNG)).toBe(0)
    expect(seen).toEqual([`Bearer ${TOKEN}`, expect.stringMatching(/^curl\//)])
  })

  it('[D4] stops in the middle of a file that is too large, told beforehand or not', async () => {
    const download = downloading()
    const told = await serve((_, response) => response.setHeader('content-length', 5000).end(Buffer.alloc(5000)))
    expect(await download({ url: told, token: TOKEN, most: 1000 })).toEqual({ kind: 'too-large' })
    let broken = false
    const endless = await serve((_, response) => {
      const write = () => {
        while (!broken && response.write(Buffer.alloc(10_000)));
      }
      response.on('drain', write).on('close', () => {
        broken = true
      })
      write()
    })
    expect(await download({ url: endless, token: TOKEN, most: 100_000 })).toEqual({ kind: 'too-large' })
    await expect.poll(() => broken).toBe(true)
  })

  it('[D4] says when nobody is there', async () => {
    const answer = await downloading()({ url: 'http://127.0.0.1:1/file', token: TOKEN, most: 10 })
    expect(answer).toMatchObject({ kind: 'never-left' })
  })
})

describe('the type of a file', () => {
  it.each([
    ['image/jpeg', '\xff\xd8\xff\xe0', 'image'],
    ['image/png', '\x89PNG\r\n\x1a\n', 'image'],
    ['image/webp', 'RIFF\0\0\0\0WEBP', 'sticker'],
    ['video/mp4', '\0\0\0\x18ftypmp42', 'video'],
    ['video/3gpp', '\0\0\0\x18ftyp3gp4', 'video'],
    ['audio/mp4', '\0\0\0\x18ftypM4A ', 'audio'],
    ['audio/ogg; codecs=opus', `OggS${'\0'.repeat(24)}OpusHead`, 'audio'],
    ['audio/mpeg', 'ID3\x03', 'audio'],
    ['audio/mpeg', '\xff\xfb\x90', 'audio'],
    ['audio/aac', '\xff\xf1\x50', 'audio'],
    ['audio/amr', '#!AMR\n', 'audio'],
    ['application/pdf', '%PDF-1.7', 'document'],
    ['image/gif', 'GIF89a', undefined],
    ['image/heic', '\0\0\0\x18ftypheic', undefined],
  ])('[D5] %s is told from the bytes', (mime, head, kind) => {
    expect(typeOfBytes(bytesOf(head))).toBe(mime)
    expect(mediaKindOf(mime)).toBe(kind)
  })
})
