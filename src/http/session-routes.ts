import { z } from 'zod'
import type { PeopleStore } from '../flows/people.ts'
import { sessionTokenIn, withoutCookie } from './cookies.ts'
import { password } from './people-schema.ts'
import { answer, type From, problem, type Route, route } from './routes.ts'
import type { SignIn } from './sign-in.ts'
import type { Throttle } from './throttle.ts'

export interface SessionRouteOptions {
  readonly store: Pick<PeopleStore, 'credential' | 'sessionsOf' | 'leaveSession' | 'endSession' | 'changePassword'>
  readonly business: string
  readonly signIn: SignIn
  readonly throttle: Throttle
}

/** Coming in with a password, and what everybody may do about their own sessions. */
export const sessionRoutes = (options: SessionRouteOptions): Route[] => [
  ...signInRoutes(options),
  ...ownRoutes(options),
]

const signInRoutes = ({ store, business, signIn, throttle }: SessionRouteOptions): Route[] => [
  route({
    method: 'POST',
    path: '/api/session',
    action: 'anybody',
    // Checked for nothing but its size: what is wrong with it nobody is told apart from what is not known.
    body: z.object({ email: z.string().trim().toLowerCase().max(254), password: z.string().max(1024) }),
    async handle({ body, from, now, request }) {
      const tried = [
        { name: `account and address ${body.email} ${networkOf(from)}`, free: 5 },
        { name: `account ${body.email}`, free: 50 },
        { name: `address ${networkOf(from)}`, free: 30 },
      ]
      const wait = throttle.attempt(tried, now)
      if (wait !== undefined) return tooMany(wait)
      const cookie = await signIn.signIn({ ...body, from })
      if (!cookie) return problem(401, 'Address or password is wrong.')
      throttle.forgive(tried)
      const left = sessionTokenIn(request.headers.get('cookie') ?? undefined, from.secure)
      if (left) await store.leaveSession({ business, token: left })
      return withCookie(answer({}), cookie)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/session',
    action: 'session.own',
    async handle({ actor, from }) {
      if (from.session) await store.endSession({ business, teammate: actor.id, id: from.session })
      return withCookie(answer({}), withoutCookie(from.secure))
    },
  }),
  route({
    method: 'POST',
    path: '/api/session/password',
    action: 'session.own',
    body: z.strictObject({ current: z.string().max(1024), password }),
    async handle({ actor, by, from, body, now }) {
      if (!from.session) return problem(409, 'A token has no password.')
      const tried = [{ name: `password of ${actor.id}`, free: 5 }]
      const wait = throttle.attempt(tried, now)
      if (wait !== undefined) return tooMany(wait)
      const own = await store.credential({ business, id: actor.id })
      if (!own || !(await signIn.verify(body.current, own))) return problem(403, 'The current password is wrong.')
      throttle.forgive(tried)
      const passwordHash = await signIn.hash(body.password)
      await store.changePassword({ business, actor, by, now, passwordHash, keep: from.session })
      return answer({})
    },
  }),
]

const ownRoutes = ({ store, business }: SessionRouteOptions): Route[] => [
  /** Who asks, and what they may. */
  route({
    method: 'GET',
    path: '/api/session',
    action: 'session.own',
    handle({ actor: { kind, id, name, role, lines }, from }) {
      return answer({ actor: { kind, id, name, role, lines }, session: from.session ?? null })
    },
  }),
  route({
    method: 'GET',
    path: '/api/sessions',
    action: 'session.own',
    async handle({ actor, from, now }) {
      const sessions = await store.sessionsOf({ business, teammate: actor.id, now })
      return answer({ sessions: sessions.map((one) => ({ ...one, isThis: one.id === from.session })) })
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/sessions/:id',
    action: 'session.own',
    async handle({ actor, ids }) {
      const ended = await store.endSession({ business, teammate: actor.id, id: ids.id })
      return ended ? answer({}) : problem(404, 'You have no session with this id.')
    },
  }),
]

/** Whoever has one address of a network of the sixth version has all of them. */
function networkOf({ ip = '' }: From): string {
  return ip.includes(':') && !ip.startsWith('::ffff:') ? ip.split(':').slice(0, 4).join(':') : ip
}

function tooMany(waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1000)
  const response = problem(429, `Too many attempts. Try again in ${seconds} seconds.`, { retryAfterSeconds: seconds })
  response.headers.set('retry-after', String(seconds))
  return response
}

function withCookie(response: Response, cookie: string): Response {
  response.headers.append('set-cookie', cookie)
  return response
}
