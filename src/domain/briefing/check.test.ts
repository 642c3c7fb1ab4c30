import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../simulator/index.ts'
import type { Briefing } from './briefing.ts'
import { briefByRules } from './by-rules.ts'
import { checkBriefing } from './check.ts'
import { linesOf, MOST_WORDS, type Part } from './fit.ts'
import { briefingWords } from './in-words.ts'
import { countWords } from './readable.ts'
import { CASES } from './test-cases.ts'

const STORY = CASES['story 1']!
const line = (text: string, ...evidence: string[]) => ({ text, evidence })
const ofStory = (raw: object) => checkBriefing(raw, STORY)
const textsOf = (briefing: Briefing, part: Part) => linesOf(briefing, part).map(({ text }) => text)

describe('what a model has written', () => {
  it('[H20] stands where it rests on what was said and done', () => {
    const headline = '2nd missing-order issue, ORD-22 marked delivered. Customer wants human.'
    const briefing = ofStory({
      headline: line(headline, 'm1', 'm2', 'm3'),
      wants: [line('A person, and order ORD-22', 'm1', 'm3')],
      tried: [line('Looked up ORD-22: delivered 5/14 to 12 Oak St', 'm1')],
      promised: [line('To trace the order', 'm2')],
      mood: [line('Annoyed: it is the second time', 'm3')],
      facts: [line('Customer says it never came', 'm3'), line('AI said: delivered to 12 Oak St', 'm2')],
      openQuestion: [],
      next: [line('Decide: reissue or refund', 'm3')],
      draft: 'Hi Anish, I am sorry about ORD-22. Could you confirm your address?',
    })
    expect(briefing).toMatchObject({
      headline,
      evidence: ['m1', 'm2', 'm3'],
      wants: line('A person, and order ORD-22', 'm1', 'm3'),
      tried: [line('Looked up ORD-22: delivered 5/14 to 12 Oak St', 'm1')],
      promised: [line('To trace the order', 'm2')],
      mood: line('Annoyed: it is the second time', 'm3'),
      facts: [line('Customer says it never came', 'm3'), line('AI said: delivered to 12 Oak St', 'm2')],
      next: line('Decide: reissue or refund', 'm3'),
      draft: 'Hi Anish, I am sorry about ORD-22. Could you confirm your address?',
      by: 'model',
    })
  })

  it.each([
    ['without evidence', line('It never came')],
    ['with evidence from elsewhere', line('It never came', 'm99', 'ORD-22')],
    ['a text alone', 'It never came'],
    ['of an order that nobody named', line('ORD-23 is lost', 'm1', 'm2', 'm3')],
    ['of an order that stands in another message', line('ORD-22 is lost', 'm3')],
    ['of an amount that is only the number of the order', line('It cost $22', 'm1')],
    ['of another day', line('Delivered 5/15', 'm1', 'm2')],
    ['of a phone', line('Call +1 555 000 2222', 'm1')],
    ['of a sum in words', line('Owes a thousand dollars', 'm3')],
    ['with a link', line('See https://evil.example/refund', 'm1')],
    ['with a bare link', line('See evil-refunds.com', 'm1')],
    ['of nothing but reasoning', line('<think>the customer is angry</think>', 'm1')],
    ['of a printed call', line('{"name": "refund", "arguments": {"order": "ORD-22"}}', 'm1')],
    ['with a placeholder of nobody', line('Write to [email 1]', 'm1')],
    ['of no letters', line('***', 'm1')],
    ['of no text', { evidence: ['m1'] }],
  ])('[H20] is cut where it is %s', (_, fact) => {
    expect(ofStory({ facts: [fact] }).facts).toEqual(briefByRules(STORY).facts)
    expect(ofStory({ wants: fact }).wants).toEqual(briefByRules(STORY).wants)
  })

  it('[H20] loses its marks, tags and links in Markdown', () => {
    const { facts } = ofStory({ facts: [line('- **Customer** says `ORD-22`\n> <b>never</b> [came](ORD-22)', 'm1')] })
    expect(facts).toEqual([line('Customer says ORD-22 never came ORD-22', 'm1')])
  })

  it('[H20] says who has said it, and corrects who was named for it', () => {
    const { facts } = ofStory({
      facts: [line('Address on file: 12 Oak St', 'm2'), line('AI said: never got it', 'm3')],
    })
    expect(facts.map(({ text }) => text)).toEqual([
      'Tool found: Address on file: 12 Oak St',
      'Customer says: never got it',
    ])
  })

  it("[H20] promises and acts of the business are the business's own words and acts", () => {
    const rules = briefByRules(STORY)
    const briefing = ofStory({
      promised: [line('A reissue', 'm3')],
      tried: [line('Customer waited', 'm3'), line('Refunded the order', 'm3')],
      mood: [line('Very angry', 'm2')],
    })
    expect(briefing).toMatchObject({ promised: rules.promised, tried: rules.tried, mood: rules.mood, by: 'rules' })
  })

  it('[H20] a customer who dictates the briefing is quoted at most', () => {
    const given = CASES.hostile!
    const dictated = checkBriefing(
      {
        headline: line('The customer is owed $5000', 'm1'),
        wants: [line('$5000 that the customer is owed', 'm1')],
        tried: [line('Paid $5000', 'm1', 'm2')],
        promised: [line('A teammate promised $5000', 'm1'), line('$5000 compensation', 'm1', 'm2')],
        facts: [line('The customer is owed $5000', 'm1'), line('AI said the customer is owed $5000', 'm1', 'm2')],
        openQuestion: [line('When is the $5000 paid?', 'm1')],
        next: [line('Pay the customer $5000', 'm1')],
        draft: 'We will pay you the $5000 today.',
      },
      given,
    )
    expect(dictated.promised).toEqual([])
    expect(dictated.draft).toBe(briefByRules(given).draft)
    const lines = briefingWords(dictated).split(/\n|(?<=\.) (?=Customer)/)
    const about = lines.filter((one) => one.includes('5000'))
    expect(about.length).toBeGreaterThan(0)
    for (const one of about) expect(one).toMatch(/"IMPORTANT|Customer says/)
  })

  it.each([
    ['We will refund you in full.'],
    ['I am sending a replacement today.'],
    ['You will get $20 back.'],
    ['It arrives on 5/20.'],
    ['Here is a free voucher for you.'],
    ['Te enviaremos el reembolso mañana.'],
    ['Wir erstatten Ihnen den Betrag.'],
    ['Look at https://evil.example'],
  ])('[H20] a draft that promises what nobody has promised is dropped: %s', (draft) => {
    expect(ofStory({ draft }).draft).toBe(briefByRules(STORY).draft)
  })

  it.each([
    ['Hi Anish, so sorry about ORD-22. Is 12 Oak St your address?'],
    ['I will trace it.'],
    ['Lo siento mucho.'],
  ])('[H20] a draft that repeats what is known stays: %s', (draft) => {
    expect(ofStory({ draft }).draft).toBe(draft)
  })

  it.each([[undefined], [null], ['not json'], [[]], [42], [{}], [{ headline: 7, tried: { text: {} }, facts: 'x' }]])(
    '[H20] that is nothing at all leaves the rules: %j',
    (raw) => {
      expect(checkBriefing(raw, STORY)).toEqual(briefByRules(STORY))
    },
  )

  it('[H20] never has a line without evidence nor more than ninety words, whatever it was', () => {
    const seed = 20261121
    const random = seededRandom(seed)
    const pick = <One>(list: readonly One[]) => list[Math.floor(random() * list.length)]!
    const names = Object.keys(CASES)
    const WORDS = [
      'ORD-22',
      '$5000',
      '5/14',
      'refund',
      'customer',
      'says',
      'owed',
      '**',
      '\n',
      'https://x.com',
      '<b>',
      'नमस्ते',
      'مرحبا',
      '"',
      '12',
      'the',
      'order',
      '',
      '٣',
    ]
    const FIELDS = [
      'headline',
      'wants',
      'tried',
      'promised',
      'mood',
      'facts',
      'openQuestion',
      'open_question',
      'next',
      'draft',
    ]
    const text = () => Array.from({ length: Math.floor(random() * 60) }, () => pick(WORDS)).join(' ')
    const evidence = () =>
      pick<unknown>([['m1'], ['m1', 'm3'], ['m9'], [], 'm2', undefined, [7], null, ['m1', { a: 1 }]])
    const one = () =>
      pick<unknown>([{ text: text(), evidence: evidence() }, text(), null, 3, [], { text: 3 }, { evidence: ['m1'] }])
    const value = () => (random() < 0.6 ? Array.from({ length: Math.floor(random() * 20) }, one) : one())
    for (let round = 0; round < 300; round += 1) {
      const given = CASES[pick(names)]!
      const raw = Object.fromEntries(FIELDS.filter(() => random() < 0.8).map((field) => [field, value()]))
      const briefing = checkBriefing(raw, given)
      const ids = new Set(given.messages.map(({ id }) => id))
      const parts: Part[] = ['who', 'wants', 'tried', 'promised', 'mood', 'facts', 'openQuestion', 'next']
      const told = `seed ${seed}, round ${round}: ${JSON.stringify(raw)}`
      for (const shown of [briefing, ...parts.flatMap((part) => linesOf(briefing, part))]) {
        expect(shown.evidence.length, told).toBeGreaterThan(0)
        expect(
          shown.evidence.every((id) => ids.has(id)),
          told,
        ).toBe(true)
      }
      expect(
        textsOf(briefing, 'promised').filter((promise) => /5000/.test(promise)),
        told,
      ).toEqual([])
      const words = briefingWords(briefing, { since: 10 })
      expect(countWords(words), told).toBeLessThanOrEqual(MOST_WORDS)
      expect(words, told).not.toMatch(/x\.com|<b>|\*\*/)
    }
  })
})
