import { describe, expect, it } from 'vitest'
import type { Briefing } from './briefing.ts'
import { briefByRules } from './by-rules.ts'
import { linesOf, MOST_WORDS, type Part } from './fit.ts'
import { briefingWords } from './in-words.ts'
import { countWords } from './readable.ts'
import { CASES, caseOf } from './test-cases.ts'

const PARTS: readonly Part[] = ['who', 'wants', 'tried', 'promised', 'mood', 'facts', 'openQuestion', 'next']
const textsOf = (briefing: Briefing, part: Part) => linesOf(briefing, part).map(({ text }) => text)
const briefingOf = (name: keyof typeof CASES) => briefByRules(CASES[name]!)

describe('a briefing by rules', () => {
  it.each(Object.keys(CASES))('[H20] links each line to messages of the thread, within ninety words: %s', (name) => {
    const given = CASES[name]!
    const briefing = briefByRules(given)
    const ids = new Set(given.messages.map(({ id }) => id))
    const lines = [briefing, ...PARTS.flatMap((part) => linesOf(briefing, part))]
    for (const { evidence } of lines) {
      expect(evidence.length).toBeGreaterThan(0)
      expect(evidence.filter((id) => !ids.has(id))).toEqual([])
    }
    expect(countWords(briefingWords(briefing, { since: 12 }))).toBeLessThanOrEqual(MOST_WORDS)
    expect(briefing).toMatchObject({ by: 'rules', who: {}, wants: {}, mood: {}, next: {} })
  })

  it('[H20 H2] tells story 1 so that nobody has to read the thread first', () => {
    expect(briefByRules(CASES['story 1']!)).toEqual({
      headline: 'Missing order #ORD-22, 2nd time. Customer wants a person.',
      evidence: ['m3', 'm1'],
      who: { text: 'Anish Rao, on Support', evidence: ['m1'] },
      wants: { text: '"my order #ORD-22 hasn\'t arrived"', evidence: ['m1'] },
      tried: [
        {
          text: 'Order status ORD-22: delivered, 5/14, 12 Oak St; customer: "I never got it."',
          evidence: ['m1', 'm2', 'm3'],
        },
      ],
      promised: [{ text: 'AI: "…is not your address, tell me the right one and I will trace it."', evidence: ['m2'] }],
      mood: { text: 'Annoyed: "This is the second time."', evidence: ['m3'] },
      facts: [],
      openQuestion: undefined,
      next: { text: 'Check the proof of delivery, then decide: reissue or refund.', evidence: ['m1'] },
      draft:
        'Hello Anish, I am sorry for the trouble. I am from the team and have read the whole conversation, so there is no need to repeat anything.',
      language: 'en',
      by: 'rules',
    })
  })

  it.each([
    ['Spanish, charged twice', 'Charged twice PED-4471. Customer is upset.', 'es'],
    ['Portuguese, sensitive', 'Health question. Sensitive matter.', 'pt'],
    ['German, agent failed', 'Damaged item DE-20931. The AI could not answer.', 'de'],
    ['French, repeated failure', 'Sign-in trouble. The AI has not solved it.', 'fr'],
    ['Hindi, wants a person', 'Missing order ORD-551, 2nd time. Customer wants a person.', 'hi'],
    ['Hindi in Latin letters', 'Refund. Customer is upset.', 'hi'],
    ['Arabic, late', 'Delivery time ORD-77. The message arrived late.', 'ar'],
    ['unconfirmed reply', 'Change of address 88213. Our last reply may not have arrived.', 'en'],
    ['a refund nobody knows of', 'Refund A-1009. The AI could not answer.', 'en'],
    ['teammate took', 'A teammate took over. "Is the Pro plan $49 or $59?"', 'en'],
    ['only a person', 'Customer wants a person.', 'en'],
  ])('[H20] says in one line what it is about, in English: %s', (name, headline, language) => {
    expect(briefingOf(name)).toMatchObject({ headline, language })
  })

  it.each([
    ['Spanish, charged twice', 'Angry.'],
    ['Portuguese, sensitive', 'Worried.'],
    ['German, agent failed', 'Calm.'],
    ['French, repeated failure', 'Annoyed: "ça ne marche toujours pas"'],
    ['Hindi in Latin letters', 'Angry: "bakwas service hai"'],
    ['hostile', 'Calm.'],
  ])('[H20] hears the mood, and shows the words for it: %s', (name, mood) => {
    expect(briefingOf(name).mood?.text).toBe(mood)
  })

  it('[H20] quotes what was promised by agents and people, in any language, and no courtesies', () => {
    const promised = (name: string) => textsOf(briefingOf(name), 'promised')
    expect(promised('Spanish, charged twice')).toEqual(['AI: "Le reembolsaremos en 5 días si el banco lo confirma."'])
    expect(promised('German, agent failed')).toEqual([
      'AI: "Wir schicken Ihnen innerhalb von 3 Tagen eine neue an die Hauptstraße 5."',
    ])
    expect(promised('Hindi, wants a person')).toEqual(['AI: "आपका ऑर्डर ORD-551 कल तक मिल जाएगा।"'])
    expect(promised('Hindi in Latin letters')).toEqual(['AI: "Aapka refund 3 din ke andar mil jayega."'])
    expect(promised('teammate took')).toEqual(['Teammate: "For your team of 12 I can offer $45 until Friday."'])
    const others = caseOf({ reason: 'customer_asked' }, [
      ['c', 'My parcel?'],
      ['a', "I'll check that for you. I will do my best."],
      ['a', { text: 'We will refund you tomorrow.', delivery: 'failed' }],
      ['t', 'سنرسل طلبك خلال يومين'],
      ['a', 'Je vais vous rembourser sous 3 jours.'],
      ['a', 'Enviaremos outro produto em até 2 dias.'],
      ['s', 'A teammate will get back to you.'],
    ])
    expect(textsOf(briefByRules(others), 'promised')).toEqual([
      'Teammate: "سنرسل طلبك خلال يومين"',
      'AI: "Enviaremos outro produto em até 2 dias."',
    ])
  })

  it('[H20] says what was tried, links and answers that did not help', () => {
    expect(textsOf(briefingOf('French, repeated failure'), 'tried')).toEqual([
      'Link sent: acme.example/reset; customer: "ça ne marche toujours pas"',
      `AI said "Essayez de vider le cache de votre navigateur."; customer: "J'ai déjà essayé, ça ne marche pas."`,
    ])
    expect(briefingOf('a refund nobody knows of')).toMatchObject({
      tried: [{ text: 'Refund order A-1009, $30: NOT KNOWN whether it was done', evidence: ['m3'] }],
      next: { text: 'Check whether refund order was done before doing it again.' },
    })
  })

  it('[H20] says who named an amount, an address, a date', () => {
    expect(textsOf(briefingOf('Spanish, charged twice'), 'facts')).toEqual(['Customer says: 49,90 €; 12 de mayo.'])
    const several = caseOf({ reason: 'customer_asked' }, [
      ['c', 'I moved to 44 Elm Street on May 3, write to ana@example.com'],
      ['c', 'Is anything still on its way to me?'],
      ['a', 'I see 12 Oak St here, and a balance of R$ 120.'],
      ['c', 'Quiero hablar con una persona'],
    ])
    expect(textsOf(briefByRules(several), 'facts')).toEqual([
      'Customer says: 44 Elm Street; May 3; ana@example.com.',
      'AI said: R$ 120; 12 Oak St.',
    ])
  })

  it('[H20] asks whether an unconfirmed reply arrived', () => {
    expect(briefingOf('unconfirmed reply')).toMatchObject({
      promised: [{ text: expect.stringMatching(/\(may not have arrived\)$/) }],
      next: { text: 'Ask whether this arrived: "Yes. I have changed it to 44 Elm…"', evidence: ['m2'] },
    })
  })

  it('[H20] notices that a matter has settled itself', () => {
    expect(briefingOf('settled meanwhile').next).toEqual({
      text: 'It may be settled: confirm, then give it back.',
      evidence: ['m5'],
    })
  })

  it('[H20] has the question that nobody has answered, of either side', () => {
    expect(briefingOf('teammate took').openQuestion?.text).toBe('Teammate asks: "Would that work?"')
    const ignored = caseOf({ reason: 'frustration' }, [
      ['c', 'Do you deliver to Lyon on Saturdays?'],
      ['a', 'I am not sure I understood.'],
      ['c', 'This is useless.'],
    ])
    expect(briefByRules(ignored)).toMatchObject({
      wants: { text: '"Do you deliver to Lyon on Saturdays?"' },
      next: { text: "Answer the customer's question.", evidence: ['m1'] },
    })
  })

  it('[H20] leaves an old matter out, but not what was promised in it', () => {
    const day = 24 * 60 * 60_000
    const base = caseOf({ reason: 'customer_asked' }, [
      ['c', 'My lamp LMP-10 came broken'],
      ['t', 'We will send you a new one within two days.'],
      ['c', 'How do I change my password?'],
    ])
    const later = base.messages.map((one, index) => (index === 2 ? { ...one, at: one.at + 3 * day } : one))
    const briefing = briefByRules({
      ...base,
      handoff: { ...base.handoff, openedAt: base.handoff.openedAt + 4 * day },
      messages: later,
    })
    expect(briefing).toMatchObject({
      headline: 'Sign-in trouble. Customer wants a person.',
      wants: { text: '"How do I change my password?"' },
      promised: [{ text: 'Teammate: "We will send you a new one within two days."' }],
    })
  })

  it('[H20] takes no name for one that gives orders, and shows no card', () => {
    const words = briefingWords(briefingOf('hostile'))
    expect(words).toContain('Who: on Support')
    expect(words).not.toContain('4111')
    const paid = caseOf({ reason: 'sensitive' }, [['c', 'Please refund my card 4111 1111 1111 1111']])
    expect(briefByRules(paid).wants?.text).toBe('"Please refund my card •••"')
    // What a customer writes stands in their words or behind "Customer says", never as a fact.
    for (const line of words.split('\n').filter((one) => one.includes('5000'))) expect(line).toMatch(/"IMPORTANT/)
  })

  it('[H20] reads a thread that has nothing in it', () => {
    const empty = briefByRules(caseOf({ reason: 'teammate_took' }, []))
    expect(empty).toMatchObject({ headline: 'A teammate took over.', wants: undefined, next: undefined, tried: [] })
  })

  it('[H20] takes little time over long and hostile texts', () => {
    const said = [
      'a'.repeat(4096),
      '1'.repeat(4096),
      '"'.repeat(4096),
      'ORD-'.repeat(1024),
      '$1,'.repeat(1365),
      'न '.repeat(2048),
    ]
    const long = caseOf(
      { reason: 'customer_asked' },
      Array.from({ length: 120 }, (_, index) => ['c', said[index % 6]!] as const),
    )
    const startedAt = performance.now()
    briefByRules(long)
    expect(performance.now() - startedAt).toBeLessThan(1500)
  })
})
