import type { Context } from 'hono'
import type { Actor } from '../domain/access.ts'
import type { PeopleStore } from '../flows/people.ts'
import { isSameToken } from '../whatsapp/signature.ts'
import { sessionTokenIn } from './cookies.ts'
import type { Asker, WhoAsks } from './gate.ts'
import type { Peers } from './peers.ts'
import type { From } from './routes.ts'
import { isJson, pageThatAsks } from './same-origin.ts'
import type { Connection } from './server.ts'

export interface WhoAsksOptions {
  /** The token of the configuration: whoever has it may do all. */
  readonly configuredToken: () => string | undefined
  readonly publicUrl: () => string | undefined
  readonly peers: () => Pick<Peers, 'callerOf' | 'isProxy'>
  readonly store: Pick<PeopleStore, 'tokenBy' | 'sessionBy' | 'isSetUp'>
  readonly business: string
  readonly now: () => number
}

const CONFIGURED: Actor = { kind: 'token', id: 'WABATON_API_TOKEN', name: 'API token', role: 'owner', lines: 'all' }

const OFF =
  'The API is off: nobody may ask yet. Set WABATON_API_TOKEN, or make the first teammate: wabaton teammate add <email>.'
const BRING = 'Sign in, or send a token that is still good: Authorization: Bearer <token>.'
const FORGED = 'This came from another web page. What changes something must come from a page of this server.'
const NOT_JSON = 'What changes something must be JSON: Content-Type: application/json.'

/** Finds out who asks: by a bearer token, or by the cookie of a session. */
export function createWhoAsks(options: WhoAsksOptions): WhoAsks {
  const { store, business, now } = options
  return async (context, { action, upload }) => {
    const { req } = context
    const from = cameFrom(context, options)
    const bearer = /^Bearer +(\S.*)$/i.exec(req.header('authorization') ?? '')?.[1]
    if (bearer !== undefined && action !== 'anybody') {
      const actor = await whoHolds(bearer)
      return actor ? known(actor, from) : stranger(from)
    }
    const changes = req.method !== 'GET' && req.method !== 'HEAD'
    const page = pageThatAsks({
      headers: req.raw.headers,
      publicUrl: options.publicUrl(),
      host: hostOf(context, options),
    })
    // Somebody without a session has none that could be abused, but could be signed in as somebody else.
    if (action === 'anybody') {
      if (changes && page === 'of others') return { kind: 'forged', cure: FORGED }
      if (changes && !isJson(req.raw.headers)) return { kind: 'forged', cure: NOT_JSON }
      return { kind: 'stranger', cure: BRING, from }
    }
    const token = sessionTokenIn(req.header('cookie'), from.secure)
    const session = token ? await store.sessionBy({ business, token, now: now() }) : undefined
    if (!session) return stranger(from)
    if (changes && page !== 'ours') return { kind: 'forged', cure: FORGED }
    if (changes && !upload && !isJson(req.raw.headers)) return { kind: 'forged', cure: NOT_JSON }
    return known(session.actor, { ...from, session: session.id })
  }

  async function whoHolds(secret: string): Promise<Actor | undefined> {
    const expected = options.configuredToken()
    if (expected && isSameToken(secret, expected)) return CONFIGURED
    return store.tokenBy({ business, secret, now: now() })
  }

  async function stranger(from: From): Promise<Asker> {
    const maySomebody = Boolean(options.configuredToken()) || (await store.isSetUp(business))
    return { kind: 'stranger', cure: maySomebody ? BRING : OFF, from }
  }
}

function known(actor: Actor, from: From): Asker {
  const source = actor.kind === 'teammate' ? 'desk' : 'api'
  return { kind: 'known', actor, by: { kind: actor.kind, id: actor.id, name: actor.name, source, ip: from.ip }, from }
}

const peerOf = ({ env }: Context) => (env as Connection | undefined)?.incoming?.socket.remoteAddress

function cameFrom(context: Context, { peers, publicUrl }: Pick<WhoAsksOptions, 'peers' | 'publicUrl'>): From {
  const { req } = context
  const peer = peerOf(context)
  const { callerOf } = peers()
  return {
    ip: callerOf(peer, req.header('x-forwarded-for')),
    userAgent: req.header('user-agent'),
    secure: isSecure(context, { peers, publicUrl }),
    session: undefined,
  }
}

/** Whether the browser has come by https, as far as the settings or a proxy of ours say. */
export function isSecure(context: Context, { peers, publicUrl }: Pick<WhoAsksOptions, 'peers' | 'publicUrl'>): boolean {
  const { req } = context
  const scheme = publicUrl() ?? ((peers().isProxy(peerOf(context)) && req.header('x-forwarded-proto')) || req.url)
  return /^https\b/i.test(scheme.trim())
}

function hostOf(context: Context, { peers }: Pick<WhoAsksOptions, 'peers'>): string {
  const { req } = context
  const forwarded = peers().isProxy(peerOf(context)) ? req.header('x-forwarded-host') : undefined
  return forwarded ?? req.header('host') ?? new URL(req.url).host
}
