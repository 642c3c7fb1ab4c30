import { z } from 'zod'
import type { ModelChoice, VoicePlan } from '../domain/agent.ts'
import { isModel, type Reading, readChoice } from './agent-model.ts'
import { forms, inside, isBlock, type Where } from './agent-tree.ts'
import { oneOf, text } from './values.ts'

export const voice = z
  .strictObject({
    model: z.custom<NonNullable<unknown>>((value) => value !== undefined, {
      params: { cure: 'Write: model: gpt-4o-mini-tts' },
    }),
    /** As the provider calls it. */
    name: text('alloy').default('alloy'),
    when: oneOf(['voice-note', 'always']).default('voice-note'),
  })
  // `voice: gpt-4o-mini-tts` is all that is needed.
  .register(forms, { expand: (given) => (isBlock(given) && !isModel(given) ? given : { model: given }) })

/** Whose models speak as WhatsApp plays it: in Ogg with Opus. */
const SPEAKING = ['openai', 'openai-compatible', 'own']

/** What its model leaves out (whose it is, where, with which key) it takes from the one that answers. */
export function readVoice(
  { model, name, when }: z.output<typeof voice>,
  where: Where,
  reading: Reading,
  like: ModelChoice,
): VoicePlan | undefined {
  const at = inside(where, 'model')
  const chosen = readChoice(model, at, reading, like)
  // The demo is silent: without a key answers are written.
  if (!chosen || chosen.provider === 'demo') return undefined
  if (!SPEAKING.includes(chosen.provider)) {
    const cure = 'Write one of OpenAI (gpt-4o-mini-tts), or of a server that speaks as OpenAI does.'
    reading.faults.push({ where: at(''), problem: 'is of a provider that makes no voice notes.', cure })
  }
  return { model: chosen, name, when }
}
