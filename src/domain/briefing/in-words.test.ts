import { describe, expect, it } from 'vitest'
import { briefByRules } from './by-rules.ts'
import { MOST_WORDS } from './fit.ts'
import { briefingWords, sinceInWords } from './in-words.ts'
import { countWords } from './readable.ts'
import { CASES, caseOf } from './test-cases.ts'

describe('a briefing in an alert', () => {
  it('[H12 H20] is plain text, a line a part, without the draft', () => {
    expect(briefingWords(briefByRules(CASES['story 1']!), { since: 2 })).toBe(
      [
        'Missing order #ORD-22, 2nd time. Customer wants a person.',
        'Who: Anish Rao, on Support',
        'Wants: "my order #ORD-22 hasn\'t arrived"',
        'Tried: Order status ORD-22: delivered, 5/14, 12 Oak St; customer: "I never got it."',
        'Promised: AI: "…is not your address, tell me the right one and I will trace it."',
        'Mood: Annoyed: "This is the second time."',
        'Next: Check the proof of delivery, then decide: reissue or refund.',
        '2 new messages since.',
      ].join('\n'),
    )
  })

  it('[H20] says how many messages came since it was written', () => {
    expect([0, 1, 7].map(sinceInWords)).toEqual([undefined, '1 new message since.', '7 new messages since.'])
  })

  it('[H12 H20] stays within ninety words, and keeps what matters most, however much was said', () => {
    const wordy = (what: string) => `${what} ${'and so on and on '.repeat(12)}`
    const full = caseOf(
      {
        reason: 'frustration',
        tools: [1, 3, 5].map((after) => ({
          tool: 'find_everything_about_the_order',
          input: { order: `ORD-${after}` },
          result: { status: wordy('in transit').slice(0, 39), place: 'a b c d e f g h', more: 'i j k l m n' },
          after,
        })),
      },
      [
        ['c', wordy('Where is my order ORD-1, it was $49 on May 3, 44 Elm Street,')],
        ['a', wordy('We will send it within 3 days to 12 Oak St,')],
        ['c', wordy('No, that is wrong, it is ORD-3 and $51')],
        ['t', wordy('I promise that you will receive $20 within two days,')],
        ['c', wordy('Still not here, ridiculous! When will it come, by May 9')],
      ],
    )
    const briefing = briefByRules(full)
    const words = briefingWords(briefing, { since: 3 })
    expect(countWords(words)).toBeLessThanOrEqual(MOST_WORDS)
    expect(briefing).toMatchObject({ wants: {}, next: {}, promised: [{}], mood: {} })
  })
})
