import { afterEach, describe, expect, it } from 'vitest'
import { NothingDone } from '../../../src/domain/effect.ts'
import { sleep } from '../../../src/flows/world.ts'
import { agentOf } from '../../agents.ts'
import { type ScriptedAsk, scriptedModel } from '../../doubles/scripted-model.ts'
import { type Stage, setStage } from '../../stage.ts'

const MAYA = '15550001111'
const TOOL_MS = 2_000

let stage: Stage
afterEach(() => stage.stop())

/** A shop whose agent pays back what it is asked for, and says what its tool has said. */
async function open(pay: (nth: number) => unknown = () => ({ paid: true })) {
  let paid = 0
  const asks: ScriptedAsk[] = []
  const refund = {
    name: 'refund',
    description: 'Pays an order back.',
    effect: 'irreversible',
    parameters: { order: 'string' },
    async run() {
      paid++
      await sleep(stage.clock, TOOL_MS)
      return pay(paid)
    },
  }
  const model = scriptedModel((ask) => {
    asks.push(ask)
    const [result] = ask.results
    if (result) return `Done: ${JSON.stringify(result.output)}`
    return { calls: [{ tool: 'refund', input: { order: 'ORD-1' } }] }
  })
  stage = await setStage({ agent: agentOf({ model, tools: [refund], disclosure: false }) })
  return { asks, paid: () => paid, maya: stage.phone(MAYA) }
}

const callsOf = async () => stage.platform.store.callsOf({ business: 'acme', id: await stage.conversationOf(MAYA) }, 0)

describe('an irreversible tool', () => {
  it('[A28] comes to its end when a newer message breaks the turn off, and the merged turn knows what it did', async () => {
    const { asks, paid, maya } = await open()
    maya.says('Please refund ORD-1')
    await stage.pass(1_000)
    expect(paid()).toBe(1)
    maya.says('Hurry up')
    await stage.pass(20_000)
    expect(paid()).toBe(1)
    const merged = asks.find(({ said }) => said.includes('Hurry up'))!
    expect(merged.instructions).toContain('refund({"order":"ORD-1"}): result: {"paid":true}')
    expect(maya.bubbles.map(({ text }) => text)).toEqual(['Done: {"already_done":true,"result":{"paid":true}}'])
  })

  it('[A28 H8] comes to its end when a person takes over: nothing is sent, and what it did can be read', async () => {
    const { paid, maya } = await open()
    maya.says('Please refund ORD-1')
    await stage.pass(1_000)
    await stage.takeOver()
    await stage.pass(20_000)
    expect([paid(), maya.bubbles]).toEqual([1, []])
    expect(await callsOf()).toMatchObject([{ tool: 'refund', state: 'done', result: { paid: true } }])
  })

  it('[A28] is not begun again after a crash: model, customer and people learn that nobody knows', async () => {
    const { asks, paid, maya } = await open()
    maya.says('Please refund ORD-1')
    await stage.pass(1_000)
    await stage.crash()
    await stage.pass(30_000)
    expect(paid()).toBe(1)
    expect(asks.at(-1)!.results).toMatchObject([{ output: { already_started: true, outcome: 'unknown' } }])
    expect(await callsOf()).toMatchObject([{ state: 'unknown' }])
    expect(await stage.platform.store.handoffs()).toMatchObject([
      { reason: 'agent_failed', summary: expect.stringContaining('Nobody knows whether refund was done') },
    ])
    expect(maya.bubbles.at(-1)?.text).toContain('connecting you with a teammate')
  })

  it('[A28] may run again where it says that it has done nothing', async () => {
    const { paid, maya } = await open((nth) => {
      if (nth === 1) throw new NothingDone('the bank is closed')
      return { paid: true }
    })
    maya.says('Please refund ORD-1')
    await stage.pass(10_000)
    maya.says('Please try again')
    await stage.pass(10_000)
    expect(paid()).toBe(2)
    expect((await callsOf()).map(({ state }) => state)).toEqual(['refused', 'done'])
  })

  it('[A28] with the same order is the same refund, also in a later turn of that day', async () => {
    const { paid, maya } = await open()
    maya.says('Please refund ORD-1')
    await stage.pass(10_000)
    maya.says('And once more, please')
    await stage.pass(10_000)
    expect(paid()).toBe(1)
    await stage.pass(25 * 60 * 60_000)
    maya.says('It came broken again')
    await stage.pass(10_000)
    expect(paid()).toBe(2)
  })
})
