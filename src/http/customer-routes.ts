import type { Store } from '../flows/store.ts'
import type { Ids } from '../flows/world.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface CustomerRouteOptions {
  readonly store: Pick<Store, 'findCustomer' | 'eraseCustomer' | 'exportCustomer' | 'erasures'>
  readonly business: string
  readonly ids: Pick<Ids, 'next'>
}

const NOBODY = 'There is no such customer.'

/** All that is kept of a customer, handed out or erased. They may be named by an id, a phone, or a scoped id. */
export const customerRoutes = ({ store, business, ids: { next } }: CustomerRouteOptions): Route[] => [
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
