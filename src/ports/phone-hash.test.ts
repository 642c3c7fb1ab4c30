import { describe, expect, it } from 'vitest'
import { createPhoneHash, userIdFor } from './phone-hash.ts'

describe('names of a phone', () => {
  it('[I7] the UUID is uuid5(NAMESPACE_URL, "tel:+<E.164>"), whatever way the phone is written', () => {
    for (const phone of ['15550001111', '+15550001111', '+1 (555) 000-1111'])
      expect(userIdFor(phone)).toBe('c8f89cb1-afab-5e76-a0d0-1592b5706ba8')
    expect(userIdFor('15550001112')).not.toBe(userIdFor('15550001111'))
  })

  it('[I7 I8] with hashing on it is made from the digest, and differs from installation to installation with hmac', () => {
    const ids = [
      userIdFor('15550001111'),
      userIdFor('15550001111', { hash: 'sha256' }),
      userIdFor('15550001111', { hash: 'hmac', secret: 'one' }),
      userIdFor('15550001111', { hash: 'hmac', secret: 'other' }),
    ]
    expect(new Set(ids).size).toBe(4)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })

  it('[I8] sha256 is exactly sha256("e164:" + phone)', () => {
    expect(createPhoneHash({ hash: 'sha256' }).of('15550001111')).toBe(
      'd9ae9d544ef9382d5294ce5686ff4f8de56c17273c066f048dd890039b9c4a21',
    )
    expect(createPhoneHash({ hash: 'off' }).of('15550001111')).toBe('15550001111')
  })

  it('[I8] the mark of a secret tells it from another and does not hold it', () => {
    const marks = ['one', 'other'].map((secret) => createPhoneHash({ hash: 'hmac', secret }).fingerprint)
    expect(marks[0]).not.toBe(marks[1])
    expect(marks.join()).not.toContain('one')
  })
})
