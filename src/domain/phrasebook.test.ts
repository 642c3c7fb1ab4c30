import { describe, expect, it } from 'vitest'
import { LANGUAGES } from './language.ts'
import { fill, PHRASES } from './phrasebook.ts'
import { TEXT_NAMES } from './texts.ts'

const PLACES: Readonly<Record<string, readonly string[]>> = {
  disclosure: ['{agent}', '{line}'],
  help: ['{commands}'],
  outOfHours: ['{when}'],
  start: ['{line}'],
  status: ['{agent}', '{line}'],
}

const placesOf = (sentence: string) => [...new Set(sentence.match(/\{\w+\}/g) ?? [])].sort()

describe('what the platform says by itself', () => {
  it.each(TEXT_NAMES)('[A22 A17] %s is said in every language, each in its own words, with the same places', (name) => {
    const sentences = LANGUAGES.map((language) => PHRASES[name][language])
    expect(new Set(sentences).size).toBe(LANGUAGES.length)
    for (const sentence of sentences) {
      expect(sentence.trim()).toBe(sentence)
      expect(sentence.length).toBeGreaterThan(10)
      expect(sentence).not.toMatch(/[*_~`#]/)
      expect(placesOf(sentence)).toEqual(PLACES[name] ?? [])
    }
  })

  it('[A15 H5 I15 W15] keeps the English sentences that are promised', () => {
    expect(PHRASES.agentFailed.en).toBe("Sorry, I can't answer that right now. A teammate will get back to you here.")
    expect(PHRASES.unsupported.en).toBe("Sorry, I can't read this kind of message yet. Could you write it as text?")
    expect(PHRASES.notAllowed.en).toBe('This operation not allowed')
    expect(PHRASES.handedOff.en).toBe('Of course — connecting you with a teammate now.')
  })

  it('[A13] a reset says what is forgotten and what stays', () => {
    expect(PHRASES.reset.en).toMatch(/recent conversation is forgotten.*long term stays/)
  })

  it('is written in the script of its language', () => {
    for (const name of TEXT_NAMES) {
      expect(PHRASES[name].ar).toMatch(/[\u0600-\u06ff]/)
      expect(PHRASES[name].hi).toMatch(/[\u0900-\u097f]/)
    }
  })
})

describe('filling in', () => {
  it('puts values in their places, as they are, and leaves places that have none', () => {
    expect(fill("I'm {agent} of {line}, {agent}.", { agent: 'Ada', line: 'Acme' })).toBe("I'm Ada of Acme, Ada.")
    expect(fill('{agent} {other} {toString}', { agent: '$& {line}' })).toBe('$& {line} {other} {toString}')
  })
})
