import type { LanguageModelV4CallOptions } from '@ai-sdk/provider'
import { describe, expect, it } from 'vitest'
import { createDemoModel } from './demo-model.ts'

const ask = async (text: string, tools: readonly string[]) => {
  const { content } = await createDemoModel().doGenerate({
    prompt: [{ role: 'user', content: [{ type: 'text', text }] }],
    tools: tools.map((name) => ({ type: 'function', name, inputSchema: {} })),
  } satisfies LanguageModelV4CallOptions)
  const [part] = content
  return part?.type === 'text' ? part.text : part?.type === 'tool-call' ? `${part.toolName} ${part.input}` : ''
}

describe('the demo model', () => {
  it('[S1] asks for tools that it is offered', async () => {
    expect(await ask('Where is ord-22?', ['order_status'])).toBe('order_status {"order":"ORD-22"}')
    expect(await ask('I want a person', ['hand_off_to_human'])).toContain('hand_off_to_human')
  })

  it('[S1 A6] says what it is where an agent has other tools', async () => {
    expect(await ask('Where is ORD-22?', ['book_table'])).toContain('scripted demo')
  })

  it.each([
    ['hello', 'welcome'],
    ['How much is the Pro plan?', '$49/mo'],
    ['Maybe later.', 'No hurry'],
    ['are you a bot?', 'scripted demo'],
    ['gracias', 'welcome'],
    ['asdf', 'not sure'],
  ])('[S1] knows some small talk: %s', async (said, answer) => {
    expect(await ask(said, [])).toContain(answer)
  })
})
