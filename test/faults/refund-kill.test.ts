import { describe, expect, inject, it } from 'vitest'
import { killRefund, ORDERS } from './refund-kill.ts'

/** Written down, paid, the result written down: `npm run faults` kills at all steps between and around them. */
const STEPS = { embedded: ['exit beginCall', 'exit paid', 'exit endCall'], postgres: ['enter refund'] } as const
/** Nobody can know: it was written down that it begins, and not how it ended. */
const IN_DOUBT = ['exit beginCall', 'enter refund', 'exit paid']

describe.concurrent('a server killed in the middle of a refund', () => {
  for (const kind of ['embedded', 'postgres'] as const)
    for (const step of STEPS[kind])
      it(`[A28 Q9] at "${step}": each order is paid once, or people are told, on the ${kind} store`, async () => {
        const { killed, unknown } = await killRefund(kind, inject('postgres'), step)
        expect(killed?.name).toBe(step)
        // The other customer's payment is wherever it is when the server dies; the one of this step is settled or not.
        if (IN_DOUBT.includes(step)) expect(unknown).not.toEqual([])
        else expect(unknown.length).toBeLessThan(ORDERS.length)
      })
})
