import { type Actor, worksOn } from '../domain/access.ts'
import type { CampaignNews, CampaignStore } from '../flows/campaign-store.ts'
import type { Feed } from '../flows/feed.ts'
import type { PresenceBoard } from '../flows/presence.ts'
import type { ShownEvent } from '../flows/store.ts'
import type { Clock, Lines, Templates } from '../flows/world.ts'
import { personOf } from './acting.ts'
import { atAPace } from './at-a-pace.ts'
import { eventStream } from './event-stream.ts'
import { problem, type Route, route } from './routes.ts'

export interface EventOptions {
  readonly feed: Feed
  readonly presence: PresenceBoard
  readonly templates: Pick<Templates, 'follow'>
  readonly store: Pick<CampaignStore, 'followCampaigns'>
  readonly lines: Lines
  readonly hasAgent: (name: string) => boolean
  readonly clock: Pick<Clock, 'after'>
}

/** What happens, live. Nothing is shown of lines that the actor does not work on. */
export const eventRoutes = ({ feed, presence, templates, store, lines, hasAgent, clock }: EventOptions): Route[] => [
  route({
    method: 'GET',
    path: '/channels/events',
    action: 'events.read',
    handle({ actor, actorNow, query, request }) {
      const { agent, line } = query
      if (agent !== undefined && !hasAgent(agent)) return problem(404, 'There is no such agent.')
      if (line !== undefined && !lines.all.some(({ name }) => name === line && worksOn(actor, name)))
        return problem(404, 'There is no line of this name.')
      let watching: Actor = actor
      const agentOf = (line: string) => lines.all.find(({ name }) => name === line)?.agent
      const answering = (event: ShownEvent) => event.agent ?? agentOf(event.line)
      const isWanted = (name: string) => worksOn(watching, name) && (line === undefined || name === line)
      return eventStream({
        feed,
        clock,
        // A browser that comes again asks with the address it began with, and says in the header where it was.
        after: request.headers.get('last-event-id') ?? query.after,
        wants: (event) => isWanted(event.line) && (agent === undefined || answering(event) === agent),
        attend(tell) {
          const leave = presence.follow({
            person: personOf(actor).id,
            wants: (name) => isWanted(name) && (agent === undefined || agentOf(name) === agent),
            tell: (seen) => tell({ kind: 'presence', presence: seen }),
          })
          const leaveTemplates = templates.follow(() => tell({ kind: 'templates' }))
          const tellCampaign = ({ campaign, line }: CampaignNews) =>
            isWanted(line) && tell({ kind: 'campaign', campaign })
          const leaveCampaigns = store.followCampaigns(atAPace(clock, tellCampaign))
          return () => {
            leave()
            leaveTemplates()
            leaveCampaigns()
          }
        },
        async mayGoOn() {
          const now = await actorNow()
          if (now) watching = now
          return now !== undefined
        },
      })
    },
  }),
]
