import type { Settings } from '../config/settings.ts'
import { type Listener, type Listening, listen } from '../http/server.ts'
import { createPlatform, type Platform, type Ports } from '../platform.ts'
import { systemClock } from '../ports/clock.ts'
import type { GivenAgents } from '../staff.ts'
import { serveDesk } from './desk-socket.ts'

export interface RunningServer {
  readonly url: string
  readonly port: number
  readonly platform: Platform
  stop(): Promise<void>
}

export interface RunOptions {
  readonly settings: (port: number) => Settings
  readonly agents: GivenAgents
  readonly ports?: Partial<Ports>
  readonly host: string
  readonly port: number
  /** Stands before the platform's own handler. */
  readonly before?: (next: Listener) => Listener
}

/** Takes the port first, so that a taken one is told before anything else happens; then opens the store and starts. */
export async function runServer({
  settings,
  agents,
  ports = {},
  host,
  port,
  before,
}: RunOptions): Promise<RunningServer> {
  const clock = ports.clock ?? systemClock
  let handle: Listener = (_request, response) => void response.writeHead(503, { 'retry-after': '1' }).end('Starting.')
  const listening: Listening = await listen({ host, port, listener: (request, response) => handle(request, response) })
  let platform: Platform | undefined
  let desk: { close(): void } | undefined
  const chosen = settings(listening.port)
  try {
    platform = await createPlatform({ settings: chosen, agents, ports })
    if (chosen.store.kind === 'embedded') desk = await serveDesk(chosen.store.folder, platform, clock)
    await platform.start()
  } catch (error) {
    desk?.close()
    await listening.close()
    await platform?.stop()
    throw error
  }
  const started = platform
  handle = fromTheRoot(before?.(started.listener) ?? started.listener)
  return {
    url: listening.url,
    port: listening.port,
    platform: started,
    async stop() {
      desk?.close()
      started.endStreams()
      await listening.close()
      await started.stop()
    },
  }
}

/** A server of its own shows the desk to whoever types its address. In a program of somebody else's the root is theirs. */
const fromTheRoot =
  (next: Listener): Listener =>
  (request, response) => {
    const { url = '', method = '' } = request
    if (!['GET', 'HEAD'].includes(method) || !/^\/(?:\?|$)/.test(url)) return next(request, response)
    response.writeHead(302, { location: '/desk', 'cache-control': 'no-store' }).end()
  }

/** Runs until somebody asks to stop. A second Ctrl-C does not wait. */
export function untilAskedToStop(print: (line: string) => void): Promise<void> {
  return new Promise((stop) => {
    const onSignal = () => {
      process.once('SIGINT', () => process.exit(130))
      print('\nStopping. Press Ctrl-C again to stop at once.')
      stop()
    }
    process.once('SIGINT', onSignal)
    process.once('SIGTERM', onSignal)
  })
}
