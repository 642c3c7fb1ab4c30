import { describe, expect, it } from 'vitest'
import { dutyOf, type HandoffTimes, isOverdue } from './handoff-clock.ts'
import type { HandoffPolicy } from './handoff-policy.ts'

const MINUTE = 60_000
const T = Date.UTC(2026, 10, 21, 12)
const LEADS = { target: 'leads', channel: 'slack' } as const

const POLICY: HandoffPolicy = {
  signals: {
    keywords: [],
    frustration: 'off',
    sensitive: { financial: false, medical: false, legal: false },
    repeatedFailure: false,
  },
  alert: LEADS,
  escalation: [
    { afterMs: 5 * MINUTE, to: LEADS },
    { afterMs: 15 * MINUTE, to: undefined },
  ],
  autoReleaseMs: 30 * MINUTE,
  slaMs: 5 * MINUTE,
}

const waiting: HandoffTimes = {
  owner: 'waiting',
  waitingSince: T,
  alertedAt: T,
  escalated: 0,
  lastSignAt: T,
}
const duty = (times: Partial<HandoffTimes>, atMinute: number, policy: Partial<HandoffPolicy> = {}) =>
  dutyOf({ ...waiting, ...times }, { ...POLICY, ...policy }, T + atMinute * MINUTE)
const until = (minute: number) => ({ kind: 'wait', until: T + minute * MINUTE })

describe('what an open handoff asks for', () => {
  it('[H12] one call at once, then each step at its time, then nothing but waiting', () => {
    expect(duty({ alertedAt: undefined }, 0)).toEqual({ kind: 'alert' })
    expect(duty({}, 0)).toEqual(until(5))
    expect(duty({}, 5 - 1 / MINUTE)).toEqual(until(5))
    expect(duty({}, 5)).toEqual({ kind: 'escalate', step: 0 })
    expect(duty({ escalated: 1 }, 5)).toEqual(until(15))
    expect(duty({ escalated: 1 }, 15)).toEqual({ kind: 'escalate', step: 1 })
    expect(duty({ escalated: 2 }, 15)).toEqual({ kind: 'rest' })
  })

  it('[H12] after an outage the steps that are due come one after the other, none twice', () => {
    expect(duty({}, 600)).toEqual({ kind: 'escalate', step: 0 })
    expect(duty({ escalated: 1 }, 600)).toEqual({ kind: 'escalate', step: 1 })
  })

  it('[H14] whoever waits is never given back by the clock, however long it lasts', () => {
    for (const escalated of [0, 1, 2]) expect(duty({ escalated }, 100_000).kind).not.toBe('release')
    expect(duty({}, 100_000, { escalation: [] })).toEqual({ kind: 'rest' })
  })

  it('[H12] nobody is called while a teammate has it, whatever is due', () => {
    for (const alertedAt of [undefined, T]) expect(duty({ owner: 'teammate', alertedAt }, 20)).toEqual(until(30))
    expect(duty({ owner: 'teammate' }, 20, { autoReleaseMs: undefined })).toEqual({ kind: 'rest' })
  })

  it('[H12] put back it is told of anew; steps that are done are not repeated, the others count from there', () => {
    const back = { waitingSince: T + 60 * MINUTE }
    expect(duty(back, 60)).toEqual({ kind: 'alert' })
    const told = { ...back, alertedAt: T + 60 * MINUTE }
    expect(duty(told, 60)).toEqual(until(65))
    expect(duty({ ...told, escalated: 1 }, 65)).toEqual(until(75))
    expect(duty({ ...told, escalated: 1 }, 75)).toEqual({ kind: 'escalate', step: 1 })
    expect(duty({ ...told, escalated: 2 }, 75)).toEqual({ kind: 'rest' })
  })

  it('[H12] a case that a teammate took without a call is told of when they put it back, not before', () => {
    const took = { owner: 'teammate', alertedAt: undefined } as const
    expect(duty(took, 0)).toEqual(until(30))
    expect(duty({ ...took, owner: 'waiting', waitingSince: T + 10 * MINUTE }, 10)).toEqual({ kind: 'alert' })
  })

  it('[H14] goes back to the agent so long after the last sign, and never where nothing is set', () => {
    const taken = { owner: 'teammate', lastSignAt: T + 10 * MINUTE } as const
    expect(duty(taken, 39)).toEqual(until(40))
    expect(duty(taken, 40)).toEqual({ kind: 'release' })
    expect(duty(taken, 100_000, { autoReleaseMs: undefined })).toEqual({ kind: 'rest' })
  })

  it('[H24] is overdue once somebody waits longer than the line promises', () => {
    expect(isOverdue({ since: T }, POLICY, T + 5 * MINUTE)).toBe(false)
    expect(isOverdue({ since: T }, POLICY, T + 5 * MINUTE + 1)).toBe(true)
  })
})
