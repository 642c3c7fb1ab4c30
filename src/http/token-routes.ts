import { z } from 'zod'
import { mayGive } from '../domain/access.ts'
import type { PeopleStore } from '../flows/people.ts'
import type { Lines } from '../flows/world.ts'
import { lineScope, personName, role } from './people-schema.ts'
import { answer, type Route, route } from './routes.ts'
import { refused, unknownLine } from './teammate-routes.ts'

export interface TokenRouteOptions {
  readonly store: Pick<PeopleStore, 'tokens' | 'createToken' | 'revokeToken'>
  readonly business: string
  readonly lines: Pick<Lines, 'all'>
}

const DAY_MS = 24 * 60 * 60_000

/** Tokens by which programs ask. Each is told once, to whoever makes it. */
export const tokenRoutes = ({ store, business, lines }: TokenRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/tokens',
    action: 'token.manage',
    async handle({ actor }) {
      const all = await store.tokens(business)
      return answer({ tokens: all.filter((token) => mayGive(actor, token)) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/tokens',
    action: 'token.manage',
    body: z.strictObject({
      name: personName,
      role,
      lines: lineScope.default('all'),
      /** Null: it never runs out. */
      days: z.int().min(1).max(3650).nullable().default(90),
    }),
    async handle({ actor, by, body: { days, ...given }, now }) {
      const fault = unknownLine(given.lines, lines)
      if (fault) return fault
      const expiresAt = days === null ? undefined : now + days * DAY_MS
      const done = await store.createToken({ business, actor, by, now, ...given, expiresAt })
      if (done.kind !== 'done') return refused(done)
      return answer({ id: done.id, token: done.secret, expiresAt: expiresAt ?? null }, 201)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/tokens/:id',
    action: 'token.manage',
    async handle({ actor, by, ids, now }) {
      const done = await store.revokeToken({ business, actor, by, now, id: ids.id })
      return done.kind === 'done' ? answer({}) : refused(done)
    },
  }),
]
