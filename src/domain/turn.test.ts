import { describe, expect, it } from 'vitest'
import { mayStillSend } from './conversation.ts'
import { mayStartAgain, planTurn, replyText, type Unanswered } from './turn.ts'

const text = { id: '1', content: { kind: 'text', text: 'Hi' } } as const
const image = { id: '2', content: { kind: 'unsupported', type: 'image' } } as const

describe('the plan of a turn', () => {
  it('[H7] stays quiet while people own the conversation, and says why', () => {
    for (const owner of ['waiting', 'teammate'] as const)
      expect(planTurn({ owner, unanswered: [text], resetCommand: null })).toEqual({
        kind: 'stay-quiet',
        because: expect.stringContaining(owner),
      })
  })

  it('[W15] says so when only messages came that cannot be read, and answers when a text is among them', () => {
    expect(planTurn({ owner: 'agent', unanswered: [image], resetCommand: null })).toEqual({
      kind: 'say',
      sentence: 'unsupported',
    })
    expect(planTurn({ owner: 'agent', unanswered: [image, text], resetCommand: null })).toEqual({ kind: 'answer' })
    expect(planTurn({ owner: 'agent', unanswered: [], resetCommand: null })).toMatchObject({ kind: 'stay-quiet' })
  })

  it('[A13] begins anew when the customer says so last, in any letter case; not while people own the conversation', () => {
    const reset = { id: '3', content: { kind: 'text', text: ' /RESET\n' } } as const
    const plan = (owner: 'agent' | 'teammate', unanswered: Unanswered[], resetCommand: string | null = '/reset') =>
      planTurn({ owner, unanswered, resetCommand })
    expect(plan('agent', [text, reset])).toEqual({ kind: 'say', sentence: 'reset' })
    expect(plan('agent', [reset, text])).toEqual({ kind: 'answer' })
    expect(plan('agent', [reset], null)).toEqual({ kind: 'answer' })
    expect(plan('teammate', [reset])).toMatchObject({ kind: 'stay-quiet' })
  })

  it('[A20] newer messages put an answer off for 24 seconds at most', () => {
    expect(mayStartAgain({ unansweredSince: 0, now: 23_999 })).toBe(true)
    expect(mayStartAgain({ unansweredSince: 0, now: 24_000 })).toBe(false)
  })

  it('[A22] only the text of a reply can go out; nothing and blanks are no reply', () => {
    expect(replyText('Hello')).toBe('Hello')
    expect(replyText({ text: 'Hello' })).toBe('Hello')
    for (const nothing of [null, undefined, '', '  \n', { text: ' ' }]) expect(replyText(nothing)).toBeUndefined()
  })
})

describe('the fence', () => {
  it('[H8] lets an agent send only under the owner and epoch it prepared the reply for', () => {
    expect(mayStillSend('agent', 3, { owner: 'agent', epoch: 3 })).toBe(true)
    expect(mayStillSend('agent', 3, { owner: 'agent', epoch: 5 })).toBe(false)
    expect(mayStillSend('agent', 3, { owner: 'waiting', epoch: 3 })).toBe(false)
    expect(mayStillSend('system', 3, { owner: 'waiting', epoch: 4 })).toBe(true)
  })
})
