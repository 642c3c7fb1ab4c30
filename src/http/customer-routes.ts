import type { LineScope } from '../domain/access.ts'
import type { DeskPort } from '../flows/desk.ts'
import type { Store } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { personOf } from './acting.ts'
import { type ConsentRouteOptions, consentRoutes } from './consent-routes.ts'
import { answer, problem, type Route, route } from './routes.ts'
import type { CustomerCard } from './wire.ts'

export interface CustomerRouteOptions {
  readonly store: Pick<Store, 'findCustomer' | 'eraseCustomer' | 'exportCustomer' | 'erasures'> &
    ConsentRouteOptions['store']
  readonly desk: Pick<DeskPort, 'customer' | 'block' | 'unblock' | 'blocks'>
  readonly business: string
  readonly ids: Pick<Ids, 'next'>
}

const NOBODY = 'There is no such customer.'

/** Customers may be named by an id, a phone, or a scoped id. */
export const customerRoutes = (options: CustomerRouteOptions): Route[] => [
  ...cardRoutes(options),
  ...blockRoutes(options),
  ...consentRoutes(options, async (name, lines) => (await cardOf(options, name, lines))?.id),
  ...dataRoutes(options),
]

const scopeOf = (lines: LineScope) => ({ lines: lines === 'all' ? undefined : lines })

/** Somebody who never wrote on a line of whoever asks is nobody to them. */
async function cardOf(
  { store, desk, business }: Pick<CustomerRouteOptions, 'store' | 'desk' | 'business'>,
  name: string,
  lines: LineScope,
): Promise<CustomerCard | undefined> {
  const id = await store.findCustomer(business, name)
  return id === undefined ? undefined : desk.customer(id, scopeOf(lines))
}

const cardRoutes = (options: CustomerRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/customers/:id',
    action: 'customer.read',
    async handle({ actor, ids }) {
      const customer = await cardOf(options, ids.id, actor.lines)
      return customer ? answer({ customer }) : problem(404, NOBODY)
    },
  }),
]

const blockRoutes = (options: CustomerRouteOptions): Route[] => [
  ...(['block', 'unblock'] as const).map((act) =>
    route({
      method: 'POST',
      path: `/api/customers/:id/${act}`,
      action: 'customer.block',
      async handle({ actor, ids, by }) {
        const there = await cardOf(options, ids.id, actor.lines)
        if (!there) return problem(404, NOBODY)
        await options.desk[act](there.id, { by, person: personOf(by) })
        const customer = await cardOf(options, there.id, actor.lines)
        return customer ? answer({ customer }) : problem(404, NOBODY)
      },
    }),
  ),
  route({
    method: 'GET',
    path: '/api/blocks',
    action: 'customer.read',
    handle: async ({ actor }) => answer({ blocks: await options.desk.blocks(scopeOf(actor.lines)) }),
  }),
]

/** All that is kept of a customer, handed out or erased. */
const dataRoutes = ({ store, business, ids: { next } }: CustomerRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/customers/:id/export',
    action: 'customer.export',
    async handle({ ids, by, now }) {
      const customer = await store.findCustomer(business, ids.id)
      if (customer === undefined) return problem(404, NOBODY)
      return answer({ customer, tables: await store.exportCustomer({ business, customer, by, now }) })
    },
  }),
  route({
    method: 'POST',
    path: '/api/customers/:id/erase',
    action: 'customer.erase',
    async handle({ ids, by, now }) {
      const customer = await store.findCustomer(business, ids.id)
      const receipt = customer && (await store.eraseCustomer({ business, customer, id: next(), by, now }))
      return receipt ? answer({ receipt }) : problem(404, NOBODY)
    },
  }),
  route({
    method: 'GET',
    path: '/api/erasures',
    action: 'customer.erase',
    handle: async () => answer({ erasures: await store.erasures(business) }),
  }),
]
