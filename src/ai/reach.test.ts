import { gzipSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { isPublicAddress } from './public-addresses.ts'
import { createReach, NeverLeft } from './reach.ts'
import { serveHttp } from './test-http-server.ts'

function reachFor(options: Parameters<typeof createReach>[0] = {}) {
  const reach = createReach(options)
  onTestFinished(() => reach.close())
  return reach
}

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => undefined,
    (error: Error) => error,
  )

describe('[A11] where tools reach', () => {
  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://LOCALHOST./',
    'http://api.localhost/',
    'http://metadata.google.internal/computeMetadata/v1/',
    'http://printer.local/',
    'http://0.0.0.0/',
    'http://0/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0x7f.1/',
    'http://017700000001/',
    'http://127.1/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://172.31.255.255/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://100.64.0.1/',
    'http://100.100.100.200/',
    'http://192.0.0.192/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:a9fe:a9fe]/',
    'http://[::127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[ff02::1]/',
  ])('%s is refused before anything leaves, although a tool is configured for it', async (url) => {
    const reach = reachFor({ resolve: async () => expect.fail('nobody asks for its address') })
    const error = await failure(reach.towards(url)(url))
    expect(error).toBeInstanceOf(NeverLeft)
    expect(error?.message).toContain('not a public host')
  })

  it('public addresses are public', () => {
    for (const address of ['8.8.8.8', '100.63.255.255', '172.32.0.1', '192.169.0.1', '2606:4700::1111', '2a00:1450::'])
      expect(isPublicAddress(address), address).toBe(true)
    for (const odd of ['', 'acme.com', 'fe80::1%eth0', '2606:4700::1111%eth0', '1.2.3', '::ffff:8.8.8.8'])
      expect(isPublicAddress(odd), odd).toBe(false)
  })

  it.each([
    ['10.1.2.3', 4],
    ['127.0.0.1', 4],
    ['::1', 6],
    ['::ffff:10.0.0.1', 6],
  ])('a name whose address is %s is refused when it is connected to', async (address, family) => {
    const reach = reachFor({
      resolve: async () => [
        { address: '93.184.216.34', family: 4 },
        { address, family },
      ],
    })
    const error = await failure(reach.towards('https://api.acme.com')('https://api.acme.com/orders'))
    expect(error).toBeInstanceOf(NeverLeft)
    expect(error?.message).toBe('api.acme.com has an address that is not public')
  })

  it('a name that turns private after it was looked at gains nothing', async () => {
    const server = await serveHttp()
    const answers = [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ]
    const giveUp = new AbortController()
    let looked = 0
    const reach = reachFor({
      resolve: async () => {
        looked++
        queueMicrotask(() => giveUp.abort(new Error('given up')))
        return [answers[Math.min(looked, 2) - 1]!]
      },
    })
    const url = server.url.replace('127.0.0.1', 'rebinding.acme.com')
    const ask = reach.towards(url)
    expect((await failure(ask(url, { signal: giveUp.signal })))?.message).toBe('given up')
    expect(looked).toBe(1)
    expect((await failure(ask(url)))?.message).toBe('rebinding.acme.com has an address that is not public')
    expect(server.asked).toEqual([])
  })

  it('a private host that is named is reached, by its name, with or without its port', async () => {
    const server = await serveHttp((_, response) => void response.end('here'))
    const port = new URL(server.url).port
    const byName = `http://shop.internal:${port}/`
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
    for (const [named, url] of [
      ['127.0.0.1', server.url],
      [server.host, server.url],
      ['shop.internal', byName],
      ['*.internal', byName],
    ] as const) {
      const answer = await reachFor({ privateHosts: [named], resolve }).towards(url)(url)
      expect(await answer.text()).toBe('here')
    }
    const other = reachFor({ privateHosts: ['127.0.0.1:1'], resolve })
    expect(await failure(other.towards(server.url)(server.url))).toBeInstanceOf(NeverLeft)
  })

  it('[A11] only the own host is reached, and that only where no list leaves it out', async () => {
    const server = await serveHttp()
    const resolve = async () => [{ address: '127.0.0.1', family: 4 }]
    const at = (host: string) => server.url.replace('127.0.0.1', host)
    const privateHosts = ['*.acme.com', 'acme.com', 'evil.com', 'notacme.com']
    const reach = (allowedHosts: readonly string[]) => reachFor({ allowedHosts, privateHosts, resolve })
    const ask = reach([]).towards(at('api.acme.com'))
    expect((await ask(at('api.acme.com'))).status).toBe(200)
    for (const host of ['acme.com', 'evil.com', 'notacme.com', 'api.acme.com.evil.com'])
      expect((await failure(ask(at(host))))?.message, host).toContain('not an allowed host')
    const listed = reach(['*.acme.com'])
    expect((await listed.towards(at('api.acme.com'))(at('api.acme.com'))).status).toBe(200)
    for (const host of ['acme.com', 'evil.com', 'notacme.com'])
      expect((await failure(listed.towards(at(host))(at(host))))?.message, host).toContain('not an allowed host')
    for (const url of ['file:///etc/passwd', 'ftp://own.example/', 'data:text/plain,x'])
      expect(await failure(ask(url))).toBeInstanceOf(NeverLeft)
  })

  it('a redirection is an error, wherever it leads', async () => {
    const server = await serveHttp((_, response) => {
      response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
    })
    const ask = reachFor({ privateHosts: [server.host] }).towards(server.url)
    expect((await failure(ask(server.url)))?.message).toContain('that is not followed')
    expect(server.asked).toHaveLength(1)
  })

  it.each([
    ['as it is', {}, Buffer.alloc(5_000_000, 'x')],
    ['packed small', { 'content-encoding': 'gzip' }, gzipSync(Buffer.alloc(5_000_000, 'x'))],
  ])('an answer of 5 MB ends in an error, %s', async (_, headers, bytes) => {
    const server = await serveHttp((_, response) => void response.writeHead(200, headers).end(bytes))
    const ask = reachFor({ privateHosts: [server.host] }).towards(server.url)
    const answer = await ask(server.url)
    expect((await failure(answer.text()))?.message).toBe('the answer has more than 1000000 bytes')
  })

  it('a host that never answers, or never ends its answer, is given up', async () => {
    const server = await serveHttp(({ url }, response) => {
      if (url === '/drip') response.write('slowly')
    })
    const ask = reachFor({ privateHosts: [server.host] }).towards(server.url, { timeoutMs: 100 })
    expect((await failure(ask(`${server.url}/silent`)))?.name).toBe('TimeoutError')
    const dripping = await ask(`${server.url}/drip`)
    expect((await failure(dripping.text()))?.name).toBe('TimeoutError')
  })

  it('a host where nobody listens has certainly heard nothing', async () => {
    const server = await serveHttp()
    await server.stop()
    const ask = reachFor({ privateHosts: [server.host] }).towards(server.url)
    const error = await failure(ask(server.url, { method: 'POST', body: 'refund' }))
    expect(error).toBeInstanceOf(NeverLeft)
    expect(error?.message).toContain('ECONNREFUSED')
  })

  it('headers that would smuggle others in are refused', async () => {
    const server = await serveHttp()
    const ask = reachFor({ privateHosts: [server.host] }).towards(server.url)
    const headers = { 'x-order': 'ORD-1\r\nauthorization: Bearer stolen' }
    expect(await failure(ask(server.url, { headers }))).toBeInstanceOf(TypeError)
    expect(server.asked).toEqual([])
  })
})
