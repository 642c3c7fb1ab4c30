import { describe, it } from 'vitest'
import { SCENES } from './story-one.ts'
import { tell } from './story-one-stage.ts'

const HOUR = 60 * 60_000

describe('story 1 with a teammate over the API', () => {
  it('[Q9 H7 H9 H10 H11 H12 H20 O5] plays whole: no word of the AI while people have it, no recap the day after', async () => {
    await tell()
  })

  for (const how of ['restart', 'crash'] as const)
    it(`[Q9 H6] with a ${how} after each scene`, async () => {
      await tell({ how, after: SCENES })
    })

  for (const scene of SCENES)
    it(`[Q9 H4 H6] with a crash in the moment in which ${scene.name}`, async () => {
      await tell({ how: 'crash', after: [scene], inMs: 0, nightMs: HOUR })
    })
})
