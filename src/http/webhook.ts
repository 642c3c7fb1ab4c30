import type { Line } from '../domain/line.ts'
import type { Change, Origin, Reception } from '../flows/receive.ts'
import type { Log } from '../flows/world.ts'
import { parseWebhook } from '../whatsapp/parse.ts'
import { isSameToken, signingSecret } from '../whatsapp/signature.ts'
import type { Peers } from './peers.ts'

/** What a door answers, whatever server it hangs in. */
export interface Answer {
  readonly status: number
  readonly body: string
  readonly type: 'text/plain' | 'application/json'
}

export interface WebhookDoor {
  /** Meta asks whether the address is ours. */
  verify(query: URLSearchParams, agent?: string): Answer
  /** Meta brings events. Answers 200 once they are durable. */
  accept(brought: Brought): Promise<Answer>
  /** How many webhooks wait for the disk. */
  readonly waiting: number
  /** How many webhooks were refused for their signature since the start. */
  readonly refused: number
}

/** One webhook as it came: its raw bytes, and who says to have brought it. */
export interface Brought {
  readonly body: Uint8Array
  readonly signature: string | null | undefined
  /** The agent whose own route it came in on. */
  readonly agent?: string | undefined
  /** The other end of the connection, where the server tells us. */
  readonly peer?: string | undefined
  readonly forwardedFor?: string | null | undefined
}

export interface WebhookDoorOptions {
  readonly lines: readonly {
    readonly line: Line
    readonly appSecret: string | undefined
    readonly verifyToken: string | undefined
  }[]
  /** Credentials of the routes that bind an agent. */
  readonly agents: Readonly<
    Record<string, { readonly verifyToken?: string | undefined; readonly appSecret?: string | undefined }>
  >
  readonly peers: Peers
  readonly allowUnsigned: boolean
  readonly production: boolean
  readonly log: Log
  readonly receive: (changes: readonly Change[], origin: Origin) => Promise<Reception>
  readonly keepInvalid: (body: string) => Promise<void>
}

/** Meta sends at most 3 MB. */
export const LARGEST_BODY = 4 * 1024 * 1024
/** So many webhooks may wait for the disk at once; more are told to come back, which Meta does. */
const MOST_WAITING = 2000

export const TOO_LARGE = json(413, { ok: false, error: 'The body is larger than anything Meta sends.' })

const plain = (status: number, body: string): Answer => ({ status, body, type: 'text/plain' })
function json(status: number, body: object): Answer {
  return { status, body: JSON.stringify(body), type: 'application/json' }
}
const stored = (status: Reception | 'invalid_payload') => json(200, { ok: true, status })
const ANSWERS = { processing: stored('processing'), ignored: stored('ignored'), invalid: stored('invalid_payload') }

export function createWebhookDoor(options: WebhookDoorOptions): WebhookDoor {
  const { lines, agents, peers, allowUnsigned, production, log, receive, keepInvalid } = options
  let refused = 0
  let waiting = 0

  const ownOf = (agent: string | undefined) => (agent === undefined ? undefined : agents[agent])
  const distinct = (values: (string | undefined)[]) => [
    ...new Set(values.filter((value): value is string => Boolean(value))),
  ]

  const allSecrets = distinct(lines.map(({ appSecret }) => appSecret))
  function secretsFor(agent: string | undefined): string[] {
    const own = ownOf(agent)?.appSecret
    return own ? [own] : allSecrets
  }

  /** A secret speaks only for the lines it belongs to: businesses that share a server cannot write in each other's name. */
  const origins = new Map<string, Origin>()
  function originOf(secret: string | undefined, agent: string | undefined): Origin {
    const key = `${agent ?? ''} ${secret ?? ''}`
    const known = origins.get(key)
    if (known) return known
    const own = ownOf(agent)?.appSecret
    const allowed = new Set(
      lines
        .filter((one) => (secret === undefined ? !one.appSecret : own === secret || one.appSecret === secret))
        .map(({ line }) => line),
    )
    const origin: Origin = { agent, mayBe: (line) => allowed.has(line) }
    origins.set(key, origin)
    return origin
  }

  function refuse(): Answer {
    refused++
    const hint = production ? '' : ' For development only, WABATON_ALLOW_UNSIGNED=1 switches the check off.'
    log.warn('signature-refused', {
      count: refused,
      cure: `Compare the app secret with the one in Meta under App Settings > Basic.${hint}`,
    })
    return json(403, { ok: false, error: 'The signature does not match.' })
  }

  async function store(body: Uint8Array, origin: Origin): Promise<Answer> {
    const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString()
    const changes = read(text)
    if (!changes) {
      log.warn('webhook-invalid', { bytes: body.length })
      await keepInvalid(text)
      return ANSWERS.invalid
    }
    return ANSWERS[await receive(changes, origin)]
  }

  return {
    get waiting() {
      return waiting
    },
    get refused() {
      return refused
    },
    verify(query, agent) {
      const own = ownOf(agent)?.verifyToken
      const tokens = own ? [own] : distinct(lines.map(({ verifyToken }) => verifyToken))
      if (tokens.length === 0) {
        log.error('verify-token-missing', { cure: 'Set WHATSAPP_VERIFY_TOKEN to the token you entered at Meta.' })
        return plain(500, 'WHATSAPP_VERIFY_TOKEN is not set on this server.')
      }
      const given = query.get('hub.verify_token') ?? ''
      const matches = tokens.filter((token) => isSameToken(given, token)).length > 0
      if (query.get('hub.mode') !== 'subscribe' || !matches) {
        log.warn('verification-refused', {
          cause: matches ? 'hub.mode is not subscribe' : 'the verify token does not match',
        })
        return plain(403, 'Verification failed.')
      }
      log.info('webhook-verified')
      return plain(200, query.get('hub.challenge') ?? '')
    },
    async accept({ body, signature, agent, peer, forwardedFor }) {
      if (!peers.admits(peer, forwardedFor)) {
        log.warn('webhook-peer-refused', { cure: 'Compare webhook.allowedCidrs and webhook.trustedProxies.' })
        return json(403, { ok: false, error: 'This address may not bring webhooks.' })
      }
      const secrets = secretsFor(agent)
      const secret = signingSecret(body, signature, secrets)
      const unsigned = allowUnsigned && (secrets.length === 0 || (!signature && lines.some((one) => !one.appSecret)))
      if (secret === undefined && !unsigned) return refuse()
      if (waiting >= MOST_WAITING) return json(503, { ok: false, error: 'Too busy to store this now.' })
      waiting++
      try {
        return await store(body, originOf(secret, agent))
      } catch (error) {
        log.error('webhook-not-stored', { error: error as Error })
        return json(503, { ok: false, error: 'This could not be stored. Send it again.' })
      } finally {
        waiting--
      }
    },
  }
}

function read(text: string): Change[] | undefined {
  try {
    return parseWebhook(JSON.parse(text))
  } catch {
    return undefined
  }
}
