import { z } from 'zod'
import type { Actor } from '../domain/access.ts'
import type { Person } from '../domain/ownership.ts'
import type { Source } from '../flows/baton.ts'
import type { PeopleStore } from '../flows/people.ts'
import { personName } from './people-schema.ts'
import { type Asked, problem } from './routes.ts'

export interface ActingOptions {
  readonly store: Pick<PeopleStore, 'teammates'>
  readonly business: string
}

const OF_TOKENS = 'token:'

/** Ids of people that only a desk of your own knows. Those that begin like ours are not theirs to give. */
export const person = z.strictObject({
  id: z
    .string()
    .min(1)
    .max(100)
    .regex(/^[^\s\p{C}]+$/u, 'has a space, or a character that nobody can see')
    .refine((id) => !id.startsWith(OF_TOKENS), `begins with ${OF_TOKENS}`),
  name: personName,
})

/** What every act may say besides: in whose name a program acts, and the epoch that it was decided on. */
export const ofActs = {
  as: person.optional(),
  epoch: z.int().min(0).optional(),
}

/** Whoever asks, as somebody who holds conversations. */
export const personOf = ({ kind, id, name }: Pick<Actor, 'kind' | 'id' | 'name'>): Person =>
  kind === 'teammate' ? { id, name } : { id: `${OF_TOKENS}${id}`, name }

/** In whose eyes something is looked at: an id in the address. */
export const inTheNameOf = person.shape.id.optional()

/** A program also asks in the name of its own people. */
export function readerOf(actor: Actor, as: string | undefined): string | Response {
  if (as === undefined) return personOf(actor).id
  return actor.kind === 'token' ? as : problem(403, 'Only a token asks in the name of others.')
}

export interface Acting {
  readonly by: Person
  readonly source: Source
}

interface ActBody {
  readonly as?: Person | undefined
}

/**
 * A handler that is told in whose name it acts. Teammates act as themselves. A program acts as its token, or as somebody
 * of the desk that it is: never as a teammate, who signs in.
 */
export function acting<Ids, Body extends ActBody>(
  options: ActingOptions,
  handle: (asked: Asked<Ids, Body>, act: Acting) => Promise<Response>,
): (asked: Asked<Ids, Body>) => Promise<Response> {
  return async (asked) => {
    const { actor, by, body } = asked
    const { source } = by
    if (!body.as) return handle(asked, { by: personOf(by), source })
    if (actor.kind !== 'token') return problem(403, 'Only a token acts in the name of others.')
    if (await isTeammate(options, body.as.id)) return problem(403, NOT_AS_TEAMMATE)
    return handle(asked, { by: body.as, source })
  }
}

const NOT_AS_TEAMMATE = 'This is the id of a teammate, who signs in: programs act in the name of their own people only.'

export const isTeammate = async ({ store, business }: ActingOptions, id: string) =>
  (await store.teammates(business)).some((one) => one.id === id)
