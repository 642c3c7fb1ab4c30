import { describe, expect, it } from 'vitest'
import { CUSTOMERS, runSends } from '../seeded/sends.ts'

/** `npm run faults` takes 400 of them. */
const SEEDS = 6

describe('sends that meet faults', () => {
  for (let seed = 1; seed <= SEEDS; seed++)
    it(`[D9 D21 D27 Q13] never two bubbles, nothing lost, whatever is unsettled is shown: ${CUSTOMERS} sends, seed ${seed}`, async () => {
      expect(await runSends(seed)).toEqual([])
    })
})
