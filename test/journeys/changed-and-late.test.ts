import { afterEach, describe, expect, it } from 'vitest'
import { sleep } from '../../src/flows/world.ts'
import { SUPPORT } from '../settings.ts'
import { type Stage, type StageOptions, setStage } from '../stage.ts'

const HOUR = 60 * 60_000

let stage: Stage
const setUp = async (options: StageOptions = {}) => {
  stage = await setStage(options)
  return stage.phone('15550001111')
}
afterEach(() => stage.stop())

const later = async (ms: number, reply: string) => {
  await sleep(stage.clock, ms)
  return reply
}
const textsOf = (phone: { bubbles: readonly { text: string }[] }) => phone.bubbles.map(({ text }) => text)

describe('messages that come late, out of turn, or change', () => {
  it('[W24] a message that arrives half a day late goes to people', async () => {
    const maya = await setUp()
    stage.simulator.chaos.webhookDrop = 1
    maya.says('Is anybody there?')
    await stage.pass(13 * HOUR)
    stage.simulator.chaos.webhookDrop = 0
    await stage.pass(24 * HOUR)
    expect(maya.bubbles).toEqual([])
    expect(await stage.platform.store.handoffs()).toMatchObject([{ reason: 'arrived_late' }])
  })

  it('[D3] quotes what it answers: always, never, or where others came in between', async () => {
    for (const [quoteReplies, quoted] of [
      ['always', true],
      ['never', false],
      ['auto', false],
    ] as const) {
      const maya = await setUp({ settings: { delivery: { quoteReplies } } })
      const wamid = maya.says('Hello')
      await stage.pass(5000)
      expect(maya.bubbles[0]?.quoted).toBe(quoted ? wamid : undefined)
      await stage.stop()
    }
    const maya = await setUp({
      settings: { lines: [{ ...SUPPORT, mode: 'task' }] },
      agent: ({ text }) => later(3000, text),
    })
    const first = maya.says('one')
    await stage.pass(1000)
    maya.says('two')
    await stage.pass(20_000)
    expect(maya.bubbles.map(({ text, quoted }) => [text, quoted])).toEqual([
      ['one', first],
      ['two', undefined],
    ])
  })

  it('[W22] the answer is to the message as it was edited, and to none that was deleted', async () => {
    const runs: string[] = []
    // On numbers that are shared with the WhatsApp Business app edits are told as such.
    const maya = await setUp({
      coexistence: true,
      agent: ({ text }) => {
        runs.push(text)
        return later(3000, text)
      },
    })
    maya.says('order 21')
    await stage.pass(1000)
    maya.edits('order 22')
    await stage.pass(20_000)
    expect(runs).toEqual(['order 21', 'order 22'])
    expect(textsOf(maya)).toEqual(['order 22'])
    maya.says('never mind')
    maya.deletes()
    await stage.pass(20_000)
    expect(textsOf(maya)).toEqual(['order 22'])
  })
})
