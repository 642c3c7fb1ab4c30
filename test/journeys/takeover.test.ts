import { expect, it } from 'vitest'
import { awaitOf, type Interleaving, interleavingsOf, MEANS } from '../seeded/takeover.ts'
import { AWAITS, inWords, takeOverAtEach } from '../seeded/takeovers.ts'

const SEED = 1

it(`[H7 H8 H9 U8 law4] taken over at each await of a turn and of a delivery, the agent says nothing more (seed ${SEED})`, async () => {
  const all = await interleavingsOf(SEED)
  // Each await of a story once, by one means after the other: `npm run faults` tries it whenever it comes, by all of them.
  const byTurns = all.filter((_, index) => index % MEANS.length === Math.floor(index / MEANS.length) % MEANS.length)
  const chosen = [...Map.groupBy(byTurns, kindOf).values()].map(([first]) => first!)
  const found = await takeOverAtEach(chosen)
  console.log(inWords(found))
  expect(found.wrong).toEqual([])
  expect(AWAITS.filter((name) => !found.hits.has(name))).toEqual([])
  expect(MEANS.filter((means) => !found.byMeans.has(means))).toEqual([])
}, 240_000)

const kindOf = ({ story, moment }: Interleaving) =>
  `${story.name}: ${awaitOf(story, moment)}${moment.laterMs === undefined ? '' : ', later'}`
