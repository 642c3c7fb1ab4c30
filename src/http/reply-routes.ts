import { z } from 'zod'
import type { Outbound } from '../domain/outbound.ts'
import type { DeskAnswered, DeskPort } from '../flows/desk.ts'
import { toDeskMessage } from '../flows/desk-views.ts'
import { type ActingOptions, acting, ofActs } from './acting.ts'
import { held, stateOf } from './desk-answers.ts'
import { nothingHere } from './gate.ts'
import { outbound } from './outbound-body.ts'
import { answer, problem, type Route, route } from './routes.ts'

export interface ReplyRouteOptions extends ActingOptions {
  readonly desk: DeskPort
}

const LONGEST_TEXT = 60_000

/** What may be said of anything that is sent. */
const ofSends = {
  ...ofActs,
  /** Names it for ever: asked again with the same, it is not sent again. */
  id: z.uuid().toLowerCase().optional(),
  /** The position of the last message they saw. */
  seen: z.int().optional(),
  over: z.boolean().optional(),
  /** Seconds in which it can be taken back. */
  hold: z.number().min(0).max(10).optional(),
  /** Where the window is closed it waits for the customer to write; else it is refused. */
  whenClosed: z.literal('park').optional(),
}

/** What teammates write to customers. */
export const replyRoutes = (options: ReplyRouteOptions): Route[] => {
  const { desk } = options
  return [
    route({
      method: 'POST',
      path: '/api/conversations/:id/replies',
      action: 'conversation.reply',
      of: 'conversation',
      body: z
        .strictObject({
          ...ofSends,
          text: z.string().min(1).max(LONGEST_TEXT).optional(),
          content: outbound.optional(),
          replyTo: z.string().min(1).max(300).optional(),
          drafted: z.boolean().optional(),
        })
        .refine(
          ({ text, content }) => (text === undefined) !== (content === undefined),
          'wants either text or content',
        ),
      handle: acting(options, async ({ ids, body: { as, text, content, hold, ...given } }, act) => {
        const message = text ?? (content as Outbound)
        const holdMs = hold === undefined ? undefined : Math.round(hold * 1000)
        return answered(await desk.reply(ids.id, { ...act, ...given, message, holdMs }), { text, content })
      }),
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/messages/:message/retry',
      action: 'conversation.reply',
      of: 'conversation',
      body: z.strictObject(ofSends),
      handle: acting(options, async ({ ids, body: { as, hold, ...given } }, act) => {
        const holdMs = hold === undefined ? undefined : Math.round(hold * 1000)
        return answered(await desk.retry(ids.id, ids.message, { ...act, ...given, holdMs }), {})
      }),
    }),
    route({
      method: 'POST',
      path: '/api/conversations/:id/messages/:message/undo',
      action: 'conversation.reply',
      of: 'conversation',
      body: z.strictObject({ as: ofActs.as }),
      handle: acting(options, async ({ ids }, { by }) => {
        const taken = await desk.takeBack(ids.id, ids.message, { by })
        if (taken.kind === 'unknown') return nothingHere()
        const state = stateOf(taken.now)
        if (taken.kind === 'not-held') return problem(409, NOT_HELD, { state })
        const { messages, text, contents } = taken
        return answer({ messages, text, contents, state })
      }),
    }),
  ]
}

const NOT_HELD = 'It cannot be taken back: it has left, or is not yours.'

/** Whatever was not sent comes back with the words that were written. */
function answered(
  verdict: DeskAnswered,
  kept: { readonly text?: string | undefined; readonly content?: unknown },
): Response {
  switch (verdict.kind) {
    case 'queued': {
      const { messages, leavesAt, onTheWire, waits, now } = verdict
      return answer({ messages, leavesAt: waits ? undefined : leavesAt, waits, onTheWire, state: stateOf(now) }, 201)
    }
    case 'unknown':
      return nothingHere()
    case 'stale':
    case 'refused':
      return held(verdict, kept)
    case 'newer': {
      const newer = verdict.messages.map(toDeskMessage)
      const who = newer.at(-1)?.writer?.name ?? 'Somebody'
      return problem(409, `${who} has answered since you looked.`, { ...kept, newer, state: stateOf(verdict.now) })
    }
    case 'not-failed':
      return problem(409, 'There is nothing to send anew: it has not failed, or was sent anew already.', {
        state: stateOf(verdict.now),
      })
    case 'id-taken':
      return problem(409, 'Something else has this id: choose another one.', { ...kept, state: stateOf(verdict.now) })
    case 'unknown-message':
      return problem(422, 'replyTo names no message of this conversation that WhatsApp knows.', kept)
    case 'not-sendable':
      return problem(422, verdict.reason, { because: verdict.because, ...kept })
  }
}
