import { describe, expect, it } from 'vitest'
import { serveHttp } from '../../../src/ai/test-http-server.ts'
import { serveMcp, words } from '../../../src/ai/tools/test-mcp-server.ts'
import { type ScriptedAsk, scriptedModel } from '../../doubles/scripted-model.ts'
import { setLiveScene } from './live-scene.ts'
import { calling, MAYA, offeredIn, type Script } from './talk.ts'

const plain = { disclosure: false, guardrails: { off_topic_limit: 'off' } }

/** One question, answered with the help of tools that are really far away. */
async function asking(tools: readonly object[], script: Script, privateHosts: readonly string[] = ['127.0.0.1']) {
  const asks: ScriptedAsk[] = []
  const model = scriptedModel((ask) => script(ask, asks.push(ask)))
  const { maya, heard } = await setLiveScene({ ...plain, model, tools }, { tools: { privateHosts } })
  maya.says('Where is ORD-22?')
  const said = await heard(1)
  return { asks, said, results: (asks.at(-1)?.results ?? []).map(({ output }) => output) }
}

const find = (url: string, more: object = {}) => ({
  type: 'http',
  name: 'find_order',
  description: 'Tells where an order is.',
  url: `${url}/orders/{order}`,
  parameters: { order: 'string' },
  ...more,
})

const serveJson = (answer: unknown = { state: 'shipped' }, status = 200) =>
  serveHttp(
    (_, response) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer)),
  )

describe('tools over HTTP', () => {
  it('[A10] tools.http.type, tools.http.name, tools.http.url, tools.http.description and tools.http.parameters', async () => {
    const shop = await serveJson()
    const { asks, results } = await asking([find(shop.url)], calling('find_order', { order: 'ORD/22' }))
    expect(results).toEqual([{ state: 'shipped' }])
    expect(shop.asked).toMatchObject([{ method: 'GET', url: '/orders/ORD%2F22', body: '' }])
    expect(asks[0]!.options.tools?.find(({ name }) => name === 'find_order')).toMatchObject({
      description: 'Tells where an order is.',
      inputSchema: { properties: { order: { type: 'string' } }, required: ['order'] },
    })
  })

  it('[A10] tools.http.method, and all arguments that stand nowhere else in the body', async () => {
    const shop = await serveJson()
    const parameters = { order: 'string', reason: 'string' }
    const tool = find(shop.url, { method: 'POST', effect: 'reversible', parameters })
    await asking([tool], calling('find_order', { order: 'ORD-22', reason: 'late' }))
    expect(shop.asked).toMatchObject([{ method: 'POST', url: '/orders/ORD-22', body: '{"reason":"late"}' }])
  })

  it('[A10] tools.http.body: only these go into it', async () => {
    const shop = await serveJson()
    const parameters = { order: 'string', reason: 'string', note: 'string' }
    const tool = find(shop.url, { method: 'POST', effect: 'reversible', parameters, body: ['reason', 'order'] })
    await asking([tool], calling('find_order', { order: 'ORD-22', reason: 'late', note: 'inner' }))
    expect(JSON.parse(shop.asked[0]!.body)).toEqual({ reason: 'late', order: 'ORD-22' })
  })

  it('[A10] tools.http.query and tools.http.headers', async () => {
    const shop = await serveJson()
    const tool = find(shop.url, { query: { of: '{order}', page: '1' }, headers: { 'X-Key': 'secret' } })
    await asking([tool], calling('find_order', { order: 'a&b' }))
    expect(shop.asked[0]!.url).toBe('/orders/a%26b?of=a%26b&page=1')
    expect(shop.asked[0]!.headers['x-key']).toBe('secret')
  })

  it('[A9 A10] tools.http.bind: the runtime says whom it is for, and the model cannot', async () => {
    const shop = await serveJson()
    const tool = find(shop.url, {
      url: `${shop.url}/of/{phone}/{order}`,
      parameters: { order: 'string', phone: 'string' },
      bind: { phone: 'customer.phone' },
    })
    const { asks } = await asking([tool], calling('find_order', { order: 'ORD-22', phone: '+15559999999' }))
    expect(shop.asked.map(({ url }) => decodeURIComponent(url))).toEqual([`/of/+${MAYA}/ORD-22`])
    expect(JSON.stringify(asks[0]!.options.tools)).not.toContain('phone')
  })

  it('[A28] tools.http.effect and tools.http.key: what is irreversible is asked for once, under one name', async () => {
    const shop = await serveJson({ paid: true })
    const tool = find(shop.url, {
      method: 'POST',
      effect: 'irreversible',
      parameters: { order: 'string', note: 'string' },
      key: ['order'],
    })
    const script: Script = ({ results }) =>
      results.length === 2
        ? 'Done.'
        : { calls: [{ tool: 'find_order', input: { order: 'ORD-22', note: `try ${results.length}` } }] }
    await asking([tool], script)
    expect(shop.asked).toHaveLength(1)
    expect(String(shop.asked[0]!.headers['idempotency-key']).length).toBeGreaterThan(8)
  })

  it('[A11] tools.http.timeout: a service that hangs is left', async () => {
    const shop = await serveHttp(() => {})
    const { results } = await asking([find(shop.url, { timeout: 0.2 })], calling('find_order', { order: 'ORD-22' }))
    expect(results).toEqual([{ error: 'no result within 0.2 s' }])
  })

  it('[A11] an address inside the own network is refused unless it is named', async () => {
    const shop = await serveJson()
    const { results } = await asking([find(shop.url)], calling('find_order', { order: 'ORD-22' }), [])
    expect(results).toEqual([{ error: 'the service cannot be reached', nothing_done: true }])
    expect(shop.asked).toEqual([])
  })
})

describe('tools of MCP servers', () => {
  const schema = (...names: string[]) => ({
    type: 'object',
    properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  })
  const tools = [
    { name: 'find', description: 'Finds.', inputSchema: schema('order', 'phone'), annotations: { readOnlyHint: true } },
    { name: 'refund', description: 'Refunds.', inputSchema: schema('order') },
  ]
  const serve = () => serveMcp({ tools, answer: () => words('on its way') })
  const mcp = (url: string, more: object = {}) => ({ type: 'mcp', name: 'shop', url, ...more })

  it('[A10] tools.mcp.type, tools.mcp.url and tools.mcp.headers: its tools are there, asked for with these headers', async () => {
    const shop = await serve()
    const { asks, results } = await asking(
      [mcp(shop.url, { headers: { authorization: 'Bearer key' } })],
      calling('find', { order: 'ORD-22' }),
    )
    expect(offeredIn(asks[0]!)).toEqual(expect.arrayContaining(['find', 'refund']))
    expect(results).toEqual(['on its way'])
    expect(shop.asked.every(({ headers }) => headers.authorization === 'Bearer key')).toBe(true)
  })

  it('[A10] tools.mcp.name: stands before a name that is taken', async () => {
    const shop = await serve()
    const own = { name: 'find', description: 'Own.', effect: 'read', run: () => 'own' }
    const { asks } = await asking([own, mcp(shop.url)], () => 'Fine.')
    expect(offeredIn(asks[0]!)).toEqual(expect.arrayContaining(['find', 'shop_find', 'refund']))
  })

  it('[A10] tools.mcp.only: these and no others', async () => {
    const shop = await serve()
    const { asks } = await asking([mcp(shop.url, { only: ['find'] })], () => 'Fine.')
    expect(offeredIn(asks[0]!)).toEqual(['hand_off_to_human', 'find'])
  })

  it('[A28] tools.mcp.effects: what the server does not say is irreversible, until it is written otherwise', async () => {
    const twice: Script = ({ results }) =>
      results.length === 2 ? 'Done.' : { calls: [{ tool: 'refund', input: { order: 'ORD-22' } }] }
    const [once, again] = [await serve(), await serve()]
    await asking([mcp(once.url)], twice)
    await asking([mcp(again.url, { effects: { refund: 'reversible' } })], twice)
    expect([once.calls.length, again.calls.length]).toEqual([1, 2])
  })

  it('[A9] tools.mcp.bind: the runtime says whom it is for, and the model cannot', async () => {
    const shop = await serve()
    const input = { order: 'ORD-22', phone: '+15559999999' }
    const { asks } = await asking([mcp(shop.url, { bind: { phone: 'customer.phone' } })], calling('find', input))
    expect(shop.calls).toEqual([{ name: 'find', arguments: { order: 'ORD-22', phone: `+${MAYA}` } }])
    expect(JSON.stringify(asks[0]!.options.tools)).not.toContain('phone')
  })

  it('[A11] tools.mcp.timeout: a tool that hangs is left', async () => {
    const shop = await serveMcp({ tools, answer: () => undefined })
    const { said } = await asking(
      [mcp(shop.url, { timeout: 0.2 })],
      calling('find', { order: 'ORD-22' }, 'It takes too long.'),
    )
    expect(said).toEqual(['It takes too long.'])
  })
})
