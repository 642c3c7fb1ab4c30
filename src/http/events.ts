import { type Actor, worksOn } from '../domain/access.ts'
import type { Feed } from '../flows/feed.ts'
import type { ShownEvent } from '../flows/store.ts'
import type { Clock, Lines } from '../flows/world.ts'
import { eventStream } from './event-stream.ts'
import { problem, type Route, route } from './routes.ts'

export interface EventOptions {
  readonly feed: Feed
  readonly lines: Lines
  readonly hasAgent: (name: string) => boolean
  readonly clock: Pick<Clock, 'after'>
}

/** What happens, live. Nothing is shown of lines that the actor does not work on. */
export const eventRoutes = ({ feed, lines, hasAgent, clock }: EventOptions): Route[] => [
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
      const answering = (event: ShownEvent) =>
        event.agent ?? lines.all.find(({ name }) => name === event.line)?.agent ?? undefined
      return eventStream({
        feed,
        clock,
        // A browser that comes again asks with the address it began with, and says in the header where it was.
        after: request.headers.get('last-event-id') ?? query.after,
        wants: (event) =>
          worksOn(watching, event.line) &&
          (line === undefined || event.line === line) &&
          (agent === undefined || answering(event) === agent),
        async mayGoOn() {
          const now = await actorNow()
          if (now) watching = now
          return now !== undefined
        },
      })
    },
  }),
]
