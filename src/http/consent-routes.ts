import { z } from 'zod'
import { CONSENT_STATES, consentIn } from '../domain/consent.ts'
import type { Store } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface ConsentRouteOptions {
  readonly store: Pick<Store, 'consentOf' | 'keepConsents'>
  readonly business: string
  readonly ids: Pick<Ids, 'next'>
}

/** The id of a customer whom whoever asks may see. */
type Find = (name: string, lines: 'all' | readonly string[]) => Promise<string | undefined>

const NOBODY = 'There is no such customer.'
const THEIRS =
  'They have said themselves that they want no marketing. Only they can take it back: by writing START, or in WhatsApp.'

const said = z.strictObject({
  state: z.enum(CONSENT_STATES),
  /** How it is known: "ticked the box at the checkout". */
  words: z.string().trim().min(1).max(1000).optional(),
  /** What proves it elsewhere, such as the id of an order. Said again with the same, it is not kept twice. */
  evidence: z.string().trim().min(1).max(200).optional(),
  at: z.int().positive().optional(),
})

/** Who wants marketing, and what proves it. Entries are added, and none is ever changed. */
export const consentRoutes = ({ store, business, ids: { next } }: ConsentRouteOptions, find: Find): Route[] => {
  async function shown(customer: string) {
    const entries = (await store.consentOf({ business, customer })) ?? []
    const { state, theirs } = consentIn(entries)
    return { marketing: { state, theirs }, entries }
  }

  return [
    route({
      method: 'GET',
      path: '/api/customers/:id/consent',
      action: 'customer.read',
      async handle({ actor, ids }) {
        const customer = await find(ids.id, actor.lines)
        return customer === undefined ? problem(404, NOBODY) : answer({ consent: await shown(customer) })
      },
    }),
    route({
      method: 'POST',
      path: '/api/customers/:id/consent',
      action: 'customer.consent',
      body: said,
      async handle({ actor, ids, by, body: { state, words, evidence = next(), at }, now }) {
        const customer = await find(ids.id, actor.lines)
        if (customer === undefined) return problem(404, NOBODY)
        const source = by.kind === 'teammate' ? ('teammate' as const) : ('program' as const)
        const given = [{ customer, state, source, evidence, words, at: at ?? now }]
        const [kept] = await store.keepConsents({ business, given, meets: false, by, now })
        const consent = await shown(customer)
        if (kept?.kind === 'theirs') return problem(409, THEIRS, { because: 'theirs', consent })
        return answer({ consent }, kept?.kind === 'kept' && kept.fresh ? 201 : 200)
      },
    }),
  ]
}
