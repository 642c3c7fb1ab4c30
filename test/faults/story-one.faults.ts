import { describe, it } from 'vitest'
import { SCENES } from '../journeys/desk/story-one.ts'
import { tell } from '../journeys/desk/story-one-stage.ts'

const HOUR = 60 * 60_000
const MOMENTS_MS = [0, 5, 30, 200, 600, 1500]

describe('story 1 with a teammate over the API, interrupted', () => {
  for (const scene of SCENES)
    for (const how of ['restart', 'crash'] as const)
      for (const inMs of MOMENTS_MS)
        it(`[Q9 H4 H6] by a ${how} ${inMs} ms after ${scene.name}`, async () => {
          await tell({ how, after: [scene], inMs, nightMs: HOUR })
        })
})
