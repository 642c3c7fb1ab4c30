import { describe, expect, it } from 'vitest'
import type { HandoffPolicy } from './handoff-policy.ts'
import { spansIn } from './hours/hours.ts'
import { type WindowTimes, warningOf, warningWords } from './window-warning.ts'

const HOUR = 3_600_000
/** A Wednesday. */
const WROTE = Date.UTC(2026, 10, 18, 12)
const POLICY: Pick<HandoffPolicy, 'windowWarningMs' | 'hours' | 'clock'> = { windowWarningMs: 2 * HOUR }
const day = (written: string) => ({
  timeZone: 'UTC',
  week: Array.from({ length: 7 }, () => spansIn(written)!),
  holidays: {},
})

const warning = (afterHours: number, times: Partial<WindowTimes> = {}, policy: Partial<HandoffPolicy> = {}) =>
  warningOf(
    { owner: 'waiting', lastInboundAt: WROTE, warnedFor: undefined, owed: true, ...times },
    { ...POLICY, ...policy } as HandoffPolicy,
    WROTE + afterHours * HOUR,
  )
const until = (hours: number) => ({ kind: 'wait', until: WROTE + hours * HOUR })

describe('the warning before a window closes', () => {
  it.each<[string, ReturnType<typeof warning>, unknown]>([
    ['long before', warning(1), until(22)],
    ['a moment before its time', warning(22 - 1 / HOUR), until(22)],
    ['at its time', warning(22), { kind: 'warn' }],
    ['after an outage, while the window is open', warning(24 - 1 / HOUR), { kind: 'warn' }],
    ['once it is closed', warning(24), undefined],
    ['a teammate has it', warning(22, { owner: 'teammate' }), { kind: 'warn' }],
    ['the agent has it', warning(22, { owner: 'agent' }), undefined],
    ['nothing is owed', warning(22, { owed: false }), undefined],
    ['nothing is owed yet', warning(1, { owed: false }), until(22)],
    ['they were warned of this window', warning(22, { warnedFor: WROTE }), undefined],
    ['they were warned of the one before', warning(22, { warnedFor: WROTE - HOUR }), { kind: 'warn' }],
    ['it is switched off', warning(22, {}, { windowWarningMs: undefined }), undefined],
    ['its time is open', warning(22, {}, { hours: day('9:00-18:00') }), { kind: 'warn' }],
    [
      'its time is closed, and an hour of the window is open',
      warning(22, {}, { hours: day('11:00-18:00') }),
      until(23),
    ],
    ['no hour of the window is open', warning(22, {}, { hours: day('13:00-18:00') }), { kind: 'warn' }],
    [
      'people are called at any hour',
      warning(22, {}, { hours: day('11:00-18:00'), clock: 'always' }),
      { kind: 'warn' },
    ],
  ])('[D24] %s', (_, found, expected) => {
    expect(found).toEqual(expected)
  })

  it('[D24] says first how long is left and for whom, and no more than a line of any name', () => {
    const { subject, text } = warningWords({
      handoff: 'h1',
      customer: { name: 'Maya\nPay now: evil.example', phone: '+15550001' },
      line: 'Support',
      teammate: 'Dana',
      closesAt: WROTE + 24 * HOUR,
      url: 'https://a.example/desk',
      now: WROTE + 22 * HOUR,
    })
    expect(subject).toBe('2 h left to answer Maya Pay now: evil.example (Support)')
    expect(text.split('\n')).toEqual([
      '2 h left to answer Maya Pay now: evil.example',
      'Support · +15550001 · Dana has it',
      'They have written and wait. After that WhatsApp takes only a template, until they write again.',
      'Open: https://a.example/desk',
      'Case h1',
    ])
  })
})
