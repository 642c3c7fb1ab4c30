import { describe, expect, inject, it } from 'vitest'
import { tellBurst } from './burst.ts'
import { killAtEveryStep } from './burst-killed.ts'

describe.concurrent('the server killed while its reply is on the way', () => {
  for (const kind of ['embedded', 'postgres'] as const) {
    it(`[D21] statuses settle what the answer could not, on the ${kind} store`, async () => {
      const { unconfirmed, bubbles } = await tellBurst(kind, inject('postgres'), { onTheWire: 'told' })
      expect({ unconfirmed, bubbles }).toEqual({ unconfirmed: false, bubbles: 1 })
    })

    it(`[D21 O6] without a status people decide, and nothing is sent twice, on the ${kind} store`, async () => {
      const { unconfirmed, bubbles } = await tellBurst(kind, inject('postgres'), { onTheWire: 'untold' })
      expect({ unconfirmed, bubbles }).toEqual({ unconfirmed: true, bubbles: 1 })
    })
  }
})

// On PostgreSQL every fifth step: `npm run faults` takes all of them.
const EVERY = { embedded: 1, postgres: 5 } as const

describe.concurrent('a burst of messages, and the server killed at every step of answering it', () => {
  for (const kind of ['embedded', 'postgres'] as const)
    it(`[Q9 W8 W11 A20 D8 D21] exactly one answer to all, on the ${kind} store`, { timeout: 240_000 }, async () => {
      const { failures, survived, killed, inWords } = await killAtEveryStep(kind, inject('postgres'), EVERY[kind])
      expect(failures.join('\n\n')).toBe('')
      expect(survived).toBe(true)
      // A burst takes some forty steps: far fewer would mean that the counting broke.
      expect(killed).toBeGreaterThan(30 / EVERY[kind])
      console.log(inWords)
    })
})
