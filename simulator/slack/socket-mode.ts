import type { Agenda } from '../agenda.ts'
import { isPlain } from './arguments.ts'
import type { Outlet, Receipt } from './deliveries.ts'
import type { Names } from './names.ts'
import type { Plain } from './shapes.ts'

/** One open socket as the app's side has it, over the network or in process. */
export interface Link {
  send(text: string): void
  close(): void
}

export interface Connection {
  received(text: string): void
  closed(): void
}

export interface SocketMode {
  readonly outlet: Outlet
  /** A ticket is good for one connection, as the address of `apps.connections.open` is. */
  ticket(): string
  /** `undefined` for a ticket that nobody gave out. */
  open(ticket: string, link: Link): Connection | undefined
  readonly count: number
  /** What Slack does every few hours: the app is told, and the socket closes. */
  refresh(reason?: 'warning' | 'refresh_requested' | 'link_disabled'): void
  /** The sockets break without a word. */
  drop(): void
}

/** The app has three seconds. */
const ACK_WITHIN_MS = 3000
const MOST_CONNECTIONS = 10

interface Socket {
  readonly link: Link
  /** By envelope. */
  readonly waiting: Map<string, (receipt: Receipt) => void>
}

export function createSocketMode(needs: { agenda: Agenda; names: Names; appId: string }): SocketMode {
  const { agenda, names, appId } = needs
  const tickets = new Set<string>()
  const sockets: Socket[] = []
  let turn = 0

  function end(socket: Socket) {
    const index = sockets.indexOf(socket)
    if (index < 0) return
    sockets.splice(index, 1)
    for (const answer of [...socket.waiting.values()]) answer({ ok: false, reason: 'connection_failed' })
  }

  function received(socket: Socket, text: string) {
    const frame = read(text)
    if (typeof frame?.envelope_id !== 'string') return
    const payload = isPlain(frame.payload) ? frame.payload : {}
    socket.waiting.get(frame.envelope_id)?.({ ok: true, payload })
  }

  return {
    ticket() {
      const ticket = names.uuid()
      tickets.add(ticket)
      return ticket
    },
    open(ticket, link) {
      if (!tickets.delete(ticket) || sockets.length >= MOST_CONNECTIONS) return undefined
      const socket: Socket = { link, waiting: new Map() }
      sockets.push(socket)
      const hello = {
        type: 'hello',
        num_connections: sockets.length,
        debug_info: { host: 'applink', build_number: 1, approximate_connection_time: 18_060 },
        connection_info: { app_id: appId },
      }
      link.send(JSON.stringify(hello))
      return { received: (text) => received(socket, text), closed: () => end(socket) }
    },
    outlet({ kind, payload, attempt, reason }) {
      const socket = sockets[turn++ % Math.max(1, sockets.length)]
      if (!socket) return Promise.resolve({ ok: false, reason: 'connection_failed' })
      const envelope = names.uuid()
      return new Promise((resolve) => {
        const settle = (receipt: Receipt) => {
          cancel()
          socket.waiting.delete(envelope)
          resolve(receipt)
        }
        const cancel = agenda.after(ACK_WITHIN_MS, () => settle({ ok: false, reason: 'timeout' }))
        socket.waiting.set(envelope, settle)
        const frame = {
          envelope_id: envelope,
          payload,
          type: kind,
          accepts_response_payload: kind === 'interactive',
          ...(kind === 'events_api' && { retry_attempt: attempt, retry_reason: reason }),
        }
        socket.link.send(JSON.stringify(frame))
      })
    },
    get count() {
      return sockets.length
    },
    refresh(reason = 'refresh_requested') {
      for (const socket of [...sockets]) {
        socket.link.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'applink' } }))
        end(socket)
      }
    },
    drop() {
      for (const socket of [...sockets]) {
        end(socket)
        socket.link.close()
      }
    },
  }
}

function read(text: string): Plain | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isPlain(value) ? value : undefined
  } catch {
    return undefined
  }
}
