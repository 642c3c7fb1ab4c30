import { expect, it } from 'vitest'
import { runRefunds } from '../seeded/refunds.ts'

const FIRST = 41_000
const SEEDS = 12

it(`[A28 law9] money is paid once, whatever comes in between (seeds ${FIRST} to ${FIRST + SEEDS - 1})`, async () => {
  for (let seed = FIRST; seed < FIRST + SEEDS; seed++)
    expect({ seed, broken: await runRefunds(seed) }).toEqual({ seed, broken: [] })
})
