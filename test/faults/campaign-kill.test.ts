import { expect, inject, it } from 'vitest'
import { campaignUnderFire } from './campaign-kill.ts'

const SEED = Number(process.env.WABATON_SEED ?? 11)

it(`[D17 D11 D12 O14] a campaign of 300 on two processes that are killed three times (20,000 and 20 kills in \`npm run faults\`), seed ${SEED}`, async () => {
  const fallout = await campaignUnderFire(
    {
      recipients: 300,
      kills: 3,
      everyMs: [300, 900],
      throughput: 200,
      limit: 250,
      stops: 1,
      within: 40_000,
      seed: SEED,
    },
    inject('postgres'),
  )
  console.log(JSON.stringify(fallout))
  expect(fallout.wrong).toEqual([])
  expect(fallout).toMatchObject({ tooMany: 0, aboveLimit: 0, killed: 3 })
  expect(fallout.pausedAt).toBeLessThanOrEqual(250)
})
