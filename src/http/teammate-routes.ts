import { z } from 'zod'
import { type Actor, can, type LineScope, worksOn } from '../domain/access.ts'
import type { PeopleStore, Refused } from '../flows/people.ts'
import type { Lines } from '../flows/world.ts'
import { email, lineScope, personName, role } from './people-schema.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface TeammateRouteOptions {
  readonly store: Pick<
    PeopleStore,
    | 'teammates'
    | 'changeTeammate'
    | 'removeTeammate'
    | 'offerReset'
    | 'invite'
    | 'invitations'
    | 'withdrawInvitation'
    | 'audit'
  >
  readonly business: string
  readonly lines: Pick<Lines, 'all'>
}

/** Who works here, who is asked to, and the record of who changed that. */
export const teammateRoutes = (options: TeammateRouteOptions): Route[] => [
  ...peopleRoutes(options),
  ...invitationRoutes(options),
  ...auditRoutes(options),
]

const peopleRoutes = ({ store, business, lines }: TeammateRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/teammates',
    action: 'teammate.read',
    async handle({ actor }) {
      const withAddress = can(actor, 'teammate.change', {})
      const seen = (await store.teammates(business)).filter((one) => meet(actor, one.lines))
      return answer({
        teammates: seen.map(({ email, ...teammate }) => (withAddress ? { ...teammate, email } : teammate)),
      })
    },
  }),
  route({
    method: 'PATCH',
    path: '/api/teammates/:id',
    action: 'teammate.change',
    body: z.strictObject({ name: personName.optional(), role: role.optional(), lines: lineScope.optional() }),
    async handle({ actor, by, ids, body, now }) {
      const fault = unknownLine(body.lines, lines)
      if (fault) return fault
      const done = await store.changeTeammate({ business, actor, by, now, id: ids.id, ...body })
      return done.kind === 'done' ? answer({}) : refused(done)
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/teammates/:id',
    action: 'teammate.change',
    async handle({ actor, by, ids, now }) {
      const done = await store.removeTeammate({ business, actor, by, now, id: ids.id })
      return done.kind === 'done' ? answer({ tokens: done.tokens }) : refused(done)
    },
  }),
  route({
    method: 'POST',
    path: '/api/teammates/:id/reset',
    action: 'teammate.change',
    async handle({ actor, by, ids, now }) {
      const done = await store.offerReset({ business, actor, by, now, id: ids.id })
      return done.kind === 'done' ? answer({ token: done.secret, expiresAt: done.expiresAt }, 201) : refused(done)
    },
  }),
]

const invitationRoutes = ({ store, business, lines }: TeammateRouteOptions): Route[] => [
  route({
    method: 'POST',
    path: '/api/invitations',
    action: 'teammate.invite',
    body: z.strictObject({ email, role, lines: lineScope }),
    async handle({ actor, by, body, now }) {
      const fault = unknownLine(body.lines, lines)
      if (fault) return fault
      const done = await store.invite({ business, actor, by, now, ...body })
      if (done.kind !== 'done') return refused(done)
      return answer({ id: done.id, token: done.secret, expiresAt: done.expiresAt }, 201)
    },
  }),
  route({
    method: 'GET',
    path: '/api/invitations',
    action: 'teammate.invite',
    async handle({ actor, now }) {
      const open = await store.invitations({ business, now })
      return answer({ invitations: open.filter((one) => meet(actor, one.lines)) })
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/invitations/:id',
    action: 'teammate.invite',
    async handle({ actor, by, ids, now }) {
      const done = await store.withdrawInvitation({ business, actor, by, now, id: ids.id })
      return done.kind === 'done' ? answer({}) : refused(done)
    },
  }),
]

const PAGE = 100

const auditRoutes = ({ store, business }: TeammateRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/audit',
    action: 'audit.read',
    async handle({ query: { before } }) {
      const entries = await store.audit({ business, before, most: PAGE })
      return answer({ entries, next: entries.length === PAGE ? entries.at(-1)!.id : null })
    },
  }),
]

/** Whether they work on a line together. */
export const meet = (actor: Actor, lines: LineScope): boolean =>
  actor.lines === 'all' || lines === 'all' || lines.some((line) => worksOn(actor, line))

export function unknownLine(scope: LineScope | undefined, { all }: Pick<Lines, 'all'>): Response | undefined {
  if (scope === undefined || scope === 'all') return undefined
  const unknown = scope.find((name) => all.every((line) => line.name !== name))
  return unknown === undefined ? undefined : problem(400, `lines: there is no line named ${unknown}.`)
}

const SENTENCES: Record<Refused['kind'], readonly [number, string]> = {
  unknown: [404, 'There is nothing here with this name, or not any more.'],
  'above-you': [403, 'Nobody gives, changes or takes away more than they have: role and lines.'],
  'last-owner': [409, 'The last owner stays: make somebody else an owner first.'],
  'known-email': [409, 'A teammate has this address already.'],
}

export const refused = ({ kind }: Refused): Response => problem(...SENTENCES[kind])
