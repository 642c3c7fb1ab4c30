import { expect, inject, it } from 'vitest'
import { takeOverAcross } from './takeover-processes.ts'

const CUSTOMERS = 200
const SEED = Number(process.env.WABATON_SEED ?? Math.floor(Math.random() * 1_000_000_000))

it(`[H7 H8 law4] ${CUSTOMERS} conversations at once, taken over in the process that does not answer them (seed ${SEED})`, async () => {
  const { wrong, found, stoppedAfterMs } = await takeOverAcross(inject('postgres'), CUSTOMERS, SEED)
  console.log(
    `taken over before a claim ${found.before}, on the wire ${found.onTheWire}, after the answer ${found.after}; ` +
      `${stoppedAfterMs.length} models that would have thought on were stopped within ${Math.round(Math.max(...stoppedAfterMs))} ms`,
  )
  expect(wrong, `run it again with WABATON_SEED=${SEED}`).toEqual([])
  expect(Math.min(found.before, found.onTheWire)).toBeGreaterThan(CUSTOMERS / 20)
  expect(stoppedAfterMs.length).toBeGreaterThan(0)
})
