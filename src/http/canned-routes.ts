import { z } from 'zod'
import { type Actor, worksOn } from '../domain/access.ts'
import type { CannedKept, CannedReply } from '../flows/desk-data.ts'
import type { Store } from '../flows/store.ts'
import type { Ids, Lines } from '../flows/world.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface CannedRouteOptions {
  readonly store: Pick<Store, 'cannedReplies' | 'keepCanned' | 'changeCanned' | 'dropCanned'>
  readonly business: string
  readonly lines: Lines
  readonly ids: Pick<Ids, 'next'>
}

/** As long as a text of WhatsApp may be. */
const LONGEST_TEXT = 4096

const written = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^\P{C}+$/u, 'has a character that nobody can see'),
  text: z.string().trim().min(1).max(LONGEST_TEXT),
  line: z.string().min(1).optional(),
})
type Written = z.output<typeof written>

/** Words that are written often: for every line, or for one. */
export const cannedRoutes = ({ store, business, lines, ids: { next } }: CannedRouteOptions): Route[] => {
  /** What is for every line is everybody's to use, and only theirs to change who work on all of them. */
  const mayWrite = ({ lines: own }: Actor, line: string | undefined) =>
    line === undefined ? own === 'all' : own === 'all' || own.includes(line)

  async function seen(actor: Actor): Promise<CannedReply[]> {
    const all = await store.cannedReplies(business)
    return all.filter(({ line }) => line === undefined || worksOn(actor, line))
  }

  function refusal(actor: Actor, { line }: Pick<Written, 'line'>): Response | undefined {
    if (line !== undefined && !(worksOn(actor, line) && lines.all.some(({ name }) => name === line)))
      return problem(422, `There is no line named ${line}.`)
    return mayWrite(actor, line) ? undefined : problem(403, TOO_WIDE)
  }

  return [
    route({
      method: 'GET',
      path: '/api/canned',
      action: 'canned.read',
      handle: async ({ actor }) => answer({ replies: await seen(actor) }),
    }),
    route({
      method: 'POST',
      path: '/api/canned',
      action: 'canned.write',
      body: written,
      async handle({ actor, body, now }) {
        const refused = refusal(actor, body)
        if (refused) return refused
        const reply = { id: next(), name: body.name, text: body.text, line: body.line }
        return kept(await store.keepCanned({ ...reply, business, now }), reply, 201)
      },
    }),
    route({
      method: 'PUT',
      path: '/api/canned/:id',
      action: 'canned.write',
      body: written,
      async handle({ actor, ids, body, now }) {
        const there = (await seen(actor)).find(({ id }) => id === ids.id)
        if (!there) return problem(404, NOT_THERE)
        const refused = refusal(actor, there) ?? refusal(actor, body)
        if (refused) return refused
        const reply = { id: there.id, name: body.name, text: body.text, line: body.line }
        return kept(await store.changeCanned({ ...reply, business, now }), reply, 200)
      },
    }),
    route({
      method: 'DELETE',
      path: '/api/canned/:id',
      action: 'canned.write',
      async handle({ actor, ids }) {
        const there = (await seen(actor)).find(({ id }) => id === ids.id)
        if (!there) return problem(404, NOT_THERE)
        if (!mayWrite(actor, there.line)) return problem(403, TOO_WIDE)
        return (await store.dropCanned({ business, id: there.id })) ? answer({}) : problem(404, NOT_THERE)
      },
    }),
  ]
}

const NOT_THERE = 'There is no such reply, or not any more.'
const TOO_WIDE = 'A reply for every line is written by somebody who works on all of them. Name a line of yours.'

function kept(verdict: CannedKept, reply: CannedReply, status: number): Response {
  switch (verdict) {
    case 'kept':
      return answer({ reply }, status)
    case 'name-taken':
      return problem(409, `There is a reply named ${reply.name} already. Choose another name.`)
    case 'too-many':
      return problem(409, 'There are 500 replies already: nobody finds anything in more. Delete some first.')
    case 'unknown':
      return problem(404, NOT_THERE)
  }
}
