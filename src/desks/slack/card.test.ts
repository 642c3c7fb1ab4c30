import { describe, expect, it } from 'vitest'
import type { Briefing } from '../../domain/briefing/briefing.ts'
import { cut } from './blocks.ts'
import { type CardFacts, cardOf } from './card.ts'

const AT = Date.UTC(2026, 10, 21, 12)
const FACTS: CardFacts = {
  conversation: '019aa5d0-0000-7000-8000-000000000001',
  handoff: '019aa5d0-0000-7000-8000-000000000002',
  epoch: 3,
  customer: { name: 'Anish Rao', phone: '+15550001111' },
  line: 'Support',
  reason: 'customer_asked',
  summary: 'Second missing order.',
  openedAt: AT,
  owner: 'waiting',
  teammate: undefined,
  answerBy: AT + 300_000,
  overdue: false,
  windowClosesAt: AT + 86_400_000,
  windowOpen: true,
  briefing: undefined,
  released: undefined,
  relays: true,
  url: 'https://wabaton.acme.test/desk/waiting/1',
}
const line = (text: string) => ({ text, evidence: ['1'] })
const BRIEFING: Briefing = {
  headline: 'A second order is missing',
  evidence: ['1'],
  who: line('Anish, Support'),
  wants: line('ORD-22'),
  tried: [line('tracking'), line('address')],
  promised: [],
  mood: line('frustrated'),
  facts: [],
  openQuestion: undefined,
  next: line('Reissue and flag'),
  draft: 'Hi Anish',
  language: 'en',
  by: 'rules',
}
const words = (facts: Partial<CardFacts>) => JSON.stringify(cardOf({ ...FACTS, ...facts }).blocks)
const buttons = (facts: Partial<CardFacts>) =>
  [...words(facts).matchAll(/"action_id":"wabaton_(\w+)"/g)].map(([, action]) => action)

describe('[H16] the card of a handoff', () => {
  it('says who, why, since when and until when, with what can be done', () => {
    const { text } = cardOf(FACTS)
    expect(text).toBe('Anish Rao asked for a person (+15550001111 · Support): Second missing order.')
    for (const one of ['Anish Rao', '+15550001111', 'waiting since <!date^', 'answer by', 'Window closes'])
      expect(words({})).toContain(one)
    expect(buttons({})).toEqual(['take', 'release', 'open'])
    expect(buttons({ owner: 'teammate', teammate: 'Dana', url: undefined, briefing: BRIEFING })).toEqual([
      'release',
      'draft',
    ])
    expect(buttons({ briefing: BRIEFING, relays: false })).not.toContain('draft')
    expect(words({ owner: 'teammate', teammate: 'Dana' })).toContain('*Dana* has it')
    expect(words({ overdue: true })).toContain('*Overdue*')
    expect(words({ windowOpen: false })).toContain('only a template')
  })

  it('shows the briefing once there is one', () => {
    for (const one of [
      '*Wants* ORD-22',
      '*Tried* tracking; address',
      '*Mood* frustrated',
      '*Suggested next* Reissue and flag',
    ])
      expect(words({ briefing: BRIEFING })).toContain(one)
  })

  it('offers nothing once it is released', () => {
    const released = { by: 'Dana', outcome: 'Reissued' }
    expect(words({ released })).toContain('Released by Dana, AI answers next: Reissued')
    expect(buttons({ released })).toEqual([])
  })

  it('keeps the limits of Slack, whatever a customer is called and a model writes', () => {
    const long = '<!channel> & "&" 🦦'.repeat(2_000)
    const briefing = {
      ...BRIEFING,
      headline: long,
      wants: line(long),
      tried: [line(long), line(long)],
      next: line(long),
    }
    for (const shown of [
      cardOf({ ...FACTS, summary: long, customer: { name: long, phone: undefined } }),
      cardOf({ ...FACTS, briefing, customer: { name: long, phone: '+1' } }),
      cardOf({ ...FACTS, released: { by: long, outcome: long } }),
    ]) {
      expect(JSON.stringify(shown.blocks.slice(1))).not.toContain('<!channel')
      expect(shown.text).not.toContain('<!')
      expect(shown.text.length).toBeLessThanOrEqual(3_000)
      expect(shown.blocks.length).toBeLessThanOrEqual(50)
      expect(JSON.stringify(shown.blocks).length).toBeLessThan(13_000)
      for (const { type, text } of shown.blocks as { type: string; text?: { text: string } }[])
        expect(text?.text.length ?? 0).toBeLessThanOrEqual(type === 'header' ? 150 : 3_000)
    }
  })

  it('cuts neither an entity nor a character in two', () => {
    expect(cut('ab&amp;cd', 6)).toBe('ab…')
    expect(cut('ab🦦cd', 4)).toBe('ab…')
    expect(cut('abcd', 4)).toBe('abcd')
  })
})
