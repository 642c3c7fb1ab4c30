import { z } from 'zod'
import { worksOn } from '../domain/access.ts'
import { staffingOf } from '../domain/hours/staffing.ts'
import type { PeopleStore } from '../flows/people.ts'
import type { Lines } from '../flows/world.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface DutyRouteOptions {
  readonly store: Pick<PeopleStore, 'teammates' | 'setAway'>
  readonly business: string
  readonly lines: Pick<Lines, 'all'>
}

/** Who answers now, and until when nobody does. */
export const dutyRoutes = ({ store, business, lines }: DutyRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/duty',
    action: 'teammate.read',
    async handle({ actor, now }) {
      const teammates = await store.teammates(business)
      const seen = lines.all.filter(({ name }) => worksOn(actor, name))
      return answer({
        away: teammates.find(({ id }) => id === actor.id)?.awaySince ?? null,
        lines: seen.map(({ name, handoff }) => {
          const staffing = staffingOf({ hours: handoff.hours, line: name, teammates, now })
          const opens = staffing.kind === 'closed' ? (staffing.opens ?? null) : null
          return { line: name, staffing: staffing.kind, opens, cover: handoff.cover ?? false }
        }),
      })
    },
  }),
  route({
    method: 'PUT',
    path: '/api/duty',
    action: 'presence.tell',
    body: z.strictObject({ away: z.boolean() }),
    async handle({ actor, by, body, now }) {
      if (actor.kind !== 'teammate') return problem(403, 'Only a teammate goes and comes back.')
      await store.setAway({ business, by, now, id: actor.id, away: body.away })
      return answer({})
    },
  }),
]
