import { describe, expect, it } from 'vitest'
import type { HandoffReason } from '../handoff.ts'
import type { Heard, SignalTuning } from './signal.ts'
import { signalOf } from './signal-of.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = 100 * HOUR

const TUNING: SignalTuning = {
  keywords: ['refund', 'Straße 7', '退款', 'محامي'],
  frustration: 'normal',
  sensitive: { financial: true, medical: true, legal: true },
  repeatedFailure: true,
}

interface Case {
  readonly before?: readonly Heard[]
  readonly tuning?: Partial<SignalTuning>
  readonly released?: { readonly at: number; readonly reason: HandoffReason }
  readonly at?: number
}

/** What is heard in messages of which the last came just now. */
function heard(texts: string | readonly string[], { before = [], tuning, released, at = NOW }: Case = {}) {
  const messages = [texts].flat().map((text, index) => ({ id: `m${index + 1}`, text, at: at + index }))
  return signalOf({ messages, before, tuning: { ...TUNING, ...tuning }, released, now: NOW + MINUTE })
}

const reasonOf = (texts: string | readonly string[], given?: Case) => heard(texts, given)?.reason

const said = (text: string, at: number, id = 'b'): Heard => ({ id, text, at })

describe('the order of the signals', () => {
  it.each([
    ['customer_asked', 'This refund is ridiculous, my lawyer will call. I want to talk to a human'],
    ['keyword', 'This REFUND is ridiculous, my lawyer will call'],
    ['sensitive', 'This is ridiculous, my lawyer will call'],
    ['frustration', 'This is ridiculous'],
  ])('[H1 H2] %s comes before what is after it', (reason, text) => {
    expect(reasonOf(text)).toBe(reason)
  })

  it('[H1] tells in which message it was heard, and what', () => {
    expect(heard(['hi', 'please CONNECT me to an agent, now'])).toEqual({
      reason: 'customer_asked',
      message: 'm2',
      heard: 'CONNECT me to an agent',
    })
    expect(heard('My card was stolen!')).toEqual({
      reason: 'sensitive',
      message: 'm1',
      heard: 'financial: card was stolen',
    })
  })

  it('hears nothing in nothing', () => {
    expect(heard([])).toBeUndefined()
    expect(heard(['', '   ', '👍', '?'])).toBeUndefined()
  })
})

describe('what can be switched off', () => {
  it('[H1] is everything but the explicit ask', () => {
    const off: SignalTuning = {
      keywords: [],
      frustration: 'off',
      sensitive: { financial: false, medical: false, legal: false },
      repeatedFailure: false,
    }
    const before = [said('it is still not working', NOW - HOUR)]
    for (const text of ['refund', 'you are thieves', 'my card was stolen', 'still not working'])
      expect(heard(text, { tuning: off, before })).toBeUndefined()
    expect(reasonOf('a person please', { tuning: off })).toBe('customer_asked')
  })

  it.each([
    ['financial', 'my card was stolen'],
    ['medical', 'I took an overdose'],
    ['legal', 'I will sue you'],
  ] as const)('[H1 H2] is each sensitive topic by itself: %s', (topic, text) => {
    const only = { financial: false, medical: false, legal: false, [topic]: true }
    expect(reasonOf(text, { tuning: { sensitive: only } })).toBe('sensitive')
    const all = { financial: true, medical: true, legal: true }
    expect(heard(text, { tuning: { sensitive: { ...all, [topic]: false }, frustration: 'off' } })).toBeUndefined()
  })
})

describe('chosen words', () => {
  it.each(['I want a REFUND', 'réfund?', 'refund', 'wohne strasse 7', '我要退款', 'كلم المحامي', 'والمحامي قال'])(
    '[H1] are heard in any case and script: %s',
    (text) =>
      expect(reasonOf(text, { tuning: { sensitive: { financial: false, medical: false, legal: false } } })).toBe(
        'keyword',
      ),
  )

  it.each(['refundable fare', 'prerefund', 'Straße 77', 'Straße. 7 Uhr'])('[H1] are whole words: %s', (text) => {
    expect(heard(text)).toBeUndefined()
  })

  it('[H1] may be a sign that is no word', () => {
    expect(reasonOf('help 🆘', { tuning: { keywords: ['🆘'] } })).toBe('keyword')
    expect(heard('help', { tuning: { keywords: ['🆘', ' '] } })).toBeUndefined()
  })
})

describe('annoyance', () => {
  it.each([
    ['I am a bit disappointed', ['high']],
    ['this is unacceptable', ['high', 'normal']],
    ['WHERE IS MY ORDER????', ['high', 'normal']],
    ['worst service ever, you are thieves', ['high', 'normal', 'low']],
  ] as const)('[H1] "%s" is enough at %s', (text, levels) => {
    for (const frustration of ['low', 'normal', 'high'] as const)
      expect(reasonOf(text, { tuning: { frustration } })).toBe(
        (levels as readonly string[]).includes(frustration) ? 'frustration' : undefined,
      )
  })

  it('[H2] adds up over a burst', () => {
    expect(heard('hello???', {})).toBeUndefined()
    expect(reasonOf(['so annoying', 'been waiting for an hour'])).toBe('frustration')
  })

  it.each(['THANK YOU SO MUCH!!!', 'this shirt is sick', 'damn good', 'not bad', 'I am such an idiot, wrong size'])(
    '[H2] is not joy, praise or what people say of themselves: %s',
    (text) => expect(heard(text)).toBeUndefined(),
  )
})

describe('what failed twice', () => {
  const ASKED = 'My export of the invoices is failing'

  it('[H2] is heard when twice within a day a message says that it is still not right', () => {
    const once = said('it still does not work', NOW - 23 * HOUR)
    expect(reasonOf('sigue sin funcionar', { before: [once] })).toBe('repeated_failure')
    expect(heard('still not working')).toBeUndefined()
    expect(heard('still not working', { before: [{ ...once, at: NOW - 25 * HOUR }] })).toBeUndefined()
    expect(heard('ok, thanks', { before: [once, said('still nothing', NOW - HOUR, 'c')] })).toBeUndefined()
  })

  it('[H2] is heard when what was answered is asked a third time, in other words too', () => {
    const first = said(ASKED, NOW - 3 * HOUR)
    const second = said('the export of my invoices is failing', NOW - 2 * HOUR, 'c')
    expect(heard(ASKED, { before: [first] })).toBeUndefined()
    expect(heard('export of the invoices failing, please help', { before: [first, second] })).toMatchObject({
      reason: 'repeated_failure',
      message: 'm1',
    })
  })

  it('[H2] counts nothing twice that came before an answer', () => {
    const answeredAt = NOW - HOUR
    const burst = [said(ASKED, NOW - 3 * HOUR), said(ASKED, NOW - 3 * HOUR + 1, 'c')].map((one) => ({
      ...one,
      answeredAt,
    }))
    expect(heard(ASKED, { before: burst })).toBeUndefined()
  })

  it.each([
    [['how much is the red one', 'how much is the blue one'], 'how much is the green one'],
    [['is room 12 free tonight', 'is room 14 free tonight'], 'is room 16 free tonight'],
    [['ok', 'ok'], 'ok'],
    [['yes please', 'yes please'], 'yes please'],
  ])('[H2] is not that somebody asks for more: %s', (texts, text) => {
    const before = texts.map((one, index) => said(one, NOW - HOUR + index, `b${index}`))
    expect(heard(text, { before })).toBeUndefined()
  })
})

describe('after people gave the conversation back', () => {
  const released = (reason: HandoffReason, hours = 1) => ({ released: { at: NOW - hours * HOUR, reason } })

  it.each([
    ['keyword', 'the refund'],
    ['sensitive', 'my lawyer'],
    ['frustration', 'this is ridiculous'],
  ] as const)('[H11] the same cause is quiet for a day: %s', (reason, text) => {
    expect(heard(text, released(reason))).toBeUndefined()
    expect(reasonOf(text, released(reason, 25))).toBe(reason)
    expect(reasonOf(text, released('customer_asked'))).toBe(reason)
  })

  it('[H11 H18] an explicit ask is always heard', () => {
    expect(reasonOf('I need a person again', released('customer_asked'))).toBe('customer_asked')
  })

  it('[H11] what was said before does not count', () => {
    const before = [said('still not working', NOW - 2 * HOUR)]
    expect(heard('still not working', { before, ...released('out_of_scope') })).toBeUndefined()
    expect(heard('/human', { at: NOW - 2 * HOUR, ...released('out_of_scope') })).toBeUndefined()
  })

  it('[H11] another cause is heard where the first one is quiet', () => {
    expect(reasonOf('the refund! this is ridiculous', released('keyword'))).toBe('frustration')
  })
})
