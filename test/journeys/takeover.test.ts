import { expect, it } from 'vitest'
import { interleavingsOf, MEANS } from '../seeded/takeover.ts'
import { AWAITS, inWords, takeOverAtEach } from '../seeded/takeovers.ts'

const SEED = 1

it(`[H7 H8 H9 law4] taken over at each await of a turn and of a delivery, the agent says nothing more (seed ${SEED})`, async () => {
  const all = await interleavingsOf(SEED)
  // Each await once, by one means after the other: `npm run faults` tries each with all of them.
  const chosen = all
    .filter((_, index) => index % MEANS.length === Math.floor(index / MEANS.length) % MEANS.length)
    // Statuses come all the time.
    .filter(({ moment }, index) => !moment.name.includes('applyStatus') || index % 4 === 0)
  const found = await takeOverAtEach(chosen)
  console.log(inWords(found))
  expect(found.wrong).toEqual([])
  expect(AWAITS.filter((name) => !found.hits.has(name))).toEqual([])
}, 240_000)
