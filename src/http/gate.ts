import type { Context } from 'hono'
import { type Actor, type Role, verdict } from '../domain/access.ts'
import type { By } from '../flows/people.ts'
import { type From, problem, type Route } from './routes.ts'

/** Who asks, as far as what they brought says it. */
export type Asker =
  | { readonly kind: 'known'; readonly actor: Actor; readonly by: By; readonly from: From }
  /** Nothing, or nothing that is worth anything (any more); the sentence says what to bring. */
  | { readonly kind: 'stranger'; readonly cure: string; readonly from: From }
  /** It looks like the doing of another web page in the browser of somebody who is signed in. */
  | { readonly kind: 'forged'; readonly cure: string }

export type WhoAsks = (context: Context, route: Pick<Route, 'action' | 'upload'>) => Promise<Asker>

export interface GateOptions {
  readonly whoAsks: WhoAsks
  /** The line of what an id names. */
  readonly lineOf: (of: NonNullable<Route['of']>, id: string) => Promise<string | undefined>
}

export interface Admitted {
  readonly actor: Actor
  readonly by: By
  readonly from: From
  readonly line: string
}

/** Lets somebody through to a route, or says why not. */
export type Gate = (context: Context, route: Omit<Route, 'handle'>) => Promise<Admitted | Response>

export function createGate({ whoAsks, lineOf }: GateOptions): Gate {
  return async (context, { action, of, path, ...route }) => {
    const asker = await whoAsks(context, { action, ...route })
    if (asker.kind === 'forged') return problem(403, asker.cure)
    if (action === 'anybody') return { ...anybody(asker.from), line: '' }
    if (asker.kind === 'stranger') return unknown(asker.cure)
    const { actor, by, from } = asker
    const line = of && (await lineOf(of, context.req.param(firstId(path)) ?? ''))
    if (of && line === undefined) return nothingHere()
    const said = verdict(actor, action, { line })
    if (said.kind === 'hidden') return nothingHere()
    if (said.kind === 'too-low') return problem(403, tooLow(actor.role, said.least))
    if (said.kind === 'too-narrow') return problem(403, 'This reaches all lines: only who works on all of them may.')
    return { actor, by, from, line: line ?? '' }
  }
}

/** What anybody may ask is answered to whoever comes by what they bring, never by who they are. */
function anybody(from: From): Omit<Admitted, 'line'> {
  const named = { kind: 'token', id: 'anybody', name: 'somebody' } as const
  return { actor: { ...named, role: 'viewer', lines: [] }, by: { ...named, source: 'api', ip: from.ip }, from }
}

/** To somebody without anything even a path that is not there answers like all others. */
export function unknown(cure: string): Response {
  const response = problem(401, cure)
  response.headers.set('www-authenticate', 'Bearer')
  return response
}

/** What lies on the lines of others is not told from what is not there. */
export const nothingHere = () => problem(404, 'There is nothing here with this name, or not any more.')

const tooLow = (role: Role, least: Role) =>
  `A role of ${role} may not do this. It takes ${least}${least === 'owner' ? '' : ', or a role above'}.`

const firstId = (path: string): string => /:(\w+)/.exec(path)?.[1] ?? ''
