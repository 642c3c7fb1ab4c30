import { z } from 'zod'
import { DRAFT_MODES } from '../flows/reading.ts'
import type { Store } from '../flows/store.ts'
import { type ActingOptions, acting, inTheNameOf, ofActs, readerOf } from './acting.ts'
import { faultsOf } from './desk-answers.ts'
import { nothingHere } from './gate.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface DraftRouteOptions extends ActingOptions {
  readonly store: ActingOptions['store'] & Pick<Store, 'markSeen' | 'drafts' | 'keepDraft'>
}

const LONGEST_DRAFT = 20_000
const asked = z.object({ as: inTheNameOf })
const written = z.strictObject({
  as: ofActs.as,
  text: z.string().max(LONGEST_DRAFT),
  replyTo: z.string().min(1).max(200).optional(),
  drafted: z.boolean().default(false),
})

/** Where one person is in a conversation: what they have seen, and what they have begun to write. Nobody else is told. */
export const draftRoutes = (options: DraftRouteOptions): Route[] => {
  const { store, business } = options
  const readerIn = (id: string, person: string) => ({ conversation: { business, id }, person })
  return [
    route({
      method: 'PUT',
      path: '/api/conversations/:id/seen',
      action: 'conversation.mark',
      of: 'conversation',
      body: z.strictObject({ as: ofActs.as, position: z.int().min(0) }),
      handle: acting(options, async ({ ids, body }, { by }) => {
        const position = await store.markSeen(readerIn(ids.id, by.id), body.position)
        return position === undefined ? nothingHere() : answer({ position })
      }),
    }),
    route({
      method: 'GET',
      path: '/api/conversations/:id/drafts',
      action: 'conversation.reply',
      of: 'conversation',
      async handle({ actor, ids, query }) {
        const { data, error } = asked.safeParse(query)
        if (error) return problem(400, faultsOf(error))
        const person = readerOf(actor, data.as)
        return person instanceof Response ? person : answer({ drafts: await store.drafts(readerIn(ids.id, person)) })
      },
    }),
    ...DRAFT_MODES.map((mode) =>
      route({
        method: 'PUT',
        path: `/api/conversations/:id/drafts/${mode}`,
        action: mode === 'reply' ? 'conversation.reply' : 'conversation.note',
        of: 'conversation',
        body: written,
        handle: acting(options, async ({ ids, body: { text, replyTo, drafted }, now }, { by }) => {
          const kept = await store.keepDraft(readerIn(ids.id, by.id), mode, { text, replyTo, drafted, at: now })
          return kept ? answer({}) : nothingHere()
        }),
      }),
    ),
  ]
}
