import { expect, inject, it } from 'vitest'
import { takeOverAcross } from './takeover-processes.ts'

const CUSTOMERS = 20
const SEED = Number(process.env.WABATON_SEED ?? 1)

it(`[H7 H8 law4] taken over in one process while the turn runs in another, the agent says nothing more (seed ${SEED})`, async () => {
  const { wrong, stoppedAfterMs } = await takeOverAcross(inject('postgres'), CUSTOMERS, SEED)
  console.log(`${stoppedAfterMs.length} models were stopped within ${Math.round(Math.max(...stoppedAfterMs))} ms`)
  expect(wrong).toEqual([])
  expect(stoppedAfterMs.length).toBeGreaterThan(0)
}, 120_000)
