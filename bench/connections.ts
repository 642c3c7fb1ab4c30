import { connect, type Socket } from 'node:net'
import type { SignedWebhook } from './webhooks.ts'

/** Kept-alive connections to the server under test, each with one request at a time. */
export interface Connections {
  /** Resolves with the HTTP status; 0 when the connection broke before an answer. */
  post(webhook: SignedWebhook): Promise<number>
  close(): void
}

interface Connection {
  readonly socket: Socket
  read: string
  answered: ((status: number) => void) | undefined
}

/**
 * Written by hand on bare sockets: the client of `node:http` costs more than the servers that are measured here, and
 * would itself be what is measured.
 */
export function openConnections({ port, path, most }: { port: number; path: string; most: number }): Connections {
  const idle: Connection[] = []
  const all = new Set<Connection>()
  const waiting: { webhook: SignedWebhook; answered: (status: number) => void }[] = []
  const head = `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nuser-agent: facebookexternalua\r\naccept: */*\r\ncontent-type: application/json\r\n`

  function open(): Connection {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    const connection: Connection = { socket, read: '', answered: undefined }
    all.add(connection)
    socket.on('data', (chunk: Buffer) => {
      connection.read += chunk.toString('latin1')
      const end = endOfAnswer(connection.read)
      if (end === undefined) return
      const status = Number(connection.read.slice(9, 12))
      connection.read = connection.read.slice(end)
      settle(connection, status)
    })
    socket.on('error', () => {})
    socket.on('close', () => {
      all.delete(connection)
      const at = idle.indexOf(connection)
      if (at >= 0) idle.splice(at, 1)
      connection.answered?.(0)
      const next = waiting.shift()
      if (next) write(open(), next.webhook, next.answered)
    })
    return connection
  }

  function settle(connection: Connection, status: number) {
    const { answered } = connection
    connection.answered = undefined
    const next = waiting.shift()
    if (next) write(connection, next.webhook, next.answered)
    else idle.push(connection)
    answered?.(status)
  }

  function write(connection: Connection, { body, signature }: SignedWebhook, answered: (status: number) => void) {
    connection.answered = answered
    const own = `x-hub-signature-256: ${signature}\r\ncontent-length: ${body.length}\r\n\r\n`
    connection.socket.write(head + own + body, 'latin1')
  }

  return {
    post: (webhook) =>
      new Promise((answered) => {
        const connection = idle.pop() ?? (all.size < most ? open() : undefined)
        if (connection) write(connection, webhook, answered)
        else waiting.push({ webhook, answered })
      }),
    close() {
      for (const { socket } of all) socket.destroy()
    },
  }
}

/** Where the answer ends, if all of it is there. */
export function endOfAnswer(read: string): number | undefined {
  const body = read.indexOf('\r\n\r\n') + 4
  if (body < 4) return undefined
  const headers = read.slice(0, body)
  const length = /\r\ncontent-length: *(\d+)/i.exec(headers)
  if (length) return read.length >= body + Number(length[1]) ? body + Number(length[1]) : undefined
  if (!/\r\ntransfer-encoding: *chunked/i.test(headers)) return body
  const last = read.indexOf('0\r\n\r\n', body)
  return last < 0 ? undefined : last + 5
}
