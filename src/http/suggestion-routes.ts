import { z } from 'zod'
import type { DeskAssistant } from '../flows/suggest.ts'
import { type ActingOptions, acting, ofActs } from './acting.ts'
import { nothingHere } from './gate.ts'
import { answer, problem, type Route, route } from './routes.ts'
import { type AgentContext, type Suggestion, WISHES } from './wire.ts'

export interface SuggestionRouteOptions extends ActingOptions {
  readonly assistant: DeskAssistant
}

/** As much as WhatsApp takes in one message. */
const LONGEST_WORDS = 4096

/** An agent beside the teammate: what it would write for them, and what it would be told. */
export const suggestionRoutes = (options: SuggestionRouteOptions): Route[] => [
  route({
    method: 'POST',
    path: '/api/conversations/:id/suggestion',
    action: 'conversation.reply',
    of: 'conversation',
    body: z.strictObject({
      as: ofActs.as,
      wish: z.enum(WISHES).optional(),
      text: z.string().trim().max(LONGEST_WORDS).optional(),
    }),
    handle: acting(options, async ({ actor, ids, body, request }) => {
      const { assistant, business } = options
      const verdict = await assistant.suggest({
        conversation: { business, id: ids.id },
        lines: actor.lines === 'all' ? undefined : actor.lines,
        wish: body.wish,
        words: body.text || undefined,
        // Nobody is asked any longer for somebody who has gone.
        signal: request.signal,
      })
      switch (verdict.kind) {
        case 'suggested':
          return answer({ suggestion: verdict.suggestion satisfies Suggestion })
        case 'unavailable':
          return problem(503, verdict.reason)
        case 'unknown':
          return nothingHere()
      }
    }),
  }),
  route({
    method: 'GET',
    path: '/api/conversations/:id/context',
    action: 'memory.read',
    of: 'conversation',
    async handle({ actor, ids }) {
      const { assistant, business } = options
      const lines = actor.lines === 'all' ? undefined : actor.lines
      const told = await assistant.context({ conversation: { business, id: ids.id }, lines })
      if (!told) return nothingHere()
      const { text, tokens, lines: remembered, withheld } = told
      return answer({ context: { text, tokens, lines: remembered, withheld } satisfies AgentContext })
    },
  }),
]
