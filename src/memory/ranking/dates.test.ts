import { expect, test } from 'vitest'
import { closeness, datesIn } from './dates.ts'
import { fold } from './fold.ts'

const inText = (text: string) => datesIn(fold(text))
const on = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day, 12)

test.each([
  ['on 14 March 2026', { year: 2026, month: 3, day: 14 }],
  ['on March 14th, 2026', { year: 2026, month: 3, day: 14 }],
  ['2026-03-14', { year: 2026, month: 3, day: 14 }],
  ['14.03.2026', { year: 2026, month: 3, day: 14 }],
  ['am 14.3.', { month: 3, day: 14 }],
  ['3/14', { month: 3, day: 14 }],
  ['el 14 de marzo de 2026', { year: 2026, month: 3, day: 14 }],
  ['em 14 de março', { month: 3, day: 14 }],
  ['am 14. März 2026', { year: 2026, month: 3, day: 14 }],
  ['le 1er août', { month: 8, day: 1 }],
  ['14 मार्च 2026 को', { year: 2026, month: 3, day: 14 }],
  ['في ١٤ مارس', { month: 3, day: 14 }],
  ['in May', { month: 5 }],
  ['in May 2023', { month: 5, year: 2023 }],
  ['en septiembre', { month: 9 }],
  ['im Januar', { month: 1 }],
])('[M20] %s is a date', (text, date) => {
  expect(inText(text)).toEqual([date])
})

test('[M20] where day and month may be either, both are meant', () => {
  expect(inText('on 3/4/2026')).toEqual([
    { year: 2026, month: 4, day: 3 },
    { year: 2026, month: 3, day: 4 },
  ])
})

test('[M20] people called like a month are people', () => {
  const isName = (word: string) => word === 'april'
  expect(datesIn('what did april buy in may', isName)).toEqual([{ month: 5 }])
  expect(datesIn('what did april buy in april', isName)).toEqual([{ month: 4 }])
})

test.each(['May I ask for 3.50 or 1-2 of them?', 'this may be version 2.1, 24/7', 'they march on', 'order 22-14-9999'])(
  '[M20] %s has no date',
  (text) => {
    expect(inText(text)).toEqual([])
  },
)

test('[M20] a full date is close for days, then for weeks', () => {
  const date = [{ year: 2026, month: 3, day: 14 }]
  expect([14, 15, 20, 30].map((day) => closeness(on(2026, 3, day), date))).toEqual([1, 1, 0.6, 0.25])
  expect(closeness(on(2025, 3, 14), date)).toBe(0)
})

test('[M20] without its year a day is that of any year, and a month goes on a little', () => {
  const day = [{ month: 3, day: 14 }]
  expect(closeness(on(2025, 3, 13), day)).toBe(1)
  expect(closeness(on(2025, 3, 28), day)).toBe(0.4)
  expect(closeness(on(2025, 4, 5), day)).toBe(0.5)
  expect(closeness(on(2025, 12, 31), [{ month: 1, day: 1 }])).toBe(1)
  expect([5, 6].map((month) => closeness(on(2025, month, 3), [{ month: 5 }]))).toEqual([1, 0.5])
  expect(closeness(on(2025, 6, 13), [{ month: 5 }])).toBe(0)
  expect(closeness(on(2024, 5, 3), [{ month: 5, year: 2025 }])).toBe(0)
  expect(closeness(on(2026, 1, 3), [{ month: 12, year: 2025 }])).toBe(0.5)
})
