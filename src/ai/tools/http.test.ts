import { describe, expect, it } from 'vitest'
import type { HttpTool } from '../../domain/agent.ts'
import { serveHttp } from '../test-http-server.ts'
import { sceneOf } from './test-binding.ts'

const http = (url: string, over: Partial<HttpTool> = {}): HttpTool => ({
  kind: 'http',
  name: 'order',
  description: 'Looks an order up.',
  effect: 'read',
  key: undefined,
  timeoutMs: 30_000,
  parameters: {
    type: 'object',
    properties: { order: { type: 'string' }, city: { type: 'string' }, amount: { type: 'number' } },
  },
  method: 'GET',
  url,
  query: {},
  headers: {},
  body: undefined,
  ...over,
})

async function sceneWith(over: Partial<HttpTool> & { path?: string } = {}, answer?: Parameters<typeof serveHttp>[0]) {
  const server = await serveHttp(answer)
  const { path = '/orders/{order}', ...rest } = over
  const scene = await sceneOf([http(`${server.url}${path}`, rest)])
  return { ...scene, server, ask: (input: unknown) => scene.call('order', input) }
}

describe('[A11] tools over HTTP', () => {
  it('each argument stands in its place: path, query, and JSON', async () => {
    const { server, ask } = await sceneWith({
      method: 'POST',
      path: '/orders/{order}/refund?lang=en&in={city}',
      query: { place: '{city}!', fixed: 'yes', none: '{missing}' },
      headers: { authorization: 'Bearer key' },
    })
    await ask({ order: 'ORD 1', city: 'São Paulo & more', amount: 12 })
    const [asked] = server.asked
    expect(asked!.url).toBe(
      '/orders/ORD%201/refund?lang=en&in=S%C3%A3o+Paulo+%26+more&place=S%C3%A3o+Paulo+%26+more%21&fixed=yes',
    )
    expect(asked!.headers).toMatchObject({ authorization: 'Bearer key', 'content-type': 'application/json' })
    expect(JSON.parse(asked!.body)).toEqual({ amount: 12 })
  })

  it('the rest goes into the query of a GET, and only what is named into a body', async () => {
    const get = await sceneWith()
    await get.ask({ order: 'ORD-1', city: 'Ulm', amount: 2, phone: '+15559998888' })
    expect(get.server.asked).toMatchObject([{ method: 'GET', url: '/orders/ORD-1?city=Ulm&amount=2', body: '' }])
    const put = await sceneWith({ method: 'PUT', body: ['order', 'amount'] })
    await put.ask({ order: 'ORD-1', city: 'Ulm', amount: 2 })
    expect(JSON.parse(put.server.asked[0]!.body)).toEqual({ order: 'ORD-1', amount: 2 })
  })

  it.each(
    [
      '..',
      '.',
      '',
      ' ',
      '../admin',
      '..\\admin',
      'a/../../admin',
      '%2e%2e',
      '%2E%2e%2fadmin',
      'a\r\nHost: evil.com',
      'a\u0000b',
      '\ud800',
    ].map((order) => [JSON.stringify(order), order]),
  )('a path argument %s is refused, and nothing is asked', async (_, order) => {
    const { server, ask } = await sceneWith()
    expect(await ask({ order })).toEqual({ error: expect.stringContaining('order was refused') })
    expect(server.asked).toEqual([])
  })

  it('an argument stays within its step of the path, whatever signs it has', async () => {
    const { server, ask } = await sceneWith({ path: '/a/b{order}/x' })
    await ask({ order: 'é?#@:/;' })
    expect(server.asked[0]!.url).toBe('/a/b%C3%A9%3F%23%40%3A%2F%3B/x')
    const dotted = await sceneWith({ path: '/a/.{order}/x' })
    expect(await dotted.ask({ order: '.' })).toHaveProperty('error')
    expect(dotted.server.asked).toEqual([])
  })

  it('no argument reaches the host, and a query cannot be broken out of', async () => {
    for (const url of [
      'https://{order}.acme.com/',
      'https://acme.com{order}',
      'https://acme.com:{order}/',
      '{order}',
    ]) {
      const chosen = await sceneOf([http(url)])
      expect(chosen.tools, url).toEqual({})
      expect(chosen.trace().notes, url).toEqual([expect.stringContaining('must name its host')])
    }
    const { server, ask } = await sceneWith({ path: '/find', query: { q: '{order}' } })
    await ask({ order: '@evil.com/?admin=1&x=y#z' })
    expect(server.asked[0]!.url).toBe('/find?q=%40evil.com%2F%3Fadmin%3D1%26x%3Dy%23z')
  })

  it('[A9] what is bound comes from the turn: the model neither sees nor sets it', async () => {
    const bind = { phone: 'customer.phone', customer: 'customer.id' } as const
    const properties = { phone: { type: 'string' }, note: { type: 'string' } }
    const parameters = { type: 'object', properties, required: ['phone', 'note'] }
    const { server, ask, schemaOf } = await sceneWith({
      method: 'POST',
      path: '/customers/{customer}/notes',
      parameters,
      bind,
    })
    expect(await schemaOf('order')).toMatchObject({ properties: { note: {} }, required: ['note'] })
    expect(await ask({ note: 'hi', phone: '+15559998888', customer: 'customer-ben' })).toEqual({})
    expect(server.asked[0]!.url).toBe('/customers/customer-ana/notes')
    expect(JSON.parse(server.asked[0]!.body)).toEqual({ note: 'hi', phone: '+15550001111' })
  })

  it('[A9] also where a tool takes whatever it is given', async () => {
    const { server, ask } = await sceneWith({
      method: 'POST',
      path: '/notes',
      parameters: { type: 'object', properties: { note: { type: 'string' } }, additionalProperties: true },
      bind: { phone: 'customer.phone' },
    })
    await ask({ note: 'hi', phone: '+15559998888', mood: 'fine' })
    expect(JSON.parse(server.asked[0]!.body)).toEqual({ note: 'hi', phone: '+15550001111', mood: 'fine' })
  })

  it('[A9] a customer without what is bound is told of, and nobody is asked', async () => {
    const server = await serveHttp()
    const scene = await sceneOf([http(`${server.url}/{phone}`, { bind: { phone: 'customer.phone' } })], {
      turn: { customer: { id: 'customer-ana', name: undefined, phone: undefined } },
    })
    expect(await scene.call('order', {})).toMatchObject({ error: expect.stringContaining('customer.phone') })
    expect(server.asked).toEqual([])
  })

  it('answers are read as JSON or text', async () => {
    const json = await sceneWith(
      {},
      (_, response) =>
        void response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' }).end('{"state":"sent"}'),
    )
    expect(await json.ask({ order: 'ORD-1' })).toEqual({ state: 'sent' })
    const text = await sceneWith({}, (_, response) => void response.end('It is on its way'))
    expect(await text.ask({ order: 'ORD-1' })).toBe('It is on its way')
    const broken = await sceneWith(
      {},
      (_, response) => void response.writeHead(200, { 'content-type': 'application/json' }).end('{"state":'),
    )
    expect(await broken.ask({ order: 'ORD-1' })).toBe('{"state":')
    const nothing = await sceneWith({}, (_, response) => void response.writeHead(204).end())
    expect(await nothing.ask({ order: 'ORD-1' })).toBeNull()
  })

  it('refusals are told with what the service says, failures without', async () => {
    const refusing = await sceneWith({}, (_, response) => void response.writeHead(404).end('no such order'))
    expect(await refusing.ask({ order: 'ORD-1' })).toEqual({
      error: 'the service refuses it (HTTP 404)',
      detail: 'no such order',
    })
    const failing = await sceneWith({}, (_, response) => void response.writeHead(500).end('at /srv/app.js:12'))
    expect(await failing.ask({ order: 'ORD-1' })).toEqual({ error: 'the service has failed (HTTP 500)' })
  })

  it('an answer without end, one that leads elsewhere and a private host are errors that say nothing', async () => {
    const huge = await sceneWith({}, (_, response) => void response.end('x'.repeat(5_000_000)))
    expect(await huge.ask({ order: 'ORD-1' })).toEqual({ error: 'the tool has failed' })
    expect(huge.trace().tools[0]!.error).toBe('the answer has more than 1000000 bytes')
    const away = await sceneWith({}, (_, response) => void response.writeHead(302, { location: '/x' }).end())
    expect(await away.ask({ order: 'ORD-1' })).toEqual({ error: 'the tool has failed' })
    const inside = await sceneOf([http('http://169.254.169.254/latest/{order}')])
    expect(await inside.call('order', { order: 'x' })).toMatchObject({ error: 'the service cannot be reached' })
  })
})

describe('[A28] irreversible tools over HTTP', () => {
  const refund = { method: 'POST', effect: 'irreversible', key: ['order'], path: '/refunds' } as const

  it('carry a key that a service knows a second call by', async () => {
    const { server, ask } = await sceneWith(refund)
    await ask({ order: 'ORD-1' })
    expect(await ask({ order: 'ORD-1' })).toMatchObject({ already_done: true })
    expect(server.asked).toHaveLength(1)
    expect(server.asked[0]!.headers['idempotency-key']).toBe('call-1')
  })

  it.each([
    [422, 'refused'],
    [404, 'refused'],
    [409, 'unknown'],
    [408, 'unknown'],
    [500, 'unknown'],
    [302, 'unknown'],
  ])('that are answered %i are %s', async (status, state) => {
    const { ledger, ask } = await sceneWith(refund, (_, response) => void response.writeHead(status).end('no'))
    await ask({ order: 'ORD-1' })
    expect(ledger.calls).toMatchObject([{ state }])
  })

  it('that never left are not done; that were cut off are unknown', async () => {
    const gone = await sceneWith(refund)
    await gone.server.stop()
    expect(await gone.ask({ order: 'ORD-1' })).toMatchObject({ nothing_done: true })
    const cut = await sceneWith(refund, (_, response) => void response.destroy())
    expect(await cut.ask({ order: 'ORD-1' })).toMatchObject({ outcome: 'unknown' })
    const path = await sceneWith({ ...refund, path: '/refunds/{order}' })
    expect(await path.ask({ order: '..' })).toMatchObject({ nothing_done: true })
  })
})
