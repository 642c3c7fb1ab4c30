import { Hono } from 'hono'
import type { Store } from '../flows/store.ts'

interface RunsApiOptions {
  readonly store: Pick<Store, 'runsOf' | 'run' | 'usage' | 'callsOf'>
  readonly business: string
  readonly now: () => number
}

const DAY_MS = 24 * 60 * 60_000
const MONTH_DAYS = 30

/** What agents did and why, and what it has cost. */
export function runsApi({ store, business, now }: RunsApiOptions): Hono {
  const api = new Hono()
  api.get('/conversations/:id/runs', async (context) => {
    const runs = await store.runsOf({ business, id: context.req.param('id') })
    return context.json({ ok: true, runs })
  })
  /** What irreversible tools have done, and what nobody knows the end of. */
  api.get('/conversations/:id/calls', async (context) => {
    const calls = await store.callsOf({ business, id: context.req.param('id') }, 0)
    return context.json({ ok: true, calls })
  })
  api.get('/runs/:id', async (context) => {
    const run = await store.run({ business, id: context.req.param('id') })
    if (!run) return context.json({ ok: false, error: 'There is no run with this id, or not any more.' }, 404)
    return context.json({ ok: true, run })
  })
  api.get('/usage', async (context) => {
    const { by = 'agent', since, until } = context.req.query()
    if (by !== 'agent' && by !== 'conversation')
      return context.json({ ok: false, error: 'by is agent or conversation.' }, 400)
    const span = { since: timeOf(since, now() - MONTH_DAYS * DAY_MS), until: timeOf(until, now()) }
    if (Number.isNaN(span.since) || Number.isNaN(span.until))
      return context.json(
        { ok: false, error: 'since and until are times such as 2026-11-01 or 2026-11-01T08:00Z.' },
        400,
      )
    return context.json({ ok: true, by, usage: await store.usage({ business, by, ...span }) })
  })
  return api
}

const timeOf = (written: string | undefined, otherwise: number) =>
  written === undefined ? otherwise : Date.parse(written)
