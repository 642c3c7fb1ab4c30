import { expect, test } from 'vitest'
import { createConversations } from './conversations.ts'

const HOUR = 3_600_000

test('[M20] neighbours are those of one session in the order of time, whenever they were added', () => {
  const at = [3, 1, 2, 2].map((hour) => hour * HOUR)
  const talks = createConversations((entry) => at[entry]!)
  talks.add(0, 'a')
  talks.add(1, 'a')
  talks.add(2, 'b')
  expect(talks.order().before.slice(0, 3)).toEqual([1, -1, -1])
  talks.add(3, 'a')
  const { before, after, first, sessions } = talks.order()
  expect([before[0], before[3], after[1], first[0], sessions]).toEqual([3, 1, 3, 1, 2])
  talks.remove(3, 'a')
  expect(talks.order().before[0]).toBe(1)
})

test('[M20] a gap of more than six hours begins a session', () => {
  const at = [0, 6, 12.1].map((hour) => hour * HOUR)
  const talks = createConversations((entry) => at[entry]!)
  for (const entry of [0, 1, 2]) talks.add(entry, 'a')
  const { before, after, sessions } = talks.order()
  expect([before, after, sessions]).toEqual([[-1, 0, -1], [1, -1, -1], 2])
})
