import { expect, test } from 'vitest'
import { fold } from './fold.ts'
import { partsOf, speakerMeant } from './speakers.ts'

const named = new Map([
  ['ana', new Set(['Ana Lee'])],
  ['lee', new Set(['Ana Lee', 'Bob Lee'])],
  ['bob', new Set(['Bob Lee'])],
])
const meant = (question: string) => speakerMeant(fold(question), named)

test('[M20] a question means the one whom it names', () => {
  expect(meant("What is Ana's job?")).toBe('Ana Lee')
  expect(meant('Did Bob Lee tell me?')).toBe('Bob Lee')
})

test('[M20] who names two, or what two are called, means neither', () => {
  expect(meant('What did Ana tell Bob?')).toBeUndefined()
  expect(meant('What about the Lee family?')).toBeUndefined()
})

test.each([
  'Where does the customer live?',
  'where do I live',
  '¿dónde vivo? mi casa',
  'meu endereço',
  'meine Adresse',
  'mon adresse',
  'मेरा पता',
  'عنوان العميل',
])('[M20] %s means the customer', (question) => {
  expect(meant(question)).toBe('customer')
})

test('[M20] the agent and a teammate are meant by what they are, and roles are no names', () => {
  expect(meant('What did the agent promise?')).toBe('agent')
  expect(meant('Which teammate was it?')).toBe('teammate')
  expect(meant('What did the agent promise the customer?')).toBeUndefined()
  expect(partsOf('customer')).toEqual([])
  expect(partsOf('Ana Lee')).toEqual(['ana', 'lee'])
})
