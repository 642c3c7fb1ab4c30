import { expect, inject, it } from 'vitest'
import { campaignUnderFire } from './campaign-kill.ts'

const SEED = Number(process.env.WABATON_SEED ?? Math.floor(Math.random() * 1_000_000_000))

it(`[D17 D11 D12 O14] a campaign of 20,000 on two processes, 20 times kill -9, seed ${SEED}`, {
  timeout: 20 * 60_000,
}, async () => {
  const fallout = await campaignUnderFire(
    {
      ...{ recipients: 20_000, kills: 20, everyMs: [2000, 6000], throughput: 300, limit: 10_000, stops: 5 },
      ...{ within: 15 * 60_000, seed: SEED },
    },
    inject('postgres'),
  )
  console.log(JSON.stringify(fallout))
  expect(fallout.wrong).toEqual([])
  expect(fallout).toMatchObject({ tooMany: 0, aboveLimit: 0, killed: 20 })
  expect(fallout.pausedAt).toBeLessThanOrEqual(10_000)
})
