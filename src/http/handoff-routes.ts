import { z } from 'zod'
import type { DeskPort } from '../flows/desk.ts'
import { type ActingOptions, acting } from './acting.ts'
import { ofReleases } from './conversation-routes.ts'
import { passed } from './desk-answers.ts'
import { nothingHere } from './gate.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface HandoffRouteOptions extends ActingOptions {
  readonly desk: DeskPort
}

/** Who waits for people, since when and why. */
export const handoffRoutes = (options: HandoffRouteOptions): Route[] => {
  const { desk } = options
  return [
    route({
      method: 'GET',
      path: '/api/handoffs',
      action: 'conversation.read',
      async handle({ actor }) {
        return answer({ handoffs: await desk.handoffs({ lines: actor.lines === 'all' ? undefined : actor.lines }) })
      },
    }),
    route({
      method: 'GET',
      path: '/api/handoffs/:id',
      action: 'conversation.read',
      of: 'handoff',
      async handle({ ids }) {
        const handoff = await desk.handoff(ids.id)
        return handoff ? answer({ handoff }) : nothingHere()
      },
    }),
    route({
      method: 'POST',
      path: '/api/handoffs/:id/release',
      action: 'conversation.release',
      of: 'handoff',
      body: z.strictObject(ofReleases),
      handle: acting(options, async ({ ids, body: { outcome, resolution } }, act) => {
        const released = await desk.releaseHandoff(ids.id, { ...act, outcome, resolution })
        if (released.kind === 'not-open') return problem(404, 'There is no open handoff with this id.')
        return passed(released)
      }),
    }),
  ]
}
