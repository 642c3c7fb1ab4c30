import { afterEach, describe, expect, it } from 'vitest'
import { agentOf } from '../../agents.ts'
import { type ScriptedAnswer, type ScriptedAsk, scriptedModel } from '../../doubles/scripted-model.ts'
import { type Stage, setStage } from '../../stage.ts'

const SENTENCE = 'Sorry, a teammate will answer you.'
const TRACE =
  'TypeError: fetch failed\n    at lookup (/srv/agent/tools/order.ts:12:7)\n    at async run (/srv/agent/run.ts:3:1)'
const CALL = '{"name": "find_order", "arguments": {"order": "ORD-22"}}'

let stage: Stage
afterEach(() => stage.stop())

const findOrder = {
  name: 'find_order',
  description: 'Finds an order.',
  effect: 'read',
  parameters: { type: 'object', properties: { order: { type: 'string' } } },
  run: () => Promise.reject(new Error('postgres://root:hunter2@10.0.0.1 refused')),
}

async function play(script: (ask: ScriptedAsk, nth: number) => ScriptedAnswer, written: object = {}) {
  let asked = 0
  const model = scriptedModel((ask) => script(ask, ++asked))
  stage = await setStage({
    agent: agentOf({ model, tools: [findOrder, 'send_buttons'], disclosure: false, ...written }),
  })
  const maya = stage.phone('15550001111')
  maya.says('Where is my order?')
  await stage.pass(60_000)
  const texts = maya.bubbles.map(({ text }) => text)
  return { maya, texts, asked: () => asked, handoffs: await stage.platform.store.handoffs() }
}

describe('what only models and machines say does not reach the phone', () => {
  it.each([
    ['thoughts', '<think>She is angry. Offer 10 %?</think>It ships today.'],
    ['thoughts whose beginning was in the prompt', 'She is angry.\n</think>\n\nIt ships today.'],
    ['a sentinel', 'It ships today.\nNO_REPLY'],
    ['tokens of a template', '<|start|>assistant<|channel|>final<|message|>It ships today.<|return|>'],
    ['a tool call as text', `${CALL}\nIt ships today.`],
    ['a tool call in marks', `<tool_call>${CALL}</tool_call>\nIt ships today.`],
    ['a tool call like a program', 'find_order(order="ORD-22")\nIt ships today.'],
    ['a stack trace', `${TRACE}\n\nIt ships today.`],
    ['an error of a provider', '{"error": {"message": "Rate limit reached for gpt-4o", "code": 429}}\nIt ships today.'],
  ])('[A22] %s', async (_, text) => {
    const { texts, asked } = await play(() => text)
    expect(texts).toEqual(['It ships today.'])
    expect(asked()).toBe(1)
  })

  it.each([
    ['nothing at all', ''],
    ['blanks', ' \n\t '],
    ['a sentinel', 'NO_REPLY'],
    ['another sentinel', '[[SILENT]]'],
    ['thoughts that never end', '<think>She is angry. Offer 10'],
    ['a tool call', CALL],
    ['a stack trace', TRACE],
    ['an error of a provider', 'Error code: 429 - You exceeded your current quota, org-4711'],
    ['a page of a proxy', '<!DOCTYPE html>\n<html>\n<head><title>502 Bad Gateway</title></head>\n</html>'],
  ])(
    '[A22 A6] %s alone is no answer: it is asked again, and ends with one honest sentence and people',
    async (_, text) => {
      const { texts, asked, handoffs } = await play(() => text)
      expect(texts).toEqual([SENTENCE])
      expect(asked()).toBe(3)
      expect(handoffs).toMatchObject([{ reason: 'agent_failed' }])
    },
  )

  it.each(['', 'NO_REPLY', '<think>what now'])(
    '[A22] %j once, and an answer at the second try: the customer reads that',
    async (text) => {
      const { texts, handoffs } = await play((_, nth) => (nth === 1 ? text : 'It ships today.'))
      expect(texts).toEqual(['It ships today.'])
      expect(handoffs).toEqual([])
    },
  )

  it('[A22] what it says beside a tool call is no answer yet', async () => {
    const { texts } = await play(({ results }) =>
      results.length === 0
        ? { text: 'I will call find_order with ORD-22.', calls: [{ tool: 'find_order', input: { order: 'ORD-22' } }] }
        : 'I cannot look it up just now.',
    )
    expect(texts).toEqual(['I cannot look it up just now.'])
  })

  it('[A22] a tool that fails and a model that then says nothing: the sentence, not silence, and no error', async () => {
    const { texts, handoffs } = await play(({ results }) =>
      results.length === 0 ? { calls: [{ tool: 'find_order', input: { order: 'ORD-22' } }] } : '',
    )
    expect(texts).toEqual([SENTENCE])
    expect(handoffs).toHaveLength(1)
    expect(JSON.stringify(handoffs)).not.toContain('hunter2')
  })

  it('[A22] nor as the words above buttons', async () => {
    const buttons = { body: `<think>hm</think>Shall I look?\n${CALL}`, buttons: [{ id: 'yes', title: 'Yes' }] }
    const { maya } = await play(({ results }) =>
      results.length === 0 ? { calls: [{ tool: 'send_buttons', input: buttons }] } : 'NO_REPLY',
    )
    expect(maya.bubbles).toHaveLength(1)
    expect(JSON.stringify(maya.bubbles)).toContain('Shall I look?')
    expect(JSON.stringify(maya.bubbles)).not.toMatch(/think|hm|find_order|NO_REPLY/)
  })

  it.each([
    'Send {"name": "Maya"} as the body.',
    'There was an error in your order, and I have corrected it.',
    '👍',
    '42',
  ])('[A22] what is meant for people stays as it is: %j', async (text) => {
    const { texts } = await play(() => text)
    expect(texts).toEqual([text])
  })
})
