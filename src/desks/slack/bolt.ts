import type { SlackSettings } from '../../domain/slack.ts'
import type { Answer, ConnectSlack, SlackApi, SlackEar } from './api.ts'
import { SlackLater, SlackRefused } from './api.ts'
import { createDoor } from './door.ts'
import { keepOpen, type Socket } from './sockets.ts'

/** Slack may take so long to answer. */
const LONGEST_CALL_MS = 20_000
/** What was signed longer ago may have been recorded. */
const OLDEST_S = 5 * 60
/** One may be renewed while the other listens. */
const SOCKETS = 2

/** The real Slack, by its own library; loaded only where it is configured. */
export const connectBolt: ConnectSlack = async ({ settings, ear, clock }) => {
  const bolt = await load()
  const slackApiUrl = `${settings.apiUrl.replace(/\/+$/, '')}/`
  const logger = quiet(bolt)
  const client = new bolt.webApi.WebClient(settings.botToken, {
    slackApiUrl,
    logger,
    // What failed is tried again from the store, where it survives this process.
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: LONGEST_CALL_MS,
  })
  const api: SlackApi = {
    call: (method, args) =>
      client.apiCall(method, args).then(
        (answer) => answer as unknown as Answer,
        (error) => {
          throw translated(method, error)
        },
      ),
    upload: (url, bytes) => upload(url, bytes),
    download: (url, most) => download(settings, url, most),
  }
  if (settings.way.kind === 'http') {
    const { secret } = settings.way
    const door = createDoor({
      ear,
      isSigned: (request) =>
        Math.abs(clock.now() / 1_000 - request.headers['x-slack-request-timestamp']) <= OLDEST_S &&
        bolt.isValidSlackRequest({ signingSecret: secret, nowMilliseconds: clock.now(), ...request }),
    })
    return { ...api, door, start: async () => ear.connected(), stop: async () => {} }
  }
  const sockets = socketsOf(bolt, settings.way.appToken, { slackApiUrl, logger, ear })
  return { ...api, ...keepOpen({ sockets, ear, clock, told: (error) => translated('apps.connections.open', error) }) }
}

const load = () => import('@slack/bolt')
type Bolt = Awaited<ReturnType<typeof load>>
type Logger = import('@slack/bolt').Logger

/** What its library has to say is said by us, in our words. */
function quiet({ LogLevel }: Bolt): Logger {
  const silent = () => {}
  return {
    debug: silent,
    info: silent,
    warn: silent,
    error: silent,
    setLevel: silent,
    getLevel: () => LogLevel.ERROR,
    setName: silent,
  }
}

function socketsOf(
  bolt: Bolt,
  appToken: string,
  options: { slackApiUrl: string; logger: Logger; ear: SlackEar },
): Socket[] {
  const { slackApiUrl, logger, ear } = options
  const clientOptions = { slackApiUrl, logger, retryConfig: { retries: 0 }, timeout: LONGEST_CALL_MS }
  return Array.from({ length: SOCKETS }, (): Socket => {
    const given = { appToken, logger, autoReconnectEnabled: false, installerOptions: { clientOptions } }
    const receiver = new bolt.SocketModeReceiver(given)
    // Bolt's own app would acknowledge an event before anybody has kept it.
    receiver.init({ processEvent: (event: Received) => hand(ear, event) } as never)
    return {
      start: () => receiver.start(),
      stop: () => receiver.client.disconnect(),
      onConnected: (hear) => void receiver.client.on('connected', hear),
      onDisconnected: (hear) => void receiver.client.on('disconnected', hear),
    }
  })
}

interface Received {
  readonly body: Answer
  readonly ack: (answer?: Answer) => Promise<void>
}

/** What could not be kept is not acknowledged: Slack brings it again. */
async function hand(ear: SlackEar, { body, ack }: Received): Promise<void> {
  if (body.type === 'event_callback') {
    await ear.event(body)
    return ack()
  }
  return ack(await ear.interaction(body))
}

function translated(method: string, error: unknown): Error {
  if (!(error instanceof Error) || error instanceof SlackLater)
    return error instanceof Error ? error : new SlackLater('Slack has closed the connection')
  const { code, data, retryAfter, statusCode, message } = error as Error & {
    code?: string
    data?: { error?: string; response_metadata?: { messages?: string[] } }
    retryAfter?: number
    statusCode?: number
  }
  if (code === 'slack_webapi_platform_error' && data?.error) {
    const { messages } = data.response_metadata ?? {}
    return TRANSIENT.includes(data.error)
      ? new SlackLater(`Slack: ${data.error}`)
      : new SlackRefused(method, data.error, messages)
  }
  if (code === 'slack_webapi_rate_limited_error')
    return new SlackLater(`Slack allows no more of ${method}`, { afterMs: (retryAfter ?? 30) * 1_000 })
  const what = statusCode === undefined ? message : `HTTP ${statusCode}`
  return new SlackLater(`Slack cannot be reached: ${what}`, { cause: error })
}

/** Slack's own troubles, by its own words. */
const TRANSIENT = [
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
  'team_added_to_org',
  'ratelimited',
]

async function upload(url: string, bytes: Uint8Array): Promise<void> {
  const answer = await reached(url, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  })
  await answer.body?.cancel()
  if (!answer.ok) throw new SlackLater(`Slack did not take a file: HTTP ${answer.status}`)
}

const reached = (url: string | URL, given: RequestInit) =>
  fetch(url, { ...given, signal: AbortSignal.timeout(LONGEST_CALL_MS) }).catch((error) => {
    throw new SlackLater(`Slack cannot be reached: ${(error as Error).message}`, { cause: error })
  })

/** Our token goes to Slack alone, whatever address a message names. */
function isSlack(address: URL, { apiUrl }: Pick<SlackSettings, 'apiUrl'>): boolean {
  if (address.origin === new URL(apiUrl).origin) return true
  return address.protocol === 'https:' && /(^|\.)slack(-files)?\.com$/.test(address.hostname)
}

export async function download(
  settings: Pick<SlackSettings, 'apiUrl' | 'botToken'>,
  url: string,
  most: number,
): Promise<Uint8Array | undefined> {
  const address = URL.parse(url)
  if (!address || !isSlack(address, settings)) return undefined
  const headers = { authorization: `Bearer ${settings.botToken}` }
  const answer = await reached(address, { headers, redirect: 'manual' })
  // Whoever may not read it is shown a page to sign in.
  const isPage = (answer.headers.get('content-type') ?? '').startsWith('text/html')
  if (!answer.ok || !answer.body || isPage) {
    await answer.body?.cancel()
    if (answer.status >= 500 || answer.status === 429) throw new SlackLater(`Slack gave no file: HTTP ${answer.status}`)
    return undefined
  }
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.byteLength
    if (size > most) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts)
}
