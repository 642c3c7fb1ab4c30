import { expect, it } from 'vitest'
import { CUSTOMERS, runSends } from '../seeded/sends.ts'

const FIRST = Number(process.env.WABATON_SEED ?? 1)
const SENDS = Number(process.env.WABATON_SENDS ?? 10_000)

it(`[D21 Q13] ${SENDS} sends that meet faults: one bubble at most, nothing lost, whatever is unsettled is shown`, async () => {
  const broken: string[] = []
  for (let seed = FIRST; seed < FIRST + SENDS / CUSTOMERS; seed++)
    broken.push(...(await runSends(seed)).map((what) => `seed ${seed}: ${what}`))
  expect(broken).toEqual([])
})
