import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import { isStopWord } from './languages.ts'
import { tokensOf } from './tokens.ts'

const all = (text: string) => tokensOf(fold(text), () => false)
const words = (text: string) => tokensOf(fold(text), (word) => isStopWord(word, 'en')).words

test('[M20] small words go, and so do possessives and hanging articles', () => {
  expect(words("What is the dog's name?")).toEqual(['dog', 'name'])
  expect(words("I'd like my id")).toEqual(['like', 'id'])
  expect(all("l'adresse d’hiver").words).toEqual(['adresse', 'hiver'])
})

test('[M16 M20] order numbers, phones and e-mails are kept as they are, however their parts are set apart', () => {
  expect(all('#ORD-22-R').verbatims).toEqual(['ord22', 'ord22r'])
  expect(all('my ORD 22').verbatims).toEqual(['ord22'])
  expect(all('ord22').words).toEqual(['ord22'])
  expect(all('call +49 151 2345 6789').verbatims).toEqual(expect.arrayContaining(['4915123456789', '23456789']))
  expect(all('call 0151-2345-6789').verbatims).toContain('23456789')
  expect(all('ana.b@shop.example.').verbatims).toContain('ana.b@shop.example')
})

test('[M20] scripts without spaces are cut into pairs of characters', () => {
  expect(all('花生过敏').words).toEqual(['花生', '生过', '过敏'])
  expect(all('iPhone手机').words).toEqual(['iphone', '手机'])
})

test('[M20] a word without end is cut off', () => {
  expect(all('a'.repeat(4096)).words).toEqual(['a'.repeat(64)])
})
