import { demoAgent } from './ai/demo-agent.ts'
import { BUILT_IN_AGENT } from './config/agents.ts'
import { resolveSettings } from './config/load-settings.ts'
import { toE164 } from './config/phone-numbers.ts'
import type { WabatonOptions } from './config/schema.ts'
import { isAllowed } from './domain/allow-list.ts'
import type { Sender } from './domain/customer.ts'
import type { Line } from './domain/line.ts'
import type { MediaFile, MediaReference } from './domain/media.ts'
import { isScopedId } from './domain/phone.ts'
import type { Agent } from './domain/turn.ts'
import type { Media } from './flows/world.ts'
import { type Listening, listen } from './http/server.ts'
import { createLines, createPlatform, type Platform } from './platform.ts'

/** Wabaton inside a program of your own. */
export interface Wabaton {
  /** A standard `Request -> Response` handler. The first request opens the store. */
  readonly fetch: (request: Request) => Promise<Response>
  /** The handler, by the name other libraries give it. */
  attachRoutes(): (request: Request) => Promise<Response>
  /** Listens on a port of its own. */
  serve(options?: { host?: string; port?: number }): Promise<Listening>
  /** Opens the store and begins to work; `fetch` and `serve` do it by themselves. */
  start(): Promise<void>
  stop(): Promise<void>
  /** Files on WhatsApp's servers, for messages with pictures, films, sound and documents. */
  readonly media: WabatonMedia
  /** Throws `Unknown WABA phone_number_id: <id>`. */
  lineFor(phoneNumberId: string): Line
  /** Whether somebody may write: true where `allowedNumbers` is not set. A phone in any form, or a scoped id. */
  isUserAllowed(sender: string | Pick<Sender, 'phone' | 'bsuid' | 'parentBsuid'>): boolean
  /** The id of a customer by any name: our id, a phone, its hash, `userIdFor(phone)`, a scoped id. */
  findCustomer(name: string): Promise<string | undefined>
}

/** `line` is the name of a line; the first one where it is left out. Nothing here throws: what fails says why. */
export interface WabatonMedia {
  upload(file: MediaFile, line?: string): ReturnType<Media['upload']>
  query(id: string, line?: string): ReturnType<Media['query']>
  download(file: MediaReference, line?: string): ReturnType<Media['download']>
  delete(id: string, line?: string): ReturnType<Media['delete']>
}

/**
 * Options come first, then the environment (and no files: those are the server's). Throws a `ConfigError` that names
 * every fault at once.
 */
export function createWabaton(options: WabatonOptions): Wabaton {
  const { settings, agents } = resolveSettings({
    env: process.env,
    folder: process.cwd(),
    overrides: options,
    files: [],
  })
  const lines = createLines(settings)
  let platform: Promise<Platform> | undefined
  let listening: Listening | undefined

  /** A start that failed is tried again by whoever comes next: a database may be late. */
  function started(): Promise<Platform> {
    platform ??= createPlatform({ settings, agents: agentsOf(agents) }).then(async (made) => {
      await made.start()
      return made
    })
    platform.catch(() => {
      platform = undefined
    })
    return platform
  }
  const fetch = async (request: Request) => (await started()).fetch(request)
  const lineOf = (name: string | undefined) => (name === undefined ? lines.all[0]! : lines.byName(name))

  return {
    fetch,
    attachRoutes: () => fetch,
    async serve({ host = settings.server.host, port = settings.server.port } = {}) {
      listening = await listen({
        host,
        port,
        listener: async (request, response) => {
          const running = await started().catch(() => undefined)
          if (running) running.listener(request, response)
          else response.writeHead(503, { 'retry-after': '1' }).end('Not ready.')
        },
      })
      await started()
      return listening
    },
    async start() {
      await started()
    },
    async stop() {
      await listening?.close()
      await (await platform)?.stop()
      platform = undefined
    },
    media: {
      upload: async (file, line) => (await started()).media.upload(lineOf(line), file),
      query: async (id, line) => (await started()).media.query(lineOf(line), id),
      download: async (file, line) => (await started()).media.download(lineOf(line), file),
      delete: async (id, line) => (await started()).media.delete(lineOf(line), id),
    },
    lineFor: lines.byPhoneNumberId,
    isUserAllowed: (sender) =>
      isAllowed(settings.allowedNumbers, typeof sender === 'string' ? senderNamed(sender) : digitsOf(sender)),
    findCustomer: async (name) => (await started()).store.findCustomer(settings.business, name),
  }
}

const senderNamed = (name: string): Sender =>
  isScopedId(name.trim()) ? { bsuid: name.trim() } : digitsOf({ phone: name })

function digitsOf({ phone, ...others }: Sender): Sender {
  const typed = phone === undefined ? undefined : toE164(phone)
  return typed === undefined ? others : { ...others, phone: typed.slice(1) }
}

/** The agents that may answer: those of the project, and the demo that is always there. */
export function agentsOf(given: Readonly<Record<string, unknown>>): ReadonlyMap<string, Agent> {
  return new Map<string, Agent>([[BUILT_IN_AGENT, demoAgent], ...(Object.entries(given) as [string, Agent][])])
}
