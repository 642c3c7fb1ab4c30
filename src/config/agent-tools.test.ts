import { describe, expect, it } from 'vitest'
import type { HttpTool, McpServer, OwnTool, ToolDefinition } from '../domain/agent.ts'
import { readTools } from './agent-tools.ts'
import type { Fault } from './faults.ts'
import { settingAt } from './labels.ts'

function read(tools: unknown, needed = { hasColleagues: false, staysOnTopic: false }) {
  const faults: Fault[] = []
  return { tools: readTools(tools, settingAt('tools'), needed, faults), faults }
}
const first = <Tool extends ToolDefinition>(tool: unknown) => {
  const { tools, faults } = read([tool])
  expect(faults).toEqual([])
  return tools[0] as Tool
}
const faultOf = (tool: unknown) => {
  const { faults } = read([tool])
  expect(faults).toHaveLength(1)
  return faults[0]!
}

describe('ready tools', () => {
  it('[A10 A11] by name, and under another one', () => {
    const { tools, faults } = read([
      'send_text',
      { name: 'memory_search', as: 'synap', description: 'Looks back.', timeout: 5 },
      { type: 'ready', name: 'hand_off_to_human', as: 'fetch_somebody' },
    ])
    expect(faults).toEqual([])
    expect(tools).toEqual([
      { kind: 'ready', tool: 'send_text', name: 'send_text', settings: {} },
      {
        kind: 'ready',
        tool: 'memory_search',
        name: 'synap',
        settings: { description: 'Looks back.', timeoutMs: 5000 },
      },
      { kind: 'ready', tool: 'hand_off_to_human', name: 'fetch_somebody', settings: {} },
    ])
  })

  it('[A10 A24 A32] handing off, declining and escalating are there whatever is listed', () => {
    const names = (needed: Parameters<typeof read>[1]) => read([], needed).tools.map(({ name }) => name)
    expect(names({ hasColleagues: false, staysOnTopic: false })).toEqual(['hand_off_to_human'])
    expect(names({ hasColleagues: true, staysOnTopic: true })).toEqual([
      'hand_off_to_human',
      'decline_off_topic',
      'escalate',
    ])
    const both = { hasColleagues: true, staysOnTopic: true }
    expect(read(undefined, both).tools.map(({ name }) => name)).toContain('memory_store')
  })

  it('[A10 C3] unknown names, two of one name, and no list', () => {
    expect(faultOf('send_buton')).toMatchObject({ where: 'tools[0]', cure: 'Did you mean send_buttons?' })
    expect(faultOf({ name: 'find_order' }).cure).toContain('type: http')
    expect(faultOf({ type: 'htpp', name: 'x' })).toMatchObject({ where: 'tools[0].type', cure: 'Did you mean http?' })
    expect(faultOf({ name: 'send_text', ass: 'y' })).toMatchObject({ cure: 'Did you mean as?' })
    expect(read(['send_text', { name: 'send_list', as: 'send_text' }]).faults).toMatchObject([
      { where: 'tools', problem: 'has two tools named send_text.' },
    ])
    expect(read('send_text').faults).toMatchObject([{ problem: 'must be a list.' }])
  })
})

describe('own tools', () => {
  const run = () => 'ran'

  it('[A9 A28] with their effect, key and arguments', () => {
    const refund = { name: 'refund', description: 'Pays back.', effect: 'irreversible', key: ['order'], run }
    expect(first<OwnTool>({ ...refund, parameters: { order: 'string', amount: 'number?' }, timeout: '10s' })).toEqual({
      kind: 'own',
      ...refund,
      timeoutMs: 10_000,
      parameters: {
        type: 'object',
        properties: { order: { type: 'string' }, amount: { type: 'number' } },
        required: ['order'],
        additionalProperties: false,
      },
    })
  })

  it('[A10] a schema of a library is handed on untouched', () => {
    class Schema {
      readonly '~standard' = {}
    }
    const parameters = new Schema()
    const tool = { name: 'look', description: 'Looks.', effect: 'read', run, parameters, key: 'anything' }
    expect(first<OwnTool>(tool).parameters).toBe(parameters)
    const json = { type: 'object', properties: { order: { type: 'string', minLength: 3 } }, required: ['order'] }
    expect(first<OwnTool>({ ...tool, key: 'order', parameters: json }).parameters).toBe(json)
    expect(first<OwnTool>({ ...tool, key: undefined, parameters: undefined }).parameters).toEqual({
      type: 'object',
      properties: {},
    })
  })

  it('[A28] what a tool does to the world is never guessed', () => {
    const cure = expect.stringContaining('Write effect: read')
    expect(faultOf({ name: 'refund', description: 'x', run })).toMatchObject({ problem: 'has no effect.', cure })
    const http = { type: 'http', name: 'refund', description: 'x', url: 'https://api.acme.com/refunds' }
    expect(faultOf({ ...http, method: 'post' })).toMatchObject({ where: 'tools[0]', problem: 'has no effect.', cure })
    expect(first<HttpTool>(http).effect).toBe('read')
    expect(first<HttpTool>({ ...http, method: 'post', effect: 'reversible' })).toMatchObject({ method: 'POST' })
  })

  it('[A28 C3] a key names arguments that there are', () => {
    const tool = { name: 'refund', description: 'x', effect: 'irreversible', run, parameters: { order: 'string' } }
    expect(faultOf({ ...tool, key: ['ordr'] })).toMatchObject({ where: 'tools[0].key', cure: 'Did you mean order?' })
    expect(faultOf({ ...tool, parameters: { order: 'strng' } })).toMatchObject({
      where: 'tools[0].parameters.order',
      cure: 'Did you mean string?',
    })
  })
})

describe('tools over HTTP', () => {
  const http = {
    type: 'http',
    name: 'find_order',
    description: 'Tells where an order is.',
    url: 'https://api.acme.com/orders/{order}?by={phone}',
    parameters: { order: 'string', lang: 'string?' },
    query: { lang: '{lang}' },
    headers: { Accept: 'application/json' },
    bind: { phone: 'customer.phone' },
  }

  it('[A10 A9] path, query, headers, body and what the runtime fills in', () => {
    const tool = { ...http, method: 'PUT', effect: 'reversible', body: ['lang'], key: ['order'], timeout: 3 }
    expect(first<HttpTool>(tool)).toEqual({
      kind: 'http',
      name: 'find_order',
      description: 'Tells where an order is.',
      effect: 'reversible',
      key: ['order'],
      timeoutMs: 3000,
      parameters: expect.objectContaining({ required: ['order'] }),
      method: 'PUT',
      url: http.url,
      query: http.query,
      headers: http.headers,
      body: ['lang'],
      bind: http.bind,
    })
  })

  it('[A9 C3] no argument stands in the host, and all that stand somewhere exist', () => {
    const at = 'tools[0].url'
    expect(faultOf({ ...http, url: 'https://{order}.acme.com/x' })).toMatchObject({
      where: at,
      cure: expect.stringContaining('never in the host'),
    })
    expect(faultOf({ ...http, url: 'https://api.acme.com/{ordr}' })).toMatchObject({
      where: at,
      cure: 'Did you mean order?',
    })
    expect(faultOf({ ...http, url: 'ftp://api.acme.com/x' })).toMatchObject({ where: at })
    expect(faultOf({ ...http, query: { q: '{what}' } })).toMatchObject({ where: 'tools[0].query.q' })
    expect(faultOf({ ...http, bind: { phone: 'customer.name2' } })).toMatchObject({ where: 'tools[0].bind.phone' })
    expect(faultOf({ ...http, methd: 'GET' })).toMatchObject({ cure: 'Did you mean method?' })
  })

  it('[A10] an MCP server, and only some of its tools', () => {
    const mcp = {
      type: 'mcp',
      name: 'crm',
      url: 'https://crm.acme.com/mcp',
      only: 'find, note',
      effects: { note: 'irreversible' },
    }
    expect(first<McpServer>(mcp)).toEqual({
      kind: 'mcp',
      name: 'crm',
      url: mcp.url,
      headers: {},
      only: ['find', 'note'],
      effects: { note: 'irreversible' },
      timeoutMs: 30_000,
    })
    expect(faultOf({ ...mcp, effects: { note: 'forever' } })).toMatchObject({ where: 'tools[0].effects.note' })
  })
})
