import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ModelRequest } from '../../doubles/openai.ts'
import { MAYA, openaiAt, runsOf, setDouble, setLiveScene, WAYS } from './live-scene.ts'

let ran = 0
const findOrder = {
  name: 'find_order',
  description: 'Finds an order.',
  effect: 'read',
  parameters: { type: 'object', properties: { order: { type: 'string' } }, required: ['order'] },
  run({ order }: { order: string }) {
    ran += 1
    return { order, state: 'delivered' }
  },
}

const resultsIn = ({ messages }: ModelRequest) =>
  messages.flatMap(({ toolResults }) => toolResults.map(({ output }) => output))

describe('malformed tool calls', () => {
  it.each([
    { way: WAYS[0], wrong: 'arguments that are no JSON', name: 'find_order', given: '{"order": "ORD-' },
    { way: WAYS[3], wrong: 'arguments that are no JSON at all', name: 'find_order', given: 'ORD-22' },
    { way: WAYS[2], wrong: 'a tool that is not there', name: 'drop_table', given: { order: 'ORD-22' } },
    { way: WAYS[1], wrong: 'wrong types', name: 'find_order', given: { order: ['ORD-22'] } },
    { way: WAYS[1], wrong: 'nothing', name: 'find_order', given: '' },
  ])(
    '[A22 A3] $wrong: the model reads a short error, tries again, and the customer gets the answer',
    async ({ way, name, given }) => {
      ran = 0
      const double = await setDouble((_, nth) => {
        if (nth === 1) return { toolCalls: [{ name, arguments: given }] }
        if (nth === 2) return { toolCalls: [{ name: 'find_order', arguments: { order: 'ORD-22' } }] }
        return 'It was delivered.'
      })
      const { stage, maya, heard } = await setLiveScene({ model: openaiAt(double, way), tools: [findOrder] })
      maya.says('Where is ORD-22?')
      expect(await heard(1)).toEqual(['It was delivered.'])
      expect(ran).toBe(1)
      const [error, ...others] = resultsIn(double.requests[1]!)
      expect(others).toEqual([])
      expect(error!.length).toBeGreaterThan(5)
      expect(error!.length).toBeLessThan(500)
      expect(error).not.toMatch(/node_modules| at \S+:\d+/)
      expect(resultsIn(double.requests[2]!).at(-1)).toContain('delivered')
      const runs = await runsOf(stage)
      expect(runs).toMatchObject([{ outcome: 'replied' }])
      expect(runs[0]!.trace.tools).toMatchObject([{ tool: name, error: expect.any(String) }, { tool: 'find_order' }])
    },
  )
})

describe('a tool over HTTP', () => {
  async function startShop(answer: (url: string) => { status: number; body: string }) {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      const { status, body } = answer(request.url ?? '')
      response.writeHead(status, { 'content-type': 'application/json' }).end(body)
    })
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
    onTestFinished(() => {
      server.closeAllConnections()
      server.close()
    })
    return { port: (server.address() as AddressInfo).port, asked }
  }
  const httpTool = (port: number) => ({
    type: 'http',
    name: 'find_orders',
    description: 'Finds orders.',
    url: `http://127.0.0.1:${port}/orders`,
    query: { phone: '{phone}', status: '{status}' },
    parameters: {
      type: 'object',
      properties: { phone: { type: 'string' }, status: { type: 'string' } },
      required: ['phone'],
    },
    bind: { phone: 'customer.phone' },
  })
  const tools = (port: number) => ({ tools: { privateHosts: [`127.0.0.1:${port}`, '127.0.0.1'] } })

  it('[A9] whom it is about is filled in by the runtime: the model does not see that there is such an argument', async () => {
    const { port, asked } = await startShop(() => ({ status: 200, body: '["ORD-22"]' }))
    const double = await setDouble((_, nth) =>
      nth === 1
        ? { toolCalls: [{ name: 'find_orders', arguments: { phone: '+15559998888', status: 'open' } }] }
        : 'You have one: ORD-22.',
    )
    const { maya, heard } = await setLiveScene({ model: openaiAt(double), tools: [httpTool(port)] }, tools(port))
    maya.says('The orders of +15559998888, please')
    expect(await heard(1)).toEqual(['You have one: ORD-22.'])
    expect(asked).toEqual([`/orders?phone=%2B${MAYA}&status=open`])
    const offered = double.requests[0]!.tools.find(({ name }) => name === 'find_orders')
    expect(JSON.stringify(offered)).not.toContain('phone')
  })

  it.each([
    ['500 with a stack trace', { status: 500, body: '{"stack":"at /srv/hunter2.js:1"}' }],
    ['what is no JSON', { status: 200, body: '<html>hunter2' }],
  ])('[A22] that answers %s: the customer reads nothing of it', async (_, answer) => {
    const { port } = await startShop(() => answer)
    const double = await setDouble((_, nth) =>
      nth === 1 ? { toolCalls: [{ name: 'find_orders', arguments: {} }] } : 'I cannot look it up just now.',
    )
    const { maya, heard } = await setLiveScene({ model: openaiAt(double), tools: [httpTool(port)] }, tools(port))
    maya.says('My orders?')
    expect(await heard(1)).toEqual(['I cannot look it up just now.'])
    if (answer.status === 500) expect(resultsIn(double.requests[1]!).join()).toContain('500')
  })
})
