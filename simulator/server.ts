import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { extname } from 'node:path'
import type { SettableClock } from './clock.ts'
import { sendFile } from './control/file.ts'
import type { PlayedDesk } from './control/teammate.ts'
import { ACTIONS, BadControl, type ControlContext, log, state, thread } from './control.ts'
import { streamEvents } from './event-stream.ts'
import { BodyTooLarge, carryGraph, readBody } from './graph-transport.ts'
import { objectToControl, objectToHost, requireLoopback } from './loopback.ts'
import type { Simulator } from './simulator.ts'

export interface ListenerOptions {
  /** Lets pages and terminals travel in time. */
  clock?: SettableClock
  /** Lets stories that are watched have teammates in them. */
  desk?: PlayedDesk
  /** Where the page of a pretend Slack is. */
  slack?: string
}

type Listener = (request: IncomingMessage, response: ServerResponse) => void

const PAGE = new URL('./page/', import.meta.url)
const PAGE_FILES = readdirSync(PAGE)
const PAGE_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
}

const PAGE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
}

const GRAPH_PREFIX = '/sim/graph'

/** A document of a phone, the largest file there is, in base64. */
const LARGEST_CONTROL = 140 * 1024 * 1024

/**
 * For `node:http`: the page (`/sim`), its control (`/sim/api/...`), and Graph under `/sim/graph/v24.0/...` and
 * `/v24.0/...` alike.
 */
export function createSimulatorListener(simulator: Simulator, options: ListenerOptions = {}): Listener {
  const { clock, desk, slack } = options
  const context: ControlContext = {
    simulator,
    ...(clock && { clock }),
    ...(desk && { desk }),
    ...(slack && { slack }),
  }
  return (request, response) => {
    answer(context, request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy()
      const known = error instanceof BadControl || error instanceof BodyTooLarge
      sendJson(response, known ? 400 : 500, { error: error instanceof Error ? error.message : String(error) })
    })
  }
}

async function answer(context: ControlContext, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const objection = objectToHost(request)
  if (objection) return sendJson(response, objection.status, { error: objection.reason })
  const target = request.url ?? '/'
  // Files are fetched where Graph itself was found.
  context.simulator.graphUrl = `http://${request.headers.host}${GRAPH_PREFIX}`
  if (target.startsWith(`${GRAPH_PREFIX}/`)) {
    return carryGraph(context.simulator, target.slice(GRAPH_PREFIX.length), request, response)
  }
  if (target !== '/sim' && !target.startsWith('/sim/') && !target.startsWith('/sim?')) {
    return carryGraph(context.simulator, target, request, response)
  }
  const { pathname, searchParams } = new URL(target, 'http://localhost')
  if (pathname.startsWith('/sim/api/')) {
    return control(context, pathname.slice('/sim/api/'.length), searchParams, request, response)
  }
  if (pathname === '/sim/file' && request.method === 'GET') {
    return sendFile(context.simulator, searchParams.get('id') ?? '', request.headers.range, response)
  }
  const file = pathname.slice('/sim/'.length) || 'index.html'
  if (!PAGE_FILES.includes(file) || request.method !== 'GET') {
    return sendJson(response, 404, { error: `Nothing is at ${pathname}.` })
  }
  const content = readFileSync(new URL(file, PAGE))
  response.writeHead(200, { ...PAGE_HEADERS, 'content-type': PAGE_TYPES[extname(file).slice(1)] })
  response.end(content)
}

async function control(
  context: ControlContext,
  name: string,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET') {
    if (name === 'events') return streamEvents(context.simulator, request, response)
    if (name === 'state') return sendJson(response, 200, state(context))
    if (name === 'thread') return sendJson(response, 200, await orBad(() => thread(context, query)))
    if (name === 'log') return sendJson(response, 200, log(context, query))
  }
  const action = Object.hasOwn(ACTIONS, name) ? ACTIONS[name] : undefined
  if (!action || request.method !== 'POST') return sendJson(response, 404, { error: `Nothing is at /sim/api/${name}.` })
  const objection = objectToControl(request)
  if (objection) return sendJson(response, objection.status, { error: objection.reason })
  const body = await parse(await readBody(request, LARGEST_CONTROL))
  sendJson(response, 200, await orBad(() => action(context, body)))
}

/** What the simulator says no to (an unknown line, an empty text) is the asker's mistake. */
async function orBad<Result>(run: () => Result): Promise<Awaited<Result>> {
  try {
    return await run()
  } catch (error) {
    throw new BadControl(error instanceof Error ? error.message : String(error))
  }
}

async function parse(bytes: Uint8Array): Promise<Readonly<Record<string, unknown>>> {
  if (bytes.length === 0) return {}
  const value: unknown = await orBad(() => JSON.parse(Buffer.from(bytes).toString('utf8')))
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadControl('The body is a JSON object.')
  return value as Readonly<Record<string, unknown>>
}

function sendJson(response: ServerResponse, status: number, body: unknown) {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(JSON.stringify(body))
}

export interface SimulatorServer {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** The simulator on a port of its own. While it is unavailable the port is closed, and connections are truly refused. */
export async function serveSimulator(
  simulator: Simulator,
  { port, host = '127.0.0.1', ...options }: ListenerOptions & { port: number; host?: string },
): Promise<SimulatorServer> {
  requireLoopback(host)
  const server = createServer({ noDelay: true }, createSimulatorListener(simulator, options))
  // A browser opens connections ahead of use, which the server's own list does not hold.
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  const listen = (on: number) =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(on, host, () => {
        server.off('error', reject)
        resolve()
      })
    })
  const shut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  await listen(port)
  const taken = (server.address() as AddressInfo).port

  // One change after the other, however fast they come.
  let changes = Promise.resolve()
  const unsubscribe = simulator.events.subscribe((event) => {
    if (event.type !== 'availability-changed' && event.type !== 'reset') return
    changes = changes.then(() => {
      if (server.listening === simulator.available) return
      return simulator.available ? listen(taken) : shut()
    })
  })

  return {
    url: `http://${host === '::1' ? '[::1]' : host}:${taken}`,
    port: taken,
    async close() {
      unsubscribe()
      await changes
      if (server.listening) await shut()
    },
  }
}
