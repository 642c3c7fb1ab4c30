import { describe, expect, it } from 'vitest'
import { runCrowd } from '../seeded/crowd.ts'

describe('a crowd, on virtual time', () => {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    it(`[W9 W11 A20 A21 I3 D9] nothing lost, doubled, out of order or astray (seed ${seed})`, async () => {
      expect(await runCrowd({ seed, customers: 10, messages: 10 })).toEqual([])
    })
})
