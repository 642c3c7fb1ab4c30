import { expect, test } from 'vitest'
import { createCandidates, rankFew } from './candidates.ts'

const START = Date.UTC(2026, 2, 2, 12)

function manyParcels() {
  const index = createCandidates()
  for (let at = 0; at < 500; at++)
    index.add(`p${at}`, `the parcel number ${at} has arrived in good order`, `s${at % 20}`)
  return index
}

test('[M20] of many entries those that share words with the question are candidates, best first', () => {
  const index = manyParcels()
  index.add('allergy', 'careful, I am allergic to peanuts')
  expect(index.candidates('Which allergic reaction to peanuts?', 5)[0]).toBe('allergy')
  expect(index.candidates('parcel', 5)).toHaveLength(5)
  expect(index.candidates('submarine')).toEqual([])
})

test('[M20] stems, typing errors and order numbers find them too', () => {
  const index = manyParcels()
  index.add('es', 'mis pedidos ORD-22-R no han llegado')
  index.add('typed', 'soy alérgica a los cacahuetes')
  expect(index.candidates('alergias a cacahuates')[0]).toBe('typed')
  for (const query of ['pedido', 'ord 22', 'ORD-22-R']) expect(index.candidates(query)[0]).toBe('es')
})

test('[M20] what stands beside the best is a candidate, and stays one when what stood between is gone', () => {
  const index = manyParcels()
  index.add('question', 'which colour would you like', 'talk')
  index.add('between', 'one moment', 'talk')
  index.add('answer', 'olive', 'talk')
  expect(index.candidates('which colour')).toContain('answer')
  index.remove('between')
  expect(index.candidates('which colour', 3)).toEqual(['question', 'answer'])
  expect(index.candidates('moment')).toEqual([])
})

test('[M20] the few are ranked with words as rare as they are in the whole scope', () => {
  const index = createCandidates()
  for (let at = 0; at < 200; at++) index.add(`k${at}`, `a green kettle ${at}`)
  index.add('tea', 'black tea')
  index.add('green', 'green paint')
  const entry = { at: START, speaker: 'customer' }
  const few = [
    { ...entry, id: 'tea', text: 'black tea', session: 'a' },
    { ...entry, id: 'green', text: 'green paint', session: 'b' },
  ]
  const question = { query: 'green tea', now: START, most: 2 }
  expect(rankFew(few, question, index.statistics).map(({ id }) => id)).toEqual(['tea', 'green'])
  // Among the two alone both words are as rare, and the newer is ahead.
  expect(rankFew(few, question, { size: 2, holding: () => 1 }).map(({ id }) => id)).toEqual(['green', 'tea'])
})

test('[M6 M20] what comes and goes makes room, and leaves the rest as it was', () => {
  const index = manyParcels()
  index.add('question', 'which colour would you like', 'talk')
  for (let at = 0; at < 3_000; at++) {
    index.add('passing', `passing ${at}`, 'talk')
    if (at === 1_500) index.add('answer', 'olive', 'talk')
  }
  index.remove('passing')
  const fresh = manyParcels()
  fresh.add('question', 'which colour would you like', 'talk')
  fresh.add('answer', 'olive', 'talk')
  expect([index.size, fresh.size]).toEqual([502, 502])
  expect(index.bytes).toBeLessThan(fresh.bytes * 4)
  for (const query of ['which colour', 'parcel 77', 'passing', 'arrived in order'])
    expect(index.candidates(query)).toEqual(fresh.candidates(query))
  index.add('more', 'or dark red', 'talk')
  expect(index.candidates('which colour')).toEqual(['question', 'answer', 'more'])
})

test('[M20] an entry that is added again is there once', () => {
  const index = createCandidates()
  index.add('a', 'green tea')
  index.add('a', 'black coffee')
  expect(index.size).toBe(1)
  expect(index.candidates('green tea')).toEqual([])
  expect(index.candidates('coffee')).toEqual(['a'])
})
