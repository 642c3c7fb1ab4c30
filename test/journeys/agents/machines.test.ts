import { describe, expect, it } from 'vitest'
import type { SettingsChange } from '../../settings.ts'
import { setTalk, type Talk } from './talk.ts'

const plain = { disclosure: false, guardrails: { off_topic_limit: 'off' } }
const setUp = (settings: SettingsChange = { loopLimit: 5 }) =>
  setTalk(plain, (_, nth) => `Answer number ${nth}, how can I help?`, { settings })

/** A customer who answers whatever comes as fast as this, so often at most. */
async function exchanges({ maya, stage }: Talk, reply: (nth: number) => string, waitMs: number, most = 30) {
  maya.says(reply(0))
  for (let nth = 1; nth <= most; nth++) {
    const before = maya.bubbles.length
    for (let waited = 0; maya.bubbles.length === before && waited < 10_000; waited += 100) await stage.pass(100)
    if (maya.bubbles.length === before) break
    await stage.pass(waitMs)
    maya.says(reply(nth))
  }
  await stage.pass(10_000)
}

describe('two machines that answer each other', () => {
  it('[D28] are stopped after five exchanges: people look at it, and nothing more is said', async () => {
    const talk = await setUp()
    await exchanges(talk, (nth) => `Thank you for your message, this is answer ${nth} of our office.`, 300)
    expect(talk.maya.bubbles).toHaveLength(5)
    expect(await talk.handoffs()).toMatchObject([{ reason: 'looks_automated' }])
    talk.maya.says('Thank you for your message, this is the answer of our office once more.')
    await talk.stage.pass(30_000)
    expect([talk.maya.bubbles.length, talk.asks.length]).toEqual([5, 5])
  })

  it('[D28] an out-of-office reply, slower and always the same, as well', async () => {
    const talk = await setUp({ loopLimit: 3 })
    await exchanges(talk, () => 'I am away until Monday.', 20_000)
    expect(talk.maya.bubbles).toHaveLength(3)
    expect(await talk.handoffs()).toMatchObject([{ reason: 'looks_automated' }])
  })

  it('[D28] after so many exchanges as are configured; 0 is off', async () => {
    const two = await setUp({ loopLimit: 2 })
    await exchanges(two, (nth) => `Thank you for your message, this is answer ${nth} of our office.`, 300)
    expect(two.maya.bubbles).toHaveLength(2)
    const off = await setUp({ loopLimit: 0 })
    await exchanges(off, (nth) => `Thank you for your message, this is answer ${nth} of our office.`, 300, 12)
    expect(off.maya.bubbles.length).toBeGreaterThan(10)
    expect(await off.handoffs()).toEqual([])
  })

  it('[D28] somebody who types fast and short is none', async () => {
    const talk = await setUp()
    await exchanges(talk, (nth) => `ok ${nth}`, 300, 12)
    expect(talk.maya.bubbles.length).toBeGreaterThan(10)
    expect(await talk.handoffs()).toEqual([])
  })

  it('[D28 H11] released, whoever writes is answered again, and the machine stopped again', async () => {
    const talk = await setUp({ loopLimit: 3 })
    const office = (nth: number) => `Thank you for your message, this is answer ${nth} of our office.`
    await exchanges(talk, office, 300)
    const { store } = talk.stage.platform
    const [handoff] = await store.handoffs()
    await talk.stage.pass(60_000)
    await store.release({ handoff: handoff!.id, now: talk.stage.clock.now() })
    expect(await talk.says('Hello, this is Maya now, sorry for that machine.')).toHaveLength(1)
    const heard = talk.maya.bubbles.length
    await exchanges(talk, office, 300)
    expect(talk.maya.bubbles.length - heard).toBe(3)
    expect(await talk.handoffs()).toMatchObject([{ reason: 'looks_automated' }])
  })
})
