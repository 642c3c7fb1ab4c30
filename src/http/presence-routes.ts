import { z } from 'zod'
import { isAtLeast } from '../domain/access.ts'
import type { PresenceBoard } from '../flows/presence.ts'
import { type ActingOptions, acting, ofActs } from './acting.ts'
import { answer, type Route, route } from './routes.ts'
import { DOINGS } from './wire.ts'

export interface PresenceRouteOptions extends ActingOptions {
  readonly presence: PresenceBoard
}

/** Who has a conversation open: said every ten seconds, told live to everybody else (events.ts). */
export const presenceRoutes = (options: PresenceRouteOptions): Route[] => [
  route({
    method: 'POST',
    path: '/api/conversations/:id/presence',
    action: 'presence.tell',
    of: 'conversation',
    body: z.strictObject({ as: ofActs.as, doing: z.enum(DOINGS) }),
    handle: acting(options, async ({ actor, ids, line, body }, { by }) => {
      const { presence } = options
      // Whoever may only look can do no more there.
      const doing = body.doing === 'left' || isAtLeast(actor.role, 'member') ? body.doing : 'viewing'
      presence.tell({ conversation: ids.id, line, by, doing })
      return answer({ presence: presence.seenBy(by.id, ids.id) })
    }),
  }),
]
