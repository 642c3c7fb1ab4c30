import type { ZodType } from 'zod'
import type { Action, Actor } from '../domain/access.ts'
import type { By, Subject } from '../flows/people.ts'

/**
 * Every question the server answers is a `Route`: data, with the action that it needs. `mount` (mount.ts) sets the gate
 * before each, so that no handler runs unless `can(actor, action, resource)` of domain/access.ts has said yes.
 *
 * To add routes: write a function that takes what they need and returns `Route[]`, each made with `route({ ... })`, and
 * name it in `api.ts`. test/journeys/access.test.ts then asks each of them as everybody, without being told.
 *
 *   export const noteRoutes = ({ store, business }: NoteOptions): Route[] => [
 *     route({
 *       method: 'POST',
 *       path: '/api/conversations/:id/notes',
 *       action: 'conversation.note',
 *       of: 'conversation',
 *       body: z.strictObject({ text: z.string().min(1).max(4096) }),
 *       handle: async ({ ids, body, by, now }) => answer({ note: await store.keepNote(...) }, 201),
 *     }),
 *   ]
 */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** From the root; parts with a colon are handed to `handle` as `ids`. */
  readonly path: `/${string}`
  /** What is done. `anybody` is for those who have nothing to show yet: they bring a password or a one-time secret. */
  readonly action: Action | 'anybody'
  /**
   * What the first of the ids names. Its line is found before anything else: where there is none, or the actor does not
   * work on it, the answer is 404. Routes without it that list things show only those on `actor.lines`.
   */
  readonly of?: Subject | 'line'
  /** What a body must be; anything else is answered 400. Without it a body is not read. */
  readonly body?: ZodType
  /** So many bytes its body may have, where that is more than usual. */
  readonly largest?: number
  /** The handler reads `request` itself, as a form with files rather than JSON. */
  readonly upload?: true
  handle(asked: Asked): Response | Promise<Response>
}

export interface Asked<Ids = Readonly<Record<string, string>>, Body = unknown> {
  readonly actor: Actor
  /** Who they are by now, for what goes on for long: nobody, once the session has ended or the action is not theirs any more. */
  actorNow(): Promise<Actor | undefined>
  /** The actor as records name who did something. */
  readonly by: By
  readonly from: From
  readonly ids: Ids
  /** The line of what `of` names; empty without it. */
  readonly line: string
  readonly query: Readonly<Record<string, string>>
  readonly body: Body
  readonly now: number
  /** For streams and uploads; its body is read already where the route has a `body`. */
  readonly request: Request
}

/** Where a question came from. */
export interface From {
  readonly ip: string | undefined
  readonly userAgent: string | undefined
  /** Nobody on the way can read along. */
  readonly secure: boolean
  /** The id of the session they are signed in with. */
  readonly session: string | undefined
}

/** A route whose handler knows the names in its path and the type of its body. */
export function route<Path extends `/${string}`, Body = undefined>(
  given: Omit<Route, 'path' | 'body' | 'handle'> & {
    readonly path: Path
    readonly body?: ZodType<Body>
    handle(asked: Asked<IdsIn<Path>, Body>): Response | Promise<Response>
  },
): Route {
  return given
}

type IdsIn<Path extends string> = { readonly [Name in NameIn<Path>]: string }
type NameIn<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | NameIn<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

export const answer = (body: object, status = 200): Response => Response.json({ ok: true, ...body }, { status })

/** `more` goes into the answer beside the sentence: what is true instead, a text that was not sent. */
export const problem = (status: number, error: string, more: object = {}): Response =>
  Response.json({ ok: false, error, ...more }, { status })
