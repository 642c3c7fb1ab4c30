import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { readBody } from '../graph-transport.ts'
import { objectToHost, requireLoopback } from '../loopback.ts'
import type { SlackAnswer } from './answer.ts'
import type { SlackDouble } from './double.ts'

/** Everything of the pretend Slack is below this. */
export const SLACK_PREFIX = '/slack'

const LARGEST_BODY = 140 * 1024 * 1024
/** Slack's own client closes a socket it has not heard from for thirty seconds. */
const PING_EVERY_MS = 10_000

export interface SlackServer {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Slack over the network, on this machine only. While there is an outage of the refusing kind, connections break. */
export async function serveSlack(
  double: SlackDouble,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<SlackServer> {
  requireLoopback(host)
  const open = new Set<Socket>()
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer({ noDelay: true }, (request, response) => {
    answer(double, request, response).catch(() => response.destroy())
  })
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = new URL(request.url ?? '/', 'http://localhost')
    const ticket = target.searchParams.get('ticket')
    if (objectToHost(request) || target.pathname !== `${SLACK_PREFIX}/socket` || !ticket || double.outage)
      return void socket.destroy()
    sockets.handleUpgrade(request, socket, head, (connected) => attach(double, connected, ticket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const taken = (server.address() as AddressInfo).port
  const url = `http://${host === '::1' ? '[::1]' : host}:${taken}${SLACK_PREFIX}`
  double.url = url
  return {
    url,
    port: taken,
    close: () =>
      new Promise((resolve) => {
        for (const connected of sockets.clients) connected.terminate()
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      }),
  }
}

function attach(double: SlackDouble, connected: WebSocket, ticket: string) {
  const connection = double.connect(
    { send: (text) => connected.send(text), close: () => connected.terminate() },
    ticket,
  )
  if (!connection) return connected.close(4000, 'unknown ticket')
  const ping = setInterval(() => connected.ping(), PING_EVERY_MS)
  connected.ping()
  connected.on('message', (data) => connection.received(String(data)))
  connected.on('close', () => {
    clearInterval(ping)
    connection.closed()
  })
  connected.on('error', () => connected.terminate())
}

async function answer(double: SlackDouble, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const objection = objectToHost(request)
  if (objection)
    return send(response, { kind: 'answer', status: objection.status, headers: {}, body: objection.reason })
  const target = request.url ?? '/'
  const path = target.startsWith(SLACK_PREFIX) ? target.slice(SLACK_PREFIX.length) || '/' : target
  const body = await readBody(request, LARGEST_BODY)
  const headers: Record<string, string | undefined> = {}
  for (const [name, value] of Object.entries(request.headers)) headers[name] = Array.isArray(value) ? value[0] : value
  send(response, double.request({ method: request.method ?? 'GET', path, headers, body }))
}

function send(response: ServerResponse, answered: SlackAnswer) {
  if (answered.kind !== 'answer') return void response.destroy()
  response.writeHead(answered.status, { ...answered.headers, 'cache-control': 'no-store' })
  response.end(answered.body)
}
