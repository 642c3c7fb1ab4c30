import { z } from 'zod'
import type { PeopleStore } from '../flows/people.ts'
import { isSameToken } from '../whatsapp/signature.ts'
import { email, oneTimeSecret, password, personName } from './people-schema.ts'
import { answer, problem, type Route, route } from './routes.ts'
import type { SignIn } from './sign-in.ts'

export interface JoiningRouteOptions {
  readonly store: Pick<PeopleStore, 'isSetUp' | 'setUp' | 'isOffered' | 'acceptInvitation' | 'resetPassword'>
  readonly business: string
  readonly signIn: Pick<SignIn, 'hash'>
  /** That of the configuration. */
  readonly setupToken: () => string | undefined
}

const CLOSED = 'This Wabaton is set up already. Ask an admin for an invitation.'
const WRONG = 'This token is unknown, used, or has run out.'

/**
 * Doors for those who have nothing but a one-time secret. It is looked at before the password is digested: whoever brings
 * none costs us nothing.
 */
export const joiningRoutes = ({ store, business, signIn, setupToken }: JoiningRouteOptions): Route[] => [
  route({
    method: 'POST',
    path: '/api/setup',
    action: 'anybody',
    body: z.strictObject({ token: oneTimeSecret, name: personName, email, password }),
    async handle({ body: { token: secret, name, email, password }, from, now }) {
      if (await store.isSetUp(business)) return problem(410, CLOSED)
      const trusted = isSameToken(secret, setupToken() ?? '')
      if (!trusted && !(await store.isOffered({ business, kind: 'set-up', secret, now }))) return problem(403, WRONG)
      const passwordHash = await signIn.hash(password)
      const done = await store.setUp({ business, secret, trusted, name, email, passwordHash, ip: from.ip, now })
      if (done.kind === 'closed') return problem(410, CLOSED)
      return done.kind === 'done' ? answer({ email }, 201) : problem(403, WRONG)
    },
  }),
  route({
    method: 'POST',
    path: '/api/invitations/accept',
    action: 'anybody',
    body: z.strictObject({ token: oneTimeSecret, name: personName, password }),
    async handle({ body: { token: secret, name, password }, from, now }) {
      if (!(await store.isOffered({ business, kind: 'invitation', secret, now }))) return problem(403, WRONG)
      const passwordHash = await signIn.hash(password)
      const done = await store.acceptInvitation({ business, secret, name, passwordHash, ip: from.ip, now })
      if (done.kind === 'known-email') return problem(409, 'A teammate has this address already.')
      return done.kind === 'done' ? answer({ email: done.email }, 201) : problem(403, WRONG)
    },
  }),
  route({
    method: 'POST',
    path: '/api/password',
    action: 'anybody',
    body: z.strictObject({ token: oneTimeSecret, password }),
    async handle({ body: { token: secret, password }, from, now }) {
      if (!(await store.isOffered({ business, kind: 'reset', secret, now }))) return problem(403, WRONG)
      const passwordHash = await signIn.hash(password)
      const done = await store.resetPassword({ business, secret, passwordHash, ip: from.ip, now })
      return done.kind === 'done' ? answer({ email: done.email }) : problem(403, WRONG)
    },
  }),
]
