import type { DeskPort } from '../flows/desk.ts'
import { personOf } from './acting.ts'
import { nothingHere } from './gate.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface FollowUpRouteOptions {
  readonly desk: Pick<DeskPort, 'followUps' | 'cancelFollowUp'>
}

/** What agents have promised customers to come back with. */
export const followUpRoutes = ({ desk }: FollowUpRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/conversations/:id/follow-ups',
    action: 'conversation.read',
    of: 'conversation',
    async handle({ ids }) {
      const followUps = await desk.followUps(ids.id)
      return followUps ? answer({ followUps }) : nothingHere()
    },
  }),
  route({
    method: 'DELETE',
    path: '/api/conversations/:id/follow-ups/:followUp',
    action: 'conversation.reply',
    of: 'conversation',
    async handle({ ids, actor }) {
      if (await desk.cancelFollowUp(ids.id, ids.followUp, { by: personOf(actor) })) return answer({})
      return problem(404, 'There is no such update to come, or not any more: look at the list again.')
    },
  }),
]
