import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { createSettableClock, createSimulator, type Simulator, seededRandom } from '../../simulator/index.ts'
import type { Agent } from '../../src/domain/turn.ts'
import { createPlatform, type Platform } from '../../src/platform.ts'
import { systemClock } from '../../src/ports/clock.ts'
import { createLog } from '../../src/ports/log.ts'
import { downloadFrom, transportTo } from '../graph-transport.ts'
import { ACCESS_TOKEN, APP_SECRET, SUPPORT, testSettings, WABA } from '../settings.ts'
import { type FreshStore, freshStore } from './fresh-store.ts'

/** Two platforms on one PostgreSQL: which of them a webhook reaches is for the test to say. */
describe('a turn that runs in another process', () => {
  let store: FreshStore
  let simulator: Simulator
  let platforms: Platform[]
  let reached: Platform
  const stopped: string[] = []
  const asked: string[] = []

  /** Thinks for ever about a single message. */
  const slow: Agent = ({ text, signal }) => {
    asked.push(text)
    if (text.includes('\n')) return `Both: ${text}`
    return new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        stopped.push(text)
        reject(signal.reason)
      })
    })
  }

  beforeEach(async () => {
    store = await freshStore('postgres', inject('postgres'))
    const clock = { ...createSettableClock(), breathe: systemClock.breathe }
    simulator = createSimulator({
      clock,
      random: seededRandom(1),
      appSecret: APP_SECRET,
      accessToken: ACCESS_TOKEN,
      lines: [{ ...SUPPORT, wabaId: WABA, displayPhoneNumber: '+1 555 078 3881' }],
      deliver: async (webhook) => (await reached.door.accept(webhook)).status,
    })
    platforms = []
    for (let count = 0; count < 2; count++) {
      const platform = await createPlatform({
        settings: testSettings({ lines: [SUPPORT], store: store.settings }),
        agents: new Map([['test', slow]]),
        ports: {
          clock,
          log: createLog('silent'),
          transport: transportTo(simulator, clock),
          download: downloadFrom(simulator, clock),
        },
      })
      platforms.push(platform)
    }
  })
  afterEach(async () => {
    simulator.stop()
    for (const platform of platforms) await platform.stop()
    await store.remove()
  })

  it('[A28 O14] is broken off by a newer message that reached this one, and both are answered together', async () => {
    const [first, second] = platforms as [Platform, Platform]
    reached = first
    await first.start()
    const maya = simulator.customer({ phone: '15550001111', name: 'Maya' }).on('support')
    maya.says('one')
    await expect.poll(() => asked, { timeout: 10_000 }).toEqual(['one'])
    await second.start()
    reached = second
    maya.says('two')
    await expect.poll(() => stopped, { timeout: 10_000 }).toEqual(['one'])
    await expect.poll(() => maya.bubbles.map(({ text }) => text), { timeout: 10_000 }).toEqual(['Both: one\ntwo'])
  })
})
