import { expect, it } from 'vitest'
import { runMisdirected } from '../seeded/misdirected.ts'

const SEED = Number(process.env.WABATON_SEED ?? 1)
const REPLIES = 2_000

it(`[A21 D5 I3] 20 customers at once on two lines: 0 of ${REPLIES} replies, words, pictures and tools, astray (seed ${SEED})`, async () => {
  const { wrong, replies } = await runMisdirected({ seed: SEED, replies: REPLIES })
  expect({ seed: SEED, wrong }).toEqual({ seed: SEED, wrong: [] })
  expect(replies).toBeGreaterThanOrEqual(REPLIES)
})
