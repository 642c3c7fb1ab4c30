import { expect, it } from 'vitest'
import { createVirtualClock } from '../../../simulator/index.ts'
import type { Bringing, Brought } from './knowledge.ts'
import { createReading } from './reading.ts'

const NOTHING: Brought = { added: [], changed: [], unchanged: 0, removed: [], failed: [] }
const log = { debug() {}, info() {}, warn() {}, error() {} }

it('[M15] what a store that is away has not kept is read again, and nothing is after the end', async () => {
  const clock = createVirtualClock(0)
  const asked: string[] = []
  let isAway = true
  const knowledge = {
    async bring({ paths }: Bringing) {
      asked.push(...paths)
      if (isAway) throw new Error('away')
      return NOTHING
    },
  }
  const reading = createReading({ knowledge, scope: { business: 'acme' }, clock, log })
  reading.follow(['/nowhere/a', '/nowhere/b'])
  await reading.done()
  expect(asked).toEqual(['/nowhere/a', '/nowhere/b'])
  isAway = false
  await clock.advance(30_000)
  await reading.done()
  expect(asked.slice(2)).toEqual(['/nowhere/a', '/nowhere/b'])
  await clock.advance(60_000)
  reading.follow(['/nowhere/a', '/nowhere/c'])
  await reading.close()
  expect(asked.slice(4)).toEqual([])
})
