import { describe, expect, it } from 'vitest'
import { isAllowed, mayTellRefused } from './allow-list.ts'
import { isSamePhone, isScopedId, phoneForms } from './phone.ts'

describe('forms of a phone', () => {
  it.each([
    ['5511987654321', '551187654321'],
    ['5215512345678', '525512345678'],
    ['5491155551234', '541155551234'],
  ])('[I18] %s is also %s, and the other way about', (long, short) => {
    expect(phoneForms(long)).toEqual([long, short])
    expect(phoneForms(short)).toEqual([short, long])
    expect([isSamePhone(long, short), isSamePhone(short, long)]).toEqual([true, true])
  })

  it.each([
    ['551132345678', 'a Brazilian landline'],
    ['5511932345678', 'a Brazilian number whose eight digits would be a landline'],
    ['15550001111', 'an American number'],
    ['905551234567', 'a Turkish number'],
    ['5255123456', 'too short for Mexico'],
    ['54115555123', 'too short for Argentina'],
  ])('[I18] %s has one form: %s', (phone) => {
    expect(phoneForms(phone)).toEqual([phone])
  })
})

describe('scoped ids', () => {
  it('[I17] are told from phones and names', () => {
    for (const id of ['US.13491208655302741918', 'us.1', 'US.ENT.11815799212886844830', 'BR.551187654321'])
      expect([id, isScopedId(id)]).toEqual([id, true])
    for (const id of ['', '15550001111', 'US.', 'USA.1', 'US 1', 'maya.k', 'US.1.2', 'US.1\n'])
      expect([id, isScopedId(id)]).toEqual([id, false])
  })
})

describe('the list of those who may write', () => {
  const list = ['5511987654321', 'US.1', 'US.ENT.2']

  it('[I14] is everybody where there is none', () => {
    expect([isAllowed(undefined, {}), isAllowed(undefined, { phone: '1' })]).toEqual([true, true])
  })

  it('[I14 I18] knows phones in every form and scoped ids, and nobody else', () => {
    for (const sender of [
      { phone: '5511987654321' },
      { phone: '551187654321' },
      { phone: '1', bsuid: 'US.1' },
      { bsuid: 'US.9', parentBsuid: 'US.ENT.2' },
    ])
      expect(isAllowed(list, sender)).toBe(true)
    for (const sender of [
      {},
      { phone: '15550001111' },
      { bsuid: 'US.2' },
      { bsuid: '5511987654321x' },
      { username: 'US.1' },
    ])
      expect(isAllowed(list, sender)).toBe(false)
    expect(isAllowed([], { phone: '1' })).toBe(false)
  })

  it('[I15] a refusal is told once in 24 hours', () => {
    const day = 24 * 60 * 60_000
    expect([mayTellRefused(undefined, 5), mayTellRefused(5, 4 + day), mayTellRefused(5, 5 + day)]).toEqual([
      true,
      false,
      true,
    ])
  })
})
