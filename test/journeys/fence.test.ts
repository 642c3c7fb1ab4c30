import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../simulator/index.ts'
import type { Store } from '../../src/flows/store.ts'
import { sleep } from '../../src/flows/world.ts'
import { type Stage, setStage } from '../stage.ts'

const SEEDS = 300
const MOMENTS = 40

/** Calls back before and after each operation of the store: every step at which somebody else may act. */
function betweenSteps(store: Store, step: (operation: string) => Promise<void>): Store {
  return new Proxy(store, {
    get(target, name: keyof Store) {
      const operation = target[name]
      if (typeof operation !== 'function') return operation
      return async (...given: unknown[]) => {
        await step(name)
        const result = await (operation as (...all: unknown[]) => Promise<unknown>).apply(target, given)
        await step(name)
        return result
      }
    },
  })
}

async function runTakeover(seed: number) {
  const random = seededRandom(seed)
  const when = Math.floor(random() * MOMENTS)
  let stage: Stage | undefined
  let steps = 0
  let taken = false
  let claimedAfter = 0
  const wrapStore = (store: Store): Store => {
    const watched: Store = {
      ...store,
      async claimNextSend(claim) {
        const before = taken
        const next = await store.claimNextSend(claim)
        if (before && next.kind === 'send' && next.delivery.author === 'agent') claimedAfter++
        return next
      },
    }
    return betweenSteps(watched, async () => {
      if (steps++ !== when || !stage) return
      taken = (await stage.takeOver()) > 0
    })
  }
  const thinking = random() * 300
  stage = await setStage({
    seed,
    agent: async ({ text }) => {
      await sleep(stage!.clock, thinking)
      return `You said: ${text}`
    },
    ports: { wrapStore },
  })
  try {
    const maya = stage.phone('15550001111')
    maya.says('one')
    await stage.pass(random() * 600)
    maya.says('two')
    await stage.pass(60_000)
    const silentFrom = maya.bubbles.length
    if (taken) {
      maya.says('three')
      await stage.pass(60_000)
    }
    return { taken, claimedAfter, spokeAfter: taken ? maya.bubbles.length - silentFrom : 0 }
  } finally {
    await stage.stop()
  }
}

describe('a teammate takes over at any step of a turn', () => {
  it(`[H8 H7] no send of the agent is claimed afterwards, and the agent stays silent (${SEEDS} seeds)`, async () => {
    let taken = 0
    for (let seed = 1; seed <= SEEDS; seed++) {
      const outcome = await runTakeover(seed)
      if (outcome.taken) taken++
      expect({ seed, ...outcome }).toMatchObject({ claimedAfter: 0, spokeAfter: 0 })
    }
    expect(taken).toBeGreaterThan(SEEDS / 2)
  })
})
