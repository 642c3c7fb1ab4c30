import { expect, test } from 'vitest'
import { fold } from './fold.ts'

test('[M20] two spellings of one word are one', () => {
  expect(fold('Dirección ÑANDÚ Größe Ｈｉ')).toBe('direccion nandu grosse hi')
  expect(fold('حَسَاسِيّة أحمد إلى ـــ')).toBe(fold('حساسية احمد الي '))
  expect(fold('ज़रूर क़लम')).toBe(fold('जरूर कलम'))
})

test('[M20] digits of any script are the same digits, and vowel signs of Hindi stay', () => {
  expect(fold('طلب ٢٢ و ۲۲')).toContain('22 و 22')
  expect(fold('ऑर्डर २२')).toBe('ऑर्डर 22')
})
