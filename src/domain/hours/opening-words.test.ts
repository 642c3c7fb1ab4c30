import { describe, expect, it } from 'vitest'
import { LANGUAGES } from '../language.ts'
import { openingInWords } from './opening-words.ts'

const words = (now: string, opens: string, language: (typeof LANGUAGES)[number] = 'en', timeZone = 'Europe/Madrid') =>
  openingInWords({ now: Date.parse(now), opens: Date.parse(opens), timeZone }, language)

describe('when people are there again', () => {
  it.each([
    ['2026-11-22T03:00Z', '2026-11-22T08:00Z', 'today from 9:00'],
    ['2026-11-22T18:00Z', '2026-11-23T08:00Z', 'tomorrow, Monday, from 9:00'],
    ['2026-11-20T18:00Z', '2026-11-23T08:30Z', 'on Monday from 9:30'],
    ['2026-11-23T18:00Z', '2026-11-30T08:00Z', 'on Monday, November 30, from 9:00'],
    // In Madrid it is the 23rd already.
    ['2026-11-22T23:30Z', '2026-11-23T08:00Z', 'today from 9:00'],
    ['2026-10-24T20:00Z', '2026-10-25T08:00Z', 'tomorrow, Sunday, from 9:00'],
    ['2026-12-31T20:00Z', '2027-01-01T08:00Z', 'tomorrow, Friday, from 9:00'],
  ])('[H13] at %s, for %s: %s', (now, opens, said) => {
    expect(words(now, opens)).toBe(said)
  })

  it.each([
    ['Asia/Kolkata', 'tomorrow, Monday, from 13:30'],
    ['America/Sao_Paulo', 'tomorrow, Monday, from 5:00'],
    ['Pacific/Apia', 'today from 21:00'],
  ])('[H13] is said by the clocks of the business: %s', (timeZone, said) => {
    expect(words('2026-11-22T18:00Z', '2026-11-23T08:00Z', 'en', timeZone)).toBe(said)
  })

  it('[H13 A22] is said in every language', () => {
    const said = (now: string, opens: string) => LANGUAGES.map((language) => words(now, opens, language))
    expect(said('2026-11-22T03:00Z', '2026-11-22T08:00Z')).toEqual([
      'today from 9:00',
      'hoy a partir de las 9:00',
      'hoje a partir das 9:00',
      'heute ab 9:00 Uhr',
      'aujourd’hui à partir de 9 h',
      'आज 9:00 बजे से',
      'اليوم من الساعة 9:00',
    ])
    expect(said('2026-11-22T18:00Z', '2026-11-23T08:00Z')).toEqual([
      'tomorrow, Monday, from 9:00',
      'mañana, lunes, a partir de las 9:00',
      'amanhã, segunda-feira, a partir das 9:00',
      'morgen, Montag, ab 9:00 Uhr',
      'demain, lundi, à partir de 9 h',
      'कल, सोमवार, 9:00 बजे से',
      'غدًا، الاثنين، من الساعة 9:00',
    ])
    expect(said('2026-11-22T18:00Z', '2026-11-28T00:30Z')).toEqual([
      'on Saturday from 1:30',
      'el sábado a partir de la 1:30',
      'no sábado a partir da 1:30',
      'am Samstag ab 1:30 Uhr',
      'samedi à partir de 1 h 30',
      'शनिवार को 1:30 बजे से',
      'يوم السبت من الساعة 1:30',
    ])
    expect(said('2026-12-23T18:00Z', '2027-01-07T08:00Z')).toEqual([
      'on Thursday, January 7, from 9:00',
      'el jueves, 7 de enero, a partir de las 9:00',
      'na quinta-feira, 7 de janeiro, a partir das 9:00',
      'am Donnerstag, 7. Januar, ab 9:00 Uhr',
      'le jeudi 7 janvier à partir de 9 h',
      'गुरुवार, 7 जनवरी को 9:00 बजे से',
      'يوم الخميس 7 يناير من الساعة 9:00',
    ])
  })
})
