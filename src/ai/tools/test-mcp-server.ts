import type { ServerResponse } from 'node:http'
import { type Asked, serveHttp } from '../test-http-server.ts'

interface Call {
  readonly name: string
  readonly arguments: Readonly<Record<string, unknown>>
}

interface Options {
  readonly tools: readonly Readonly<Record<string, unknown>>[]
  /** The result of a call, in the protocol's own words; `undefined` never answers. */
  readonly answer?: (call: Call) => unknown
  /** Answers in a stream of events. */
  readonly streams?: boolean
}

/** A small MCP server: streamable HTTP with sessions. */
export async function serveMcp({ tools, answer = () => words('done'), streams = false }: Options) {
  const calls: Call[] = []
  const methods: string[] = []
  let sessions = new Set<string>()
  let broken = false

  function take(asked: Asked, response: ServerResponse) {
    if (broken) return void response.writeHead(503).end('down')
    if (asked.method !== 'POST') return void response.writeHead(asked.method === 'DELETE' ? 200 : 405).end()
    const { id, method, params } = JSON.parse(asked.body) as { id?: number; method: string; params: Call }
    methods.push(method)
    const session = String(asked.headers['mcp-session-id'])
    if (method === 'server/discover') return fail(response, id, -32601, 'Method not found')
    if (method === 'initialize') {
      const fresh = `session-${methods.length}`
      sessions.add(fresh)
      response.setHeader('mcp-session-id', fresh)
      const serverInfo = { name: 'test', version: '1' }
      return send(response, id, { protocolVersion: '2025-06-18', capabilities: { tools: {} }, serverInfo })
    }
    if (!sessions.has(session)) return void response.writeHead(404).end('no such session')
    if (id === undefined) return void response.writeHead(202).end()
    if (method === 'tools/list') return send(response, id, { tools })
    calls.push({ name: params.name, arguments: params.arguments })
    if (!tools.some(({ name }) => name === params.name)) return fail(response, id, -32602, 'Unknown tool')
    const result = answer(params)
    if (result !== undefined) send(response, id, result)
  }

  function send(response: ServerResponse, id: unknown, result: unknown) {
    write(response, { jsonrpc: '2.0', id, result })
  }
  function fail(response: ServerResponse, id: unknown, code: number, message: string) {
    write(response, { jsonrpc: '2.0', id, error: { code, message } })
  }
  function write(response: ServerResponse, message: unknown) {
    const text = JSON.stringify(message)
    if (streams)
      response.writeHead(200, { 'content-type': 'text/event-stream' }).end(`event: message\ndata: ${text}\n\n`)
    else response.writeHead(200, { 'content-type': 'application/json' }).end(text)
  }

  const { url, asked, stop } = await serveHttp(take)
  return {
    url: `${url}/mcp`,
    asked,
    stop,
    calls,
    methods,
    /** As after a restart: it knows nobody any more. */
    forget: () => {
      sessions = new Set()
    },
    break: (now: boolean) => {
      broken = now
    },
  }
}

export const words = (text: string, more: object = {}) => ({ content: [{ type: 'text', text }], ...more })
