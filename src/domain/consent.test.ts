import { describe, expect, it } from 'vitest'
import {
  type ConsentEntry,
  type ConsentSource,
  type ConsentState,
  consentIn,
  mayBeMarketing,
  refusalOf,
} from './consent.ts'

const entry = (state: ConsentState, source: ConsentSource, at: number): ConsentEntry => ({
  ...{
    id: `${at}`,
    state,
    source,
    evidence: 'x',
    words: undefined,
    line: undefined,
    by: undefined,
    at,
    recordedAt: at,
  },
})
const now = (...given: readonly [ConsentState, ConsentSource, number][]) => {
  const entries = given.map((one) => entry(...one))
  const [{ state, theirs }, reversed] = [consentIn(entries), consentIn(entries.toReversed())]
  expect(reversed).toMatchObject({ state, theirs })
  return theirs ? `${state}, by themselves` : state
}

describe('[D25] how consent stands', () => {
  it('unknown where nobody has said anything', () => expect(now()).toBe('unknown'))
  it('what was said last, in whatever order it was heard', () => {
    expect(now(['out', 'word', 1], ['in', 'word', 2])).toBe('in, by themselves')
    expect(now(['in', 'preference', 1], ['out', 'word', 2])).toBe('out, by themselves')
    expect(now(['in', 'import', 1], ['out', 'teammate', 2])).toBe('out')
  })
  it('at the same moment the stricter', () => {
    expect(now(['out', 'word', 1], ['in', 'word', 1])).toBe('out, by themselves')
    expect(now(['in', 'program', 1], ['out', 'import', 1])).toBe('out')
  })
  it.each(['teammate', 'program', 'import'] as const)('a yes by %s never outdoes their own no', (source) => {
    for (const own of ['word', 'preference', 'refused', 'join'] as const)
      expect(now(['out', own, 1], ['in', source, 2])).toBe('out, by themselves')
  })
  it('the business may still say no after their own yes', () => {
    expect(now(['out', 'word', 1], ['in', 'word', 2], ['out', 'teammate', 3])).toBe('out')
    expect(now(['out', 'word', 1], ['in', 'word', 2], ['out', 'teammate', 3], ['in', 'teammate', 4])).toBe('in')
  })
})

describe('[D25] what may be marketing', () => {
  it.each([
    [[], true],
    [['UTILITY'], false],
    [['AUTHENTICATION', 'utility'], false],
    [['MARKETING'], true],
    [['UTILITY', 'MARKETING'], true],
    [['SOMETHING_NEW'], true],
  ])('%j: %s', (categories, expected) => expect(mayBeMarketing(categories)).toBe(expected))

  it('is refused with what to do', () => {
    const stopped = consentIn([entry('out', 'word', Date.UTC(2026, 10, 3))])
    const template = { name: 'spring_sale', language: 'en' }
    const known = refusalOf(stopped, { ...template, categories: ['MARKETING'] })
    expect(known).toMatch(/^marketing_stopped: .*since 2026-11-03\. Only they can take it back: by writing START/)
    expect(refusalOf(stopped, { ...template, categories: [] })).toMatch(
      /Nothing is known of the template spring_sale \(en\).*sync/,
    )
    expect(refusalOf(consentIn([entry('out', 'teammate', 1)]), { ...template, categories: [] })).toMatch(
      /Record their opt-in/,
    )
  })
})
