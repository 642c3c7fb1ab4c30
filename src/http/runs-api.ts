import type { Store } from '../flows/store.ts'
import { answer, problem, type Route, route } from './routes.ts'

interface RunRouteOptions {
  readonly store: Pick<Store, 'runsOf' | 'run' | 'usage' | 'callsOf'>
  readonly business: string
}

const DAY_MS = 24 * 60 * 60_000
const MONTH_DAYS = 30

/** What agents did and why, and what it has cost. */
export const runRoutes = ({ store, business }: RunRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/conversations/:id/runs',
    action: 'run.read',
    of: 'conversation',
    handle: async ({ ids }) => answer({ runs: await store.runsOf({ business, id: ids.id }) }),
  }),
  /** What irreversible tools have done, and what nobody knows the end of. */
  route({
    method: 'GET',
    path: '/api/conversations/:id/calls',
    action: 'run.read',
    of: 'conversation',
    handle: async ({ ids }) => answer({ calls: await store.callsOf({ business, id: ids.id }, 0) }),
  }),
  route({
    method: 'GET',
    path: '/api/runs/:id',
    action: 'run.read',
    of: 'run',
    async handle({ ids }) {
      const run = await store.run({ business, id: ids.id })
      return run ? answer({ run }) : problem(404, 'There is no run with this id, or not any more.')
    },
  }),
  route({
    method: 'GET',
    path: '/api/usage',
    action: 'usage.read',
    async handle({ query: { by = 'agent', since, until }, now }) {
      if (by !== 'agent' && by !== 'conversation') return problem(400, 'by is agent or conversation.')
      const span = { since: timeOf(since, now - MONTH_DAYS * DAY_MS), until: timeOf(until, now) }
      if (Number.isNaN(span.since) || Number.isNaN(span.until))
        return problem(400, 'since and until are times such as 2026-11-01 or 2026-11-01T08:00Z.')
      return answer({ by, usage: await store.usage({ business, by, ...span }) })
    },
  }),
]

const timeOf = (written: string | undefined, otherwise: number) =>
  written === undefined ? otherwise : Date.parse(written)
