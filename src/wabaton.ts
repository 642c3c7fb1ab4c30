import { agentsOf } from './agents-of.ts'
import { resolveSettings } from './config/load-settings.ts'
import { toE164 } from './config/phone-numbers.ts'
import { changesThatNeedRestart, untilRestart } from './config/restart.ts'
import type { WabatonOptions } from './config/schema.ts'
import { isAllowed } from './domain/allow-list.ts'
import type { Sender } from './domain/customer.ts'
import type { Line } from './domain/line.ts'
import type { MediaFile, MediaReference } from './domain/media.ts'
import type { Outbound } from './domain/outbound.ts'
import { isScopedId } from './domain/phone.ts'
import type { DeskPort } from './flows/desk.ts'
import { deskLater } from './flows/desk-later.ts'
import type { Speech, Spoken } from './flows/speak.ts'
import type { Media, Templates } from './flows/world.ts'
import { type Listening, listen } from './http/server.ts'
import { libraryCampaigns, type WabatonCampaigns } from './library-campaigns.ts'
import { libraryMemory, type WabatonMemory } from './library-memory.ts'
import { createLive } from './live.ts'
import { createPlatform, type Platform } from './platform.ts'

export interface SendOptions extends Pick<Speech, 'replyTo' | 'whenClosed'> {
  readonly line?: string | undefined
}

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
  /**
   * Sends a message that no agent has made, under all rules of sending: a text only within 24 hours of the customer's
   * last message, unless `whenClosed` parks it until they write. `line` is the name of a line, and needed where there
   * are several.
   */
  sendMessage(to: string, message: string | Outbound, options?: SendOptions): Promise<Spoken>
  /** What people do: take conversations, answer, give them back. Several desks at once share one claim. */
  readonly desk: DeskPort
  /** What may be said outside the window: listed, created, edited, deleted at Meta. */
  readonly templates: WabatonTemplates
  /** A template from one line to many: looked at first, then made, started and watched. */
  readonly campaigns: WabatonCampaigns
  /** What is known of customers on all lines, and what the business says. Throws `MemoryRefused`, with the cure. */
  readonly memory: WabatonMemory
  /** The same, as others call it. */
  readonly memories: WabatonMemory
  /** Goes on with other options: agents, lines, tokens, texts. Names what takes effect only at the next start. */
  reconfigure(options: WabatonOptions): Promise<readonly string[]>
  /** Files on WhatsApp's servers, for messages with pictures, films, sound and documents. */
  readonly media: WabatonMedia
  /** Throws `Unknown WABA phone_number_id: <id>`. */
  lineFor(phoneNumberId: string): Line
  /** Whether somebody may write: true where `allowedNumbers` is not set. A phone in any form, or a scoped id. */
  isUserAllowed(sender: string | Pick<Sender, 'phone' | 'bsuid' | 'parentBsuid'>): boolean
  /** The id of a customer by any name: our id, a phone, its hash, `userIdFor(phone)`, a scoped id. */
  findCustomer(name: string): Promise<string | undefined>
}

export type WabatonTemplates = Pick<Templates, 'list' | 'create' | 'edit' | 'remove' | 'sync'>

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
  const read = (overrides: WabatonOptions) =>
    resolveSettings({ env: process.env, folder: process.cwd(), overrides, files: [] })
  let loaded = read(options)
  const live = createLive(loaded.settings)
  const { lines } = live
  let platform: Promise<Platform> | undefined
  let listening: Listening | undefined

  /** A start that failed is tried again by whoever comes next: a database may be late. */
  function started(): Promise<Platform> {
    platform ??= createPlatform({ settings: loaded.settings, agents: agentsOf(loaded) }).then(async (made) => {
      await made.start()
      return made
    })
    platform.catch(() => {
      platform = undefined
    })
    return platform
  }
  const fetch = async (request: Request) => (await started()).fetch(request)
  const memory = libraryMemory(async () => (await started()).memory)
  const lineOf = (name: string | undefined) => (name === undefined ? lines.all[0]! : lines.byName(name))

  return {
    fetch,
    attachRoutes: () => fetch,
    async serve({ host = live.settings.server.host, port = live.settings.server.port } = {}) {
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
      const running = await platform?.catch(() => undefined)
      running?.endStreams()
      await listening?.close()
      await (await platform)?.stop()
      platform = undefined
    },
    async sendMessage(to, message, { line, ...options } = {}) {
      if (line === undefined && lines.all.length > 1)
        throw new Error(`Name the line to send from: ${lines.all.map(({ name }) => name).join(', ')}.`)
      const content = typeof message === 'string' ? { kind: 'text' as const, text: message } : message
      return (await started()).say({ to, content, line: lineOf(line).name, ...options })
    },
    templates: {
      list: async () => (await started()).templates.list(),
      create: async (written, account) => (await started()).templates.create(written, account),
      edit: async (which, change) => (await started()).templates.edit(which, change),
      remove: async (which) => (await started()).templates.remove(which),
      sync: async (account) => (await started()).templates.sync(account),
    },
    campaigns: libraryCampaigns(async () => (await started()).campaigns),
    desk: deskLater(async () => (await started()).desk),
    memory,
    memories: memory,
    async reconfigure(changed) {
      const next = read(changed)
      // Until the start nothing is built in yet.
      const late = platform ? changesThatNeedRestart(loaded.settings, next.settings) : []
      loaded = platform ? { ...next, settings: untilRestart(loaded.settings, next.settings) } : next
      live.replace(loaded.settings, live.policy.historyLength)
      await (await platform)?.reconfigure({ settings: loaded.settings, agents: agentsOf(loaded) })
      return late
    },
    media: {
      upload: async (file, line) => (await started()).media.upload(lineOf(line), file),
      query: async (id, line) => (await started()).media.query(lineOf(line), id),
      download: async (file, line) => (await started()).media.download(lineOf(line), file),
      delete: async (id, line) => (await started()).media.delete(lineOf(line), id),
    },
    lineFor: lines.byPhoneNumberId,
    isUserAllowed: (sender) =>
      isAllowed(live.policy.allowedNumbers, typeof sender === 'string' ? senderNamed(sender) : digitsOf(sender)),
    findCustomer: async (name) => (await started()).store.findCustomer(live.settings.business, name),
  }
}

const senderNamed = (name: string): Sender =>
  isScopedId(name.trim()) ? { bsuid: name.trim() } : digitsOf({ phone: name })

function digitsOf({ phone, ...others }: Sender): Sender {
  const typed = phone === undefined ? undefined : toE164(phone)
  return typed === undefined ? others : { ...others, phone: typed.slice(1) }
}
