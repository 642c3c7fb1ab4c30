import { describe, expect, it } from 'vitest'
import { CUSTOMERS, runSends } from '../seeded/sends.ts'

describe('sends that meet faults', () => {
  for (let seed = 1; seed <= 12; seed++)
    it(`[D9 D21 D27 Q13] never two bubbles, nothing lost, whatever is unsettled is shown: ${CUSTOMERS} sends, seed ${seed}`, async () => {
      expect(await runSends(seed)).toEqual([])
    })
})
