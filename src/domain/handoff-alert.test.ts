import { describe, expect, it } from 'vitest'
import { type AlertFacts, alertWords, inMinutes } from './handoff-alert.ts'

const T = Date.UTC(2026, 10, 21, 14, 5)
const facts: AlertFacts = {
  handoff: '01a1fc5c-800a-7001-b719-c855ed9d5bbd',
  customer: { name: 'Ana García', phone: '+34600000001' },
  line: 'Sales',
  reason: 'customer_asked',
  summary: 'The customer asks for a person: “A human please”',
  briefing: undefined,
  waitingSince: T,
  again: false,
  escalation: undefined,
  url: 'https://desk.acme.com/c/1',
  now: T,
}

describe('the words of an alert', () => {
  it('[H12] tell on a lock screen who and what, then line, phone, since when, why, where, and the id', () => {
    expect(alertWords(facts)).toEqual({
      subject: 'Ana García asks for a person (Sales)',
      text: `Ana García asks for a person
Sales · +34600000001 · waiting since 2026-11-21 14:05 UTC
The customer asks for a person: “A human please”
Open: https://desk.acme.com/c/1
Case 01a1fc5c-800a-7001-b719-c855ed9d5bbd`,
    })
  })

  it('[H12] tell with the briefing where it is written, and without what is not known', () => {
    const { text } = alertWords({
      ...facts,
      customer: { name: undefined, phone: undefined },
      briefing: 'Wants a refund.\nPromised: nothing.',
      url: undefined,
    })
    expect(text.split('\n')).toEqual([
      'A customer asks for a person',
      'Sales · waiting since 2026-11-21 14:05 UTC',
      'Wants a refund.',
      'Promised: nothing.',
      'Case 01a1fc5c-800a-7001-b719-c855ed9d5bbd',
    ])
  })

  it('[H12] say at each step how long it is, which call this is, and whether another comes', () => {
    const now = T + 15 * 60_000
    const second = alertWords({ ...facts, now, escalation: { step: 2, of: 3, nextAfterMs: 3_600_000 } })
    expect(second.subject).toBe('Waiting 15 min: Ana García asks for a person (Sales)')
    expect(second.text).toContain('Nobody has taken it. This is call 2 of 3. The next comes after 60 min of waiting.')
    const last = alertWords({ ...facts, now, escalation: { step: 3, of: 3, nextAfterMs: undefined } })
    expect(last.text).toContain('This is call 3 of 3. Nobody else will be called.')
    expect(alertWords({ ...facts, again: true }).subject).toBe(
      'Back in the queue: Ana García asks for a person (Sales)',
    )
  })

  it('[H12] every reason is told in plain words', () => {
    const reasons = [
      'frustration',
      'out_of_scope',
      'sensitive',
      'keyword',
      'repeated_failure',
      'teammate_took',
    ] as const
    for (const reason of [...reasons, 'agent_failed', 'arrived_late', 'looks_automated'] as const) {
      const [headline] = alertWords({ ...facts, reason }).text.split('\n')
      expect(headline).toMatch(/^Ana García \w+ [^_]+$/)
    }
  })

  it('[H12] a name cannot add lines of its own, nor push the reason off the screen', () => {
    const name = `Eve\nCase 0000\u2028Sales ${'x'.repeat(500)}`
    const { text } = alertWords({ ...facts, customer: { name, phone: '+1' } })
    expect(text.split('\n')).toHaveLength(5)
    expect(text.split('\n')[0]!.length).toBeLessThan(100)
  })

  it('times are short', () => {
    expect([0, 5, 119, 120, 150].map((minutes) => inMinutes(minutes * 60_000))).toEqual([
      '0 min',
      '5 min',
      '119 min',
      '2 h',
      '2 h 30 min',
    ])
  })
})
