import { z } from 'zod'
import { type Actor, isAtLeast, worksOn } from '../domain/access.ts'
import { HANDOFF_REASONS, RESOLUTIONS } from '../domain/handoff.ts'
import { readPlace } from '../domain/place-in-list.ts'
import type { DeskPort } from '../flows/desk.ts'
import { VIEWS } from '../flows/reading.ts'
import { type ActingOptions, acting, inTheNameOf, isTeammate, ofActs, person, readerOf } from './acting.ts'
import { faultsOf, passed } from './desk-answers.ts'
import { nothingHere } from './gate.ts'
import { answer, problem, type Route, route } from './routes.ts'
import { WINDOW_STATES } from './wire.ts'

export interface ConversationRouteOptions extends ActingOptions {
  readonly desk: DeskPort
}

/** Who has which conversation, what is said in it, and how it changes hands. */
export const conversationRoutes = (options: ConversationRouteOptions): Route[] => [
  ...readingRoutes(options),
  ...passingRoutes(options),
  assigning(options),
]

const most = (usual: number) => z.coerce.number().int().min(1).max(200).default(usual)
const viewed = z.object({ line: z.string().optional(), as: inTheNameOf })
const listed = viewed.extend({
  view: z.enum(VIEWS).default('all'),
  reason: z.enum(HANDOFF_REASONS).optional(),
  language: z.string().max(20).optional(),
  window: z.enum(WINDOW_STATES).optional(),
  q: z.string().max(200).optional(),
  after: z
    .string()
    .refine((text) => readPlace(text) !== undefined, 'is no `next` of a page')
    .optional(),
  most: most(50),
})
const answering = z.object({ answer: z.string().trim().max(1_000).optional() })
const page = z.object({ before: z.coerce.number().int().optional(), most: most(50) })

/** Of the lines that somebody works on, all or the one they ask for; undefined is every line. */
function linesOf({ lines }: Actor, line: string | undefined): readonly string[] | undefined {
  if (line === undefined) return lines === 'all' ? undefined : lines
  return lines === 'all' || lines.includes(line) ? [line] : []
}

const readingRoutes = ({ desk }: ConversationRouteOptions): Route[] => [
  route({
    method: 'GET',
    path: '/api/conversations',
    action: 'conversation.read',
    async handle({ actor, query }) {
      const { data, error } = listed.safeParse(query)
      if (error) return problem(400, faultsOf(error))
      const { line, as, ...wanted } = data
      const person = readerOf(actor, as)
      return person instanceof Response
        ? person
        : answer(await desk.page({ ...wanted, person, lines: linesOf(actor, line) }))
    },
  }),
  // Before the next one, which would take it for an id.
  route({
    method: 'GET',
    path: '/api/conversations/counts',
    action: 'conversation.read',
    async handle({ actor, query }) {
      const { data, error } = viewed.safeParse(query)
      if (error) return problem(400, faultsOf(error))
      const person = readerOf(actor, data.as)
      if (person instanceof Response) return person
      return answer({ counts: await desk.counts({ person, lines: linesOf(actor, data.line) }) })
    },
  }),
  route({
    method: 'GET',
    path: '/api/conversations/:id',
    action: 'conversation.read',
    of: 'conversation',
    async handle({ actor, ids, query }) {
      const { data, error } = viewed.safeParse(query)
      if (error) return problem(400, faultsOf(error))
      const person = readerOf(actor, data.as)
      if (person instanceof Response) return person
      const conversation = await desk.conversation(ids.id, person)
      return conversation ? answer({ conversation }) : nothingHere()
    },
  }),
  route({
    method: 'GET',
    path: '/api/conversations/:id/window',
    action: 'conversation.read',
    of: 'conversation',
    async handle({ ids, query }) {
      const { data, error } = answering.safeParse(query)
      if (error) return problem(400, faultsOf(error))
      const window = await desk.window(ids.id, data)
      return window ? answer({ window }) : nothingHere()
    },
  }),
  route({
    method: 'GET',
    path: '/api/conversations/:id/thread',
    action: 'conversation.read',
    of: 'conversation',
    async handle({ ids, query }) {
      const { data, error } = page.safeParse(query)
      if (error) return problem(400, faultsOf(error))
      const thread = await desk.thread(ids.id, data)
      return thread ? answer(thread) : nothingHere()
    },
  }),
]

/** What is said when somebody gives a conversation back. */
export const ofReleases = {
  as: ofActs.as,
  outcome: z.string().trim().min(1).max(500).optional(),
  resolution: z.enum(RESOLUTIONS).optional(),
}

const passingRoutes = (options: ConversationRouteOptions): Route[] => {
  const { desk } = options
  return [
    route({
      method: 'POST',
      path: '/api/conversations/:id/claim',
      action: 'conversation.claim',
      of: 'conversation',
      body: z.strictObject({ ...ofActs, over: z.boolean().optional() }),
      handle: acting(options, async ({ ids, body: { epoch, over } }, act) =>
        passed(await desk.claim(ids.id, { ...act, epoch, over })),
      ),
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/put-back',
      action: 'conversation.release',
      of: 'conversation',
      body: z.strictObject(ofActs),
      handle: acting(options, async ({ ids, body: { epoch } }, act) =>
        passed(await desk.putBack(ids.id, { ...act, epoch })),
      ),
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/release',
      action: 'conversation.release',
      of: 'conversation',
      body: z.strictObject({ ...ofReleases, epoch: ofActs.epoch }),
      handle: acting(options, async ({ ids, body: { outcome, resolution, epoch } }, act) =>
        passed(await desk.release(ids.id, { ...act, outcome, resolution, epoch })),
      ),
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/undo',
      action: 'conversation.claim',
      of: 'conversation',
      body: z.strictObject(ofActs),
      handle: acting(options, async ({ ids, body: { epoch } }, act) =>
        passed(await desk.undo(ids.id, { ...act, epoch })),
      ),
    }),
  ]
}

const assigning = (options: ConversationRouteOptions): Route => {
  const { desk, store, business } = options
  return route({
    method: 'POST',
    path: '/api/conversations/:id/assign',
    action: 'conversation.assign',
    of: 'conversation',
    /** A teammate by their id; a token also names people of its own. */
    body: z.strictObject({ ...ofActs, to: z.union([z.string().min(1).max(100), person]) }),
    handle: acting(options, async ({ actor, ids, line, body: { to, epoch } }, act) => {
      if (typeof to === 'string') return toTeammate(to)
      if (actor.kind !== 'token') return problem(403, 'Only a token assigns to people of its own.')
      if (await isTeammate(options, to.id)) return toTeammate(to.id)
      return passed(await desk.assign(ids.id, { ...act, to, epoch }))

      /** Nobody is given what they may not answer. */
      async function toTeammate(id: string) {
        const teammate = (await store.teammates(business)).find((one) => one.id === id)
        if (!teammate) return problem(404, 'There is no teammate with this id, or not any more.')
        const { name } = teammate
        if (!worksOn(teammate, line)) return problem(422, `${name} does not work on ${line}.`)
        if (!isAtLeast(teammate.role, 'member')) return problem(422, `${name} may only look, and could not answer.`)
        return passed(await desk.assign(ids.id, { ...act, to: { id, name }, epoch }))
      }
    }),
  })
}
