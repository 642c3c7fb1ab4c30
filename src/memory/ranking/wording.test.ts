import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import { askedBy, asksWhen, tellsTime } from './wording.ts'

test.each([
  'When did it arrive?',
  'In which month did we meet?',
  'What day was it?',
  'How long does it take?',
  'Since when?',
  '¿Cuándo llegó?',
  '¿En qué mes?',
  'Desde quando?',
  'Em que dia?',
  'Wann kam es?',
  'Seit wann?',
  'Welches Datum war das?',
  'Quand est-ce ?',
  'कब आया?',
  'متى وصل؟',
])('[M20] %s asks for a time', (question) => {
  expect(asksWhen(fold(question))).toBe(true)
})

test.each(['What is it?', 'Whenever', 'I asked when', '¿Qué es?', 'Was ist das?'])('[M20] %s does not', (question) => {
  expect(asksWhen(fold(question))).toBe(false)
})

test.each([
  'we went yesterday',
  'last week it rained',
  'see you next Friday',
  'two days ago',
  'in May',
  'since 2019',
  'llegó ayer',
  'hace dos semanas',
  'semana passada',
  'letzte Woche',
  'vor zwei Tagen',
  'la semaine dernière',
  'कल आया',
  'وصل أمس',
])('[M20] %s tells a time', (text) => {
  expect(tellsTime(fold(text))).toBe(true)
})

test.each(['may I', 'the last one', 'room 1999b', 'ich bin hier'])('[M20] %s tells none', (text) => {
  expect(tellsTime(fold(text))).toBe(false)
})

test('[M20] how much of a turn is a question', () => {
  expect(askedBy('Which size?')).toBe(1)
  expect(askedBy('Great. Thanks. One more. Which size?')).toBe(1)
  expect(askedBy('أي مقاس؟')).toBe(1)
  expect(askedBy('Which size? I have some. I will look. Bye.')).toBe(0.5)
  expect(askedBy('I will look.')).toBe(0)
})
