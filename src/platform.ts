import { campaignsFor } from './campaigns.ts'
import type { Settings } from './config/settings.ts'
import type { ConnectSlack } from './desks/slack/api.ts'
import { createDoors } from './doors.ts'
import { createDuties } from './duties.ts'
import { createAttachments } from './flows/attachments.ts'
import type { CampaignPort } from './flows/campaigns.ts'
import { createDesk, type DeskPort } from './flows/desk.ts'
import { createFeed } from './flows/feed.ts'
import { keepHeartbeats } from './flows/heartbeats.ts'
import { createInterrupts } from './flows/interrupts.ts'
import type { MemoryPort } from './flows/memory-port.ts'
import { type BatonPassed, passBaton } from './flows/pass-baton.ts'
import { type Answered, type Reply, reply } from './flows/reply.ts'
import { type Speech, type Spoken, speak } from './flows/speak.ts'
import type { Pass, Store } from './flows/store.ts'
import { createTemplates, keepTemplatesFresh } from './flows/sync-templates.ts'
import { watch } from './flows/watch.ts'
import type { Clock, Ids, Lines, Log, Media, Telemetry, Templates, World } from './flows/world.ts'
import { createApp } from './http/app.ts'
import { health } from './http/health.ts'
import type { Route } from './http/routes.ts'
import { type Listener, listenerFor } from './http/server.ts'
import type { WebhookDoor } from './http/webhook.ts'
import { webhookListener } from './http/webhook-listener.ts'
import { webhookRoutes } from './http/webhook-routes.ts'
import { createLive } from './live.ts'
import { createMemories, type DocumentPort } from './memories.ts'
import { createMemory } from './memory/memory.ts'
import { systemClock } from './ports/clock.ts'
import { createIds } from './ports/ids.ts'
import { createLog } from './ports/log.ts'
import { openTelemetry } from './ports/open-telemetry.ts'
import { createPhoneHash } from './ports/phone-hash.ts'
import type { Outside } from './post/request.ts'
import { createReception } from './reception.ts'
import { createSlack, desksOf, type Slack } from './slack.ts'
import { createStaff, type GivenAgents } from './staff.ts'
import { openDatabase, prepareStore } from './storage.ts'
import type { Database } from './store/database.ts'
import { beginEvents } from './store/events.ts'
import { openStore } from './store/open.ts'
import { keepSettings } from './store/settings.ts'
import { createClient } from './whatsapp/client.ts'
import { watchTokens } from './whatsapp/token-state.ts'
import { createTransport, type Download, type Transport } from './whatsapp/transport.ts'

/** What the platform takes from outside. Tests hand in a settable clock, seeded ids, the simulator as transport. */
export interface Ports {
  readonly clock: Clock
  readonly ids: Ids
  readonly log: Log
  readonly transport: Transport
  readonly download: Download
  /** The way to the places that the configuration names. */
  readonly reach: Outside
  readonly database: Database
  readonly telemetry: Telemetry
  /** The way to Slack, where it is a desk. */
  readonly slack: ConnectSlack
  /** Where the pretend phone is, beside this server. */
  readonly phone: string
  /** By which people's sessions end; else by the clock. */
  readonly sessionNow: () => number
  /** Lets tests stand between the flows and the store. */
  readonly wrapStore: (store: Store) => Store
}

export interface Platform {
  /** A standard handler for whatever server it is mounted in. */
  readonly fetch: (request: Request) => Promise<Response>
  /** The same for `node:http`: webhooks take the short way. */
  readonly listener: Listener
  readonly door: WebhookDoor
  readonly store: Store
  readonly lines: Lines
  readonly templates: Templates
  /** Every question that is answered to people and programs, with the action it needs. */
  readonly routes: readonly Route[]
  /** Files on WhatsApp's servers. */
  readonly media: Media
  start(): Promise<void>
  /** Goes on with other settings and agents. What is under way ends as it began; see `changesThatNeedRestart`. */
  reconfigure(next: { settings: Settings; agents: GivenAgents }): Promise<void>
  /** Sends a message that no agent has made. `line` is a name; the first line where it is left out. */
  say(speech: Omit<Speech, 'line'> & { line?: string | undefined }): Promise<Spoken>
  /** A person takes, gives, puts back or releases a conversation, or takes their last step back. */
  passBaton(pass: Pass): Promise<BatonPassed>
  /** A person writes to a customer: the conversation is theirs with it. */
  reply(reply: Reply): Promise<Answered>
  /** Before the doors close: whoever follows what happens is to come again, to whoever listens then. */
  endStreams(): void
  /** A template from one line to many. */
  readonly campaigns: CampaignPort
  /** All that a desk does: the HTTP API works by it, and so may a desk of your own. */
  readonly desk: DeskPort
  /** All that programs and people do with what is remembered, */
  readonly memory: MemoryPort
  /** and with documents that lie on this machine. */
  readonly documents: DocumentPort
  /** Looks for due work now: somebody changed the store from outside. */
  wake(): void
  /** Ends what runs, so that nothing is lost and nothing stays locked. */
  stop(): Promise<void>
}

/** Introduces everything to each other: the only place that constructs. */
export async function createPlatform({
  settings,
  agents,
  ports = {},
}: {
  settings: Settings
  agents: GivenAgents
  ports?: Partial<Ports>
}): Promise<Platform> {
  const clock = ports.clock ?? systemClock
  const sessionNow = ports.sessionNow ?? clock.now
  const ids = ports.ids ?? createIds(clock)
  const log = ports.log ?? createLog(settings.logLevel)
  const ownTransport = ports.transport && ports.download ? undefined : createTransport()
  const database = ports.database ?? (await openDatabase(settings, clock))
  const prepared = prepareStore(database, settings).then(() => beginEvents(database, settings.business, clock.now()))
  await prepared.catch(async (error) => {
    // Open connections would keep a process alive that has nothing left to do.
    await database.close()
    throw error
  })
  const desks = () => desksOf(live.settings, slack)
  const keepAll = async (kept: Settings) => {
    await keepSettings(database, { ...kept, desks: desks() }, clock.now())
    await keepHeartbeats(world, settings.business)
  }
  const opened = openStore(database, {
    ids,
    clock,
    hash: createPhoneHash(settings.identity),
    hasDesks: () => desks().length > 0,
    burst: () => live.burst,
    onErased: (scope) => memory.drop(scope),
  })
  const store = ports.wrapStore?.(opened) ?? opened

  const live = createLive(settings)
  const { lines, policy } = live
  const client = createClient({
    transport: ports.transport ?? ownTransport!.send,
    download: ports.download ?? ownTransport!.download,
    graph: settings.graph,
    tokenOf: (line) => live.credentialsOf(line).accessToken,
  })
  const tokens = watchTokens(client)
  const outside = { clock, ids, log, store, lines, whatsapp: tokens.client }
  const templates = createTemplates(outside)
  const attachments = createAttachments(outside, settings.media)
  const wake = (dueAt: number) => worker.wake(dueAt)
  const staff = createStaff({
    clock,
    outside: ports.reach,
    async whatsapp(to, content, id) {
      const spoken = await speak({ ...world, wake }, { to, content, id, line: lines.all[0]! })
      return spoken.kind === 'queued' ? { kind: 'sent' } : { kind: 'refused', reason: spoken.reason }
    },
  })
  const memory = createMemory({
    ...outside,
    embedder: staff.embedder,
    settings: () => live.memory,
    wake,
  })
  await staff.replace(settings, agents)
  live.replace(settings, staff.historyLength)
  const telemetry = ports.telemetry ?? (await openTelemetry(settings, log))
  const { agents: everybody, greetings, updateTemplates, heartbeats } = staff
  const named = { agents: everybody, greetings, updateTemplates, heartbeats }
  const world: World = { ...outside, ...named, templates, attachments, memory, telemetry, policy }

  const interrupts = createInterrupts()
  const reception = createReception({ world: { ...world, interrupts, wake }, settings, live })
  const { door } = reception
  const worker = createDuties({ world, live, staff, interrupts, reception, desks, slack: () => slack })

  store.onEvents(() => desks().length > 0 && worker.wake(clock.now()))
  let ready = false
  let [stopWatching, stopSyncing] = [() => {}, () => {}]
  const webhookRoute = webhookRoutes({ ...settings.webhook, hasAgent: (name) => staff.agents.has(name) })
  const feed = createFeed({ ...outside, business: settings.business })
  const desk = createDesk({ ...world, live, interrupts, business: settings.business, wake: worker.wake })
  const slack: Slack | undefined = createSlack({ world, desk, settings, live, worker, connect: ports.slack })
  const campaigns = campaignsFor({ ...world, live, business: settings.business, wake })
  const { port, documents, reading } = createMemories({ ...world, business: settings.business })
  const { routes, guarded, pages, presence } = createDoors({
    ...world,
    live,
    world,
    campaigns,
    assistant: staff.assistant,
    phone: ports.phone,
    sessionNow,
    desk,
    memory: port,
    business: settings.business,
    now: clock.now,
    wake: () => worker.wake(clock.now()),
    peers: reception.peers,
    slack: slack?.facts,
    feed,
    hasAgent: (name) => staff.agents.has(name),
  })
  const app = createApp({
    door,
    prefix: settings.webhook.prefix,
    webhookRoute,
    guarded,
    pages,
    slackDoor: slack?.door,
    health: () =>
      health({
        ready,
        lines: lines.all,
        tokenOf: (line) => tokens.stateOf(line),
        figures: () => store.figures(clock.now()),
        slack: slack?.facts,
        warnings: live.settings.warnings,
        refusedSignatures: door.refused,
        unknownLines: reception.unknownLines(),
        now: clock.now(),
        watchdogLimitMs: policy.watchdogLimitMs,
      }),
  })

  return {
    door,
    store,
    lines,
    templates,
    routes,
    campaigns,
    desk,
    memory: port,
    documents,
    media: world.whatsapp.media,
    fetch: async (request) => app.fetch(request),
    listener: webhookListener({
      door,
      route: webhookRoute,
      otherwise: listenerFor((request, connection) => app.fetch(request, connection)),
    }),
    async start() {
      for (const warning of settings.warnings) log.warn('setting-doubtful', { warning })
      await keepAll(settings)
      await reception.replay()
      // Whatever paused a line may have been mended while nothing ran.
      await store.probePausedLines(clock.now())
      // Times and targets may be others than before.
      await store.tendAll(clock.now())
      await worker.start()
      slack?.start()
      stopSyncing = keepTemplatesFresh(world)
      stopWatching = watch({ ...world, business: settings.business, wake, linkTo: live.linkTo, sessionNow })
      reading.follow(settings.memory.knowledge)
      ready = true
    },
    async reconfigure(next) {
      await staff.replace(next.settings, next.agents)
      live.replace(next.settings, staff.historyLength)
      reception.replace(next.settings)
      reading.follow(next.settings.memory.knowledge)
      await keepAll(next.settings)
      for (const warning of next.settings.warnings) log.warn('setting-doubtful', { warning })
      // A number that was not known until now may have messages waiting.
      await reception.replay()
      // A token that has expired may be the one that was changed.
      await store.probePausedLines(clock.now())
      await store.tendAll(clock.now())
      worker.wake(clock.now())
    },
    say: ({ line, ...speech }) =>
      speak({ ...world, wake }, { ...speech, line: line === undefined ? lines.all[0]! : lines.byName(line) }),
    passBaton: (pass) => passBaton({ ...world, interrupts, wake: worker.wake }, pass),
    reply: (given) => reply({ ...world, interrupts, wake: worker.wake }, given),
    endStreams: feed.close,
    wake: () => worker.wake(clock.now()),
    async stop() {
      feed.close()
      presence.close()
      ready = false
      stopWatching()
      stopSyncing()
      await slack?.stop()
      await worker.stop()
      await reading.close()
      await memory.close()
      await staff.close()
      await telemetry.close()
      await store.close()
      await ownTransport?.close()
    },
  }
}
