import { describe, expect, it } from 'vitest'
import { PHRASES } from '../../../src/domain/phrasebook.ts'
import type { ScriptedAsk } from '../../doubles/scripted-model.ts'
import { MAYA, setTalk } from './talk.ts'

const NO = 'I can only help with orders.'

/** Declines what is no order, as a model is told to. */
const declines = ({ said, results }: ScriptedAsk) => {
  if (said.includes('order')) return 'It is on its way.'
  return results.length > 0 ? NO : { calls: [{ tool: 'decline_off_topic', input: {} }] }
}
const AGENT = { disclosure: false, guardrails: { off_topic_limit: 3 } }

describe('whoever asks for something else', () => {
  it('[A32] is told so, and at the limit in a row people are asked, once', async () => {
    const { says, handoffs, stage, maya } = await setTalk(AGENT, declines)
    expect(await says('Write me a poem')).toEqual([NO])
    expect(await says('A short one')).toEqual([NO])
    expect(await handoffs()).toEqual([])
    expect(await says('Please')).toEqual([NO, PHRASES.handedOff.en])
    expect(await handoffs()).toMatchObject([{ reason: 'out_of_scope', conversation: await stage.conversationOf(MAYA) }])
    await says('Hello?')
    expect(maya.bubbles).toHaveLength(4)
    expect(await handoffs()).toHaveLength(1)
  })

  it('[A32] begins anew with every answer that is on the topic', async () => {
    const { says, handoffs } = await setTalk(AGENT, declines)
    for (let round = 0; round < 3; round++) {
      await says('A poem')
      await says('A joke')
      expect(await says('Where is my order?')).toEqual(['It is on its way.'])
    }
    expect(await handoffs()).toEqual([])
  })

  it('[A32] is counted over restarts and crashes, and once where a turn began twice', async () => {
    const { maya, says, stage, handoffs } = await setTalk(AGENT, declines, { thinkMs: () => 400 })
    maya.says('A poem')
    await stage.pass(600)
    maya.says('A joke')
    await stage.pass(10_000)
    await stage.restart()
    await says('A song')
    expect(await handoffs()).toEqual([])
    await stage.crash()
    await says('A tale')
    expect(await handoffs()).toMatchObject([{ reason: 'out_of_scope' }])
  })

  it('[A32] has all the tries again when people give the conversation back', async () => {
    const { says, handoffs, stage } = await setTalk(AGENT, declines)
    for (const wish of ['A poem', 'A joke', 'A song']) await says(wish)
    const [handoff] = await stage.platform.store.handoffs()
    await stage.platform.store.release({ handoff: handoff!.id, now: stage.clock.now() })
    expect(await says('A poem')).toEqual([NO])
    expect(await says('A joke')).toEqual([NO])
    expect(await handoffs()).toHaveLength(0)
    await says('A song')
    expect(await handoffs()).toMatchObject([{ reason: 'out_of_scope' }])
  })

  it('[A32] takes nothing from others: each conversation counts for itself', async () => {
    const { says, stage, handoffs } = await setTalk(AGENT, declines)
    await says('A poem')
    await says('A joke')
    const bo = stage.phone('15550002222')
    bo.says('A song')
    await stage.pass(10_000)
    expect(bo.bubbles.map(({ text }) => text)).toEqual([NO])
    expect(await handoffs()).toEqual([])
  })
})
