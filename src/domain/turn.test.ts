import { describe, expect, it } from 'vitest'
import { mayStillSend } from './conversation.ts'
import { runOf } from './run-of.ts'
import { mayStartAgain, planTurn, type Unanswered } from './turn.ts'

const text = { id: '1', content: { kind: 'text', text: 'Hi' }, lateByMs: 0 } as const
const image = { id: '2', content: { kind: 'unsupported', type: 'image' }, lateByMs: 0 } as const
const maxReplyAgeMs = 12 * 60 * 60_000

describe('the plan of a turn', () => {
  it('[H7] stays quiet while people own the conversation, and says why', () => {
    for (const owner of ['waiting', 'teammate'] as const)
      expect(
        planTurn({
          blocked: false,
          automated: false,
          signal: undefined,
          allowed: true,
          owner,
          unanswered: [text],
          resetCommand: null,
          maxReplyAgeMs,
        }),
      ).toEqual({
        kind: 'stay-quiet',
        owned: true,
        because: expect.stringContaining(owner),
      })
  })

  it('[I14] refuses whoever may not write before anything else is looked at', () => {
    for (const owner of ['agent', 'waiting', 'teammate'] as const)
      expect(
        planTurn({
          blocked: false,
          automated: false,
          signal: undefined,
          allowed: false,
          owner,
          unanswered: [text],
          resetCommand: 'Hi',
          maxReplyAgeMs,
        }),
      ).toEqual({
        kind: 'refuse',
      })
  })

  it('[I20] answers nobody who is blocked, whatever they write, whoever has the conversation', () => {
    for (const owner of ['agent', 'waiting', 'teammate'] as const)
      expect(
        planTurn({
          blocked: true,
          automated: true,
          signal: { reason: 'customer_asked', heard: 'a person', message: '1' },
          allowed: false,
          owner,
          unanswered: [{ ...text, lateByMs: maxReplyAgeMs + 1 }],
          resetCommand: 'Hi',
          maxReplyAgeMs,
        }),
      ).toEqual({ kind: 'stay-quiet', owned: false, because: 'blocked' })
  })

  it('[W15] says so when only messages came that cannot be read, and answers when a text is among them', () => {
    expect(
      planTurn({
        blocked: false,
        automated: false,
        signal: undefined,
        allowed: true,
        owner: 'agent',
        unanswered: [image],
        resetCommand: null,
        maxReplyAgeMs,
      }),
    ).toEqual({
      kind: 'say',
      sentence: 'unsupported',
    })
    expect(
      planTurn({
        blocked: false,
        automated: false,
        signal: undefined,
        allowed: true,
        owner: 'agent',
        unanswered: [image, text],
        resetCommand: null,
        maxReplyAgeMs,
      }),
    ).toEqual({
      kind: 'answer',
    })
    expect(
      planTurn({
        blocked: false,
        automated: false,
        signal: undefined,
        allowed: true,
        owner: 'agent',
        unanswered: [],
        resetCommand: null,
        maxReplyAgeMs,
      }),
    ).toMatchObject({
      kind: 'stay-quiet',
    })
  })

  it('[W24] leaves a message that arrived too late to people, unless the customer has just written again', () => {
    const late = { ...text, lateByMs: maxReplyAgeMs + 1 }
    const plan = (unanswered: Unanswered[]) =>
      planTurn({
        blocked: false,
        automated: false,
        signal: undefined,
        allowed: true,
        owner: 'agent',
        unanswered,
        resetCommand: '/reset',
        maxReplyAgeMs,
      })
    expect(plan([late])).toMatchObject({ kind: 'hand-off', reason: 'arrived_late' })
    expect(plan([{ ...text, lateByMs: maxReplyAgeMs }])).toEqual({ kind: 'answer' })
    expect(plan([late, text])).toEqual({ kind: 'answer' })
  })

  it('[A13] begins anew when the customer says so last, in any letter case; not while people own the conversation', () => {
    const reset = { id: '3', content: { kind: 'text', text: ' /RESET\n' }, lateByMs: 0 } as const
    const plan = (owner: 'agent' | 'teammate', unanswered: Unanswered[], resetCommand: string | null = '/reset') =>
      planTurn({
        blocked: false,
        automated: false,
        signal: undefined,
        allowed: true,
        owner,
        unanswered,
        resetCommand,
        maxReplyAgeMs,
      })
    expect(plan('agent', [text, reset])).toEqual({ kind: 'say', sentence: 'reset' })
    expect(plan('agent', [reset, text])).toEqual({ kind: 'answer' })
    expect(plan('agent', [reset], null)).toEqual({ kind: 'answer' })
    expect(plan('teammate', [reset])).toMatchObject({ kind: 'stay-quiet' })
  })

  it('[D28] has people look where two machines may be talking, and does nothing where they have the conversation', () => {
    const facts = {
      allowed: true,
      blocked: false,
      automated: true,
      signal: undefined,
      unanswered: [text],
      resetCommand: null,
      maxReplyAgeMs,
    }
    expect(planTurn({ ...facts, owner: 'agent' })).toMatchObject({ kind: 'hand-off', reason: 'looks_automated' })
    expect(planTurn({ ...facts, owner: 'teammate' })).toMatchObject({ kind: 'stay-quiet' })
  })

  it('[A20] newer messages put an answer off for 24 seconds at most', () => {
    expect(mayStartAgain({ unansweredSince: 0, now: 23_999 })).toBe(true)
    expect(mayStartAgain({ unansweredSince: 0, now: 24_000 })).toBe(false)
  })

  it('[A22] only the text of a reply can go out; nothing and blanks are no reply', () => {
    const hello = { kind: 'text', text: 'Hello' } as const
    for (const reply of ['Hello', { text: 'Hello' }, hello, [hello]]) expect(runOf(reply).parts).toEqual([hello])
    for (const nothing of [null, undefined, '', '  \n', { text: ' ' }, []]) expect(runOf(nothing).parts).toEqual([])
  })
})

describe('the fence', () => {
  it('[H8] lets an agent send only under the owner and epoch it prepared the reply for', () => {
    expect(mayStillSend(3, 3)).toBe(true)
    expect(mayStillSend(3, 4)).toBe(false)
    expect(mayStillSend(3, 5)).toBe(false)
    expect(mayStillSend(null, 5)).toBe(true)
  })
})
