import { afterEach, describe, expect, it } from 'vitest'
import { BY, type FaultyAudience, faultyAudience } from '../seeded/audience.ts'

let scene: FaultyAudience
afterEach(() => scene.stage.stop())

const seed = Number(process.env.WABATON_SEED ?? 20_311)
/** A server must answer others meanwhile: it may not be busy for longer than this at a time, on a slow machine. */
const LONGEST_HOLD_MS = 1500

describe('[D25 D26] an audience with faults', () => {
  it(`of 20,000 rows is refused with a report that names every one of 500, and nothing was kept or sent (seed ${seed})`, async () => {
    scene = await faultyAudience({ rows: 20_000, each: 100, seed })
    const before = await scene.kept()
    const watch = watchLoop()
    const refused = await scene.stage.platform.campaigns.create(scene.plan, BY)
    expect(watch.end()).toBeLessThan(LONGEST_HOLD_MS)
    expect(refused.kind === 'refused' && refused.reason).toBe(
      'Nothing was made: 500 rows are at fault. Mend them, or have them left out.',
    )
    expect(await scene.kept()).toEqual(before)
    expect(refused.look).toMatchObject({ rows: 20_000, good: 19_500 })
    scene.judge(refused.look.faults)
  }, 60_000)

  it(`is cleaned: who is at fault is left out, and named (seed ${seed})`, async () => {
    scene = await faultyAudience({ rows: 2_000, each: 10, seed })
    const cleaned = await scene.stage.platform.campaigns.create({ ...scene.plan, faulty: 'skip' }, BY)
    if (cleaned.kind !== 'created') throw new Error(cleaned.reason)
    expect(cleaned.campaign).toMatchObject({ state: 'draft', recipients: 1_950 })
    scene.judge(cleaned.look.faults)
    expect(await scene.stage.rows('select count(*) as n from deliveries')).toEqual([{ n: 0 }])
  }, 60_000)
})

/** How long the process did not come round to anything else. */
function watchLoop() {
  let [longest, last, ended] = [0, performance.now(), false]
  const look = () => {
    const now = performance.now()
    longest = Math.max(longest, now - last)
    last = now
    if (!ended) setImmediate(look)
  }
  setImmediate(look)
  return {
    end() {
      ended = true
      return longest
    },
  }
}
