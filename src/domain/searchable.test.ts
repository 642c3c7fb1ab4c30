import { describe, expect, it } from 'vitest'
import { phoneDigitsIn, searchable, wordsIn } from './searchable.ts'

describe('what is compared when somebody searches', () => {
  it('[H21] is the same however a word is written', () => {
    expect(searchable('Émilie STRAßE')).toBe('emilie strasse')
    expect(searchable('مُحَمَّد')).toBe('محمد')
    expect(searchable('Ｗｉｄｅ')).toBe('wide')
    expect(wordsIn("José-Luis O'Neil, anish.rao")).toEqual(['jose', 'luis', 'o', 'neil', 'anish', 'rao'])
    expect(wordsIn('王小明 👍')).toEqual(['王小明'])
    expect(wordsIn(' .. ')).toEqual([])
  })

  it('[H21] takes a phone in every spelling, with or without the country', () => {
    for (const written of ['+1 (555) 000-1111', '15550001111', '0015550001111', '1.555.000.1111'])
      expect(phoneDigitsIn(written)).toBe('15550001111')
    expect(phoneDigitsIn('0171 2345678')).toBe('1712345678')
    for (const none of ['123', 'order 15550001111', '', 'Maya']) expect(phoneDigitsIn(none)).toBeUndefined()
  })
})
