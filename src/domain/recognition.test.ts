import { describe, expect, it } from 'vitest'
import { recognise } from './recognition.ts'

const known = (customer: string, since = 10, until: number | null = null) => ({ customer, since, until })
const none = { known: undefined }
const by = (alias?: ReturnType<typeof known>, ownerHasBsuid = false) => ({ known: alias, ownerHasBsuid })

describe('who has written', () => {
  it.each([
    ['nobody that is known', { phone: by(), bsuid: none }, undefined, 'link'],
    ['a scoped id alone', { phone: undefined, bsuid: { known: known('maya') } }, 'maya', 'no'],
    ['a new scoped id alone', { phone: undefined, bsuid: none }, undefined, 'no'],
    ['a phone alone', { phone: by(known('maya')), bsuid: undefined }, 'maya', 'theirs'],
    ['both, as before', { phone: by(known('maya'), true), bsuid: { known: known('maya') } }, 'maya', 'theirs'],
    ['a phone whose owner had no scoped id yet', { phone: by(known('maya')), bsuid: none }, 'maya', 'theirs'],
    ['a phone that its owner shows now', { phone: by(), bsuid: { known: known('maya') } }, 'maya', 'link'],
    ['a phone with another scoped id', { phone: by(known('maya'), true), bsuid: none }, undefined, 'move'],
    [
      'a phone that another customer has now',
      { phone: by(known('maya')), bsuid: { known: known('bo') } },
      'bo',
      'move',
    ],
    ['a phone that was given up', { phone: by(known('maya', 10, 50)), bsuid: undefined }, undefined, 'move'],
    ['that with a new id', { phone: by(known('maya', 10, 50)), bsuid: none }, undefined, 'move'],
    ['its owner again', { phone: by(known('maya', 10, 50)), bsuid: { known: known('maya') } }, 'maya', 'again'],
  ] as const)('[I17 I19] %s', (_, { phone, bsuid }, customer, becomes) => {
    expect(recognise({ at: 100, phone, bsuid })).toEqual({ customer, phone: becomes })
  })

  it.each([
    ['of the former owner', { phone: by(known('bo', 200), true), bsuid: { known: known('maya') } }, 'maya', 'no'],
    ['of somebody in between', { phone: by(known('bo', 200), true), bsuid: none }, undefined, 'no'],
    ['from a number they left later', { phone: by(known('maya', 10, 150)), bsuid: undefined }, 'maya', 'no'],
    ['the same with the id', { phone: by(known('maya', 10, 150)), bsuid: { known: known('maya') } }, 'maya', 'no'],
  ] as const)('[I19] a message that came late takes nothing back: %s', (_, { phone, bsuid }, customer, becomes) => {
    expect(recognise({ at: 100, phone, bsuid })).toEqual({ customer, phone: becomes })
  })

  it('[I19] in the second of a change only the new id counts', () => {
    const phone = by(known('maya', 10, 100))
    expect(recognise({ at: 100, phone, bsuid: { known: known('maya', 100) } }).phone).toBe('again')
    expect(recognise({ at: 100, phone, bsuid: { known: known('maya', 10, 100) } }).phone).toBe('no')
  })
})
