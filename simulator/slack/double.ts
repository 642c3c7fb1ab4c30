import { createAgenda } from '../agenda.ts'
import type { SimulatorClock } from '../clock.ts'
import type { SlackAnswer } from './answer.ts'
import { type CallNeeds, callMethod, type Token } from './call.ts'
import { createDeliveries } from './deliveries.ts'
import { createFaults, type SlackFaults } from './faults.ts'
import { createHappenings, type Happenings } from './happenings.ts'
import { createHttpMode, type HttpApp } from './http-mode.ts'
import { createInteractions } from './interactions.ts'
import { createLimits } from './limits.ts'
import { createNames } from './names.ts'
import { createNews } from './news.ts'
import { createPerson, type SlackPerson } from './person.ts'
import { change, takeOut } from './post.ts'
import { answerRequest, type SlackRequest } from './requests.ts'
import { createResponseUrls } from './response-urls.ts'
import type { Message, Plain } from './shapes.ts'
import { createShowing, type Showing } from './show.ts'
import { type Connection, createSocketMode, type Link } from './socket-mode.ts'
import { createTriggers } from './triggers.ts'
import { createUploads } from './uploads.ts'
import { type ChannelDetails, createWorkspace, type PersonDetails, type Workspace } from './workspace.ts'
import type { World } from './world.ts'

export interface SlackDoubleOptions {
  readonly clock: SimulatorClock
  /** From 0 up to 1; a seeded one makes the run reproducible. */
  readonly random: () => number
  readonly botToken?: string
  readonly appToken?: string
  /** What the bot's token may do. */
  readonly scopes?: readonly string[]
  /** What the app has asked to be told of. */
  readonly subscribed?: readonly string[]
  readonly channels?: readonly ChannelDetails[]
  readonly people?: readonly PersonDetails[]
  /** Whether Slack's own limits on calls count; they do unless told otherwise. */
  readonly limits?: boolean
  /** The app is told over HTTP, and no longer by sockets. */
  readonly http?: HttpApp
  /** Where it is reached, without a slash at the end; a listener tells its own. */
  readonly url?: string
}

export const SLACK_SCOPES = [
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'reactions:write',
  'usergroups:read',
  'users:read',
  'users:read.email',
]

/** A pretend Slack: a workspace with an app in it, and people. */
export interface SlackDouble {
  readonly botToken: string
  readonly appToken: string
  readonly workspace: Workspace
  /** Where everything begins; the app's `slackApiUrl` is `apiUrl`. */
  url: string
  readonly apiUrl: string
  person(name: string): SlackPerson
  people(): SlackPerson[]
  /** One call of the Web API, in process; the bot's token unless told otherwise. */
  call(method: string, args?: Plain, options?: { token?: string }): SlackAnswer
  /** The same for a whole request, as the listener and `fetchFrom` bring it. */
  request(request: SlackRequest): SlackAnswer
  /** A socket without a network: with the ticket of a socket's address, or without one. */
  connect(link: Link, ticket?: string): Connection | undefined
  readonly sockets: { readonly count: number; refresh(reason?: 'warning' | 'refresh_requested'): void; drop(): void }
  /** HTTP mode: has Slack ask the address whether it is the app's. */
  verifyUrl(): Promise<boolean>
  readonly faults: SlackFaults
  /** Whether Slack can be reached at all; `unavailable` answers 503, `refused` nothing. Sockets break. */
  readonly outage: 'refused' | 'unavailable' | undefined
  setOutage(outage: 'refused' | 'unavailable' | undefined): void
  /** All that stands in the channel itself, or below a root (the root first). */
  messages(channel: string, root?: string): readonly Message[]
  /** A workspace's administrator deletes what anybody wrote. */
  deletes(channel: string, ts: string): void
  /** Slack puts the preview of a link below a message: changed, with the same text. */
  unfurls(channel: string, ts: string, title: string): void
  readonly happenings: Pick<Happenings, 'subscribe'>
  /** How Slack would tell of it. */
  readonly showing: Showing
  now(): number
  /** Nothing is scheduled or under way. */
  idle(): boolean
  stop(): void
}

const SUBSCRIBED = ['message.channels', 'message.groups']

export function createSlackDouble(options: SlackDoubleOptions): SlackDouble {
  const { clock, random, botToken = 'xoxb-double', appToken = 'xapp-double', http } = options
  const agenda = createAgenda(clock)
  const names = createNames(random, clock)
  const faults = createFaults(random, options.limits ?? true)
  const happenings = createHappenings()
  const workspace = createWorkspace(names)
  const sockets = createSocketMode({ agenda, names, appId: workspace.app.id })
  const httpMode = http && createHttpMode(http, { names, now: agenda.now })
  let url = options.url ?? 'http://slack.invalid'
  let outage: SlackDouble['outage']

  const showing = createShowing(workspace, () => url)
  const { subscribed = SUBSCRIBED } = options
  const outlet = () => (outage ? undefined : (httpMode ?? sockets).outlet)
  const deliveries = createDeliveries({ agenda, random, faults, happenings, outlet })
  const news = createNews({
    workspace,
    showing,
    names,
    now: agenda.now,
    deliveries: () => deliveries,
    happenings,
    subscribed,
  })
  const world: World = {
    agenda,
    names,
    faults,
    happenings,
    workspace,
    showing,
    news,
    deliveries,
    triggers: createTriggers(agenda, names),
    responseUrls: createResponseUrls(agenda, names, workspace.team.id),
    uploads: createUploads(agenda, names),
    socketUrl: () => `${url.replace(/^http/, 'ws')}/socket?ticket=${sockets.ticket()}&app_id=${workspace.app.id}`,
    base: () => url,
  }
  for (const details of options.channels ?? [{ name: 'wa-support' }, { name: 'wa-escalations' }])
    workspace.addChannel(details)
  for (const details of options.people ?? []) workspace.addUser(details)

  const tokens = new Map<string, Token>([
    [botToken, { kind: 'bot', scopes: options.scopes ?? SLACK_SCOPES }],
    [appToken, { kind: 'app', scopes: ['connections:write'] }],
  ])
  const needs: CallNeeds = { world, limits: createLimits(agenda), tokens }
  const interactions = createInteractions(world)
  const down = (): SlackAnswer | undefined => {
    if (outage === 'refused') return { kind: 'refused' }
    if (!outage) return undefined
    return { kind: 'answer', status: 503, headers: { 'content-type': 'text/html' }, body: 'Service unavailable' }
  }
  const find = (named: string, ts: string) => {
    const channel = workspace.channel(named)
    const message = workspace.messages.find(channel, ts)
    if (!message) throw new Error(`There is no message ${ts} in #${channel.name}.`)
    return { channel, message }
  }

  return {
    botToken,
    appToken,
    workspace,
    get url() {
      return url
    },
    set url(value) {
      url = value
    },
    get apiUrl() {
      return `${url}/api/`
    },
    person(name) {
      const user = workspace.users.find((one) => one.name === name && !one.isBot)
      return createPerson(world, interactions, user ?? workspace.addUser({ name }))
    },
    people: () => workspace.users.filter(({ isBot }) => !isBot).map((user) => createPerson(world, interactions, user)),
    call: (method, args = {}, { token = botToken } = {}) => down() ?? callMethod(needs, { method, args, token }),
    request: (request) => down() ?? answerRequest(needs, request),
    connect: (link, ticket = sockets.ticket()) => (outage ? undefined : sockets.open(ticket, link)),
    sockets,
    async verifyUrl() {
      if (!httpMode) throw new Error('Only an app that is told over HTTP has an address to ask.')
      return httpMode.verify()
    },
    faults,
    get outage() {
      return outage
    },
    setOutage(value) {
      outage = value
      if (outage) sockets.drop()
      happenings.emit({ type: 'settings' })
    },
    messages(named, root) {
      const channel = workspace.channel(named)
      if (root === undefined) return workspace.messages.roots(channel)
      return [workspace.messages.find(channel, root), ...workspace.messages.replies(channel, root)].filter(
        (one) => one !== undefined,
      )
    },
    deletes(named, ts) {
      const { channel, message } = find(named, ts)
      takeOut(world, channel, message)
    },
    unfurls(named, ts, title) {
      const { channel, message } = find(named, ts)
      change(world, channel, message, () => {
        message.attachments = [{ id: 1, title, fallback: title, from_url: 'https://example.com/' }]
      })
    },
    happenings,
    showing,
    now: agenda.now,
    idle: agenda.idle,
    stop() {
      sockets.drop()
      agenda.clear()
    },
  }
}
