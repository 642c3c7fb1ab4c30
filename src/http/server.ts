import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'

export type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** The server cannot begin. The sentence says what to do. */
export class CannotListen extends Error {
  override readonly name = 'CannotListen'
}

export interface Listening {
  readonly port: number
  readonly url: string
  /** Ends idle connections, and the others when they have their answer. */
  close(): Promise<void>
}

/** Requests that come before the platform is there wait at the door; `handler` may be set later. */
export function listen({
  host,
  port,
  listener,
}: {
  host: string
  port: number
  listener: Listener
}): Promise<Listening> {
  const server = createServer(listener)
  // Meta and proxies keep connections: longer than theirs, or they lose a request to a connection that is closing.
  server.keepAliveTimeout = 75_000
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)))
    server.listen(port, host, () => {
      const { port: chosen } = server.address() as AddressInfo
      resolve({ port: chosen, url: `http://${nameOf(host)}:${chosen}`, close: () => close(server) })
    })
  })
}

/** What a handler is told beside the request: the connection it came by. */
export interface Connection {
  readonly incoming?: Pick<IncomingMessage, 'socket'>
}

/** A standard handler as a listener of `node:http`. */
export function listenerFor(
  fetch: (request: Request, connection: Connection) => Promise<Response> | Response,
): Listener {
  const handle = getRequestListener(fetch, { overrideGlobalObjects: false })
  return (request, response) => void handle(request, response)
}

function nameOf(host: string): string {
  if (host === '0.0.0.0' || host === '::') return 'localhost'
  return host.includes(':') ? `[${host}]` : host
}

/** A request under way gets its answer; a stream that somebody watches has none to wait for. */
const ANSWERED_WITHIN_MS = 2000

function close(server: Server): Promise<void> {
  return new Promise((closed) => {
    const impatient = setTimeout(() => server.closeAllConnections(), ANSWERED_WITHIN_MS)
    server.close(() => {
      clearTimeout(impatient)
      closed()
    })
    server.closeIdleConnections()
  })
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === 'EADDRINUSE')
    return new CannotListen(`Port ${port} is taken. Stop what listens there, or choose another one: PORT=${port + 1}.`)
  if (error.code === 'EACCES')
    return new CannotListen(`This user may not listen on port ${port}. Choose one above 1023, for example PORT=8000.`)
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
    return new CannotListen(`${host} is no address of this machine. Set HOST to one that is, for example 0.0.0.0.`)
  return error
}
