import type { Clock } from '../../flows/world.ts'
import { type SlackEar, SlackLater } from './api.ts'

/** One socket of Slack's own library, which is not let to reconnect by itself: what fails then, nobody could catch. */
export interface Socket {
  start(): Promise<unknown>
  stop(): Promise<unknown>
  onConnected(hear: () => void): void
  onDisconnected(hear: () => void): void
}

interface Needs {
  readonly sockets: readonly Socket[]
  readonly ear: Pick<SlackEar, 'connected' | 'failed'>
  readonly clock: Clock
  readonly told: (error: unknown) => Error
}

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 30_000

/** Keeps them open: whichever closes is opened again, after a pause that grows while that fails. */
export function keepOpen({ sockets, ear, clock, told }: Needs) {
  const open = new Set<Socket>()
  const timers = new Set<() => void>()
  let stopped = false

  function again(socket: Socket, failures: number, error: unknown) {
    if (stopped) return
    if (open.size === 0) ear.failed(told(error))
    const cancel = clock.after(Math.min(FIRST_PAUSE_MS * 2 ** failures, LONGEST_PAUSE_MS), () => {
      timers.delete(cancel)
      begin(socket, failures + 1)
    })
    timers.add(cancel)
  }

  function begin(socket: Socket, failures: number) {
    if (stopped) return
    socket.start().catch((error) => {
      if (!open.has(socket)) again(socket, failures, error)
    })
  }

  for (const socket of sockets) {
    socket.onConnected(() => {
      if (stopped) return
      open.add(socket)
      ear.connected()
    })
    socket.onDisconnected(() => {
      // A start that fails ends by itself.
      if (open.delete(socket)) again(socket, 0, new SlackLater('Slack has closed the socket'))
    })
  }
  return {
    async start() {
      for (const socket of sockets) begin(socket, 0)
    },
    async stop() {
      stopped = true
      for (const cancel of timers) cancel()
      await Promise.race([Promise.allSettled(sockets.map((socket) => socket.stop())), patience(clock)])
    },
  }
}

/** Whoever does not answer to a farewell is left. */
const LONGEST_FAREWELL_MS = 1_000
const patience = (clock: Clock) => new Promise<void>((resolve) => clock.after(LONGEST_FAREWELL_MS, resolve))
