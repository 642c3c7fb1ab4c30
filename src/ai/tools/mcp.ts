import { createMCPClient, type MCPClient, MCPClientError } from '@ai-sdk/mcp'
import type { McpServer } from '../../domain/agent.ts'
import type { Clock } from '../../flows/world.ts'
import { NeverLeft, type Reach } from '../reach.ts'

export type McpTool = Awaited<ReturnType<MCPClient['listTools']>>['tools'][number]
export type McpResult = Awaited<ReturnType<MCPClient['callTool']>>

/** Connections to MCP servers, kept from run to run. */
export interface McpConnections {
  /** What a server offers. Throws where it is down. */
  tools(server: McpServer): Promise<readonly McpTool[]>
  /** Throws `NeverLeft` where the call was certainly not made. */
  call(
    server: McpServer,
    tool: string,
    input: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<McpResult>
  close(): Promise<void>
}

interface Connection {
  readonly client: MCPClient
  /** Asked for anew from time to time; whoever asks meanwhile waits for the same answer. */
  listed: { readonly at: number; readonly tools: Promise<readonly McpTool[]> }
}

/** Customers wait meanwhile. */
const CONNECT_TIMEOUT_MS = 10_000
/** What a server offers is asked for again after this. */
const TOOLS_KEPT_MS = 5 * 60_000
/** A server that is down is left alone for so long: not each turn has to find out. */
const PAUSE_MS = 15_000
const MOST_PAGES = 20
/** JSON-RPC: not understood, no such method, wrong arguments. */
const REFUSED_UNREAD = new Set([-32700, -32600, -32601, -32602])

export function createMcpConnections({ reach, clock }: { reach: Reach; clock: Pick<Clock, 'now'> }): McpConnections {
  const connections = new Map<string, Promise<Connection>>()
  const failures = new Map<string, { at: number; error: unknown }>()
  const keyOf = ({ url, headers }: McpServer) => JSON.stringify([url, headers])

  function connectionTo(server: McpServer): Promise<Connection> {
    const key = keyOf(server)
    const failure = failures.get(key)
    if (failure && clock.now() < failure.at + PAUSE_MS) return Promise.reject(failure.error)
    const kept = connections.get(key)
    if (kept !== undefined) return kept
    const made = connect(server, reach, clock).catch((error) => {
      connections.delete(key)
      failures.set(key, { at: clock.now(), error })
      throw error
    })
    failures.delete(key)
    connections.set(key, made)
    return made
  }

  /** Whoever still uses it comes to an end by itself. */
  function drop(server: McpServer, made: Promise<Connection>) {
    const key = keyOf(server)
    if (connections.get(key) === made) connections.delete(key)
  }

  async function attempt({ server, tool, input, signal }: Call): Promise<McpResult> {
    const made = connectionTo(server)
    const { client } = await made.catch(unreached)
    try {
      const options = { signal, timeout: server.timeoutMs }
      return await client.callTool({ name: tool, arguments: { ...input }, options })
    } catch (error) {
      if (!signal.aborted && !isAnswer(error)) drop(server, made)
      throw neverCalled(error) ? new NeverLeft(messageOf(error), { cause: error }) : error
    }
  }

  return {
    async tools(server) {
      const made = connectionTo(server)
      const connection = await made
      if (clock.now() >= connection.listed.at + TOOLS_KEPT_MS)
        connection.listed = listOf(connection.client, server, clock)
      return connection.listed.tools.catch(async () => {
        drop(server, made)
        return (await connectionTo(server)).listed.tools
      })
    },
    async call(server, tool, input, signal) {
      const call = { server, tool, input, signal }
      try {
        return await attempt(call)
      } catch (error) {
        // The server was started anew and knows this connection no more: a new one is as good.
        if (!isForgotten(error) || signal.aborted) throw error
        return attempt(call)
      }
    },
    async close() {
      const all = await Promise.allSettled(connections.values())
      connections.clear()
      await Promise.allSettled(all.map((one) => one.status === 'fulfilled' && one.value.client.close()))
    },
  }
}

interface Call {
  readonly server: McpServer
  readonly tool: string
  readonly input: Readonly<Record<string, unknown>>
  readonly signal: AbortSignal
}

async function connect(server: McpServer, reach: Reach, clock: Pick<Clock, 'now'>): Promise<Connection> {
  const { url, headers, timeoutMs } = server
  const ask = reach.towards(url, { timeoutMs })
  // What a server would say of its own accord is of no interest: no line is held open for it.
  const fetch = (async (to: string | URL, init?: RequestInit) =>
    init?.method === 'POST' || init?.method === 'DELETE'
      ? ask(to, init)
      : new Response(null, { status: 405 })) as typeof globalThis.fetch
  const client = await createMCPClient({
    transport: { type: 'http', url, headers: { ...headers }, redirect: 'error', fetch },
    clientName: 'wabaton',
    maxRetries: 0,
    initializationOptions: { timeout: patienceFor(server) },
    onUncaughtError: () => {},
  })
  const listed = listOf(client, server, clock)
  await listed.tools
  return { client, listed }
}

const patienceFor = ({ timeoutMs }: McpServer) => Math.min(timeoutMs, CONNECT_TIMEOUT_MS)

function listOf(client: MCPClient, server: McpServer, clock: Pick<Clock, 'now'>): Connection['listed'] {
  return { at: clock.now(), tools: listAll(client, patienceFor(server)) }
}

async function listAll(client: MCPClient, timeout: number): Promise<McpTool[]> {
  const tools: McpTool[] = []
  let cursor: string | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const listed = await client.listTools({ ...(cursor && { params: { cursor } }), options: { timeout } })
    tools.push(...listed.tools)
    cursor = listed.nextCursor
    if (!cursor) break
  }
  return tools
}

function unreached(error: unknown): never {
  throw new NeverLeft(messageOf(error), { cause: error })
}

/** The server has read the call and answered it: the connection is fine. */
const isAnswer = (error: unknown) => MCPClientError.isInstance(error) && error.code !== undefined

const isForgotten = (error: unknown) =>
  error instanceof NeverLeft && MCPClientError.isInstance(error.cause) && error.cause.statusCode === 404

function neverCalled(error: unknown): boolean {
  if (error instanceof NeverLeft) return true
  if (!MCPClientError.isInstance(error)) return false
  const { code, statusCode } = error
  if (code !== undefined) return REFUSED_UNREAD.has(code)
  return statusCode !== undefined && [400, 401, 403, 404, 405, 429].includes(statusCode)
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
