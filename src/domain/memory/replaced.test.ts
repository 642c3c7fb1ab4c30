import { expect, it } from 'vitest'
import type { Fact } from './fact.ts'
import { replacedIn } from './replaced.ts'

const fact = (id: string, status: Fact['status'], sources: readonly string[], supersededBy?: string) =>
  ({ id, status, sources: sources.map((source) => ({ source })), supersededBy }) as unknown as Fact

it('[M17] what holds stands behind all that took each other’s place; what something else still rests on is not old', () => {
  const facts = [
    fact('a', 'superseded', ['1'], 'b'),
    fact('b', 'superseded', ['2'], 'c'),
    fact('c', 'open', ['3', '4']),
    fact('d', 'open', ['1']),
    fact('e', 'withdrawn', ['5']),
    fact('f', 'superseded', ['6'], 'gone'),
  ]
  const { superseded, replacedBy } = replacedIn(facts)
  expect([...superseded]).toEqual(['2', '6'])
  expect([...replacedBy]).toEqual([
    ['1', ['3', '4']],
    ['2', ['3', '4']],
    ['6', []],
  ])
})
