import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import { objectToHost, requireLoopback } from '../loopback.ts'
import type { SlackDouble } from './double.ts'
import { createSlackListener, SLACK_PREFIX } from './listener.ts'

/** Slack's own client closes a socket it has not heard from for thirty seconds. */
const PING_EVERY_MS = 10_000

export interface SlackServer {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

/** Slack over the network, sockets included, on this machine only. In an outage of the refusing kind connections break. */
export async function serveSlack(
  slack: SlackDouble,
  { port = 0, host = '127.0.0.1' }: { port?: number; host?: string } = {},
): Promise<SlackServer> {
  requireLoopback(host)
  const open = new Set<Socket>()
  const sockets = new WebSocketServer({ noServer: true })
  const server = createServer({ noDelay: true }, createSlackListener(slack))
  server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const target = new URL(request.url ?? '/', 'http://localhost')
    const ticket = target.searchParams.get('ticket')
    if (objectToHost(request) || target.pathname !== `${SLACK_PREFIX}/socket` || !ticket || slack.outage)
      return void socket.destroy()
    sockets.handleUpgrade(request, socket, head, (connected) => attach(slack, connected, ticket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const taken = (server.address() as AddressInfo).port
  const url = `http://${host === '::1' ? '[::1]' : host}:${taken}${SLACK_PREFIX}`
  slack.url = url
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

function attach(slack: SlackDouble, connected: WebSocket, ticket: string) {
  const link = { send: (text: string) => connected.send(text), close: () => connected.terminate() }
  const connection = slack.connect(link, ticket)
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
