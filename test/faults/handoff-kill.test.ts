import { describe, expect, inject, it } from 'vitest'
import { killHandoff } from './handoff-kill.ts'

/** `npm run faults` kills at steps all over the story. */
const STEPS = {
  embedded: ['exit failTurn', 'exit alert'],
  postgres: ['exit passBaton'],
} as const

describe.concurrent('a server killed while people are called, answer, or give back', () => {
  for (const kind of ['embedded', 'postgres'] as const)
    for (const step of STEPS[kind])
      it(`[H4 H5 H11 H14 Q9] at "${step}": nobody is silenced without people knowing, on the ${kind} store`, async () => {
        const { killed } = await killHandoff(kind, inject('postgres'), step)
        expect(killed?.name).toBe(step)
      })
})
