import { describe, expect, it } from 'vitest'
import { toE164, toPossibleE164 } from './phone-numbers.ts'

describe('a phone that somebody typed', () => {
  it.each([
    ['905551234567', '+905551234567'],
    ['+90 555 123 45 67', '+905551234567'],
    ['0090 555 123 45 67', '+905551234567'],
    ['+1 (415) 555-1234', '+14155551234'],
    ['1-415-555-1234', '+14155551234'],
    ['1.415.555.1234', '+14155551234'],
    ['+1\u00a0415\u2011555\u20131234', '+14155551234'],
    ['+44 (0)20 7946 0958', '+442079460958'],
    ['+52 1 55 1234 5678', '+5215512345678'],
    ['551187654321', '+551187654321'],
    ['+55 11 98765-4321', '+5511987654321'],
    ['  15550001111 ', '+15550001111'],
  ])('[I16] %s is %s', (typed, written) => {
    expect(toE164(typed)).toBe(written)
  })

  it.each([
    '',
    '+',
    '123456',
    'maya',
    '1-800-FLOWERS',
    'US.13491208655302741918',
    '1234567890123456',
    '15550001111;ext=2',
  ])('[I16] %j is none', (typed) => {
    expect(toE164(typed)).toBeUndefined()
  })

  it('[I16] without its country it is read as one of the default country, and only then', () => {
    expect(toE164('0171 1234567', 'DE')).toBe('+491711234567')
    expect(toE164('(415) 555-1234', 'US')).toBe('+14155551234')
    expect(toE164('+90 555 123 45 67', 'US')).toBe('+905551234567')
  })
})

describe('a phone in a list that nobody reads', () => {
  it.each(['+14155551234', '15550001111', '+5215512345678', '+551187654321', '+5491123456789', '+4915112345678'])(
    '[D26 I18] %s can be one',
    (typed) => expect(toPossibleE164(typed)).toBe(toE164(typed)),
  )
  it.each(['+1555000', '+442012', '+999123456789', '1.55E+10', '0171 1234567', ''])('[D26] %j cannot', (typed) =>
    expect(toPossibleE164(typed)).toBeUndefined(),
  )
  it('[D26] of a country whose code is left out', () =>
    expect(toPossibleE164('0171 1234567', 'DE')).toBe('+491711234567'))
})
