import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import { isStopWord, languageOfWords, stemOf } from './languages.ts'

test.each([
  ['en', 'where is my parcel, it should have been here'],
  ['es', '¿dónde está mi pedido? no ha llegado todavía'],
  ['pt', 'você não disse quando o meu pedido chega'],
  ['de', 'wann kommt mein Paket, ich warte schon lange'],
  ['fr', 'où est mon colis, il n’est pas encore arrivé'],
  ['hi', 'मेरा ऑर्डर कब आएगा'],
  ['hi', 'mera order kab aayega, mujhe nahi mila hai'],
  ['ar', 'متى يصل طلبي'],
])('[M20] %s is known by its small words', (language, text) => {
  expect(languageOfWords(fold(text))).toBe(language)
})

test('[M20] numbers and names are in no language', () => {
  expect(languageOfWords('42 ord-22')).toBeUndefined()
})

test('[M20] forms of one word have one stem, in each language', () => {
  expect(stemOf('deliveries', 'en')).toBe(stemOf('delivery', 'en'))
  expect(stemOf('pedidos', 'es')).toBe(stemOf('pedido', 'es'))
  expect(stemOf('pedidos', 'pt')).toBe(stemOf('pedido', 'pt'))
  expect(stemOf('lieferungen', 'de')).toBe(stemOf('lieferung', 'de'))
  expect(stemOf('किताबें', 'hi')).toBe(stemOf('किताब', 'hi'))
  expect(stemOf('الطلب', 'ar')).toBe(stemOf('طلب', 'ar'))
})

test('[M20] a small word of one language may say something in another', () => {
  expect(isStopWord('die', 'de')).toBe(true)
  expect(isStopWord('die', 'en')).toBe(false)
  expect(isStopWord('trabajo', 'es')).toBe(false)
})
