import type { ProposedFact } from '../domain/memory/fact.ts'
import { factsOf, type Said } from '../domain/memory/facts/rules.ts'
import type { Clock } from './world.ts'

/** What rules draw, in steps between which others get their turn: those of a language take long when it is first met. */
export async function drawnFrom(
  message: Said,
  language: string,
  clock: Pick<Clock, 'breathe'>,
): Promise<ProposedFact[]> {
  const steps = factsOf(message, language)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await clock.breathe()
  }
}
