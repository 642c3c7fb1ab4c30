import { describe, expect, it } from 'vitest'
import { answerBy, dutyOf, type HandoffTimes, isOverdue } from './handoff-clock.ts'
import type { HandoffPolicy } from './handoff-policy.ts'
import { type Hours, spansIn } from './hours/hours.ts'

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

describe('where a line has hours', () => {
  /** It is Saturday noon: closed until Monday at nine, in 45 hours. */
  const hours: Hours = {
    timeZone: 'UTC',
    week: [[], ...Array.from({ length: 5 }, () => spansIn('9-18')!), []],
    holidays: {},
  }
  const NINE = 45 * 60
  const open = { hours }

  it('[H24] nobody is called while it is closed, and the steps count from the opening', () => {
    expect(duty({ alertedAt: undefined }, 0, open)).toEqual(until(NINE))
    expect(duty({ alertedAt: undefined }, NINE, open)).toEqual({ kind: 'alert' })
    expect(duty({}, NINE, open)).toEqual(until(NINE + 5))
    expect(duty({}, NINE + 5, open)).toEqual({ kind: 'escalate', step: 0 })
    expect(duty({ escalated: 1 }, NINE + 5, open)).toEqual(until(NINE + 15))
  })

  it('[H24] what was due while nothing ran is done when it opens', () => {
    const due = { waitingSince: T + (NINE + 8 * 60 + 50) * MINUTE, alertedAt: T + (NINE + 8 * 60 + 50) * MINUTE }
    expect(duty(due, NINE + 8 * 60 + 55, open)).toEqual({ kind: 'escalate', step: 0 })
    expect(duty(due, NINE + 9 * 60, open)).toEqual(until(NINE + 24 * 60))
  })

  it('[H14 H24] what a teammate has goes back within hours, after so much of them', () => {
    const taken = { owner: 'teammate', lastSignAt: T + (NINE + 8 * 60 + 40) * MINUTE } as const
    expect(duty(taken, NINE + 8 * 60 + 40, open)).toEqual(until(NINE + 24 * 60 + 10))
    expect(duty(taken, NINE + 24 * 60 + 10, open)).toEqual({ kind: 'release' })
  })

  it('[H24] the clock may count always, and does where nothing ever opens', () => {
    const never = { ...hours, week: [] }
    for (const change of [{ hours, clock: 'always' } as const, { hours: never }]) {
      expect(duty({ alertedAt: undefined }, 0, change)).toEqual({ kind: 'alert' })
      expect(duty({}, 5, change)).toEqual({ kind: 'escalate', step: 0 })
    }
  })

  it('[H24] whoever waits is overdue by the time that was open', () => {
    const policy = { ...POLICY, hours }
    expect(answerBy(T, policy)).toBe(T + (NINE + 5) * MINUTE)
    expect(isOverdue({ since: T }, policy, T + (NINE + 5) * MINUTE)).toBe(false)
    expect(isOverdue({ since: T }, policy, T + (NINE + 5) * MINUTE + 1)).toBe(true)
    expect(isOverdue({ since: T }, { ...policy, clock: 'always' }, T + 6 * MINUTE)).toBe(true)
  })
})
