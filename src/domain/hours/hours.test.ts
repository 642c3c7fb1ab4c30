import { describe, expect, it } from 'vitest'
import { afterOpen, type Hours, isOpen, openBetween, opensNext, overlap, spansIn } from './hours.ts'
import { instantOf, isTimeZone } from './zoned.ts'

const HOUR = 3_600_000
const at = (iso: string) => Date.parse(iso)
const iso = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString().slice(0, 16))

const spans = (written: string) => spansIn(written)!
const everyDay = (timeZone: string, written: string, holidays: Record<string, string> = {}): Hours => ({
  timeZone,
  week: Array.from({ length: 7 }, () => spans(written)),
  holidays: Object.fromEntries(Object.entries(holidays).map(([day, one]) => [day, spans(one)])),
})
const office = (timeZone: string, written = '9:00-18:00'): Hours => ({
  ...everyDay(timeZone, written),
  week: [[], ...Array.from({ length: 5 }, () => spans(written)), []],
})

describe('the clocks of a zone', () => {
  it.each([
    ['Europe/Madrid', 2026, 1, 15, 9 * 60, '2026-01-15T08:00'],
    ['Europe/Madrid', 2026, 7, 15, 9 * 60, '2026-07-15T07:00'],
    // 2:00 becomes 3:00: what is left out is the moment they go on.
    ['Europe/Madrid', 2026, 3, 29, 2 * 60 + 30, '2026-03-29T01:00'],
    ['Europe/Madrid', 2026, 3, 29, 3 * 60, '2026-03-29T01:00'],
    ['Europe/Madrid', 2026, 3, 29, 60 + 59, '2026-03-29T00:59'],
    // 3:00 becomes 2:00: what comes twice is its first time.
    ['Europe/Madrid', 2026, 10, 25, 2 * 60 + 30, '2026-10-25T00:30'],
    ['Europe/Madrid', 2026, 10, 25, 3 * 60, '2026-10-25T02:00'],
    ['America/Sao_Paulo', 2026, 1, 15, 9 * 60, '2026-01-15T12:00'],
    ['America/Sao_Paulo', 2026, 7, 15, 9 * 60, '2026-07-15T12:00'],
    ['Asia/Kolkata', 2026, 7, 15, 9 * 60, '2026-07-15T03:30'],
    // Apia went over the date line: the 30th of December 2011 is no day there.
    ['Pacific/Apia', 2011, 12, 29, 23 * 60, '2011-12-30T09:00'],
    ['Pacific/Apia', 2011, 12, 30, 9 * 60, '2011-12-30T10:00'],
    ['Pacific/Apia', 2011, 12, 31, 9 * 60, '2011-12-30T19:00'],
    ['Pacific/Apia', 2026, 7, 15, 9 * 60, '2026-07-14T20:00'],
  ])('[H24] %s on %i-%i-%i, %i minutes after midnight', (zone, year, month, day, minutes, utc) => {
    expect(iso(instantOf(zone, { year, month, day }, minutes))).toBe(utc)
  })

  it('[H24] knows which zones there are', () => {
    expect(['Europe/Madrid', 'UTC', 'Europe/Nowhere', '', 'Madrid'].map(isTimeZone)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
  })
})

describe('when it opens next', () => {
  const CHRISTMAS = { '12-25': 'closed', '2026-12-24': '9:00-13:00', '2027-12-25': '10:00-12:00' }
  it.each([
    ['in the middle of the day', office('Europe/Madrid'), '2026-11-20T12:00Z', '2026-11-20T12:00'],
    ['at the first moment', office('Europe/Madrid'), '2026-11-20T08:00Z', '2026-11-20T08:00'],
    ['at closing time: on Monday', office('Europe/Madrid'), '2026-11-20T17:00Z', '2026-11-23T08:00'],
    ['on Sunday', office('Europe/Madrid'), '2026-11-22T12:00Z', '2026-11-23T08:00'],
    ['at siesta', office('Europe/Madrid', '9-14, 16-19'), '2026-11-20T13:30Z', '2026-11-20T15:00'],
    ['the evening before summer time', everyDay('Europe/Madrid', '9-18'), '2026-03-28T20:00Z', '2026-03-29T07:00'],
    ['the evening before winter time', everyDay('Europe/Madrid', '9-18'), '2026-10-24T20:00Z', '2026-10-25T08:00'],
    ['where no clock ever changes', everyDay('America/Sao_Paulo', '9-18'), '2026-10-24T22:00Z', '2026-10-25T12:00'],
    ['half an hour off', everyDay('Asia/Kolkata', '9:30-18'), '2026-10-24T22:00Z', '2026-10-25T04:00'],
    ['where it is tomorrow already', everyDay('Pacific/Apia', '9-18'), '2026-07-14T12:00Z', '2026-07-14T20:00'],
    ['before a day that never was', everyDay('Pacific/Apia', '9-18'), '2011-12-30T05:00Z', '2011-12-30T19:00'],
    ['at night, open over midnight', everyDay('Europe/Madrid', '20-4'), '2026-11-20T01:00Z', '2026-11-20T01:00'],
    ['in the morning after a night', everyDay('Europe/Madrid', '20-4'), '2026-11-20T04:00Z', '2026-11-20T19:00'],
    ['a night into a holiday', everyDay('Europe/Madrid', '20-4', CHRISTMAS), '2026-12-25T02:00Z', '2026-12-26T19:00'],
    ['on Christmas Eve', office2(CHRISTMAS), '2026-12-24T14:00Z', '2026-12-26T08:00'],
    ['a day of its own wins over one of every year', office2(CHRISTMAS), '2027-12-25T02:00Z', '2027-12-25T09:00'],
    ['on a day that is open all round', everyDay('Europe/Madrid', '0-24'), '2026-03-29T00:59Z', '2026-03-29T00:59'],
  ])('[H13 H24] %s', (_, hours, now, opens) => {
    expect(iso(opensNext(hours, at(now)))).toBe(opens)
    expect(isOpen(hours, at(now))).toBe(iso(at(now)) === opens)
  })

  function office2(holidays: Record<string, string>) {
    return everyDay('Europe/Madrid', '9-18', holidays)
  }

  it('[H13] never, where no day has hours', () => {
    expect(opensNext(everyDay('Europe/Madrid', 'closed'), at('2026-11-20T12:00Z'))).toBeUndefined()
    expect(isOpen(undefined, 0)).toBe(true)
  })

  it('[H24] a night lasts an hour less, or more, where the clocks change in it', () => {
    const night = everyDay('Europe/Madrid', '22-6')
    const open = (from: string, to: string) => openBetween(night, at(from), at(to)) / HOUR
    expect(open('2026-03-28T12:00Z', '2026-03-29T12:00Z')).toBe(7)
    expect(open('2026-10-24T12:00Z', '2026-10-25T12:00Z')).toBe(9)
    expect(open('2026-11-20T12:00Z', '2026-11-21T12:00Z')).toBe(8)
  })
})

describe('time that counts while it is open', () => {
  it.each([
    ['within a day', '2026-11-20T09:00Z', 60, '2026-11-20T10:00'],
    ['over a weekend', '2026-11-20T16:30Z', 60, '2026-11-23T08:30'],
    ['until closing time, to the minute', '2026-11-20T16:00Z', 60, '2026-11-20T17:00'],
    ['from the night on', '2026-11-20T22:00Z', 5, '2026-11-23T08:05'],
    ['over two days', '2026-11-18T16:00Z', 11 * 60, '2026-11-20T09:00'],
    ['for nothing, when it is closed: when it opens', '2026-11-21T12:00Z', 0, '2026-11-23T08:00'],
  ])('[H24] %s', (_, from, minutes, due) => {
    expect(iso(afterOpen(office('Europe/Madrid'), at(from), minutes * 60_000))).toBe(due)
  })

  it('[H24] counts as any clock where there are no hours, or none that ever come', () => {
    expect(afterOpen(undefined, 5, 10)).toBe(15)
    expect(afterOpen(everyDay('UTC', 'closed'), 5, 10)).toBe(15)
    expect(openBetween(undefined, 5, 15)).toBe(10)
  })

  it('[H24] what is due when so much was open, has been open for so long', () => {
    const zones = ['Europe/Madrid', 'America/Sao_Paulo', 'Asia/Kolkata', 'Pacific/Apia', 'Australia/Lord_Howe']
    for (const zone of zones)
      for (const written of ['9-18', '9-14, 16-19', '22-6', '0-24', '1:30-2:30'])
        for (let day = 0; day < 366; day += 13) {
          const from = at('2026-01-01T03:17Z') + day * 24 * HOUR
          const hours = office(zone, written)
          const due = afterOpen(hours, from, 7 * HOUR)
          expect(openBetween(hours, from, due), `${zone} ${written} ${iso(from)}`).toBe(7 * HOUR)
        }
  })
})

describe('hours as they are written', () => {
  it.each([
    ['9:00-18:00', [[540, 1080]]],
    [
      '16-19, 9:30 – 14',
      [
        [570, 840],
        [960, 1140],
      ],
    ],
    ['22:00-4:00', [[1320, 240]]],
    ['0-24', [[0, 1440]]],
    ['closed', []],
  ])('%s', (written, expected) => {
    expect(spansIn(written)?.map(({ from, to }) => [from, to])).toEqual(expected)
  })

  it.each(['', '9', '9-25', '9:60-10', '9-9', 'nine to five', '24-1', '9:00-18:00,'])('not %s', (written) => {
    expect(spansIn(written)).toBeUndefined()
  })

  it('knows where two of them lie over each other', () => {
    expect(['9-14, 13-19', '22-4, 23-24', '9-14, 14-19', '9-12, 22-4'].map((one) => overlap(spansIn(one)!))).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})
