import { worksOn } from '../domain/access.ts'
import { staffingOf } from '../domain/hours/staffing.ts'
import type { Line } from '../domain/line.ts'
import type { DeskPort } from '../flows/desk.ts'
import type { SlackFacts, Store } from '../flows/store.ts'
import type { Lines } from '../flows/world.ts'
import { personOf } from './acting.ts'
import { answer, type Route, route } from './routes.ts'
import { meet } from './teammate-routes.ts'
import type { DeskHome, DeskLine } from './wire.ts'

export interface HomeRouteOptions {
  readonly desk: Pick<DeskPort, 'counts'>
  readonly store: Pick<Store, 'teammates' | 'pausedLines' | 'eventsBefore'>
  readonly business: string
  readonly lines: Lines
  readonly hasAgent: (name: string) => boolean
  /** Where the pretend phone is, if there is one. */
  readonly phone: string | undefined
  /** Where Slack is a desk. */
  readonly slack?: (() => Promise<SlackFacts>) | undefined
}

/** All that a desk wants to know before it shows anything. */
export const homeRoutes = ({ desk, store, business, lines, hasAgent, phone, slack }: HomeRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/desk',
    action: 'conversation.read',
    async handle({ actor, now }) {
      const scope = actor.lines === 'all' ? undefined : actor.lines
      // Before all else: what happens while the rest is read is told once more rather than never.
      const { cursor } = await store.eventsBefore({ business, most: 1 })
      const [counts, pauses, everybody, facts] = await Promise.all([
        desk.counts({ person: personOf(actor).id, lines: scope }),
        store.pausedLines(),
        store.teammates(business),
        slack?.(),
      ])
      const seen = lines.all.filter(({ name }) => worksOn(actor, name))
      const { kind, id, name, role } = actor
      const home: DeskHome = {
        cursor,
        now,
        actor: { kind, id, name, role, lines: actor.lines },
        lines: seen.map(({ name, displayName, agent, account, handoff }): DeskLine => {
          const pause = pauses.find((one) => one.business === business && one.line === name)
          return {
            name,
            displayName,
            agent: hasAgent(agent) ? agent : undefined,
            account,
            paused: pause && { reason: pause.reason, since: pause.since },
            hours: handoff.hours ? true : undefined,
            nobody: nobodyOn({ handoff, line: name, teammates: everybody, now }),
          }
        }),
        teammates: everybody
          .filter((one) => meet(actor, one.lines))
          .map(({ id, name, role, lines, awaySince }) => ({ id, name, role, lines, awaySince })),
        awaySince: everybody.find(({ id }) => id === actor.id)?.awaySince,
        counts,
        phone,
        ...(facts && { slack: { state: facts.state, since: facts.behindSince ?? facts.since } }),
      }
      return answer({ desk: home })
    },
  }),
]

function nobodyOn({
  handoff: { hours, cover = false },
  ...facts
}: Omit<Parameters<typeof staffingOf>[0], 'hours'> & { handoff: Line['handoff'] }): DeskLine['nobody'] {
  const staffing = staffingOf({ hours, ...facts })
  if (staffing.kind === 'staffed') return undefined
  return { because: staffing.kind, opens: staffing.kind === 'closed' ? staffing.opens : undefined, cover }
}
