import { describe, expect, inject, it } from 'vitest'
import { tellBurst } from './burst.ts'
import { killAtEachKind } from './burst-killed.ts'
import { WORK_CLAIMED } from './steps.ts'

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

/** Each step of a turn: whatever else is done meanwhile, like looking after what is due, is found by listening. */
const OF_A_TURN = [
  'receive',
  'claimWork',
  'loadTurn',
  'markRead',
  'agent',
  'commitTurn',
  'send',
  'recordSend',
  'applyStatus',
]
const EACH = [...OF_A_TURN.flatMap((name) => [`enter ${name}`, `exit ${name}`]), WORK_CLAIMED]

/** Of some thirty kinds every third or fifth. `npm run faults` takes all steps, also those of a kind that was there before. */
const EVERY = { embedded: 3, postgres: 5 } as const

describe.concurrent('a burst of messages, and the server killed at every kind of step of answering it', () => {
  for (const kind of ['embedded', 'postgres'] as const)
    it(`[Q9 W8 W11 A20 D8 D21] exactly one answer to all, on the ${kind} store`, { timeout: 240_000 }, async () => {
      const { failures, killed, kinds, inWords } = await killAtEachKind(kind, inject('postgres'), EVERY[kind])
      expect(failures.join('\n\n')).toBe('')
      expect(kinds).toEqual(expect.arrayContaining(EACH))
      expect(killed.length).toBeGreaterThanOrEqual(Math.floor(EACH.length / EVERY[kind]))
      console.log(inWords)
    })
})
