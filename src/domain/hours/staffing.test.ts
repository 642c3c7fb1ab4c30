import { describe, expect, it } from 'vitest'
import { type Hours, spansIn } from './hours.ts'
import { type Staff, staffingOf } from './staffing.ts'

const NOON = Date.parse('2026-11-20T12:00Z')
const NIGHT = Date.parse('2026-11-20T22:00Z')
const hours: Hours = {
  timeZone: 'UTC',
  week: Array.from({ length: 7 }, () => spansIn('9-18')!),
  holidays: {},
}
const member: Staff = { role: 'member', lines: 'all' }
const away: Staff = { ...member, awaySince: 1 }
const staffing = (teammates: readonly Staff[], now = NOON, given: { hours?: Hours } = { hours }) =>
  staffingOf({ hours: given.hours, line: 'support', teammates, now }).kind

describe('whether somebody is there', () => {
  it.each([
    ['somebody is', [member], 'staffed'],
    ['one of two is', [away, member], 'staffed'],
    ['all are away', [away, away], 'away'],
    ['whoever is there works on another line', [away, { role: 'member', lines: ['sales'] } as Staff], 'away'],
    ['whoever is there may only look', [away, { role: 'viewer', lines: 'all' } as Staff], 'away'],
    ['nobody has ever signed in: people work elsewhere', [], 'staffed'],
    ['those who are away answer elsewhere', [{ ...away, lines: ['sales'] } as Staff], 'staffed'],
  ] as const)('[H24] %s', (_, teammates, kind) => {
    expect(staffing(teammates)).toBe(kind)
    expect(staffing(teammates, NIGHT, {})).toBe(kind)
    expect(staffing(teammates, NIGHT)).toBe('closed')
  })

  it('[H13] closed, it says when it opens', () => {
    expect(staffingOf({ hours, line: 'support', teammates: [member], now: NIGHT })).toEqual({
      kind: 'closed',
      opens: Date.parse('2026-11-21T09:00Z'),
    })
  })
})
