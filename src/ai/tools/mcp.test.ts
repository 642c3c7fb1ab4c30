import { describe, expect, it, vi } from 'vitest'
import type { McpServer, OwnTool } from '../../domain/agent.ts'
import { bindTools } from './bind-tools.ts'
import { sceneOf } from './test-binding.ts'
import { serveMcp, words } from './test-mcp-server.ts'

const server = (url: string, over: Partial<McpServer> = {}): McpServer => ({
  kind: 'mcp',
  name: 'shop',
  url,
  headers: { authorization: 'Bearer key' },
  only: undefined,
  effects: {},
  timeoutMs: 30_000,
  ...over,
})
const schema = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
})
const find = { name: 'find', inputSchema: schema('order'), annotations: { readOnlyHint: true } }
const refund = { name: 'refund', description: 'Refunds.', inputSchema: schema('order') }

describe('[A10] tools of MCP servers', () => {
  it.each([false, true])('are called like others (answers as a stream: %s)', async (streams) => {
    const shop = await serveMcp({ tools: [find], answer: () => words('On its way'), streams })
    const scene = await sceneOf([server(shop.url)])
    expect(await scene.call('find', { order: 'ORD-1', customer: 'ben' })).toBe('On its way')
    expect(shop.calls).toEqual([{ name: 'find', arguments: { order: 'ORD-1' } }])
    expect(shop.asked.every(({ headers }) => headers.authorization === 'Bearer key')).toBe(true)
    expect(scene.trace().notes).toEqual([])
  })

  it('[A28] count as irreversible, unless the server or the configuration says otherwise', async () => {
    const own = { ...find, name: 'own' }
    const shop = await serveMcp({ tools: [find, refund, own, { ...refund, name: 'note' }] })
    const scene = await sceneOf([server(shop.url, { effects: { own: 'irreversible', note: 'reversible' } })])
    expect(Object.fromEntries(scene.effects)).toEqual({
      find: 'read',
      refund: 'irreversible',
      own: 'irreversible',
      note: 'reversible',
    })
    await scene.call('refund', { order: 'ORD-1' })
    expect(await scene.call('refund', { order: 'ORD-1' })).toEqual({ already_done: true, result: 'done' })
    expect(shop.calls).toHaveLength(1)
    expect(scene.ledger.calls).toMatchObject([{ tool: 'shop.refund' }])
  })

  it('are only those that are wanted', async () => {
    const shop = await serveMcp({ tools: [find, refund] })
    expect(Object.keys((await sceneOf([server(shop.url, { only: ['find', 'gone'] })])).tools)).toEqual(['find'])
  })

  it('take no name that is taken, and none that a model cannot say', async () => {
    const tools = [refund, { ...refund, name: 'hand_off_to_human' }, { ...refund, name: 'ord.er/état' }]
    const [shop, other] = [await serveMcp({ tools }), await serveMcp({ tools: [refund] })]
    const handOff = { kind: 'ready', tool: 'hand_off_to_human', name: 'hand_off_to_human', settings: {} } as const
    const scene = await sceneOf([server(shop.url), server(other.url, { name: 'other' }), handOff])
    expect(Object.keys(scene.tools)).toEqual([
      'hand_off_to_human',
      'refund',
      'shop_hand_off_to_human',
      'ord_er__tat',
      'other_refund',
    ])
    await scene.call('hand_off_to_human', { reason: 'sensitive', summary: 'x' })
    expect(shop.calls).toEqual([])
    await scene.call('other_refund', { order: 'ORD-1' })
    expect(other.calls).toHaveLength(1)
  })

  it('[A9] are noted in the trace where a model may say whom they are for', async () => {
    const tools = [
      { ...find, inputSchema: schema('phone', 'customerId', 'what') },
      { ...refund, inputSchema: schema('phone') },
    ]
    const shop = await serveMcp({ tools })
    const over = { only: ['find'], bind: { customerId: 'customer.id' } } as const
    expect((await sceneOf([server(shop.url, over)])).trace().notes).toEqual([
      'find of shop lets the model say whom it acts for, as phone: add bind: {phone: customer.phone} to the server',
    ])
  })

  it('[A9] do not let a model say whom they are for, where that is bound', async () => {
    const tools = [{ ...find, inputSchema: { ...schema('phone', 'what'), required: ['phone'] } }, refund]
    const shop = await serveMcp({ tools })
    const scene = await sceneOf([server(shop.url, { bind: { phone: 'customer.phone' } })])
    expect(await scene.schemaOf('find')).toMatchObject({ properties: { what: {} }, required: [] })
    await scene.call('find', { what: 'orders', phone: '+15559998888' })
    await scene.call('refund', { order: 'ORD-1', phone: '+15559998888' })
    expect(shop.calls.map((call) => call.arguments)).toEqual([
      { what: 'orders', phone: '+15550001111' },
      { order: 'ORD-1' },
    ])
  })

  it.each([
    [
      words('two', {
        content: [
          { type: 'text', text: 'one' },
          { type: 'text', text: 'two' },
        ],
      }),
      'one\ntwo',
    ],
    [{ content: [{ type: 'image', data: 'aGk=', mimeType: 'image/png' }] }, '[image]'],
    [words('{"a":1}', { structuredContent: { a: 1 } }), { a: 1 }],
    [words('no such order', { isError: true }), { error: 'no such order' }],
  ])('%o is shown as %o', async (answer, shown) => {
    const shop = await serveMcp({ tools: [find], answer: () => answer })
    expect(await (await sceneOf([server(shop.url)])).call('find', { order: 'x' })).toEqual(shown)
  })

  it('that answer with 5 MB, with nonsense or not at all cost one call', async () => {
    const huge = await serveMcp({ tools: [find], answer: () => words('x'.repeat(5_000_000)) })
    expect(await (await sceneOf([server(huge.url)])).call('find', {})).toEqual({ error: 'the tool has failed' })
    const odd = await serveMcp({ tools: [find], answer: () => 'nonsense' })
    expect(await (await sceneOf([server(odd.url)])).call('find', {})).toEqual({ error: 'the tool has failed' })
    const silent = await serveMcp({ tools: [find], answer: () => undefined })
    const scene = await sceneOf([server(silent.url, { timeoutMs: 5000 })])
    const call = scene.call('find', {})
    await vi.waitFor(() => expect(silent.calls).toHaveLength(1))
    scene.clock.pass(5000)
    expect(await call).toEqual({ error: 'no result within 5 s' })
  })
})

describe('[A10] connections to MCP servers', () => {
  it('are kept from run to run', async () => {
    const shop = await serveMcp({ tools: [find] })
    const scene = await sceneOf([server(shop.url)])
    for (let run = 0; run < 3; run++) await bindTools(scene.binding, scene)
    await scene.call('find', {})
    expect(shop.methods.filter((method) => method === 'initialize')).toHaveLength(1)
    expect(shop.methods.filter((method) => method === 'tools/list')).toHaveLength(1)
    expect(shop.asked.some(({ method }) => method === 'GET')).toBe(false)
    scene.clock.pass(5 * 60_000)
    await Promise.all([bindTools(scene.binding, scene), bindTools(scene.binding, scene)])
    expect(shop.methods.filter((method) => method === 'tools/list')).toHaveLength(2)
  })

  it('[A28] are made anew when the server was, and the call is made once', async () => {
    const shop = await serveMcp({ tools: [find, refund] })
    const scene = await sceneOf([server(shop.url)])
    shop.forget()
    expect(await scene.call('refund', { order: 'ORD-1' })).toBe('done')
    expect(shop.calls).toEqual([{ name: 'refund', arguments: { order: 'ORD-1' } }])
  })

  it('a server that is down costs its tools and not the run, and is left alone for a while', async () => {
    const [shop, other] = [await serveMcp({ tools: [find] }), await serveMcp({ tools: [refund] })]
    shop.break(true)
    const both = [server(shop.url), server(other.url, { name: 'other' })]
    const scene = await sceneOf(both)
    expect(Object.keys(scene.tools)).toEqual(['refund'])
    expect(scene.trace().notes).toEqual([expect.stringContaining('the tools of shop cannot be had')])
    const asked = shop.asked.length
    shop.break(false)
    expect(Object.keys((await bindTools(scene.binding, scene)).tools)).toEqual(['refund'])
    expect(shop.asked).toHaveLength(asked)
    scene.clock.pass(15_000)
    expect(Object.keys((await bindTools(scene.binding, scene)).tools)).toEqual(['find', 'refund'])
  })

  it('[A28] a call that never arrived is not done; one that broke off is unknown', async () => {
    const shop = await serveMcp({ tools: [find, refund] })
    const scene = await sceneOf([server(shop.url)])
    await shop.stop()
    // Finds out that the connection is gone.
    expect(await scene.call('find', {})).toHaveProperty('error')
    expect(await scene.call('refund', { order: 'ORD-1' })).toMatchObject({ nothing_done: true })
    const other = await serveMcp({ tools: [refund] })
    const failing = await sceneOf([server(other.url)])
    other.break(true)
    expect(await failing.call('refund', { order: 'ORD-1' })).toMatchObject({ outcome: 'unknown' })
  })

  it('private hosts are refused there as well', async () => {
    const scene = await sceneOf([server('http://169.254.169.254/mcp')])
    expect(scene.tools).toEqual({})
    expect(scene.trace().notes).toEqual([expect.stringContaining('not a public host')])
  })
})

it('a name that an own tool has already is its own', async () => {
  const shop = await serveMcp({ tools: [find] })
  const own = {
    kind: 'own',
    name: 'find',
    description: '',
    parameters: undefined,
    effect: 'read',
    key: undefined,
    timeoutMs: 1000,
  }
  const scene = await sceneOf([server(shop.url), { ...own, run: () => 'ours' } as OwnTool])
  expect(await scene.call('find', {})).toBe('ours')
  expect(Object.keys(scene.tools)).toEqual(['find', 'shop_find'])
})
