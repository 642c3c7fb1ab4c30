import { describe, expect, it } from 'vitest'
import type { SignalTuning } from './signal.ts'
import { signalOf } from './signal-of.ts'

const TUNING: SignalTuning = {
  keywords: ['a a a a b', 'refund'],
  frustration: 'high',
  sensitive: { financial: true, medical: true, legal: true },
  repeatedFailure: true,
}

/** What makes rules read again what they have read: words that begin many phrases, slips, signs, pieces without an end. */
const HOSTILE: readonly string[] = [
  ...[
    'a',
    'a ',
    'a,',
    'no ',
    'not a ',
    'human ',
    'bot ',
    'no bot ',
    'who ',
    'can i ',
    'i want to ',
    'me ',
    'de ',
    'que ',
  ],
  ...['want a ', 'talk to ', 'connect me ', 'call ', 'my card ', 'someone ', 'still ', 'the worst ', 'is there a '],
  ...['opreator ', 'abcdefghij ', 'x@y ', 'http://a ', '/human', '/', '>\n', '>', '"', '“', '"a b c" ', "'", "l'", '*'],
  ...[
    '?',
    '!!! ',
    '. ',
    ', ',
    '\n',
    '人',
    '人工',
    'の',
    'ال',
    'لموظف ',
    'मैं ',
    'किसी से ',
    'ё',
    'İ',
    '\u0301',
    '\u200b',
    '👍',
  ],
]

function timeOf(text: string): number {
  const message = { id: 'm', text, at: 2 }
  const start = performance.now()
  signalOf({
    messages: [message],
    before: [{ ...message, id: 'b', at: 1 }],
    tuning: TUNING,
    released: undefined,
    now: 3,
  })
  return performance.now() - start
}

describe('hostile texts', () => {
  it.each(HOSTILE)('[H1 H2] ten times as much of "%s" takes about ten times as long at most', (part) => {
    const of = (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length)
    timeOf(of(4096))
    const short = Math.max(2, ...[1, 2].map(() => timeOf(of(4096))))
    // The best of some tries, to see the text and not the machine.
    let ratio = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < 5 && ratio > 20; tries++) ratio = Math.min(ratio, timeOf(of(40_960)) / short)
    expect(ratio).toBeLessThan(20)
  })

  it.each(HOSTILE)('[H1 H2] twice as much of "%s" takes about twice as long, where all of it is read', (part) => {
    const of = (length: number) => part.repeat(Math.ceil(length / part.length)).slice(0, length)
    timeOf(of(1000))
    const short = Math.max(2, ...[1, 2].map(() => timeOf(of(500))))
    let ratio = Number.POSITIVE_INFINITY
    for (let tries = 0; tries < 5 && ratio > 6; tries++) ratio = Math.min(ratio, timeOf(of(1000)) / short)
    expect(ratio).toBeLessThan(6)
  })

  it('[H1] a hundred messages at once are read like one long text', () => {
    const messages = Array.from({ length: 100 }, (_, at) => ({
      id: `${at}`,
      text: 'want a talk to no bot '.repeat(40),
      at,
    }))
    const start = performance.now()
    signalOf({ messages, before: messages, tuning: TUNING, released: undefined, now: 100 })
    expect(performance.now() - start).toBeLessThan(10_000)
  })
})
