import { expect, it } from 'vitest'
import { runMisdirected } from '../seeded/misdirected.ts'

const SEED = 7
const REPLIES = 400

it(`[A21 D5 I3] 20 customers at once on two lines: 0 of ${REPLIES} replies, words, pictures and tools, astray (seed ${SEED})`, async () => {
  const { wrong, replies, pictures, acts } = await runMisdirected({ seed: SEED, replies: REPLIES })
  expect(wrong).toEqual([])
  expect(replies).toBeGreaterThanOrEqual(REPLIES)
  expect(pictures).toBeGreaterThan(REPLIES / 5)
  expect(acts).toBeGreaterThan(REPLIES / 10)
})
